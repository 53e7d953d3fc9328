import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
	fieldsFrom,
	termsFields,
	termsFrom,
	type RequirementTerms,
	type TermsFields
} from './requirement-terms.ts';

const today = '2026-11-21';
const fields: TermsFields = {
	dueFrom: 'start',
	dueDays: '7',
	dueOn: '',
	renews: 'months',
	renewalMonths: '12',
	renewalDate: '',
	renewalMonth: '',
	renewalMinimumMonths: '',
	windowDays: '60',
	gate: 'yes',
	basisKind: 'organisation',
	basisText: 'Our own rule.',
	fromDay: today
};
const terms: RequirementTerms = {
	dueFrom: 'start',
	dueDays: 7,
	dueOn: null,
	renewal: { kind: 'months', months: 12 },
	windowDays: 60,
	gate: true,
	basisKind: 'organisation',
	basisText: 'Our own rule.'
};
const yearly = { renews: 'yearly', renewalDate: '1', renewalMonth: '9', renewalMinimumMonths: '6' };
const fixed = { dueFrom: 'fixed', dueOn: '2027-09-01' };

function read(change: Partial<TermsFields>, present: RequirementTerms | null = null) {
	const result = termsFrom({ ...fields, ...change }, today, present);
	if (!result.ok) throw new Error(JSON.stringify(result.errors));
	return result.terms;
}

function errorsOf(change: Partial<TermsFields>, present: RequirementTerms | null = null) {
	const result = termsFrom({ ...fields, ...change }, today, present);
	return result.ok ? {} : result.errors;
}

describe('the terms of a requirement', () => {
	it('are read from a form', () => {
		expect(termsFrom(fields, today)).toEqual({ ok: true, fromDay: today, terms });
	});

	it.each([
		[{ gate: '' }, { gate: false }],
		[
			{ dueFrom: 'role', dueDays: '0' },
			{ dueFrom: 'role', dueDays: 0 }
		],
		[
			{ dueFrom: 'contact', dueDays: '730' },
			{ dueFrom: 'contact', dueDays: 730 }
		],
		[fixed, { dueFrom: 'fixed', dueDays: 0, dueOn: '2027-09-01' }],
		[
			{ renews: 'never', windowDays: 'x' },
			{ renewal: null, windowDays: 0 }
		],
		[{ renewalMonths: '60' }, { renewal: { kind: 'months', months: 60 } }],
		[yearly, { renewal: { kind: 'yearly', day: '09-01', minimumMonths: 6 } }],
		[
			{ ...yearly, renewalDate: '29', renewalMonth: '2' },
			{ renewal: { kind: 'yearly', day: '02-29', minimumMonths: 6 } }
		],
		[{ windowDays: '364' }, { windowDays: 364 }],
		[{ windowDays: '0' }, { windowDays: 0 }],
		[{ basisText: 'x'.repeat(600) }, { basisText: 'x'.repeat(600) }],
		[{ ...fixed, dueOn: '2031-11-21' }, { dueOn: '2031-11-21' }]
	])('take what makes sense: %#', (change, expected) => {
		expect(read(change)).toMatchObject(expected);
	});

	it.each([
		['fromDay', { fromDay: '2026-11-20' }, '21 November 2026 or a later day'],
		['fromDay', { fromDay: '' }, 'Enter a day'],
		['fromDay', { fromDay: '2027-02-31' }, 'in the calendar'],
		['fromDay', { fromDay: '2031-11-22' }, 'within the next five years'],
		['dueFrom', { dueFrom: '' }, 'Choose by when'],
		['dueDays', { dueDays: '' }, 'from 0 to 730'],
		['dueDays', { dueDays: '-1' }, 'from 0 to 730'],
		['dueDays', { dueDays: '731' }, 'from 0 to 730'],
		['dueDays', { dueDays: '1.5' }, 'from 0 to 730'],
		['dueOn', { ...fixed, dueOn: '' }, 'Enter a day'],
		['dueOn', { ...fixed, dueOn: '2026-11-20' }, '21 November 2026 or a later day'],
		['dueOn', { ...fixed, fromDay: '2027-10-01' }, '1 October 2027 or a later day'],
		['renews', { renews: '' }, 'Choose whether'],
		['renewalMonths', { renewalMonths: '0' }, 'from 1 to 60'],
		['renewalMonths', { renewalMonths: '61' }, 'from 1 to 60'],
		['renewalDate', { ...yearly, renewalDate: '31', renewalMonth: '2' }, 'no such day'],
		['renewalDate', { ...yearly, renewalDate: '', renewalMonth: '' }, 'no such day'],
		['renewalMinimumMonths', { ...yearly, renewalMinimumMonths: '13' }, 'from 0 to 12'],
		['renewalMinimumMonths', { ...yearly, renewalMinimumMonths: '' }, 'from 0 to 12'],
		['windowDays', { windowDays: '365' }, 'from 0 to 364'],
		['windowDays', { ...yearly, windowDays: '365' }, 'from 0 to 364'],
		['windowDays', { renewalMonths: '1', windowDays: '28' }, 'from 0 to 27'],
		['basisKind', { basisKind: 'law' }, 'Choose what'],
		['basisText', { basisText: '' }, 'Say why'],
		['basisText', { basisText: 'x'.repeat(601) }, 'at most 600']
	] as const)('refuse at %s: %#', (field, change, message) => {
		expect(errorsOf(change)[field]).toContain(message);
	});

	it('ask for a day where there is none', () => {
		expect(errorsOf({ fromDay: '' })).toEqual({ fromDay: 'Enter a day' });
	});

	it('are texts without the space around them, and no longer than anybody types', () => {
		expect(v.parse(termsFields.basisText, ' Our own rule. ')).toBe('Our own rule.');
		expect(v.is(termsFields.basisText, 'x'.repeat(1000))).toBe(true);
		expect(v.safeParse(termsFields.basisText, 'x'.repeat(1001)).issues?.[0].message).toBe(
			'This is too long'
		);
	});

	it('say everything that is wrong at once', () => {
		const errors = errorsOf({ fromDay: '', dueDays: 'soon', renews: '', basisText: '' });
		expect(Object.keys(errors)).toEqual(['dueDays', 'renews', 'basisText', 'fromDay']);
		const window = { ...yearly, renewalDate: '31', renewalMonth: '2', windowDays: '365' };
		expect(Object.keys(errorsOf(window))).toEqual(['renewalDate', 'windowDays']);
	});

	it('leave a fixed day that has passed where it is', () => {
		const past = { ...fixed, dueOn: '2026-09-01' };
		const present = { ...terms, dueFrom: 'fixed' as const, dueOn: '2026-09-01' };
		expect(read(past, present).dueOn).toBe('2026-09-01');
		expect(errorsOf({ ...past, dueOn: '2026-09-02' }, present)).toHaveProperty('dueOn');
	});
});

