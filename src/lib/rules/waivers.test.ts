import { describe, expect, it } from 'vitest';
import { REASON_LENGTH, waiverHolds, waiverProblems } from './waivers.ts';

const today = '2026-11-21';
const reason = 'She leaves us before it would be due';

describe('a waiver', () => {
	it.each([
		['2026-11-21', 'untilDay'],
		['2026-11-22', null],
		['2027-11-21', null],
		['2027-11-22', 'untilDay']
	])('until %s: %s', (untilDay, field) => {
		expect(waiverProblems({ reason, untilDay }, today)[0]?.field ?? null).toBe(field);
	});

	it.each([
		[`  ${'x'.repeat(REASON_LENGTH.least - 1)}  `, 'reason'],
		['x'.repeat(REASON_LENGTH.least), null],
		['x'.repeat(REASON_LENGTH.most), null],
		['x'.repeat(REASON_LENGTH.most + 1), 'reason']
	])('because of %s: %s', (given, field) => {
		const untilDay = '2027-01-01';
		expect(waiverProblems({ reason: given, untilDay }, today)[0]?.field ?? null).toBe(field);
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
