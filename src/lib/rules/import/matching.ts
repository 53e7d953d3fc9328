import { shortDay } from '../dates-in-words.ts';
import type { Day } from '../day.ts';
import { headingOf, type Columns, type Identity, type Problem } from './lines.ts';
import { hasLeft, type PeopleIndex, type PersonNow } from './people-now.ts';
import { keyOf, nameKey } from './tidy.ts';

/** Whom a line is about that gives a reference or an address of somebody. */
export type KeyMatch =
	| { kind: 'known'; person: PersonNow; note: string | null }
	/** It cannot be told, or what the line says of them cannot be. `mayBe` are those it may be about. */
	| { kind: 'refused'; problems: Problem[]; mayBe: readonly PersonNow[] };

/** Whom a line is about; it may be nobody whom the platform knows. */
export type Match = KeyMatch | { kind: 'unknown'; note: string | null };

/** What a line is matched against. */
export type Matching = { index: PeopleIndex; columns: Columns; today: Day };

/**
 * Finds the person of a line: by the reference, else by the email address, else, for those of whom
 * either side has neither, by exactly this name and first day.
 *
 * @param isFree whether an address of somebody is given up in the same file
 */
export function matchPerson(
	who: Identity,
	matching: Matching,
	isFree: (owner: PersonNow) => boolean
): Match {
	return matchByKey(who, matching, isFree) ?? byName(who, matching);
}

/**
 * The same by reference or email address alone; null when these are nobody's. What belongs to
 * somebody with quite another name is no match but a mistake: the evidence of one person must never
 * pass to another.
 */
export function matchByKey(
	who: Identity,
	{ index, columns, today }: Matching,
	isFree: (owner: PersonNow) => boolean = () => false
): KeyMatch | null {
	const named = who.reference === null ? undefined : index.byReference(who.reference);
	const reached = who.email === null ? undefined : index.byEmail(who.email);
	if (named !== undefined) return byReference(who, named, reached, { columns, today }, isFree);
	return reached === undefined ? null : byEmail(who, reached, { columns, today });
}

type Context = { columns: Columns; today: Day };

function refused(
	columns: Columns,
	field: 'reference' | 'email' | 'name',
	message: string,
	mayBe: readonly PersonNow[]
): KeyMatch {
	return { kind: 'refused', problems: [{ column: headingOf(columns, field), message }], mayBe };
}

function byReference(
	who: Identity,
	named: PersonNow,
	reached: PersonNow | undefined,
	{ columns, today }: Context,
	isFree: (owner: PersonNow) => boolean
): KeyMatch {
	const mayBe = reached ? [named, reached] : [named];
	if (reached && reached.id !== named.id && !isFree(reached)) {
		const message = `${who.email} is already the address of ${described(reached, today)}, and the reference ${who.reference} is that of ${named.name}. Correct one of them.`;
		return refused(columns, 'email', message, mayBe);
	}
	const sameEmail = who.email !== null && who.email === named.email;
	if (who.name !== null && !sameEmail && !shareAWord(who.name, named.name)) {
		const message = `The reference ${who.reference} is that of ${described(named, today)}, and this line names ${who.name}. If it is the same person, change the name on their page first; if not, correct the reference.`;
		return refused(columns, 'reference', message, mayBe);
	}
	return { kind: 'known', person: named, note: null };
}

function byEmail(who: Identity, reached: PersonNow, { columns, today }: Context): KeyMatch {
	const isSame = who.name === null || nameKey(who.name) === nameKey(reached.name);
	if (who.reference !== null && reached.reference !== null && !isSame) {
		const message = `${who.email} is already the address of ${described(reached, today)}, whose reference is ${reached.reference}. Correct the address or the reference.`;
		return refused(columns, 'email', message, [reached]);
	}
	if (who.name !== null && !shareAWord(who.name, reached.name)) {
		const message = `${who.email} is already the address of ${described(reached, today)}, and this line names ${who.name}. If it is the same person, change the name on their page first; if not, correct the address.`;
		return refused(columns, 'email', message, [reached]);
	}
	return { kind: 'known', person: reached, note: null };
}

function byName(who: Identity, { index, columns }: Matching): Match {
	if (who.name === null) return { kind: 'unknown', note: null };
	const hasKey = who.reference !== null || who.email !== null;
	const alike = index.byName(who.name);
	if (who.startedOn === null) {
		if (hasKey || alike.length === 0) return { kind: 'unknown', note: null };
		const message = `There is already ${alike.length === 1 ? 'somebody' : 'more than one person'} called ${who.name}, and nothing here says whether it is the same person. Add a reference, an email address or the first day.`;
		return refused(columns, 'name', message, alike);
	}
	const { startedOn } = who;
	const sameDay = alike.filter((person) =>
		[person.startedOn, ...person.earlierStarts].includes(startedOn)
	);
	const candidates = hasKey
		? sameDay.filter(({ reference, email }) => reference === null && email === null)
		: sameDay;
	const [only, ...more] = candidates;
	if (only === undefined) {
		const note = `There is already somebody called ${who.name} who started on ${shortDay(who.startedOn)}; this is taken for another person.`;
		return { kind: 'unknown', note: sameDay.length > 0 ? note : null };
	}
	if (more.length > 0) {
		const message = `There are ${candidates.length} people called ${who.name} who started on ${shortDay(who.startedOn)}. Add the reference or the email address.`;
		return refused(columns, 'name', message, candidates);
	}
	return { kind: 'known', person: only, note: 'Known by name and first day.' };
}

function described(person: PersonNow, today: Day): string {
	return person.leftOn !== null && hasLeft(person, today)
		? `${person.name}, who left on ${shortDay(person.leftOn)}`
		: person.name;
}

/** Whether two names have a word in common, as they do after a marriage. */
function shareAWord(a: string, b: string): boolean {
	const words = (name: string) => nameWords(name).filter((word) => word.length > 1);
	const known = new Set(words(b));
	return words(a).some((word) => known.has(word)) || keyOf(a) === keyOf(b);
}

function nameWords(name: string): string[] {
	return nameKey(name)
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.split(/[^\p{L}\p{N}]+/u);
}