describe('the form', () => {
	const fixedDay = { dueFrom: 'fixed' as const, dueDays: 0, dueOn: '2027-09-01' };
	const onLeapDay = { kind: 'yearly' as const, day: '02-29', minimumMonths: 6 };

	const usual = { renewalMonths: '12', renewalDate: '', renewalMonth: '' };
	it.each<[string, Partial<RequirementTerms>, Partial<TermsFields>]>([
		[
			'done once',
			{ renewal: null, windowDays: 0, gate: false },
			{ ...usual, renews: 'never', renewalMinimumMonths: '6', windowDays: '60', gate: '' }
		],
		[
			'renewed after months',
			{ renewal: { kind: 'months', months: 24 }, windowDays: 30 },
			{ ...usual, renewalMonths: '24', renewalMinimumMonths: '6', windowDays: '30' }
		],
		[
			'renewed on a day',
			{ renewal: { ...onLeapDay, minimumMonths: 4 } },
			{
				...{ renews: 'yearly', renewalMonths: '12', renewalDate: '29', renewalMonth: '2' },
				renewalMinimumMonths: '4'
			}
		],
		['due on a day', fixedDay, { dueFrom: 'fixed', dueDays: '0', dueOn: '2027-09-01' }]
	])('of what is %s offers what is usual for the rest', (_, change, expected) => {
		const filled = { ...fields, renewalMinimumMonths: '6' };
		expect(fieldsFrom({ ...terms, ...change }, today)).toEqual({ ...filled, ...expected });
	});

	it.each([
		terms,
		{ ...terms, gate: false, dueFrom: 'contact' as const },
		{ ...terms, ...fixedDay, renewal: onLeapDay },
		{ ...terms, renewal: null, windowDays: 0 }
	])('filled in with terms says just these: %#', (one) => {
		expect(termsFrom(fieldsFrom(one, today), today)).toEqual({
			ok: true,
			fromDay: today,
			terms: one
		});
	});
});
