import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import { lineOn, type RequirementLine } from '../../rules/requirement-lines.ts';
import type { RequirementTerms } from '../../rules/requirement-terms.ts';
import { inForce } from '../../rules/span.ts';
import { conditions, findItem, profiles, roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { refused, type Making, type Refused } from '../people/making.ts';
import {
	beginLine,
	endLine,
	lockRequirements,
	replaceLine,
	requirementOf,
	rowsOfLine,
	termsOf
} from './lines.ts';
import type { StatedRequirement } from './requirements.ts';

/** A change of what the organisation asks, and the day from which it holds. */
export type Decided = {
	kind: 'saved';
	fromDay: Day;
	/** The requirement that holds from then on, where it is one. */
	id?: string;
};

/**
 * Asks something more of a role from a day on. In a transaction.
 *
 * @returns a refusal where the role, the item or the condition is unknown, where the line is asked
 *   already, or where the day has passed
 */
export async function addRequirement(
	tx: Database,
	{ line, terms, fromDay }: { line: RequirementLine; terms: RequirementTerms; fromDay: Day },
	making: Making
): Promise<Decided | Refused> {
	await lockRequirements(tx);
	const problem = unknownPart(line) ?? tooEarly(fromDay, making.today);
	if (problem) return problem;
	const rows = await rowsOfLine(tx, line);
	const clash = rows.find(({ toDay }) => toDay === null || toDay >= fromDay);
	if (clash) return refused('item', `${alreadyAsked(clash)}. Change that instead`);
	const id = await beginLine(tx, line, terms, fromDay, making);
	return { kind: 'saved', fromDay, id };
}

/**
 * Changes when, how often and why something is asked from a day on: what held before ends on the
 * day before and stays as it was; what was planned for later falls away. In a transaction. Answers
 * null when there is no such requirement, or when it has ended.
 */
export async function changeRequirement(
	tx: Database,
	{ id, terms, fromDay }: { id: string; terms: RequirementTerms; fromDay: Day },
	making: Making
): Promise<Decided | Refused | null> {
	await lockRequirements(tx);
	const before = await stillAsked(tx, id, making.today);
	if (before === null) return null;
	const problem = tooEarly(fromDay, making.today);
	if (problem) return problem;
	const then = (await rowsOfLine(tx, before)).find((row) => inForce(row, fromDay));
	if (then?.toDay === null && isSame(terms, then)) {
		return refused('form', 'Nothing is different yet. Change what should be different');
	}
	const newId = await replaceLine(tx, then ?? before, terms, fromDay, making);
	return { kind: 'saved', fromDay, id: newId };
}

/**
 * Stops asking from a day on; the day before is the last. In a transaction. Answers null when there
 * is no such requirement, or when it has ended.
 */
export async function endRequirement(
	tx: Database,
	{ id, fromDay }: { id: string; fromDay: Day },
	making: Making
): Promise<Decided | Refused | null> {
	await lockRequirements(tx);
	const before = await stillAsked(tx, id, making.today);
	if (before === null) return null;
	const problem = tooEarly(fromDay, making.today);
	if (problem) return problem;
	const lastDay = (await rowsOfLine(tx, before)).at(-1)?.toDay ?? null;
	if (lastDay !== null && lastDay < fromDay) {
		const message = `This ends on ${shortDay(lastDay)} already. Choose an earlier day`;
		return refused('fromDay', message);
	}
	await endLine(tx, before, fromDay, making);
	return { kind: 'saved', fromDay };
}

/** What the line of a requirement asks on a day, or will ask next; null when it is over. */
async function stillAsked(tx: Database, id: string, today: Day): Promise<StatedRequirement | null> {
	const row = await requirementOf(tx, id);
	if (row === null) return null;
	const { now, next } = lineOn(await rowsOfLine(tx, row), today);
	return now ?? next[0] ?? null;
}

function isSame(terms: RequirementTerms, before: StatedRequirement): boolean {
	return JSON.stringify(termsOf(terms)) === JSON.stringify(termsOf(before));
}

function unknownPart({ role, item, condition, profile }: RequirementLine): Refused | null {
	if (!roles().some(({ key }) => key === role)) return refused('role', 'Choose a role');
	if (findItem(item) === undefined) {
		return refused('item', 'Choose a module, an agreement or a certificate');
	}
	if (condition !== null && !conditions().some(({ key }) => key === condition)) {
		return refused('condition', 'Choose a condition from the list, or none');
	}
	if (profile !== null && !profiles().some(({ key }) => key === profile)) {
		throw new Error(`There is no profile ${profile}`);
	}
	return null;
}

function tooEarly(fromDay: Day, today: Day): Refused | null {
	if (fromDay >= today) return null;
	return refused(
		'fromDay',
		'Choose today or a later day: what was asked until now stays as it was'
	);
}

function alreadyAsked({ fromDay, toDay }: StatedRequirement): string {
	const until = toDay === null ? '' : ` until ${shortDay(toDay)}`;
	return `This role is asked for this already, from ${shortDay(fromDay)}${until}`;
}
