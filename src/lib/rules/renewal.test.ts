import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyDay, anyRenewal } from '../../../tests/fixtures/arbitrary.ts';
import { addDays, addMonths } from './day.ts';
import {
	OWN_WINDOW_DAYS,
	anchorOf,
	ownRenewal,
	runsOutOn,
	validUntil,
	type RenewalRule
} from './renewal.ts';

const months = (n: number) => ({ kind: 'months' as const, months: n });
const yearly = (day: string, minimumMonths: number) => ({
	kind: 'yearly' as const,
	day,
	minimumMonths
});
const every12: RenewalRule = { renewal: months(12), windowDays: 60 };
const done = (completedOn: string, more = {}) => ({
	completedOn,
	countsFrom: completedOn,
	monthsBefore: 0,
	statedUntil: null,
	...more
});

describe('when a completion runs out', () => {
	test.each([
		['2026-11-21', 12, '2027-11-21'],
		['2026-01-31', 1, '2026-02-28'],
		['2028-02-29', 12, '2029-02-28'],
		['2028-02-29', 48, '2032-02-29']
	])('%s for %d months is %s', (day, n, until) => {
		expect(runsOutOn(done(day), months(n))).toBe(until);
	});

	it('counts all months from the first day at once, so that a month end comes back', () => {
		const later = { countsFrom: '2025-12-31', monthsBefore: 2, completedOn: '2026-02-20' };
		expect(runsOutOn(later, months(1))).toBe('2026-03-31');
	});

	test.each([
		['trained in November, not asked in January', '2026-11-20', '01-31', 6, '2028-01-31'],
		['exactly the minimum is enough', '2026-07-31', '01-31', 6, '2027-01-31'],
		['a day less is not', '2026-08-01', '01-31', 6, '2028-01-31'],
		['later in the same year', '2026-02-01', '09-01', 6, '2026-09-01'],
		['never on the day itself', '2026-09-01', '09-01', 0, '2027-09-01'],
		['the day before it', '2026-08-31', '09-01', 0, '2026-09-01'],
		['29 February in a common year', '2026-03-01', '02-29', 0, '2027-02-28'],
		['29 February in a leap year', '2027-03-01', '02-29', 0, '2028-02-29']
	])('on a fixed day: %s', (_, day, fixed, minimum, until) => {
		expect(runsOutOn(done(day), yearly(fixed, minimum))).toBe(until);
	});

	it('is after the day it was done, and at least the minimum', () => {
		fc.assert(
			fc.property(anyDay(), anyRenewal(), (day, renewal) => {
				const until = runsOutOn(done(day), renewal);
				expect(until > day).toBe(true);
				if (renewal.kind === 'yearly') {
					expect(until >= addMonths(day, renewal.minimumMonths)).toBe(true);
					expect(until <= addMonths(day, renewal.minimumMonths + 13)).toBe(true);
				}
			})
		);
	});

	it('is the earliest of all renewals and of what the evidence says', () => {
		const two = [every12, { renewal: months(6), windowDays: 30 }];
		expect(validUntil(done('2026-01-10'), two)).toBe('2026-07-10');
		expect(validUntil(done('2026-01-10'), two.toReversed())).toBe('2026-07-10');
		expect(validUntil(done('2026-01-10', { statedUntil: '2026-03-01' }), two)).toBe('2026-03-01');
		expect(validUntil(done('2026-01-10', { statedUntil: '2027-03-01' }), two)).toBe('2026-07-10');
		expect(validUntil(done('2026-01-10', { statedUntil: '2027-03-01' }), [])).toBe('2027-03-01');
		expect(validUntil(done('2026-01-10'), [])).toBeNull();
	});
});

describe('from which day a completion counts', () => {
	const last = { countsFrom: '2025-12-01', monthsBefore: 0, validUntil: '2026-12-01' };
	const renewed = { dueOn: '2026-12-01', last };
	const kept = { countsFrom: '2025-12-01', monthsBefore: 12 };
	const anew = (countsFrom: string) => ({ countsFrom, monthsBefore: 0 });

	test.each([
		['before the window', '2026-10-01', renewed, anew('2026-10-01')],
		['on the first day of the window', '2026-10-02', renewed, kept],
		['on the last day', '2026-12-01', renewed, kept],
		['after it ran out', '2026-12-02', renewed, anew('2026-12-02')],
		['the first time', '2026-11-21', { dueOn: '2026-12-01', last: null }, anew('2026-11-21')],
		['of one’s own accord', '2026-11-21', { dueOn: null, last }, anew('2026-11-21')],
		[
			'when the due day is another than the anniversary',
			'2026-11-21',
			{ dueOn: '2026-11-30', last },
			anew('2026-11-30')
		],
		[
			'when it had run out before, whatever the due day',
			'2026-11-21',
			{ dueOn: '2026-12-01', last: { ...last, validUntil: '2026-11-20' } },
			anew('2026-11-21')
		],
		[
			'on the day it ran out',
			'2026-11-20',
			{ dueOn: '2026-12-01', last: { ...last, validUntil: '2026-11-20' } },
			kept
		],
		[
			'when it had no end',
			'2026-11-20',
			{ dueOn: '2026-12-01', last: { ...last, validUntil: null } },
			kept
		]
	])('%s', (_, completedOn, closing, anchor) => {
		expect(anchorOf(completedOn, closing, [every12])).toEqual(anchor);
	});

	it('finds the renewal whose anniversary it was', () => {
		const rules = [
			{ renewal: yearly('12-01', 0), windowDays: 0 },
			{ renewal: months(24), windowDays: 60 },
			every12
		];
		expect(anchorOf('2026-11-21', renewed, rules)).toEqual(kept);
	});

	it('does not drift while renewing inside the window, month ends and leap days included', () => {
		fc.assert(
			fc.property(
				anyDay(),
				fc.integer({ min: 1, max: 36 }),
				fc.array(fc.nat(25), { minLength: 1, maxLength: 8 }),
				(start, n, early) => {
					const rules = [{ renewal: months(n), windowDays: 25 }];
					let made = { ...done(start), validUntil: addMonths(start, n) };
					for (const [i, days] of early.entries()) {
						expect(made.validUntil).toBe(addMonths(start, n * (i + 1)));
						const completedOn = addDays(made.validUntil, -days);
						const anchor = anchorOf(completedOn, { dueOn: made.validUntil, last: made }, rules);
						const next = { ...anchor, completedOn, statedUntil: null };
						made = { ...next, validUntil: validUntil(next, rules) ?? '' };
					}
				}
			)
		);
	});

	it('never gives more than the renewal and its window', () => {
		fc.assert(
			fc.property(anyDay(), anyDay(), anyDay(), (completedOn, dueOn, before) => {
				const earlierOne = { countsFrom: before, monthsBefore: 0, validUntil: null };
				const anchor = anchorOf(completedOn, { dueOn, last: earlierOne }, [every12]);
				const until = validUntil({ ...anchor, completedOn, statedUntil: null }, [every12]);
				expect(until !== null && until <= addMonths(addDays(completedOn, 60), 12)).toBe(true);
				expect(until !== null && until >= addMonths(completedOn, 12)).toBe(true);
			})
		);
	});
});

describe('an item that nobody requires', () => {
	it('renews as its content says, or never', () => {
		expect(ownRenewal(24)).toEqual([{ renewal: months(24), windowDays: OWN_WINDOW_DAYS }]);
		expect(ownRenewal(null)).toEqual([]);
	});
});
