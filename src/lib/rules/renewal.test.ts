import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyDay } from '../../../tests/fixtures/arbitrary.ts';
import { addDays, addMonths } from './day.ts';
import { OWN_WINDOW_DAYS, ownRenewal, validityOf } from './renewal.ts';

const yearly = { months: 12, windowDays: 60 };
const renewal = { cycle: 1, opensOn: '2026-10-02', dueOn: '2026-12-01' };

describe('how long a completion is valid', () => {
	test.each([
		[
			'a first completion counts from the day',
			'2026-11-21',
			{ cycle: 0, opensOn: '2026-11-01', dueOn: '2026-12-01' },
			'2027-11-21'
		],
		[
			'a chosen item counts from the day',
			'2026-11-21',
			{ cycle: 2, opensOn: '2026-11-01', dueOn: null },
			'2027-11-21'
		],
		['before the window it counts from the day', '2026-10-01', renewal, '2027-10-01'],
		['on the first day of the window the anniversary is kept', '2026-10-02', renewal, '2027-12-01'],
		['on the last day the anniversary is kept', '2026-12-01', renewal, '2027-12-01'],
		['after it ran out it counts from the day', '2026-12-02', renewal, '2027-12-02'],
		[
			'29 February runs out on the 28th',
			'2028-02-29',
			{ cycle: 0, opensOn: '2028-02-01', dueOn: null },
			'2029-02-28'
		]
	])('%s', (_, completedOn, closing, validUntil) => {
		expect(validityOf(completedOn, closing, yearly).validUntil).toBe(validUntil);
	});

	it('opens the renewal so many days before it runs out', () => {
		expect(validityOf('2026-11-21', { ...renewal, cycle: 0 }, yearly).opensOn).toBe('2027-09-22');
	});

	it('never opens the renewal on the day of the completion, however wide the window', () => {
		const { opensOn, validUntil } = validityOf(
			'2026-11-21',
			{ ...renewal, cycle: 0 },
			{ months: 1, windowDays: 120 }
		);
		expect(opensOn).toBe('2026-11-22');
		expect(validUntil).toBe('2026-12-21');
	});
});

describe('renewing for years', () => {
	it('does not drift while it is done inside the window', () => {
		fc.assert(
			fc.property(
				anyDay(),
				fc.array(fc.nat(59), { minLength: 1, maxLength: 8 }),
				(start, early) => {
					let closing = { cycle: 0, opensOn: start, dueOn: addDays(start, 7) };
					let completedOn = start;
					let expected = start;
					for (const days of early) {
						const { validUntil, opensOn } = validityOf(completedOn, closing, yearly);
						expected = addMonths(expected, 12);
						expect(validUntil).toBe(expected);
						expect(opensOn <= validUntil).toBe(true);
						closing = { cycle: closing.cycle + 1, opensOn, dueOn: validUntil };
						completedOn = addDays(validUntil, -days);
					}
				}
			)
		);
	});
});

describe('an item that nobody requires', () => {
	it('renews as its content says, or never', () => {
		expect(ownRenewal(24)).toEqual({ months: 24, windowDays: OWN_WINDOW_DAYS });
		expect(ownRenewal(null)).toBeNull();
	});
});
