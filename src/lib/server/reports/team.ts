import { inArray, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { pageOf, type Page } from '../../rules/paging.ts';
import { standings, type Standing } from '../../rules/standing.ts';
import {
	countTiles,
	standingsByUrgency,
	standingsIn,
	type TeamTile
} from '../../rules/team-tiles.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { nameOrder } from '../people/name-order.ts';
import type { Scope } from '../people/scope.ts';
import { newStarters, type NewStarters } from './new-starters.ts';
import { peopleCounted, personLines, uuidArray, type PersonLine } from './people.ts';
import { requiredStandings, textArray, urgencySql } from './standing-sql.ts';

/** How many people the short list has, and how many people a page of a tile shows. */
const SHORT_LIST = 8;
const PER_PAGE = 50;

/** An item of a person with how it stands. */
export type ItemLine = { item: string; title: string; standing: Standing; day: Day | null };

/** A person with those of their items that the list is about. */
export type PersonItems = PersonLine & { email: string | null; items: ItemLine[] };

export type TeamReport = {
	people: number;
	teams: number;
	tiles: Record<TeamTile, number>;
	/** Who wants attention first, and what for; the tiles count those who are not listed. */
	first: PersonItems[];
	/** The people of the chosen tile; null when none is chosen. */
	chosen: { tile: TeamTile; people: PersonItems[]; page: Page } | null;
	starters: NewStarters;
};

/** Which tile is chosen, and which page of it (text from the address). */
export type TeamFilter = { tile: TeamTile | null; page: string | null };

const URGENT = [...standingsIn('overdue'), ...standingsIn('due-soon')];

/**
 * Everybody who is counted, as the query `everyone`: the urgency of their worst standing (null when
 * nothing is asked of them) and the earliest day on which one of some standings turns.
 */
function everyone(scope: Scope, today: Day, about: readonly Standing[]): SQL {
	return sql`with standing as materialized (select * from ${requiredStandings(today)} s),
		everyone as (
			select ${person.id} as id, ${person.name} as name, min(${urgencySql(sql`s.standing`)}) as urgency,
				min(s.day) filter (where s.standing = any(${textArray(about)})) as first_day
			from ${person} left join standing s on s.person_id = ${person.id}
			where ${peopleCounted(scope, today)}
			group by ${person.id})`;
}

async function tileCounts(db: Database, scope: Scope, today: Day) {
	const rows = v.parse(
		v.array(v.object({ urgency: v.nullable(v.number()), people: v.number() })),
		await db.execute(sql`${everyone(scope, today, [])}
			select urgency, count(*)::int as people from everyone group by urgency`)
	);
	return countTiles(
		rows.map(({ urgency, people }) => ({
			worst: urgency === null ? null : (standingsByUrgency[urgency - 1] ?? null),
			people
		}))
	);
}

/** The people whose worst standing is one of a group, those who turn on the earliest day first. */
async function peopleAt(
	db: Database,
	scope: Scope,
	today: Day,
	{ group, limit, offset }: { group: readonly Standing[]; limit: number; offset: number }
): Promise<string[]> {
	const byName = await nameOrder(db);
	const ranks = group.map((one) => standingsByUrgency.indexOf(one) + 1);
	// Of whom nothing is asked counts like what is not required: see `countTiles`.
	const unasked = sql.raw(group.includes('not_required') ? 'true' : 'false');
	const rows = v.parse(
		v.array(v.object({ id: v.string() })),
		await db.execute(sql`${everyone(scope, today, group)}
			select id from everyone
			where coalesce(urgency between ${Math.min(...ranks)}::int and ${Math.max(...ranks)}::int, ${unasked})
			order by first_day nulls last, ${byName(sql`name`)}, id
			limit ${limit} offset ${offset}`)
	);
	return rows.map((row) => row.id);
}

const itemRow = v.object({
	person_id: v.string(),
	item: v.string(),
	standing: v.picklist(standings),
	day: v.nullable(v.string())
});

/** What a list says of these people: who they are, and their items of some standings. */
async function withItems(
	db: Database,
	personIds: readonly string[],
	today: Day,
	group: readonly Standing[]
): Promise<PersonItems[]> {
	if (personIds.length === 0) return [];
	const [lines, emails, found] = await Promise.all([
		personLines(db, personIds, today),
		db
			.select({ id: person.id, email: person.email })
			.from(person)
			.where(inArray(person.id, [...personIds])),
		db.execute(sql`
			select s.person_id, s.item, s.standing, s.day::text from ${requiredStandings(today)} s
			where s.person_id = any(${uuidArray(personIds)}) and s.standing = any(${textArray(group)})
			order by s.day nulls last, s.item`)
	]);
	const rows = v.parse(v.array(itemRow), found);
	return personIds.flatMap((id): PersonItems[] => {
		const line = lines.get(id);
		if (line === undefined) return [];
		const items = rows
			.filter((row) => row.person_id === id)
			.map(({ item, standing, day }) => ({ item, title: itemTitle(item), standing, day }));
		const email = emails.find((row) => row.id === id)?.email ?? null;
		return [{ ...line, email, items }];
	});
}

/** Who is late or soon due, the longest overdue first, then the soonest due. */
async function shortList(db: Database, scope: Scope, today: Day): Promise<PersonItems[]> {
	const ids = await peopleAt(db, scope, today, { group: URGENT, limit: SHORT_LIST, offset: 0 });
	return withItems(db, ids, today, URGENT);
}

async function chosenTile(db: Database, scope: Scope, today: Day, tile: TeamTile, page: Page) {
	const group = standingsIn(tile);
	const ids = await peopleAt(db, scope, today, { group, limit: page.perPage, offset: page.offset });
	return { tile, page, people: await withItems(db, ids, today, group) };
}

async function teamCount(db: Database, scope: Scope): Promise<number> {
	if (!scope.everybody) return scope.teamIds.length;
	const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from team`);
	return row?.n ?? 0;
}

/**
 * How the people of a scope stand on a day: everybody counted once by their worst standing, what
 * wants attention first, and the new starters. About ten queries, whatever the number of people.
 */
export async function teamReport(
	db: Database,
	scope: Scope,
	today: Day,
	filter: TeamFilter
): Promise<TeamReport> {
	const [tiles, first, starters, teams] = await Promise.all([
		tileCounts(db, scope, today),
		shortList(db, scope, today),
		newStarters(db, scope, today),
		teamCount(db, scope)
	]);
	const people = Object.values(tiles).reduce((sum, n) => sum + n, 0);
	const report = { people, teams, tiles, first, starters };
	const { tile } = filter;
	if (tile === null) return { ...report, chosen: null };
	const page = pageOf(filter.page, tiles[tile], PER_PAGE);
	return { ...report, chosen: await chosenTile(db, scope, today, tile, page) };
}
