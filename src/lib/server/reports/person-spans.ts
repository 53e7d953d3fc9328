import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { conditionsHeld } from '../../rules/conditions-held.ts';
import type { Day } from '../../rules/day.ts';
import type { ConditionHeld, RoleHeld } from '../../rules/planning.ts';
import type { Span } from '../../rules/span.ts';
import { conditionTitle, roleTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { withBaseRole } from '../people/facts.ts';

/** Something held from a day to a day; `toDay` is the last, null while it goes on. */
export type Held = { name: string; fromDay: Day; toDay: Day | null };

/** All that holds of a person from a day to a day, each list with the newest first. */
export type PersonSpans = {
	roles: Held[];
	teams: Held[];
	/** Their own, and those of the roles that they hold. */
	conditions: Held[];
	/** When they were or will be away for long; why is for its own page alone. */
	absences: Span[];
	/** Roles and conditions as the rules know them, the base role included. */
	facts: { roles: RoleHeld[]; conditions: ConditionHeld[] };
};

const spanRow = v.object({
	what: v.picklist(['role', 'team', 'condition', 'condition_of_role', 'absence']),
	name: v.string(),
	of_role: v.nullable(v.string()),
	from_day: v.string(),
	to_day: v.nullable(v.string())
});

/** Roles, teams, conditions and absences of a person, past and to come. One query. */
export async function spansOf(db: Database, personId: string): Promise<PersonSpans> {
	const rows = v.parse(
		v.array(spanRow),
		await db.execute(sql`
			select what, name, of_role, from_day::text, to_day::text from (
				select 'role' as what, role as name, null as of_role, from_day, to_day
				from role_held where person_id = ${personId}
				union all
				select 'team', t.name, null, m.from_day, m.to_day
				from team_membership m join team t on t.id = m.team_id where m.person_id = ${personId}
				union all
				select 'condition', condition, null, from_day, to_day
				from condition_held where person_id = ${personId}
				union all
				select 'condition_of_role', condition, role, from_day, to_day
				from condition_held where role is not null
				union all
				select 'absence', '', null, from_day, to_day from absence where person_id = ${personId}
			) held order by from_day desc, name`)
	);
	const spans = rows.map(({ what, name, of_role, from_day, to_day }) => ({
		...{ what, name, ofRole: of_role, fromDay: from_day, toDay: to_day }
	}));
	const held = (wanted: string): Held[] =>
		spans
			.filter(({ what }) => what === wanted)
			.map(({ name, fromDay, toDay }) => ({ name, fromDay, toDay }));
	const roles = withBaseRole(held('role').map(({ name: role, ...span }) => ({ role, ...span })));
	const bearing = conditionsHeld(
		held('condition').map(({ name: condition, ...span }) => ({ condition, ...span })),
		spans.flatMap(({ name: condition, ofRole: role, fromDay, toDay }) =>
			role === null ? [] : [{ condition, role, fromDay, toDay }]
		),
		roles
	);
	return {
		roles: held('role').map((role) => ({ ...role, name: roleTitle(role.name) })),
		teams: held('team'),
		conditions: bearing
			.map(({ condition, ...span }) => ({ name: conditionTitle(condition), ...span }))
			.reverse(),
		absences: held('absence').map(({ fromDay, toDay }) => ({ fromDay, toDay })),
		facts: { roles, conditions: bearing }
	};
}
