import { and, asc, gt, gte, inArray, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { OpenPeriod } from '../../rules/planning.ts';
import type { Counts, Effect, ShownSimulation } from '../../rules/simulation.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { period, person, team, teamMembership, waiver } from '../db/schema/index.ts';
import { namesOf } from '../people/names.ts';
import { waiverHoldsOn } from './waivers.ts';

/** What a simulation reads about people, and the names that it shows. */

/** People who are looked at together: some queries for each such group. */
const CHUNK = 1000;

/** Who has a waiver of which item on a day, as `person item`. */
export async function waivedOn(
	db: Database,
	ids: readonly string[],
	day: Day
): Promise<Set<string>> {
	const { personId, item } = waiver;
	const rows = await db
		.select({ personId, item })
		.from(waiver)
		.where(and(inArray(personId, [...ids]), waiverHoldsOn(day)));
	return new Set(rows.map((row) => `${row.personId} ${row.item}`));
}

/** The next people who are here or will be, in the order of their ids. */
export async function peopleAfter(
	db: Database,
	after: string | null,
	today: Day
): Promise<string[]> {
	const rows = await db
		.select({ id: person.id })
		.from(person)
		.where(
			and(
				or(isNull(person.leftOn), gte(person.leftOn, today)),
				after === null ? undefined : gt(person.id, after)
			)
		)
		.orderBy(asc(person.id))
		.limit(CHUNK);
	return rows.map(({ id }) => id);
}

/** What people are asked to do, by person id. */
export async function openPeriodsOf(
	db: Database,
	ids: readonly string[]
): Promise<Map<string, OpenPeriod[]>> {
	const { id, personId, item, cycle, opensOn, dueOn, endsOn, cause } = period;
	const rows = await db
		.select({ id, personId, item, cycle, opensOn, dueOn, endsOn, cause })
		.from(period)
		.where(and(inArray(personId, [...ids]), isNull(period.closedAt), isNotNull(dueOn)));
	const open = new Map<string, OpenPeriod[]>(ids.map((one) => [one, []]));
	for (const row of rows) open.get(row.personId)?.push(row);
	return open;
}

/** The teams in which people are on a day, by person id. */
export async function teamsOf(
	db: Database,
	ids: readonly string[],
	today: Day
): Promise<Map<string, string[]>> {
	const { personId, teamId, fromDay, toDay } = teamMembership;
	const rows = await db
		.select({ personId, teamId })
		.from(teamMembership)
		.where(
			and(inArray(personId, [...ids]), lte(fromDay, today), or(isNull(toDay), gte(toDay, today)))
		);
	const teams = new Map<string, string[]>(ids.map((one) => [one, []]));
	for (const row of rows) teams.get(row.personId)?.push(row.teamId);
	return teams;
}

/** The teams with their names, those with most people first. */
export async function namedTeams(
	db: Database,
	teams: readonly ({ team: string | null } & Counts)[]
): Promise<ShownSimulation['byTeam']> {
	const rows = await db.select({ id: team.id, name: team.name }).from(team);
	const names = new Map(rows.map(({ id, name }) => [id, name]));
	return teams
		.map(({ team: id, ...counts }) => ({
			...counts,
			id,
			name: (id !== null && names.get(id)) || 'In no team'
		}))
		.sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'en-GB'));
}

/** Effects with the names of people and items. */
export async function named(
	db: Database,
	effects: readonly Effect[]
): Promise<ShownSimulation['soonest']> {
	const names = await namesOf(
		db,
		effects.map(({ personId }) => personId)
	);
	return effects.map(({ personId, item, before, after }) => ({
		...{ personId, item, before, after },
		name: names.get(personId) ?? '',
		title: itemTitle(item)
	}));
}
