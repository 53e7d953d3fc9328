import { expect, it } from 'vitest';
import {
	expiringChart,
	shareInWords,
	shareOverTimeChart,
	standingByItemChart
} from './chart-shape.ts';

it('stacks people by standing for each item', () => {
	const chart = standingByItemChart([
		{
			item: 'module:a',
			title: 'Online safety',
			tiles: { overdue: 1, 'due-soon': 2, 'not-started': 3, 'up-to-date': 4 },
			waived: 5,
			total: 10
		},
		{
			item: 'module:b',
			title: 'Prevent',
			tiles: { overdue: 0, 'due-soon': 0, 'not-started': 0, 'up-to-date': 6 },
			waived: 0,
			total: 6
		}
	]);
	expect(chart).toMatchObject({
		kind: 'stacked',
		unit: 'count',
		labels: ['Online safety', 'Prevent'],
		series: [
			{ name: 'In date', tone: 'good', values: [4, 6] },
			{ name: 'Due soon or expiring', tone: 'warn', values: [2, 0] },
			{ name: 'Not yet due', tone: 'calm', values: [3, 0] },
			{ name: 'Overdue or expired', tone: 'bad', values: [1, 0] }
		]
	});
	expect(chart.summary).toBe(
		'Bar chart of people by standing for each item. In all: in date 10, due soon or expiring 2, not yet due 3, overdue or expired 1.'
	);
});

it('draws the share in date over time, with a gap where nothing was required', () => {
	const chart = shareOverTimeChart([
		{ day: '2026-08-31', share: null },
		{ day: '2026-09-30', share: 0 },
		{ day: '2026-10-31', share: 40 },
		{ day: '2026-11-21', share: 87 }
	]);
	expect(chart).toEqual({
		kind: 'line',
		unit: 'percent',
		labels: ['Aug 26', 'Sep 26', 'Oct 26', 'Today'],
		series: [{ name: 'In date', tone: 'accent', values: [null, 0, 40, 87] }],
		summary: 'Line chart of the share in date over time: 0% on 30 Sep 2026, 87% on 21 Nov 2026.'
	});
});

it('says so when nothing has been required yet', () => {
	expect(shareOverTimeChart([{ day: '2026-11-21', share: null }]).summary).toContain(
		'Nothing has been required yet.'
	);
});

it('draws what runs out by month', () => {
	const chart = expiringChart([
		{ month: '2026-12', items: 4 },
		{ month: '2027-01', items: 0 }
	]);
	expect(chart).toEqual({
		kind: 'bars',
		unit: 'count',
		labels: ['Dec 26', 'Jan 27'],
		series: [{ name: 'Run out', tone: 'warn', values: [4, 0] }],
		summary: 'Bar chart of what runs out by month: December 2026 4, January 2027 0.'
	});
});

it.each([
	[0, '0%'],
	[87, '87%'],
	[null, 'Nothing required']
])('says a share of %s as %s', (share, words) => {
	expect(shareInWords(share)).toBe(words);
});
