import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { pageOf, type Page } from '../../rules/paging.ts';
import { standings, type Standing } from '../../rules/standing.ts';
import { teamTree, type TeamInTree } from '../../rules/team-tree.ts';
import { findItem, itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { nameOrder } from '../people/name-order.ts';
import type { Scope } from '../people/scope.ts';
import { requirementsOn } from '../requirements/rulebook.ts';
import {
	containing,
	narrowedTo,
	peopleCounted,
	personLines,
	teamsInScope,
	uuidArray,
	type PersonLine
} from './people.ts';
import { requiredStandings } from './standing-sql.ts';

const PER_PAGE = 50;

export type MatrixCell = { standing: Standing; day: Day | null };

export type Matrix = {
	columns: { item: string; title: string }[];
	/** One cell for each column; null where the item is not required of the person. */
	rows: (PersonLine & { cells: (MatrixCell | null)[] })[];
	page: Page;
	/** The teams that the reader may choose from, as a tree. */
	teams: TeamInTree[];
};

/** What the reader looks for, as it stands in the address. */
export type MatrixFilter = { name: string; team: string | null; page: string | null };

/**
 * Items in the order in which a page shows them: modules, then agreements, by title.
 */
export function inOrder(items: Iterable<string>): { item: string; title: string }[] {
	const rank = (item: string) => (findItem(item)?.kind === 'agreement' ? 1 : 0);
	return [...new Set(items)]
		.map((item) => ({ item, title: itemTitle(item) }))
		.sort((a, b) => rank(a.item) - rank(b.item) || a.title.localeCompare(b.title, 'en'));
}

/** One page of the people of a scope by name, and how many there are. */
async function pageOfPeople(db: Database, scope: Scope, today: Day, filter: MatrixFilter) {
	const found = sql`${peopleCounted(scope, today)}
		and ${filter.name === '' ? sql`true` : sql`${person.name} ilike ${containing(filter.name)}`}`;
	const [count] = v.parse(
		v.array(v.object({ people: v.number() })),
		await db.execute(sql`select count(*)::int as people from ${person} where ${found}`)
	);
	const page = pageOf(filter.page, count?.people ?? 0, PER_PAGE);
	const byName = await nameOrder(db);
	const rows = await db
		.select({ id: person.id })
		.from(person)
		.where(found)
		.orderBy(byName(person.name), person.id)
		.limit(page.perPage)
		.offset(page.offset);
	return { page, ids: rows.map((row) => row.id) };
}

const cellRow = v.object({
	person_id: v.string(),
	item: v.string(),
	standing: v.picklist(standings),
	day: v.nullable(v.string())
});

/**
 * People down, what is required across. Null when the team asked for is not one of the scope.
 */
export async function trainingMatrix(
	db: Database,
	scope: Scope,
	today: Day,
	filter: MatrixFilter
): Promise<Matrix | null> {
	const teams = await teamsInScope(db, scope);
	const narrowed = filter.team === null ? scope : narrowedTo(teams, filter.team);
	if (narrowed === null) return null;
	const { page, ids } = await pageOfPeople(db, narrowed, today, filter);
	const [lines, cells, requirements] = await Promise.all([
		personLines(db, ids, today),
		db.execute(sql`
			select s.person_id, s.item, s.standing, s.day::text from ${requiredStandings(today)} s
			where s.person_id = any(${uuidArray(ids)})`),
		requirementsOn(db, today)
	]);
	const cellsOf = new Map<string, Map<string, MatrixCell>>();
	const items = new Set(requirements.map((requirement) => requirement.item));
	for (const { person_id, item, standing, day } of v.parse(v.array(cellRow), cells)) {
		items.add(item);
		const own = cellsOf.get(person_id) ?? new Map<string, MatrixCell>();
		cellsOf.set(person_id, own.set(item, { standing, day }));
	}
	const columns = inOrder(items);
	const rows = ids.flatMap((id) => {
		const line = lines.get(id);
		if (line === undefined) return [];
		return [{ ...line, cells: columns.map(({ item }) => cellsOf.get(id)?.get(item) ?? null) }];
	});
	return { columns, rows, page, teams: teamTree(teams) };
}
