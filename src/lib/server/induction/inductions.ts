import { asc, desc, eq, inArray } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { inductionOn, type InductionState, type StepConfirmation } from '../../rules/induction.ts';
import type { PersonFacts } from '../../rules/planning.ts';
import { inductionProgramme } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction, inductionConfirmation, person } from '../db/schema/index.ts';
import { completionsOf, type CompletedItem } from '../learning/completed.ts';
import { factsOf } from '../people/facts.ts';

/** A person's induction with its programme's own words. */
export type Induction = InductionState & {
	id: string;
	title: string;
	summary: string;
	/** Of those who confirmed its steps, by their ids. */
	names: Record<string, string>;
};

/** What is known of people before their inductions are worked out, by person id. */
type Known = {
	facts: ReadonlyMap<string, Pick<PersonFacts, 'roles'>>;
	completions: ReadonlyMap<string, readonly CompletedItem[]>;
};

/**
 * The induction that each person is in on a day, by person id: of several the one that began last.
 * Inductions whose programme the content no longer holds are left out. Two queries.
 */
async function inductionsOf(
	db: Database,
	personIds: readonly string[],
	{ facts, completions }: Known,
	today: Day
): Promise<Map<string, Induction>> {
	if (personIds.length === 0) return new Map();
	const ids = [...personIds];
	const [rows, confirmations] = await Promise.all([
		db
			.select()
			.from(induction)
			.where(inArray(induction.personId, ids))
			.orderBy(asc(induction.personId), desc(induction.startedOn)),
		db
			.select({
				inductionId: inductionConfirmation.inductionId,
				step: inductionConfirmation.step,
				on: inductionConfirmation.confirmedOn,
				by: inductionConfirmation.confirmedBy,
				answer: inductionConfirmation.answer,
				note: inductionConfirmation.note,
				byName: person.name
			})
			.from(inductionConfirmation)
			.innerJoin(induction, eq(induction.id, inductionConfirmation.inductionId))
			.innerJoin(person, eq(person.id, inductionConfirmation.confirmedBy))
			.where(inArray(induction.personId, ids))
	]);
	const confirmed = new Map<string, StepConfirmation[]>();
	const names = new Map<string, Record<string, string>>();
	for (const { inductionId, byName, ...confirmation } of confirmations) {
		names.set(inductionId, { ...names.get(inductionId), [confirmation.by]: byName });
		const list = confirmed.get(inductionId);
		if (list) list.push(confirmation);
		else confirmed.set(inductionId, [confirmation]);
	}
	const found = new Map<string, Induction>();
	for (const { id, personId, programme: key, startedOn } of rows) {
		const programme = inductionProgramme(key);
		if (programme === undefined || found.has(personId)) continue;
		const state = inductionOn(
			programme,
			{
				startedOn,
				roles: facts.get(personId)?.roles ?? [],
				completions: completions.get(personId) ?? [],
				confirmations: confirmed.get(id) ?? []
			},
			today
		);
		const { title, summary } = programme;
		found.set(personId, { ...state, id, title, summary, names: names.get(id) ?? {} });
	}
	return found;
}

/**
 * One person's induction on a day, for a page that already knows the rest of them; null when there
 * is none. Two queries.
 */
export async function inductionFrom(
	db: Database,
	personId: string,
	known: { facts: Pick<PersonFacts, 'roles'>; completions: readonly CompletedItem[] },
	today: Day
): Promise<Induction | null> {
	const facts = new Map([[personId, known.facts]]);
	const completions = new Map([[personId, known.completions]]);
	return (await inductionsOf(db, [personId], { facts, completions }, today)).get(personId) ?? null;
}

/** One person's induction on a day; null when none was started. */
export async function inductionOf(
	db: Database,
	personId: string,
	today: Day
): Promise<Induction | null> {
	const [facts, completions] = await Promise.all([
		factsOf(db, [personId]),
		completionsOf(db, [personId])
	]);
	return (await inductionsOf(db, [personId], { facts, completions }, today)).get(personId) ?? null;
}

/** How far a new starter is, in a line. */
export type InductionSummary = {
	done: number;
	total: number;
	/** 1 on the first day; 0 or less before it. */
	day: number;
	startedOn: Day;
	/** Steps that a manager should confirm by now. */
	waitingForManager: number;
};

/**
 * The inductions that are going on among some people, by person id: neither finished nor of
 * somebody who has left. Five queries, however many people there are.
 */
export async function inductionSummaries(
	db: Database,
	personIds: readonly string[],
	today: Day
): Promise<Map<string, InductionSummary>> {
	const [facts, completions] = await Promise.all([
		factsOf(db, personIds),
		completionsOf(db, personIds)
	]);
	const summaries = new Map<string, InductionSummary>();
	for (const [id, state] of await inductionsOf(db, personIds, { facts, completions }, today)) {
		const leftOn = facts.get(id)?.leftOn ?? null;
		if (state.finishedOn !== null || (leftOn !== null && leftOn < today)) continue;
		const { done, total, day, startedOn, waitingForManager } = state;
		summaries.set(id, { done, total, day, startedOn, waitingForManager });
	}
	return summaries;
}
