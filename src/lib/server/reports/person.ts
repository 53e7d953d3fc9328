import { and, desc, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { byUrgency, standings, type Standing } from '../../rules/standing.ts';
import { isUuid } from '../../rules/uuid.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { person, roleHeld, team, teamMembership } from '../db/schema/index.ts';
import { inductionOf, type NamedInduction } from '../induction/inductions.ts';
import { peopleInScope, type Scope } from '../people/scope.ts';
import { roleTitle } from './people.ts';
import {
	completionLines,
	eventLines,
	signingLines,
	waiverLines,
	type CompletionLine,
	type EventLine,
	type SigningLine,
	type WaiverLine
} from './person-history.ts';
import { requiredStandings } from './standing-sql.ts';

/** Something held from a day to a day; `toDay` is the last, null while it goes on. */
export type Held = { name: string; fromDay: Day; toDay: Day | null };

export type PersonReport = {
	id: string;
	name: string;
	email: string | null;
	startedOn: Day;
	leftOn: Day | null;
	/** Now and before, the newest first. */
	roles: Held[];
	teams: Held[];
	/** Who manages their team, or the nearest one above it that has a manager. */
	managers: string[];
	standings: { item: string; title: string; standing: Standing; day: Day | null }[];
	induction: NamedInduction | null;
	completions: CompletionLine[];
	signings: SigningLine[];
	waivers: WaiverLine[];
	events: { lines: EventLine[]; more: boolean };
};

async function findPerson(db: Database, scope: Scope, personId: string, today: Day) {
	// An id that is none cannot be compared with one; it is simply nobody's.
	if (!isUuid(personId)) return null;
	const { id, name, email, startedOn, leftOn } = person;
	const [row] = await db
		.select({ id, name, email, startedOn, leftOn })
		.from(person)
		.where(and(eq(person.id, personId), peopleInScope(scope, today)));
	return row ?? null;
}

async function rolesOf(db: Database, personId: string): Promise<Held[]> {
	const rows = await db
		.select({ name: roleHeld.role, fromDay: roleHeld.fromDay, toDay: roleHeld.toDay })
		.from(roleHeld)
		.where(eq(roleHeld.personId, personId))
		.orderBy(desc(roleHeld.fromDay), roleHeld.role);
	return rows.map((row) => ({ ...row, name: roleTitle(row.name) }));
}

async function teamsOf(db: Database, personId: string): Promise<Held[]> {
	const { fromDay, toDay } = teamMembership;
	return db
		.select({ name: team.name, fromDay, toDay })
		.from(teamMembership)
		.innerJoin(team, eq(team.id, teamMembership.teamId))
		.where(eq(teamMembership.personId, personId))
		.orderBy(desc(fromDay), team.name);
}

/** The managers of the nearest team, going up from the person's own, that has one besides them. */
async function managersOf(db: Database, personId: string, today: Day): Promise<string[]> {
	const inForce = sql`from_day <= ${today}::date and (to_day is null or to_day >= ${today}::date)`;
	const rows = await db.execute(sql`
		with recursive up as (
			select team_id as id, 0 as distance from team_membership
			where person_id = ${personId} and ${inForce}
			union
			select t.parent_id, up.distance + 1 from up join team t on t.id = up.id
			where t.parent_id is not null
		), found as (
			select p.name, min(up.distance) as distance
			from up
			join (select * from team_manager where ${inForce}) m on m.team_id = up.id
			join person p on p.id = m.person_id and p.id <> ${personId}
			group by p.id, p.name
		)
		select name from found where distance = (select min(distance) from found) order by name`);
	return v.parse(v.array(v.object({ name: v.string() })), rows).map((row) => row.name);
}

const standingRow = v.object({
	item: v.string(),
	standing: v.picklist(standings),
	day: v.nullable(v.string())
});

async function standingsOf(db: Database, personId: string, today: Day) {
	const rows = await db.execute(sql`
		select s.item, s.standing, s.day::text from ${requiredStandings(today)} s
		where s.person_id = ${personId} order by s.day nulls last, s.item`);
	return v
		.parse(v.array(standingRow), rows)
		.map((row) => ({ ...row, title: itemTitle(row.item) }))
		.sort((a, b) => byUrgency(a.standing, b.standing));
}

/**
 * All that a manager or lead may know of one person: how they stand, and their whole history. Null
 * for somebody outside the scope, just as for an id that does not exist. It holds no answers.
 */
export async function personReport(
	db: Database,
	scope: Scope,
	personId: string,
	today: Day
): Promise<PersonReport | null> {
	const found = await findPerson(db, scope, personId, today);
	if (found === null) return null;
	const { id } = found;
	const [roles, teams, managers, current, induction] = await Promise.all([
		rolesOf(db, id),
		teamsOf(db, id),
		managersOf(db, id, today),
		standingsOf(db, id, today),
		inductionOf(db, id, today)
	]);
	const [completions, signings, waivers, events] = await Promise.all([
		completionLines(db, id),
		signingLines(db, id),
		waiverLines(db, id),
		eventLines(db, id)
	]);
	const facts = { roles, teams, managers, standings: current, induction };
	// Whatever was open when somebody left is not asked of them any more.
	if (found.leftOn !== null && found.leftOn < today) facts.standings = [];
	return { ...found, ...facts, completions, signings, waivers, events };
}
