import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, addMonths, dayOf, daysBetween, earlier, later } from './day.ts';
import { anyDay } from '../../../tests/fixtures/arbitrary.ts';

describe('the day on which a moment falls', () => {
	test.each([
		['2026-03-29T00:59:59Z', '2026-03-29'],
		['2026-06-30T22:59:59Z', '2026-06-30'],
		['2026-06-30T23:00:00Z', '2026-07-01'],
		['2026-12-31T23:59:59Z', '2026-12-31'],
		['2026-10-25T00:30:00Z', '2026-10-25']
	])('%s is %s in London', (moment, day) => {
		expect(dayOf(new Date(moment), 'Europe/London')).toBe(day);
	});

	it('is another day elsewhere', () => {
		expect(dayOf(new Date('2026-11-21T12:00:00Z'), 'Pacific/Auckland')).toBe('2026-11-22');
	});

	it('refuses a time zone that does not exist', () => {
		expect(() => dayOf(new Date(0), 'Europe/Nowhere')).toThrow(RangeError);
	});
});

describe('months', () => {
	test.each([
		['2026-01-31', 1, '2026-02-28'],
		['2028-01-31', 1, '2028-02-29'],
		['2028-02-29', 12, '2029-02-28'],
		['2028-02-29', 48, '2032-02-29'],
		['2026-11-30', 3, '2027-02-28'],
		['2026-03-31', -1, '2026-02-28'],
		['2026-11-21', 12, '2027-11-21']
	])('%s and %i months is %s', (day, months, result) => {
		expect(addMonths(day, months)).toBe(result);
	});
});

describe('days', () => {
	it('counts across the change of the clocks', () => {
		expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
		expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
	});

	it('adds what it counts', () => {
		fc.assert(
			fc.property(anyDay(), fc.integer({ min: -5000, max: 5000 }), (day, days) => {
				expect(daysBetween(day, addDays(day, days))).toBe(days);
			})
		);
	});

	it('tells the earlier from the later', () => {
		expect(earlier('2026-01-01', '2025-12-31')).toBe('2025-12-31');
		expect(earlier('2025-12-31', '2026-01-01')).toBe('2025-12-31');
		expect(later('2026-01-01', '2025-12-31')).toBe('2026-01-01');
		expect(later('2025-12-31', '2026-01-01')).toBe('2026-01-01');
	});
});
