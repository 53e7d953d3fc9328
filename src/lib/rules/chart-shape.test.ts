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
	expect(chart.labels).toEqual(['Online safety', 'Prevent']);
	expect(chart.series.map(({ tone, values }) => [tone, ...values])).toEqual([
		['good', 4, 6],
		['warn', 2, 0],
		['calm', 3, 0],
		['bad', 1, 0]
	]);
	expect(chart.summary).toBe(
		'Bar chart of people by standing for each item. In all: in date 10, due soon or expiring 2, not yet due 3, overdue or expired 1.'
	);
});

it('draws the share in date over time, with a gap where nothing was required', () => {
	const chart = shareOverTimeChart([
		{ day: '2026-09-30', share: null },
		{ day: '2026-10-31', share: 0 },
		{ day: '2026-11-21', share: 87 }
	]);
	expect(chart.labels).toEqual(['Sep 26', 'Oct 26', 'Today']);
	expect(chart.series[0]?.values).toEqual([null, 0, 87]);
	expect(chart.summary).toBe(
		'Line chart of the share in date over time: 0% on 31 Oct 2026, 87% on 21 Nov 2026.'
	);
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
	expect(chart.labels).toEqual(['Dec 26', 'Jan 27']);
	expect(chart.series[0]?.values).toEqual([4, 0]);
	expect(chart.summary).toBe(
		'Bar chart of what runs out by month: December 2026 4, January 2027 0.'
	);
});

it.each([
	[0, '0%'],
	[87, '87%'],
	[null, 'Nothing required']
])('says a share of %s as %s', (share, words) => {
	expect(shareInWords(share)).toBe(words);
});
