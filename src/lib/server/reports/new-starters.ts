import { and, gte, ne, or, sql } from 'drizzle-orm';
import { addDays, type Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { induction, person, roleHeld } from '../db/schema/index.ts';
import { inductionSummaries } from '../induction/inductions.ts';
import type { Scope } from '../people/scope.ts';
import { peopleCounted } from './people.ts';

/** How many new starters a page names. */
const NAMED = 8;
/**
 * Nobody is a new starter for longer. It keeps the many who have been here for years out of the
 * work; whoever never finished is found on their own page.
 */
const NEW_FOR_DAYS = 365;
/** People asked about at once: each becomes a parameter of a query, and those are limited. */
const AT_ONCE = 1000;

export type NewStarter = {
	id: string;
	name: string;
	done: number;
	total: number;
	/** The first day of an induction is day 1. */
	day: number;
	waitingForManager: number;
};

export type NewStarters = {
	/** Those who started last come first; not everybody is named in a large organisation. */
	named: NewStarter[];
	/** Everybody on induction, and the steps that wait for a manager to confirm. */
	people: number;
	waitingForManager: number;
};

/** Whether somebody took up a role since a day, which may have added steps to their induction. */
function tookUpRole(since: Day) {
	return sql`exists (select from ${roleHeld} where ${roleHeld.personId} = ${person.id}
		and ${roleHeld.fromDay} >= ${since})`;
}

/**
 * The people of a scope who started, came back or took up a role within a year, and whose induction
 * is not finished.
 */
export async function newStarters(db: Database, scope: Scope, today: Day): Promise<NewStarters> {
	const since = addDays(today, -NEW_FOR_DAYS);
	const candidates = await db
		.selectDistinct({ id: person.id, name: person.name })
		.from(person)
		.innerJoin(induction, sql`${induction.personId} = ${person.id}`)
		.where(
			and(
				peopleCounted(scope, today),
				or(gte(induction.startedOn, since), tookUpRole(since)),
				ne(induction.programme, 'leaving')
			)
		);
	const found: (NewStarter & { startedOn: Day })[] = [];
	for (let from = 0; from < candidates.length; from += AT_ONCE) {
		const some = candidates.slice(from, from + AT_ONCE);
		const ids = some.map(({ id }) => id);
		const summaries = await inductionSummaries(db, ids, today);
		for (const { id, name } of some) {
			const summary = summaries.get(id);
			if (summary) found.push({ id, name, ...summary });
		}
	}
	found.sort(
		(a, b) => b.startedOn.localeCompare(a.startedOn) || a.name.localeCompare(b.name, 'en')
	);
	return {
		named: found.slice(0, NAMED),
		people: found.length,
		waitingForManager: found.reduce((sum, starter) => sum + starter.waitingForManager, 0)
	};
}
