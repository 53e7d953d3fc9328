import { sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { accountState, type AccountState } from '../../rules/invitation.ts';
import { pageOf, type Page } from '../../rules/paging.ts';
import { searchWords, type PeopleFilter, type PeopleState } from '../../rules/people-list.ts';
import { accesses, type Access } from '../../rules/permissions.ts';
import type { Standing } from '../../rules/standing.ts';
import { standingsByUrgency } from '../../rules/team-tiles.ts';
import { teamAndBelow, type TeamNode } from '../../rules/team-tree.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { requiredStandings, urgencySql } from '../reports/standing-sql.ts';
import { nameOrder } from './name-order.ts';

const PER_PAGE = 50;

/** Somebody as a line of the list of people. */
export type ListedPerson = {
	id: string;
	name: string;
	email: string | null;
	reference: string | null;
	access: Access;
	startedOn: Day;
	leftOn: Day | null;
	/** The first day lies ahead. */
	startsSoon: boolean;
	/** On a long absence today. */
	isAway: boolean;
	/** Titles; of the first day for those who start soon, of the last for those who left. */
	roles: string[];
	teams: string[];
	/** The most urgent standing of what is asked of them; null when nothing is. */
	worst: { standing: Standing; day: Day | null } | null;
	account: AccountState;
};

export type PeopleList = { people: ListedPerson[]; page: Page };

/**
 * The day on which somebody's roles and teams tell who they are: today or, for those who are not
 * here yet or any more, their first or last day.
 */
const dayOfTheirs = (today: Day): SQL =>
	sql`greatest(p.started_on, least(coalesce(p.left_on, ${today}::date), ${today}::date))`;

const holdsOn = (day: SQL): SQL =>
	sql`h.from_day <= ${day} and (h.to_day is null or h.to_day >= ${day})`;

const isAway = (today: Day): SQL =>
	sql`exists (select from absence h where h.person_id = p.id and ${holdsOn(sql`${today}::date`)})`;

function stateSql(state: PeopleState, today: Day): SQL {
	const day = sql`${today}::date`;
	const notLeft = sql`(p.left_on is null or p.left_on >= ${day})`;
	switch (state) {
		case 'everybody':
			return sql`true`;
		case 'current':
			return notLeft;
		case 'here':
			return sql`${notLeft} and p.started_on <= ${day}`;
		case 'soon':
			return sql`${notLeft} and p.started_on > ${day}`;
		case 'away':
			return sql`${notLeft} and ${isAway(today)}`;
		case 'no-account':
			return sql`${notLeft} and p.password_hash is null`;
		case 'manager-left':
			return sql`${notLeft} and exists (select from person m
				where m.id = p.line_manager_id and m.left_on < ${day})`;
		case 'left':
			return sql`p.left_on < ${day}`;
	}
}

/** The combining marks of accents, which searching leaves out: see `searchWords`. */
const MARKS = '[\\u0300-\\u036F]';

/** The condition on the person `p` for those whom a filter wants. */
function wanted(filter: PeopleFilter, teams: readonly TeamNode[], today: Day): SQL {
	const { words, teamId, role, access, state } = filter;
	const day = dayOfTheirs(today);
	const conditions = [stateSql(state, today)];
	const text = sql`lower(regexp_replace(normalize(
		concat_ws(' ', p.name, p.email, p.reference), nfd), ${MARKS}, '', 'g'))`;
	for (const word of searchWords(words)) conditions.push(sql`strpos(${text}, ${word}) > 0`);
	if (access !== null) conditions.push(sql`p.access = ${access}`);
	if (role !== null) {
		conditions.push(sql`exists (select from role_held h
			where h.person_id = p.id and h.role = ${role} and ${holdsOn(day)})`);
	}
	if (teamId !== null) {
		const ids = `{${teamAndBelow(teams, teamId).join(',')}}`;
		conditions.push(sql`exists (select from team_membership h
			where h.person_id = p.id and h.team_id = any(${ids}::uuid[]) and ${holdsOn(day)})`);
	}
	return sql.join(conditions, sql` and `);
}

/** The most urgent standing of each person, with the first day on which one of that kind turns. */
const worstStandings = (today: Day, of: SQL): SQL => sql`(
	select distinct on (s.person_id) s.person_id, ${urgencySql(sql`s.standing`)} as urgency, s.day
	from ${requiredStandings(today)} s ${of}
	order by s.person_id, urgency, s.day nulls last)`;

/** The ids of one page of people, in order. */
async function idsOn(
	db: Database,
	{ sort }: PeopleFilter,
	condition: SQL,
	page: Page,
	today: Day
): Promise<string[]> {
	const byName = (await nameOrder(db))(sql`p.name`);
	const isUrgent = sort === 'urgent';
	const join = isUrgent
		? sql`left join ${worstStandings(today, sql``)} w on w.person_id = p.id`
		: sql``;
	const first = {
		name: sql``,
		urgent: sql`w.urgency nulls last, w.day nulls last, `,
		newest: sql`p.started_on desc, `
	}[sort];
	const rows = v.parse(
		v.array(v.object({ id: v.string() })),
		await db.execute(sql`select p.id from person p ${join} where ${condition}
			order by ${first} ${byName}, p.id limit ${page.perPage} offset ${page.offset}`)
	);
	return rows.map(({ id }) => id);
}

const moment = v.nullable(
	v.pipe(
		v.union([v.date(), v.string()]),
		v.transform((at) => new Date(at))
	)
);
const row = v.object({
	id: v.string(),
	name: v.string(),
	email: v.nullable(v.string()),
	reference: v.nullable(v.string()),
	access: v.picklist(accesses),
	started_on: v.string(),
	left_on: v.nullable(v.string()),
	has_password: v.boolean(),
	is_away: v.boolean(),
	roles: v.array(v.string()),
	teams: v.array(v.string()),
	urgency: v.nullable(v.number()),
	day: v.nullable(v.string()),
	link: v.nullable(
		v.object({
			created_at: moment,
			expires_at: moment,
			used_at: moment,
			revoked_at: moment,
			sent_at: moment,
			send_failure: v.nullable(v.string())
		})
	)
});

/** All that the list says of these people, in the order of their ids. */
async function linesOf(
	db: Database,
	ids: readonly string[],
	{ now, today }: { now: Date; today: Day }
): Promise<ListedPerson[]> {
	if (ids.length === 0) return [];
	const array = sql`${`{${ids.join(',')}}`}::uuid[]`;
	const day = dayOfTheirs(today);
	const links = sql`select i.created_at, i.expires_at, i.used_at, i.revoked_at, i.sent_at,
			i.send_failure from invitation i where i.person_id = p.id
		order by (i.used_at is null and i.revoked_at is null and i.expires_at > ${now.toISOString()}) desc,
			i.expires_at desc, i.created_at desc limit 1`;
	const rows = await db.execute(sql`
		select p.id, p.name, p.email, p.reference, p.access, p.started_on::text, p.left_on::text,
			p.password_hash is not null as has_password, ${isAway(today)} as is_away,
			array(select h.role from role_held h where h.person_id = p.id and ${holdsOn(day)}
				order by h.from_day, h.role) as roles,
			array(select t.name from team_membership h join team t on t.id = h.team_id
				where h.person_id = p.id and ${holdsOn(day)} order by t.name) as teams,
			w.urgency, w.day::text, (select to_jsonb(l) from (${links}) l) as link
		from unnest(${array}) with ordinality as wanted (id, place)
		join person p on p.id = wanted.id
		left join ${worstStandings(today, sql`where s.person_id = any(${array})`)} w on w.person_id = p.id
		order by wanted.place`);
	return v.parse(v.array(row), rows).map((found) => asListed(found, { now, today }));
}

function asListed(
	{ link, ...found }: v.InferOutput<typeof row>,
	{ now, today }: { now: Date; today: Day }
): ListedPerson {
	const { id, name, email, reference, access, teams } = found;
	const { started_on: startedOn, left_on: leftOn, has_password: hasPassword } = found;
	const titles = new Map(roles().map(({ key, title }) => [key, title]));
	const latest = link && {
		createdAt: link.created_at ?? now,
		expiresAt: link.expires_at ?? now,
		usedAt: link.used_at,
		revokedAt: link.revoked_at,
		sentAt: link.sent_at,
		sendFailure: link.send_failure
	};
	const standing = found.urgency === null ? undefined : standingsByUrgency[found.urgency - 1];
	return {
		...{ id, name, email, reference, access, startedOn, leftOn, teams },
		roles: found.roles.map((key) => titles.get(key) ?? key),
		startsSoon: startedOn > today,
		isAway: found.is_away,
		worst: standing === undefined ? null : { standing, day: found.day },
		account: accountState({ email, hasPassword, leftOn, latest }, now, today)
	};
}

/**
 * One page of the people whom a filter wants, with what the list says of each. Four queries,
 * whatever the number of people.
 * @param teams those in use, for a team with all below it
 * @param asked the number of the page, as the address has it
 */
export async function peopleList(
	db: Database,
	filter: PeopleFilter,
	{
		teams,
		asked,
		now,
		today
	}: { teams: readonly TeamNode[]; asked: string | null; now: Date; today: Day }
): Promise<PeopleList> {
	const condition = wanted(filter, teams, today);
	const [counted] = v.parse(
		v.array(v.object({ n: v.number() })),
		await db.execute(sql`select count(*)::int as n from person p where ${condition}`)
	);
	const page = pageOf(asked, counted?.n ?? 0, PER_PAGE);
	const ids = await idsOn(db, filter, condition, page, today);
	return { page, people: await linesOf(db, ids, { now, today }) };
}

/** Whether no more than one person has ever been recorded: the one who set the organisation up. */
export async function isAlone(db: Database): Promise<boolean> {
	const rows = await db.execute(sql`select from person limit 2`);
	return rows.length < 2;
}
