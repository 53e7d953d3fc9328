import { and, eq, sql, type SQL } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Access } from '../../rules/permissions.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { person, team } from '../db/schema/index.ts';

/** Whom a person may see: everybody, or the people of some teams. */
export type Scope = { everybody: true } | { everybody: false; teamIds: string[] };

/**
 * The teams whose people somebody may see on a day: a manager sees the teams they manage and all
 * below them; lead, administrator and auditor see everybody; anyone else sees nobody.
 */
export async function scopeOf(
	db: Database,
	who: { id: string; access: Access },
	today: Day
): Promise<Scope> {
	if (who.access === 'lead' || who.access === 'administrator' || who.access === 'auditor') {
		return { everybody: true };
	}
	if (who.access !== 'manager') return { everybody: false, teamIds: [] };
	const rows = await db.execute<{ id: string }>(sql`
		with recursive below as (
			select team_id as id from team_manager
			where person_id = ${who.id} and from_day <= ${today} and (to_day is null or to_day >= ${today})
			union
			select t.id from team t join below b on t.parent_id = b.id
		)
		select id from below`);
	return { everybody: false, teamIds: rows.map((row) => row.id) };
}

/**
 * The condition on `person` that keeps a query inside a scope. Who has not begun yet counts with the
 * team they will begin in, so that its manager can prepare.
 */
export function peopleInScope(scope: Scope, today: Day): SQL {
	if (scope.everybody) return sql`true`;
	if (scope.teamIds.length === 0) return sql`false`;
	return sql`exists (
		select from team_membership m
		where m.person_id = ${person.id}
			and m.team_id in ${scope.teamIds}
			and (m.to_day is null or m.to_day >= ${today})
			and (m.from_day <= ${today} or ${person.startedOn} > ${today}))`;
}

/** Whether a person lies inside a scope. An id that is none of ours does not. */
export async function personInScope(
	db: Database,
	scope: Scope,
	personId: string,
	today: Day
): Promise<boolean> {
	if (!isUuid(personId)) return false;
	const rows = await db
		.select({ id: person.id })
		.from(person)
		.where(and(eq(person.id, personId), peopleInScope(scope, today)));
	return rows.length > 0;
}

/** The names of the teams that a scope starts from, for the head of a page. */
export async function teamsManaged(
	db: Database,
	personId: string,
	today: Day
): Promise<{ id: string; name: string }[]> {
	return db
		.select({ id: team.id, name: team.name })
		.from(team)
		.where(
			sql`exists (select from team_manager m where m.team_id = ${team.id}
				and m.person_id = ${personId} and m.from_day <= ${today}
				and (m.to_day is null or m.to_day >= ${today}))`
		)
		.orderBy(team.name);
}
