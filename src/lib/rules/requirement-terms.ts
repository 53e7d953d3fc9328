import * as v from 'valibot';
import { day } from './content/fields.ts';
import { longDay } from './dates-in-words.ts';
import { addMonths, type Day } from './day.ts';
import { longestWindow } from './renewal-window.ts';
import type { Requirement } from './planning.ts';
import type { Renewal } from './renewal.ts';

export const basisKinds = ['statute', 'guidance', 'contract', 'organisation'] as const;
export type BasisKind = (typeof basisKinds)[number];

/** By when, how often and why something is asked: all of a requirement that can be changed. */
export type RequirementTerms = Pick<
	Requirement,
	'dueDays' | 'dueFrom' | 'dueOn' | 'renewal' | 'windowDays'
> & { gate: boolean; basisKind: BasisKind; basisText: string };

/** The furthest ahead, in months, that a change can be planned or something be due. */
export const FURTHEST_MONTHS = 60;

const LONGEST_BASIS = 600;
const LONGEST_DUE_DAYS = 730;
const LONGEST_MONTHS = 60;
/** The longest window of a renewal that is not known yet. */
const LONGEST_WINDOW = 364;

const typed = v.pipe(v.string(), v.trim(), v.maxLength(1000, 'This is too long'));

/** The fields of the form, as texts: what they mean together is for `termsFrom` to say. */
export const termsFields = {
	dueFrom: typed,
	dueDays: typed,
	dueOn: typed,
	renews: typed,
	renewalMonths: typed,
	renewalDate: typed,
	renewalMonth: typed,
	renewalMinimumMonths: typed,
	windowDays: typed,
	gate: typed,
	basisKind: typed,
	basisText: typed,
	fromDay: typed
};

export type TermsFields = Record<keyof typeof termsFields, string>;
export type FieldErrors = Partial<Record<keyof TermsFields, string>>;

/** The terms that a form asks for and the day from which they are to hold, or what to put right. */
export type ReadTerms =
	{ ok: true; terms: RequirementTerms; fromDay: Day } | { ok: false; errors: FieldErrors };

/**
 * Reads the form of a requirement on a day.
 *
 * @param present the terms that hold now: a fixed day that has passed may stay, but none is set anew
 */
export function termsFrom(
	fields: TermsFields,
	today: Day,
	present: RequirementTerms | null = null
): ReadTerms {
	const errors: FieldErrors = {};
	const wrong = (field: keyof TermsFields, message: string) => {
		errors[field] ??= message;
		return null;
	};
	const from = readDay(fields.fromDay, today, today);
	const fromDay = 'day' in from ? from.day : wrong('fromDay', from.message);
	const due = readDue(fields, { today, fromDay: fromDay ?? today, present }, wrong);
	const { renewal, windowDays } = readRenewal(fields, wrong);
	const basisKind = basisKinds.find((kind) => kind === fields.basisKind);
	if (!basisKind) wrong('basisKind', 'Choose what this rests on');
	if (fields.basisText === '') {
		wrong('basisText', 'Say why this is asked. The people who are asked read it');
	} else if (fields.basisText.length > LONGEST_BASIS) {
		wrong('basisText', `Use at most ${LONGEST_BASIS} characters`);
	}
	if (Object.keys(errors).length > 0 || !basisKind || fromDay === null)
		return { ok: false, errors: inOrderOfFields(errors) };
	const { basisText } = fields;
	const gate = fields.gate === 'yes';
	return {
		ok: true,
		fromDay,
		terms: { ...due, renewal, windowDays, gate, basisKind, basisText }
	};
}

function inOrderOfFields(errors: FieldErrors): FieldErrors {
	const names = Object.keys(termsFields) as (keyof TermsFields)[];
	return Object.fromEntries(names.flatMap((name) => (errors[name] ? [[name, errors[name]]] : [])));
}

/** The form filled in with terms, to begin on a day. */
export function fieldsFrom(terms: RequirementTerms, fromDay: Day): TermsFields {
	const { renewal } = terms;
	const [renewalMonth = '', renewalDate = ''] =
		renewal?.kind === 'yearly' ? renewal.day.split('-').map((part) => String(Number(part))) : [];
	return {
		dueFrom: terms.dueFrom,
		dueDays: String(terms.dueDays),
		dueOn: terms.dueOn ?? '',
		renews: renewal?.kind ?? 'never',
		renewalMonths: renewal?.kind === 'months' ? String(renewal.months) : '12',
		renewalDate,
		renewalMonth,
		renewalMinimumMonths: renewal?.kind === 'yearly' ? String(renewal.minimumMonths) : '6',
		windowDays: String(renewal === null ? 60 : terms.windowDays),
		gate: terms.gate ? 'yes' : '',
		basisKind: terms.basisKind,
		basisText: terms.basisText,
		fromDay
	};
}

