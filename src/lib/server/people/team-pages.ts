import { and, asc, desc, eq, gte, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { teamAndBelow, teamTree, type TeamInTree } from '../../rules/team-tree.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { team, teamMembership } from '../db/schema/index.ts';
import { managersOf, type ManagerLine } from './team-managers.ts';
import { openTeams } from './team-rows.ts';

/** A team of the tree with how many are in it or below it, and who manages it itself, today. */
export type TeamLine = TeamInTree & { people: number; managers: string[] };

export type ClosedTeam = { id: string; name: string; closedOn: Day | null };

/** A line that holds today, of somebody who has not left. */
const inForce = (today: Day): SQL => sql`h.from_day <= ${today}::date
	and (h.to_day is null or h.to_day >= ${today}::date)
	and (p.left_on is null or p.left_on >= ${today}::date)`;

/** The query `counted`: for each team the people who are in it, or in one below it, today. */
const countedWithBelow = (today: Day): SQL => sql`
	with recursive below (top, id) as (
		select id, id from team
		union all
		select b.top, t.id from below b join team t on t.parent_id = b.id
	), counted as (
		select b.top as id, count(distinct h.person_id)::int as people
		from below b join team_membership h on h.team_id = b.id join person p on p.id = h.person_id
		where ${inForce(today)} group by b.top)`;

const counted = v.object({ id: v.string(), people: v.number(), managers: v.array(v.string()) });

/** The team tree line by line, and the teams that were closed, the latest first. */
export async function teamsOverview(
	db: Database,
	today: Day
): Promise<{ teams: TeamLine[]; closed: ClosedTeam[] }> {
	const [open, rows, closed] = await Promise.all([
		openTeams(db),
		db.execute(sql`${countedWithBelow(today)}
			select t.id, coalesce(c.people, 0) as people,
				array(select p.name from team_manager h join person p on p.id = h.person_id
					where h.team_id = t.id and ${inForce(today)} order by p.name) as managers
			from team t left join counted c on c.id = t.id where t.closed_on is null`),
		db
			.select({ id: team.id, name: team.name, closedOn: team.closedOn })
			.from(team)
			.where(isNotNull(team.closedOn))
			.orderBy(desc(team.closedOn), asc(team.name))
	]);
	const counts = new Map(v.parse(v.array(counted), rows).map((row) => [row.id, row]));
	const teams = teamTree(open).map((line) => {
		const { people = 0, managers = [] } = counts.get(line.id) ?? {};
		return { ...line, people, managers };
	});
	return { teams, closed };
}

/** A team with all that its page shows. */
export type TeamPage = {
	id: string;
	name: string;
	parentId: string | null;
	closedOn: Day | null;
	/** People who are in it today, or in a team below it. */
	people: number;
	/** Whether a team in use lies below it. */
	hasBelow: boolean;
	/** Whether somebody is in it or will be, or a team below it is in use: then it cannot be closed. */
	isUsed: boolean;
	managers: ManagerLine[];
	/** Where it can be put: every team in use but itself and those below it. */
	parents: TeamInTree[];
};

/** A team, in use or closed; null when the id is none of ours. */
export async function teamPage(db: Database, id: string, today: Day): Promise<TeamPage | null> {
	if (!isUuid(id)) return null;
	const { name, parentId, closedOn } = team;
	const [row] = await db
		.select({ id: team.id, name, parentId, closedOn })
		.from(team)
		.where(eq(team.id, id));
	if (row === undefined) return null;
	const [open, managers, counts, uses] = await Promise.all([
		openTeams(db),
		managersOf(db, id),
		db.execute(sql`${countedWithBelow(today)} select people from counted where id = ${id}`),
		db.$count(
			teamMembership,
			and(
				eq(teamMembership.teamId, id),
				or(isNull(teamMembership.toDay), gte(teamMembership.toDay, today))
			)
		)
	]);
	const [count] = v.parse(v.array(v.object({ people: v.number() })), counts);
	const below = teamAndBelow(open, id);
	return {
		...row,
		people: count?.people ?? 0,
		hasBelow: below.length > 1,
		isUsed: uses > 0 || below.length > 1,
		managers,
		parents: teamTree(open.filter((one) => !below.includes(one.id)))
	};
}
