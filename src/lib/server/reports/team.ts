import { sql, type SQL } from 'drizzle-orm';
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
import type { Scope } from '../people/scope.ts';
import { newStarters, type NewStarters } from './new-starters.ts';
import { peopleCounted, personLines, uuidArray, type PersonLine } from './people.ts';
import { requiredStandings, textArray, urgencySql } from './standing-sql.ts';

/** How many lines the short list has, and how many people a page of a tile shows. */
const SHORT_LIST = 10;
const PER_PAGE = 50;

/** One item of one person that wants attention. */
export type Waiting = {
	person: PersonLine;
	email: string | null;
	item: string;
	title: string;
	standing: Standing;
	day: Day | null;
};

/** A person of a tile with what put them there. */
export type TilePerson = PersonLine & {
	items: { item: string; title: string; standing: Standing; day: Day | null }[];
};

export type TeamReport = {
	people: number;
	teams: number;
	tiles: Record<TeamTile, number>;
	/** What wants attention first; `waiting` counts all of it, listed or not. */
	first: Waiting[];
	waiting: number;
	/** The people of the chosen tile; null when none is chosen. */
	chosen: { tile: TeamTile; people: TilePerson[]; page: Page } | null;
	starters: NewStarters;
};

/** Which tile is chosen, and which page of it (text from the address). */
export type TeamFilter = { tile: TeamTile | null; page: string | null };

const nullableDay = v.nullable(v.string());

/** Each person who is counted with the urgency of their worst standing; null when nothing is asked. */
function worstOfEach(scope: Scope, today: Day): SQL {
	return sql`(
		select ${person.id} as id, min(${urgencySql(sql`s.standing`)}) as urgency
		from ${person} left join ${requiredStandings(today)} s on s.person_id = ${person.id}
		where ${peopleCounted(scope, today)}
		group by ${person.id})`;
}

async function tileCounts(db: Database, scope: Scope, today: Day) {
	const rows = v.parse(
		v.array(v.object({ urgency: v.nullable(v.number()), people: v.number() })),
		await db.execute(sql`
			select urgency, count(*)::int as people from ${worstOfEach(scope, today)} each_person
			group by urgency`)
	);
	return countTiles(
		rows.map(({ urgency, people }) => ({
			worst: urgency === null ? null : (standingsByUrgency[urgency - 1] ?? null),
			people
		}))
	);
}

const waitingRow = v.object({
	person_id: v.string(),
	email: v.nullable(v.string()),
	item: v.string(),
	standing: v.picklist(standings),
	day: nullableDay,
	waiting: v.number()
});

/** What is overdue or due soon, the longest overdue first, then the soonest due. */
async function shortList(db: Database, scope: Scope, today: Day) {
	const urgent = [...standingsIn('overdue'), ...standingsIn('due-soon')];
	const rows = v.parse(
		v.array(waitingRow),
		await db.execute(sql`
			select ${person.id} as person_id, ${person.email} as email, s.item, s.standing,
				s.day::text, count(*) over ()::int as waiting
			from ${person} join ${requiredStandings(today)} s on s.person_id = ${person.id}
			where s.standing = any(${textArray(urgent)}) and ${peopleCounted(scope, today)}
			order by s.day, ${person.name}, s.item limit ${SHORT_LIST}`)
	);
	const ids = rows.map((row) => row.person_id);
	const lines = await personLines(db, ids, today);
	const first = rows.flatMap(({ person_id, email, item, standing, day }): Waiting[] => {
		const line = lines.get(person_id);
		return line ? [{ person: line, email, item, title: itemTitle(item), standing, day }] : [];
	});
	return { first, waiting: rows[0]?.waiting ?? 0 };
}

const itemRow = v.object({
	person_id: v.string(),
	item: v.string(),
	standing: v.picklist(standings),
	day: nullableDay
});

/** One page of the people of a tile, those who turn on the earliest day first. */
async function peopleOfTile(db: Database, scope: Scope, today: Day, tile: TeamTile, page: Page) {
	const group = standingsIn(tile);
	const ranks = group.map((one) => standingsByUrgency.indexOf(one) + 1);
	const here = sql`urgency between ${Math.min(...ranks)}::int and ${Math.max(...ranks)}::int`;
	const shown = v
		.parse(
			v.array(v.object({ id: v.string() })),
			await db.execute(sql`
			select each_person.id
			from ${worstOfEach(scope, today)} each_person
			join ${person} on ${person.id} = each_person.id
			left join ${requiredStandings(today)} s
				on s.person_id = each_person.id and s.standing = any(${textArray(group)})
			where ${here} ${tile === 'up-to-date' ? sql`or urgency is null` : sql``}
			group by each_person.id, ${person.name}
			order by min(s.day) nulls last, ${person.name}, each_person.id
			limit ${page.perPage} offset ${page.offset}`)
		)
		.map((row) => row.id);
	const [lines, found] = await Promise.all([
		personLines(db, shown, today),
		db.execute(sql`
			select s.person_id, s.item, s.standing, s.day::text from ${requiredStandings(today)} s
			where s.person_id = any(${uuidArray(shown)}) and s.standing = any(${textArray(group)})
			order by s.day nulls last, s.item`)
	]);
	const rows = v.parse(v.array(itemRow), found);
	return shown.flatMap((id): TilePerson[] => {
		const line = lines.get(id);
		if (line === undefined) return [];
		const items = rows
			.filter((row) => row.person_id === id)
			.map(({ item, standing, day }) => ({ item, title: itemTitle(item), standing, day }));
		return [{ ...line, items }];
	});
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
	const [tiles, list, starters, teams] = await Promise.all([
		tileCounts(db, scope, today),
		shortList(db, scope, today),
		newStarters(db, scope, today),
		teamCount(db, scope)
	]);
	const people = Object.values(tiles).reduce((sum, n) => sum + n, 0);
	const report = { people, teams, tiles, ...list, starters };
	const { tile } = filter;
	if (tile === null) return { ...report, chosen: null };
	const page = pageOf(filter.page, tiles[tile], PER_PAGE);
	return {
		...report,
		chosen: { tile, page, people: await peopleOfTile(db, scope, today, tile, page) }
	};
}
