import { describe, expect, it } from 'vitest';
import {
	countsAs,
	figuresByItem,
	lastMonthEnds,
	monthsBetween,
	shareInDate
} from './overview-figures.ts';
import { standings } from './standing.ts';

it.each([
	[0, 0, null],
	[3, 0, 0],
	[3, 2, 66],
	[1000, 999, 99],
	[3, 3, 100]
])('of %i required, %i in date is a share of %s', (required, inDate, share) => {
	expect(shareInDate({ required, inDate })).toBe(share);
});

it('counts what is asked for today, and as in date what has been done and has not run out', () => {
	expect(standings.filter((s) => countsAs(s).required)).toEqual([
		'complete',
		'not_started',
		'in_progress',
		'due_soon',
		'expiring',
		'overdue',
		'expired'
	]);
	expect(standings.filter((s) => countsAs(s).inDate)).toEqual(['complete', 'expiring']);
});

describe('months', () => {
	it('finds the ends of the months before', () => {
		expect(lastMonthEnds('2026-11-21', 3)).toEqual(['2026-08-31', '2026-09-30', '2026-10-31']);
		expect(lastMonthEnds('2024-03-31', 2)).toEqual(['2024-01-31', '2024-02-29']);
		expect(lastMonthEnds('2027-01-01', 12)[0]).toBe('2026-01-31');
	});

	it.each([
		['2026-11-21', '2027-02-19', ['2026-11', '2026-12', '2027-01', '2027-02']],
		['2026-12-31', '2027-01-01', ['2026-12', '2027-01']],
		['2026-11-01', '2026-11-30', ['2026-11']]
	])('from %s to %s', (from, to, months) => {
		expect(monthsBetween(from, to)).toEqual(months);
	});
});

it('spreads the people of an item over the groups and keeps waivers apart', () => {
	const items = [
		{ item: 'module:a', title: 'A' },
		{ item: 'module:b', title: 'B' }
	];
	const none = { overdue: 0, 'due-soon': 0, 'not-started': 0, 'up-to-date': 0 };
	expect(
		figuresByItem(items, [
			{ item: 'module:a', standing: 'complete', people: 7 },
			{ item: 'module:a', standing: 'expired', people: 1 },
			{ item: 'module:a', standing: 'overdue', people: 2 },
			{ item: 'module:a', standing: 'waived', people: 2 },
			{ item: 'module:a', standing: 'paused', people: 1 },
			{ item: 'module:other', standing: 'complete', people: 9 }
		])
	).toEqual([
		{ ...items[0], tiles: { ...none, overdue: 3, 'up-to-date': 7 }, waived: 3, total: 10 },
		{ ...items[1], tiles: none, waived: 0, total: 0 }
	]);
});
