import { describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import Chart from '../../src/lib/components/Chart.svelte';
import { chartConfig, inLines, valueInWords } from '../../src/lib/components/chart/config.ts';
import { readLook } from '../../src/lib/components/chart/look.ts';
import { standingByItemChart, type ChartShape } from '../../src/lib/rules/chart-shape.ts';
import '../../src/app.css';

const stacked = standingByItemChart([
	{
		item: 'module:a',
		title: 'Online safety essentials',
		tiles: { overdue: 1, 'due-soon': 2, 'not-started': 0, 'up-to-date': 4 },
		waived: 0,
		total: 7
	}
]);
const line: ChartShape = {
	kind: 'line',
	labels: ['Oct 26', 'Today'],
	series: [{ name: 'In date', tone: 'accent', values: [null, 87] }],
	unit: 'percent',
	summary: 'Line chart.'
};

describe('the configuration', () => {
	const look = readLook(document.body);

	it('never moves, and starts every scale at nought', () => {
		for (const shape of [stacked, line]) {
			const { options } = chartConfig(shape, look, (tone) => look.tones[tone]);
			expect(options?.animation).toBe(false);
			expect(Object.values(options?.scales ?? {})).toContainEqual(
				expect.objectContaining({ beginAtZero: true })
			);
		}
	});

	it('knows the colours of the theme and not the text of the tokens', () => {
		const colours = Object.values(look.tones);
		expect(colours.every((colour) => /^rgb/.test(colour))).toBe(true);
		expect(new Set(colours).size).toBe(colours.length);
	});

	it('breaks long labels between words', () => {
		expect(inLines('Online safety essentials', 14)).toEqual(['Online safety', 'essentials']);
		expect(inLines('Prevent', 14)).toBe('Prevent');
		expect(inLines('Acceptable use agreement for all', 14, 2)).toEqual([
			'Acceptable use',
			'agreement for…'
		]);
	});

	it('says values with their unit', () => {
		expect(valueInWords(87, 'percent')).toBe('87%');
		expect(valueInWords(12000, 'count')).toBe('12,000');
	});
});

describe('the picture', () => {
	it('is drawn, and says in words what it shows', async () => {
		render(Chart, { shape: stacked });
		const picture = page.getByRole('img', { name: stacked.summary });
		await expect.element(picture).toBeVisible();
		const canvas = picture.element().querySelector('canvas');
		const isDrawn = () =>
			canvas
				?.getContext('2d')
				?.getImageData(0, 0, canvas.width, canvas.height)
				.data.some((value) => value > 0);
		// The library comes only now, which takes a busy machine its time.
		await expect.poll(isDrawn, { timeout: 10_000 }).toBe(true);
		await expect.element(page.getByText('Overdue or expired')).toBeVisible();
	});
});
