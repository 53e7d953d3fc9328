import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { nameOrder } from '../people/name-order.ts';

/** Who may be asked to supervise, as a form offers them. */
export type PossibleOwner = { id: string; name: string };

/**
 * Who may supervise a person: people of their own teams, whoever manages one of these or a team
 * above, their line manager, the safeguarding leads, and whoever makes the plan; of all these only
 * who is here on the day. In the order of their names.
 */
export async function possibleOwners(
	db: Database,
	personId: string,
	{ actorId, today }: { actorId: string; today: Day }
): Promise<PossibleOwner[]> {
	const inForce = sql`from_day <= ${today}::date and (to_day is null or to_day >= ${today}::date)`;
	const byName = await nameOrder(db);
	const rows = await db.execute(sql`
		with recursive own as (
			select team_id from team_membership
			where person_id = ${personId} and (to_day is null or to_day >= ${today}::date)
		), up as (
			select team_id as id from own
			union
			select t.parent_id from up join team t on t.id = up.id where t.parent_id is not null
		)
		select p.id, p.name from person p
		where p.id <> ${personId} and p.access <> 'auditor'
			and p.started_on <= ${today}::date and (p.left_on is null or p.left_on >= ${today}::date)
			and not exists (select from absence a where a.person_id = p.id and ${inForce})
			and (p.id = ${actorId} or p.access = 'lead'
				or p.id = (select line_manager_id from person where id = ${personId})
				or exists (select from team_membership m
					where m.person_id = p.id and m.team_id in (select team_id from own) and ${inForce})
				or exists (select from team_manager m
					where m.person_id = p.id and m.team_id in (select id from up) and ${inForce}))
		order by ${byName(sql`p.name`)}, p.id`);
	return v.parse(v.array(v.object({ id: v.string(), name: v.string() })), rows);
}
