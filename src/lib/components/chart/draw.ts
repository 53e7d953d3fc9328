import {
	BarController,
	BarElement,
	CategoryScale,
	Chart,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
} from 'chart.js';
import type { ChartShape } from '../../rules/chart-shape.ts';
import { chartConfig } from './config.ts';
import { onThemeChange, readLook } from './look.ts';
import { fillFor } from './patterns.ts';
import { valuesInPlace } from './values.ts';

// Only what is drawn, so that nothing else of the library comes along.
Chart.register(
	BarController,
	BarElement,
	CategoryScale,
	LinearScale,
	LineController,
	LineElement,
	PointElement,
	Tooltip
);

/** Draws a chart, again whenever the theme changes, and answers how to take it away. */
export function drawChart(canvas: HTMLCanvasElement, shape: ChartShape): () => void {
	const draw = () => {
		const context = canvas.getContext('2d');
		if (context === null) throw new Error('This browser gives no canvas to draw on');
		const look = readLook(canvas.parentElement ?? document.body);
		const config = chartConfig(shape, look, (tone) =>
			fillFor(context, tone, look.tones[tone], look.card)
		);
		return new Chart(context, { ...config, plugins: [valuesInPlace(shape, look)] });
	};
	let chart = draw();
	const stopWatching = onThemeChange(() => {
		chart.destroy();
		chart = draw();
	});
	return () => {
		stopWatching();
		chart.destroy();
	};
}
