import type { Chart, Plugin } from 'chart.js';
import type { ChartShape } from '../../rules/chart-shape.ts';
import { valueInWords } from './config.ts';
import type { ChartLook } from './look.ts';

const HEIGHT = 16;

/** How far from a point or the top of a bar its number stands: clear of a line that comes down. */
function besideLine(shape: ChartShape, series: number, at: number): number {
	if (shape.kind !== 'line') return -10;
	const values = shape.series[series]?.values ?? [];
	const [before, here] = [values[at - 1] ?? 0, values[at] ?? 0];
	return before > here ? 16 : -14;
}

/** Writes the numbers where they are: into bars with room, above bars, and at the last point. */
export function valuesInPlace(shape: ChartShape, look: ChartLook): Plugin<'bar' | 'line'> {
	return {
		id: 'values',
		afterDatasetsDraw(chart) {
			const { ctx } = chart;
			ctx.save();
			ctx.font = `600 12px ${look.font}`;
			ctx.textAlign = 'center';
			ctx.textBaseline = 'middle';
			shape.series.forEach(({ values }, series) => {
				const last = values.findLastIndex((value) => value !== null);
				values.forEach((value, at) => {
					if (value === null || (shape.kind === 'line' ? at !== last : value === 0)) return;
					write(chart, series, at, valueInWords(value, shape.unit));
				});
			});
			ctx.restore();
		}
	};

	function write(chart: Chart<'bar' | 'line'>, series: number, at: number, words: string): void {
		const element = chart.getDatasetMeta(series).data[at];
		if (element === undefined) return;
		const { ctx } = chart;
		const width = ctx.measureText(words).width + 8;
		if (shape.kind !== 'stacked') {
			const x = Math.min(element.x, chart.chartArea.right - width / 2 + 8);
			ctx.fillStyle = look.ink;
			ctx.fillText(words, x, element.y + besideLine(shape, series, at));
			return;
		}
		const {
			base = 0,
			x,
			y
		} = element.getProps(['base', 'x', 'y'] as never[], true) as {
			base?: number;
			x: number;
			y: number;
		};
		if (x - base < width + 6) return;
		const middle = (x + base) / 2;
		ctx.fillStyle = look.card;
		ctx.beginPath();
		ctx.roundRect(middle - width / 2, y - HEIGHT / 2, width, HEIGHT, 4);
		ctx.fill();
		ctx.fillStyle = look.ink;
		ctx.fillText(words, middle, y + 0.5);
	}
}
