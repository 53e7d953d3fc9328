import { and, inArray, sql, type SQL } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { teamAndBelow, type TeamNode } from '../../rules/team-tree.ts';
import { roleTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { person, roleHeld, team, teamMembership } from '../db/schema/index.ts';
import { peopleInScope, type Scope } from '../people/scope.ts';

/**
 * The condition on `person` for those whom a report counts on a day: inside the scope and not left.
 * An auditor who holds no role is a visitor, of whom nothing is asked.
 */
export function peopleCounted(scope: Scope, today: Day): SQL {
	return sql`${peopleInScope(scope, today)}
		and (${person.leftOn} is null or ${person.leftOn} >= ${today}::date)
		and (${person.access} <> 'auditor' or exists (
			select from ${roleHeld} where ${roleHeld.personId} = ${person.id}
				and ${roleHeld.fromDay} <= ${today}::date
				and (${roleHeld.toDay} is null or ${roleHeld.toDay} >= ${today}::date)))`;
}

/** The teams inside a scope, in no order. */
export async function teamsInScope(db: Database, scope: Scope): Promise<TeamNode[]> {
	if (!scope.everybody && scope.teamIds.length === 0) return [];
	return db
		.select({ id: team.id, name: team.name, parentId: team.parentId })
		.from(team)
		.where(scope.everybody ? undefined : inArray(team.id, scope.teamIds));
}

/** The same scope, but only a team and what lies below it. Null when the team lies outside. */
export function narrowedTo(teams: readonly TeamNode[], teamId: string): Scope | null {
	const teamIds = teamAndBelow(teams, teamId);
	return teamIds.length === 0 ? null : { everybody: false, teamIds };
}

/** Somebody as a line of a list shows them: the roles and teams of the day, as words. */
export type PersonLine = { id: string; name: string; roles: string[]; teams: string[] };

/** What a list says of these people, by id; three queries however many they are. */
export async function personLines(
	db: Database,
	personIds: readonly string[],
	today: Day
): Promise<Map<string, PersonLine>> {
	if (personIds.length === 0) return new Map();
	const ids = [...new Set(personIds)];
	const inForce = (table: typeof roleHeld | typeof teamMembership) =>
		sql`${table.fromDay} <= ${today}::date and (${table.toDay} is null or ${table.toDay} >= ${today}::date)`;
	const [people, held, memberships] = await Promise.all([
		db.select({ id: person.id, name: person.name }).from(person).where(inArray(person.id, ids)),
		db
			.select({ personId: roleHeld.personId, role: roleHeld.role })
			.from(roleHeld)
			.where(and(inArray(roleHeld.personId, ids), inForce(roleHeld)))
			.orderBy(roleHeld.fromDay, roleHeld.role),
		db
			.select({ personId: teamMembership.personId, name: team.name })
			.from(teamMembership)
			.innerJoin(team, sql`${team.id} = ${teamMembership.teamId}`)
			.where(and(inArray(teamMembership.personId, ids), inForce(teamMembership)))
			.orderBy(team.name)
	]);
	const lines = new Map(
		people.map(({ id, name }): [string, PersonLine] => [id, { id, name, roles: [], teams: [] }])
	);
	for (const { personId, role } of held) lines.get(personId)?.roles.push(roleTitle(role));
	for (const { personId, name } of memberships) lines.get(personId)?.teams.push(name);
	return lines;
}

/** A pattern for `ilike` that finds a text anywhere, its own wildcards taken literally. */
export function containing(text: string): string {
	return `%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

/** A list of ids as an array of PostgreSQL: one parameter however long it is. */
export function uuidArray(ids: readonly string[]): SQL {
	return sql`${`{${ids.join(',')}}`}::uuid[]`;
}
