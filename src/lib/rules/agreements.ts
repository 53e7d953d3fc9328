import { addDays, type Day } from './day.ts';
import { OWN_WINDOW_DAYS } from './renewal.ts';

/**
 * What a person signed last of an agreement, here or on paper; the version is null where earlier
 * records do not say it.
 */
export type LastSignature = { version: string | null; validUntil: Day | null };

/** Whether an agreement can be signed on a day, and why; or from which day it can be again. */
export type Signing =
	{ open: true; why: 'first' | 'new_version' | 'renewal' } | { open: false; opensOn: Day | null };

/**
 * Signing is open to somebody who never signed, whenever the wording is new, and from the day on
 * which the renewal window opens. In between it is closed, so that signing twice changes nothing.
 * @param period the person's open period of the agreement, or null
 */
export function signingOn(
	{
		signed,
		currentVersion,
		period
	}: {
		signed: LastSignature | null;
		currentVersion: string;
		period: { opensOn: Day } | null;
	},
	today: Day
): Signing {
	if (signed === null) return { open: true, why: 'first' };
	if (signed.version !== null && signed.version !== currentVersion)
		return { open: true, why: 'new_version' };
	const opensOn =
		period?.opensOn ?? (signed.validUntil && addDays(signed.validUntil, -OWN_WINDOW_DAYS));
	return opensOn !== null && today >= opensOn
		? { open: true, why: 'renewal' }
		: { open: false, opensOn };
}

/**
 * Whether a typed name is the person's: case, spaces, accents and the kinds of hyphen and
 * apostrophe do not matter, because keyboards differ and nobody should fail over them.
 */
export function isSameName(typed: string, name: string): boolean {
	return folded(typed) === folded(name);
}

function folded(name: string): string {
	return name
		.normalize('NFKD')
		.replaceAll(/\p{M}/gu, '')
		.replaceAll(/[‘’ʼ`´]/g, "'")
		.replaceAll(/\p{Pd}/gu, '-')
		.replaceAll(/\s+/g, ' ')
		.trim()
		.toLowerCase();
}

/** What a person put into the form that signs; ticks as booleans, the rest as typed. */
export type SigningForm = { read: boolean; understood: boolean; answer: string; name: string };

/** The question of an agreement, with its answers. */
export type SigningQuestion = {
	options: readonly { key: string; correct?: boolean | undefined; feedback: string }[];
};

/** What has to be put right before signing, by field, in the order of the form. */
export type SigningErrors = Partial<Record<keyof SigningForm, string>>;

/** The longest name that is kept. */
export const NAME_LENGTH = 200;

/**
 * All that is wrong with the form at once, and the feedback on an answer that is not right.
 * Signing may go ahead when there are no errors.
 */
export function checkSigning(
	form: SigningForm,
	{ personName, question }: { personName: string; question: SigningQuestion }
): { errors: SigningErrors; feedback: string | null } {
	const errors: SigningErrors = {};
	if (!form.read) errors.read = 'Tick the box to say that you have read this agreement';
	if (!form.understood) {
		errors.understood = 'Tick the box to say that you understand it, or ask somebody first';
	}
	const chosen = question.options.find((option) => option.key === form.answer);
	if (!chosen) errors.answer = 'Choose an answer to the question';
	else if (!chosen.correct) errors.answer = 'Not quite: have another look at the question';
	if (form.name.trim() === '') errors.name = 'Type your full name to sign';
	else if (form.name.length > NAME_LENGTH || !isSameName(form.name, personName)) {
		errors.name = `Type your name as it is recorded here: ${personName}`;
	}
	return { errors, feedback: chosen && !chosen.correct ? chosen.feedback : null };
}
