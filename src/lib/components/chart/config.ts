import type { ChartConfiguration, ChartDataset, ScaleOptionsByType } from 'chart.js';
import type { ChartShape, Tone } from '../../rules/chart-shape.ts';
import type { ChartLook } from './look.ts';

export type Fill = string | CanvasPattern;
export type Config = ChartConfiguration<'bar' | 'line', (number | null)[], string | string[]>;

/**
 * A long label in lines of at most `width` characters, broken between words. What goes beyond `most`
 * lines is cut off: the table beside the picture has it in full.
 */
export function inLines(label: string, width: number, most = 3): string | string[] {
	const lines: string[] = [];
	for (const word of label.split(' ')) {
		const last = lines.at(-1);
		if (last !== undefined && `${last} ${word}`.length <= width) {
			lines[lines.length - 1] = `${last} ${word}`;
		} else lines.push(word);
	}
	if (lines.length > most) return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`];
	return lines.length > 1 ? lines : label;
}

/** What a value reads as at its place in the chart. */
export function valueInWords(value: number, unit: ChartShape['unit']): string {
	return unit === 'percent' ? `${value}%` : value.toLocaleString('en-GB');
}

function datasets(shape: ChartShape, look: ChartLook, fill: (tone: Tone) => Fill) {
	return shape.series.map(
		({ name, tone, values }): ChartDataset<'bar' | 'line', (number | null)[]> => {
			const common = { label: name, data: values };
			if (shape.kind === 'line') {
				const colour = look.tones[tone];
				return {
					...common,
					type: 'line',
					// A point at 100 per cent lies on the edge and is drawn whole all the same.
					clip: false,
					borderColor: colour,
					borderWidth: 3,
					backgroundColor: colour,
					pointBackgroundColor: look.card,
					pointBorderColor: colour,
					pointBorderWidth: 2,
					pointRadius: 4
				};
			}
			return {
				...common,
				type: 'bar',
				backgroundColor: fill(tone),
				// The card shows between neighbours, so that each stands out from the next.
				borderColor: shape.kind === 'stacked' ? look.card : look.tones[tone],
				borderWidth: shape.kind === 'stacked' ? { left: 0, right: 2, top: 0, bottom: 0 } : 1,
				borderSkipped: false,
				maxBarThickness: shape.kind === 'stacked' ? 26 : 64,
				categoryPercentage: 0.8,
				barPercentage: 0.9
			};
		}
	);
}

/** The axes: one with the labels, one with the values from nought on. */
function scales({ kind, unit }: ChartShape, look: ChartLook) {
	const font = { family: look.font, size: look.narrow ? 12 : 13 };
	const labels = {
		stacked: kind === 'stacked',
		border: { color: look.soft },
		grid: { display: false },
		ticks: { color: look.ink, font, autoSkip: kind === 'line', maxRotation: 0 }
	};
	const values = {
		stacked: kind === 'stacked',
		beginAtZero: true,
		border: { display: false },
		grid: { color: look.line },
		...(unit === 'percent' ? { min: 0, max: 100 } : { grace: kind === 'bars' ? '12%' : 0 }),
		ticks: {
			color: look.soft,
			font,
			precision: 0,
			maxTicksLimit: 6,
			callback: (value: number | string) => valueInWords(Number(value), unit)
		}
	} satisfies Partial<Record<keyof ScaleOptionsByType<'linear'>, unknown>>;
	return kind === 'stacked' ? { x: values, y: labels } : { x: labels, y: values };
}

/**
 * A chart as the library wants it. Nothing moves: the figures are what matters, and no setting of
 * the reader needs to be asked. The table beside it is the legend's and the reader's second way.
 */
export function chartConfig(
	shape: ChartShape,
	look: ChartLook,
	fill: (tone: Tone) => Fill
): Config {
	const font = { family: look.font, size: 13 };
	return {
		type: shape.kind === 'line' ? 'line' : 'bar',
		data: {
			labels: shape.labels.map((label) =>
				shape.kind === 'stacked'
					? inLines(label, look.narrow ? 14 : 28, look.narrow ? 2 : 3)
					: label
			),
			datasets: datasets(shape, look, fill)
		},
		options: {
			indexAxis: shape.kind === 'stacked' ? 'y' : 'x',
			animation: false,
			maintainAspectRatio: false,
			layout: { padding: { top: shape.kind === 'line' ? 22 : 4, right: 8 } },
			interaction: { mode: 'index', axis: shape.kind === 'stacked' ? 'y' : 'x', intersect: false },
			scales: scales(shape, look),
			plugins: {
				tooltip: {
					backgroundColor: look.ink,
					titleColor: look.card,
					bodyColor: look.card,
					titleFont: font,
					bodyFont: font,
					padding: 10,
					displayColors: false,
					callbacks: {
						label: ({ dataset, raw }) =>
							typeof raw === 'number'
								? `${dataset.label ?? ''}: ${valueInWords(raw, shape.unit)}`
								: ''
					}
				}
			}
		}
	};
}