type Wrong = (field: keyof TermsFields, message: string) => null;
type Due = Pick<RequirementTerms, 'dueDays' | 'dueFrom' | 'dueOn'>;

function readDue(
	{ dueFrom, dueDays, dueOn }: TermsFields,
	{ today, fromDay, present }: { today: Day; fromDay: Day; present: RequirementTerms | null },
	wrong: Wrong
): Due {
	const none: Due = { dueFrom: 'start', dueDays: 0, dueOn: null };
	if (dueFrom === 'fixed') {
		const read = dueOn === present?.dueOn ? { day: dueOn } : readDay(dueOn, fromDay, today);
		return { ...none, dueFrom, dueOn: 'day' in read ? read.day : wrong('dueOn', read.message) };
	}
	if (dueFrom !== 'start' && dueFrom !== 'role' && dueFrom !== 'contact') {
		wrong('dueFrom', 'Choose by when it is due');
		return none;
	}
	const days = wholeNumber(dueDays, 0, LONGEST_DUE_DAYS);
	if (days === null) {
		wrong('dueDays', `Enter a number of days from 0 to ${LONGEST_DUE_DAYS}`);
	}
	return { dueFrom, dueDays: days ?? 0, dueOn: null };
}

function readRenewal(
	fields: TermsFields,
	wrong: Wrong
): { renewal: Renewal | null; windowDays: number } {
	const renewal = renewalFrom(fields, wrong);
	if (fields.renews === 'never') return { renewal, windowDays: 0 };
	const longest = renewal === null ? LONGEST_WINDOW : longestWindow(renewal);
	const windowDays = wholeNumber(fields.windowDays, 0, longest);
	if (windowDays === null) {
		wrong(
			'windowDays',
			`Enter a number of days from 0 to ${longest}: the window is shorter than the time until it is renewed`
		);
	}
	return { renewal, windowDays: windowDays ?? 0 };
}

function renewalFrom(fields: TermsFields, wrong: Wrong): Renewal | null {
	if (fields.renews === 'never') return null;
	if (fields.renews === 'months') {
		const months = wholeNumber(fields.renewalMonths, 1, LONGEST_MONTHS);
		if (months !== null) return { kind: 'months', months };
		return wrong('renewalMonths', `Enter a number of months from 1 to ${LONGEST_MONTHS}`);
	}
	if (fields.renews !== 'yearly') return wrong('renews', 'Choose whether it is renewed');
	const minimumMonths = wholeNumber(fields.renewalMinimumMonths, 0, 12);
	if (minimumMonths === null) {
		wrong('renewalMinimumMonths', 'Enter a number of months from 0 to 12');
	}
	const { renewalMonth, renewalDate } = fields;
	const monthAndDay = `${renewalMonth.padStart(2, '0')}-${renewalDate.padStart(2, '0')}`;
	// 2024 was a leap year, so that 29 February counts as a day.
	if (!v.is(day, `2024-${monthAndDay}`)) {
		return wrong('renewalDate', 'There is no such day in that month. Choose another one');
	}
	return minimumMonths === null ? null : { kind: 'yearly', day: monthAndDay, minimumMonths };
}

/** A whole number within limits; null for everything else that can be typed. */
function wholeNumber(text: string, least: number, most: number): number | null {
	if (!/^\d{1,4}$/.test(text)) return null;
	const number = Number(text);
	return number >= least && number <= most ? number : null;
}

/** A real day that is not before another one, nor years away; else what is wrong with it. */
function readDay(text: string, first: Day, today: Day): { day: Day } | { message: string } {
	if (text === '') return { message: 'Enter a day' };
	if (!v.is(day, text)) return { message: 'Enter a day that is in the calendar' };
	if (text < first) return { message: `Choose ${longDay(first)} or a later day` };
	if (text > addMonths(today, FURTHEST_MONTHS)) {
		return { message: 'Choose a day within the next five years' };
	}
	return { day: text };
}
