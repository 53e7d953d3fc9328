import { describe, expect, it } from 'vitest';
import { waiverHolds, waiverProblems } from './waivers.ts';

const today = '2026-11-21';
const reason = 'She leaves us before it would be due';

describe('a waiver', () => {
	it.each([
		['2026-11-21', 'Choose a day after today'],
		['2026-11-22', null],
		['2027-11-21', null],
		['2027-11-22', 'Choose a day within the next 12 months']
	])('until %s: %s', (untilDay, message) => {
		const problems = message === null ? [] : [{ field: 'untilDay', message }];
		expect(waiverProblems({ reason, untilDay }, today)).toEqual(problems);
	});

	it.each([
		[`  ${'x'.repeat(9)}  `, 'Say why, in at least 10 characters'],
		['x'.repeat(10), null],
		['x'.repeat(500), null],
		['x'.repeat(501), 'Use 500 characters or fewer for the reason']
	])('because of %s: %s', (given, message) => {
		const problems = message === null ? [] : [{ field: 'reason', message }];
		expect(waiverProblems({ reason: given, untilDay: '2027-01-01' }, today)).toEqual(problems);
	});
});

it('says all that is wrong at once', () => {
	const fields = waiverProblems({ reason: '', untilDay: today }, today).map(({ field }) => field);
	expect(fields).toEqual(['untilDay', 'reason']);
});

describe('a waiver holds', () => {
	const days = { fromDay: '2026-11-01', untilDay: '2026-11-30', withdrawnFrom: null };

	it.each([
		['2026-10-31', false],
		['2026-11-01', true],
		['2026-11-30', true],
		['2026-12-01', false]
	])('on %s: %s', (day, holds) => {
		expect(waiverHolds(days, day)).toBe(holds);
	});

	it.each([
		['2026-11-20', true],
		['2026-11-21', false]
	])('until it is taken back, on %s: %s', (day, holds) => {
		expect(waiverHolds({ ...days, withdrawnFrom: '2026-11-21' }, day)).toBe(holds);
	});
});
