import { expect, it } from 'vitest';
import { longestWindow } from './renewal-window.ts';

it.each([
	[1, 27],
	[2, 58],
	[12, 364]
])('a renewal after %i months leaves a window of at most %i days', (months, days) => {
	expect(longestWindow({ kind: 'months', months })).toBe(days);
});

it('a yearly renewal leaves one of less than a year', () => {
	expect(longestWindow({ kind: 'yearly', day: '09-01', minimumMonths: 6 })).toBe(364);
});
