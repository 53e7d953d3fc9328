import { asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { inductionOn, type InductionState } from '../../rules/induction.ts';
import type { ItemPeriod } from '../../rules/induction-asks.ts';
import type { StepConfirmation } from '../../rules/induction-done.ts';
import { forStarter, type StageForStarter } from '../../rules/induction-for-starter.ts';
import type { PersonFacts } from '../../rules/planning.ts';
import { inductionProgramme, roles, type InductionProgramme } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction, inductionConfirmation, organisation, person } from '../db/schema/index.ts';
import { completionsOf, type CompletedItem } from '../learning/completed.ts';
import { factsOf } from '../people/facts.ts';
import { circumstancesFrom } from '../people/organisation.ts';
import { openPeriodsOf } from '../requirements/periods.ts';

/** A person's induction with its programme's own words. */
export type Induction = InductionState & {
	id: string;
	title: string;
	summary: string;
	/** Of those who confirmed its steps, by their ids. */
	names: Record<string, string>;
	/** Of the roles from which its steps come, by their keys. */
	roleTitles: Record<string, string>;
};

/** An induction as the person sees it whose induction it is. */
export type OwnInduction = Omit<Induction, 'stages'> & {
	stages: StageForStarter[];
	/** Steps of their own that are overdue; what waits for the manager is not among them. */
	overdue: number;
};

/** The same induction for the eyes of the person whose it is. */
export function asOwn(induction: Induction): OwnInduction {
	return { ...induction, ...forStarter(induction) };
}

type RolesAndConditions = Pick<PersonFacts, 'roles' | 'conditions'>;

/** What is known of people before their inductions are worked out, by person id. */
type Known = {
	facts: ReadonlyMap<string, RolesAndConditions>;
	completions: ReadonlyMap<string, readonly CompletedItem[]>;
	/** Null where no day is told: without them the steps that are items keep their own. */
	periods: ReadonlyMap<string, readonly ItemPeriod[]> | null;
};

/** What was begun with some people, the last first, and what was confirmed of it. */
export type Begun = {
	rows: readonly {
		induction: typeof induction.$inferSelect;
		nation: string | null;
		profiles: string[] | null;
	}[];
	confirmed: (inductionId: string) => Confirmed;
};

/** All inductions that were ever begun with some people. Two queries. */
export async function begunWith(db: Database, personIds: readonly string[]): Promise<Begun> {
	const ids = [...personIds];
	const { nation, profiles } = organisation;
	const [rows, confirmed] = await Promise.all([
		db
			.select({ induction, nation, profiles })
			.from(induction)
			.leftJoin(organisation, sql`true`)
			.where(inArray(induction.personId, ids))
			.orderBy(asc(induction.personId), desc(induction.startedOn)),
		confirmationsOf(db, inArray(induction.personId, ids))
	]);
	return { rows, confirmed };
}

/**
 * The induction that each person is in on a day, by person id: of several the one that is not
 * finished, and else the one that began last. Of several returns only the last counts. Leaving is
 * no induction. Inductions whose programme the content no longer holds are left out.
 */
function inductionsAmong(
	{ rows, confirmed }: Begun,
	{ facts, completions, periods }: Known,
	today: Day
): Map<string, Induction> {
	const found = new Map<string, Induction>();
	const seen = new Set<string>();
	for (const row of rows) {
		const { id, personId, programme: key, startedOn } = row.induction;
		const programme = inductionProgramme(key);
		if (programme === undefined || programme.occasion === 'leaving') continue;
		// The rows come with the last first, so that the same programme again is an earlier return.
		if (seen.has(`${personId} ${key}`)) continue;
		seen.add(`${personId} ${key}`);
		const before = found.get(personId);
		if (before?.finishedOn === null) continue;
		const { confirmations, names } = confirmed(id);
		const known = {
			startedOn,
			circumstances: circumstancesFrom(row),
			roles: facts.get(personId)?.roles ?? [],
			conditions: facts.get(personId)?.conditions ?? [],
			completions: completions.get(personId) ?? [],
			periods: periods?.get(personId) ?? [],
			confirmations
		};
		const state = withWords(id, programme, inductionOn(programme, known, today), names);
		if (before === undefined || state.finishedOn === null) found.set(personId, state);
	}
	return found;
}

/** An induction with the words of its programme and the titles of the roles in it. */
export function withWords(
	id: string,
	{ title, summary }: InductionProgramme,
	state: InductionState,
	names: Record<string, string>
): Induction {
	const keys = new Set(state.stages.flatMap(({ steps }) => steps.flatMap((step) => step.roles)));
	const held = roles().filter(({ key }) => keys.has(key));
	const roleTitles = Object.fromEntries(held.map((role) => [role.key, role.title]));
	return { ...state, id, title, summary, names, roleTitles };
}

type Confirmed = { confirmations: StepConfirmation[]; names: Record<string, string> };

/** What was confirmed in some inductions, and by whom, by the id of the induction. One query. */
export async function confirmationsOf(
	db: Database,
	which: SQL | undefined
): Promise<(inductionId: string) => Confirmed> {
	const rows = await db
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
		.where(which);
	const byInduction = new Map<string, Confirmed>();
	for (const { inductionId, byName, ...confirmation } of rows) {
		const known = byInduction.get(inductionId) ?? { confirmations: [], names: {} };
		byInduction.set(inductionId, known);
		known.confirmations.push(confirmation);
		known.names[confirmation.by] = byName;
	}
	return (id) => byInduction.get(id) ?? { confirmations: [], names: {} };
}

/** What a page knows of the person whose induction it works out. */
type KnownOfOne = {
	facts: RolesAndConditions;
	completions: readonly CompletedItem[];
	/** What is open of theirs. */
	periods: readonly ItemPeriod[];
};

/** One person's induction on a day, among what was begun with them; null when there is none. */
export function inductionAmong(
	begun: Begun,
	personId: string,
	known: KnownOfOne,
	today: Day
): Induction | null {
	const facts = new Map([[personId, known.facts]]);
	const completions = new Map([[personId, known.completions]]);
	const periods = new Map([[personId, known.periods]]);
	return inductionsAmong(begun, { facts, completions, periods }, today).get(personId) ?? null;
}

/** One person's induction on a day; null when none was started. */
export async function inductionOf(
	db: Database,
	personId: string,
	today: Day
): Promise<Induction | null> {
	const [begun, facts, completions, periods] = await Promise.all([
		begunWith(db, [personId]),
		factsOf(db, [personId]),
		completionsOf(db, [personId]),
		openPeriodsOf(db, [personId])
	]);
	return inductionsAmong(begun, { facts, completions, periods }, today).get(personId) ?? null;
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
	if (personIds.length === 0) return new Map();
	const [begun, facts, completions] = await Promise.all([
		begunWith(db, personIds),
		factsOf(db, personIds),
		completionsOf(db, personIds)
	]);
	const summaries = new Map<string, InductionSummary>();
	const known = { facts, completions, periods: null };
	for (const [id, state] of inductionsAmong(begun, known, today)) {
		const leftOn = facts.get(id)?.leftOn ?? null;
		if (state.finishedOn !== null || (leftOn !== null && leftOn < today)) continue;
		const { done, total, day, startedOn, waitingForManager } = state;
		summaries.set(id, { done, total, day, startedOn, waitingForManager });
	}
	return summaries;
}
