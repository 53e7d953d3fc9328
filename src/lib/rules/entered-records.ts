import { shortDay } from './dates-in-words.ts';
import type { Day } from './day.ts';

/** How a completion came about that was not made on the platform. */
export const recordKinds = [
	'external_certificate',
	'other_organisation',
	'paper',
	'history'
] as const;
export type RecordKind = (typeof recordKinds)[number];

const words: Record<RecordKind, string> = {
	external_certificate: 'Certificate from elsewhere',
	other_organisation: 'Done at another organisation',
	paper: 'Done or signed on paper',
	history: 'From our earlier records'
};

/** The kind of a record in words; the kind itself where it is none of ours. */
export function recordKindInWords(kind: string): string {
	return isRecordKind(kind) ? words[kind] : kind;
}

/** Whether a text, e.g. from the database, names a kind of record. */
export function isRecordKind(text: string): text is RecordKind {
	return (recordKinds as readonly string[]).includes(text);
}

/** Nobody enters what lies further back: it is a slip of the keyboard. */
const EARLIEST: Day = '1990-01-01';

/** The longest texts that a record keeps, in characters. */
export const TITLE_LENGTH = 200;
export const RECORD_NOTE_LENGTH = 500;

/** What somebody enters about a completion that was not made on the platform. */
export type RecordFacts = {
	/** `module:<slug>`, `agreement:<slug>` or `external:<key>`. */
	item: string;
	kind: RecordKind;
	/** The course or document, as it names itself. */
	title: string;
	/** Who gave it; null where it was done here. */
	provider: string | null;
	completedOn: Day;
	/** The last day of which it says itself that it is valid. */
	statedUntil: Day | null;
	note: string | null;
	/** The version of the agreement that was signed; null where it is not known or there is none. */
	version: string | null;
};

export type RecordField = keyof RecordFacts | 'file';
export type RecordProblem = { field: RecordField; message: string };

/** A version of an agreement, and the day from which it could be signed. */
export type SignableVersion = { version: string; published: Day };

/**
 * All that is wrong with a record before anything else is asked, a field once, in the order of the
 * form.
 * @param versions those of the agreement; null where the item is none
 */
export function recordProblems(
	record: RecordFacts,
	versions: readonly SignableVersion[] | null,
	today: Day
): RecordProblem[] {
	const messages: [RecordField, string | null][] = [
		['kind', kindProblem(record, versions)],
		['version', versions && versionProblem(record, versions)],
		['completedOn', completedProblem(record, today)],
		['title', titleProblem(record)],
		['provider', versions === null ? providerProblem(record) : null],
		['statedUntil', untilProblem(record)],
		['note', tooLong(record.note, RECORD_NOTE_LENGTH)]
	];
	return messages.flatMap(([field, message]) => (message === null ? [] : [{ field, message }]));
}

function tooLong(text: string | null, longest: number): string | null {
	return (text ?? '').length > longest ? `Use ${longest} characters or fewer` : null;
}

function kindProblem({ kind }: RecordFacts, versions: readonly SignableVersion[] | null) {
	if (versions === null || kind === 'paper' || kind === 'history') return null;
	return 'An agreement of ours is signed here: choose “on paper” or “earlier records”';
}

function titleProblem({ title }: RecordFacts): string | null {
	return title.trim() === '' ? 'Enter the title' : tooLong(title, TITLE_LENGTH);
}

function providerProblem({ kind, provider }: RecordFacts): string | null {
	const isFromElsewhere = kind === 'external_certificate' || kind === 'other_organisation';
	if (isFromElsewhere && (provider ?? '').trim() === '') return 'Enter who gave the training';
	return tooLong(provider, TITLE_LENGTH);
}

function completedProblem({ completedOn }: RecordFacts, today: Day): string | null {
	if (completedOn > today) return 'Choose today or a day that has passed';
	return completedOn < EARLIEST ? 'Choose a day in 1990 or later' : null;
}

function untilProblem({ completedOn, statedUntil }: RecordFacts): string | null {
	if (statedUntil === null || statedUntil > completedOn) return null;
	return 'Choose a day after the one on which it was done';
}

function versionProblem(
	{ kind, version, completedOn }: RecordFacts,
	versions: readonly SignableVersion[]
): string | null {
	if (version === null) return kind === 'paper' ? 'Choose the version that was signed' : null;
	const found = versions.find((one) => one.version === version);
	if (found === undefined) return 'Choose one of the versions of this agreement';
	if (found.published <= completedOn) return null;
	return `Version ${version} was published on ${shortDay(found.published)}, after it was signed`;
}

/**
 * What is wrong with entering something that has run out already; null when nothing is. Earlier
 * records are full of such things; anybody else says in the note what it is still good for.
 */
export function runOutProblem(
	{ kind, note }: Pick<RecordFacts, 'kind' | 'note'>,
	validUntil: Day | null,
	today: Day
): RecordProblem | null {
	const hasRunOut = validUntil !== null && validUntil < today;
	if (!hasRunOut || kind === 'history' || (note ?? '').trim() !== '') return null;
	return {
		field: 'note',
		message: `It ran out on ${shortDay(validUntil)}. Say in the note why you record it`
	};
}

/** The shortest and the longest reason for withdrawing a record, in characters. */
export const WITHDRAWAL_REASON = { least: 10, most: 500 } as const;

/** What is wrong with the reason for which a record is withdrawn; null when nothing is. */
export function withdrawalProblem(reason: string): string | null {
	const { least, most } = WITHDRAWAL_REASON;
	if (reason.trim().length < least) return `Say why, in at least ${least} characters`;
	return reason.length > most ? `Use ${most} characters or fewer for the reason` : null;
}

/**
 * A record as a line of a history, e.g.
 * `Certificate from elsewhere: Working together, Quay Training, checked by Ben Okafor`.
 */
export function recordInWords(record: {
	kind: string;
	title: string;
	provider: string | null;
	checkedBy: string;
}): string {
	const what = [record.title, record.provider].filter(Boolean).join(', ');
	return `${recordKindInWords(record.kind)}: ${what}, checked by ${record.checkedBy}`;
}
