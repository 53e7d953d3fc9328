import { sql } from 'drizzle-orm';
import { clearanceOn, clearanceStatuses, type ClearanceStatus } from '../../rules/clearance.ts';
import type { Day } from '../../rules/day.ts';
import { pageOf, type Page } from '../../rules/paging.ts';
import { teamTree, type TeamInTree } from '../../rules/team-tree.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { nameOrder } from '../people/name-order.ts';
import type { Scope } from '../people/scope.ts';
import {
	containing,
	narrowedTo,
	peopleCounted,
	personLines,
	teamsInScope,
	type PersonLine
} from '../reports/people.ts';
import { inWords, type ClearanceLine, type Reading } from './clearance.ts';
import { clearanceFactsOf, type KnownFacts } from './facts.ts';

const PER_PAGE = 100;
/** More names than this on one wall help nobody; a team is chosen first. */
export const MOST_ON_A_WALL = 300;

/** What the reader looks for, as it stands in the address. */
export type ClearanceFilter = {
	name: string;
	team: string | null;
	status: ClearanceStatus | null;
	page: string | null;
};

/** A person of the list. */
export type ListedPerson = PersonLine & ClearanceLine & { status: ClearanceStatus };

export type ClearanceList = {
	counts: Record<ClearanceStatus, number>;
	/** People of whom nothing must be in place before they work. */
	unlisted: number;
	people: ListedPerson[];
	page: Page;
	/** The teams that the reader may choose from, as a tree. */
	teams: TeamInTree[];
};

type Found = { id: string; name: string; status: ClearanceStatus };

/** Everybody of a scope and filter in the order of the list, and how many are not on it. */
async function peopleFound(
	db: Database,
	scope: Scope,
	today: Day,
	{ name }: Pick<ClearanceFilter, 'name'>
): Promise<{ listed: Found[]; unlisted: number; facts: Map<string, KnownFacts> }> {
	const inOrder = await nameOrder(db);
	const people = await db
		.select({ id: person.id, name: person.name })
		.from(person)
		.where(
			sql`${peopleCounted(scope, today)}
				and ${name === '' ? sql`true` : sql`${person.name} ilike ${containing(name)}`}`
		)
		.orderBy(inOrder(person.name), person.id);
	const facts = await clearanceFactsOf(
		db,
		people.map(({ id }) => id),
		today
	);
	const listed = people.flatMap((one): Found[] => {
		const known = facts.get(one.id);
		const status = known && clearanceOn(known, today).status;
		return status === undefined || status === 'unlisted' ? [] : [{ ...one, status }];
	});
	return { listed, unlisted: people.length - listed.length, facts };
}

function countsOf(listed: readonly Found[]): Record<ClearanceStatus, number> {
	const counts = { clear: 0, supervised_only: 0, blocked: 0 };
	for (const { status } of listed) counts[status] += 1;
	return counts;
}

/** These people as lines, the clear ones first. */
async function linesOf(
	db: Database,
	found: readonly Found[],
	facts: ReadonlyMap<string, KnownFacts>,
	reading: Reading
): Promise<ListedPerson[]> {
	const ids = found.map(({ id }) => id);
	const own = new Map(
		ids.flatMap((id): [string, KnownFacts][] => {
			const known = facts.get(id);
			return known === undefined ? [] : [[id, known]];
		})
	);
	const [lines, clearances] = await Promise.all([
		personLines(db, ids, reading.today),
		inWords(db, own, reading)
	]);
	return found.flatMap(({ id, status }): ListedPerson[] => {
		const line = lines.get(id);
		const clearance = clearances.get(id);
		return line && clearance ? [{ ...line, ...clearance, status }] : [];
	});
}

/** The scope of the team that is asked for. Null when it is not one of the reader's. */
async function scopeOfTeam(db: Database, scope: Scope, team: string | null) {
	const teams = await teamsInScope(db, scope);
	const narrowed = team === null ? scope : narrowedTo(teams, team);
	return narrowed && { narrowed, teams: teamTree(teams) };
}

/**
 * Who may work unsupervised on a day, who only with supervision, and who not, with the reasons.
 * About twenty queries, whatever the number of people. Null when the team asked for is not one of
 * the scope.
 */
export async function clearanceList(
	db: Database,
	scope: Scope,
	reading: Reading,
	filter: ClearanceFilter
): Promise<ClearanceList | null> {
	const asked = await scopeOfTeam(db, scope, filter.team);
	if (asked === null) return null;
	const { listed, unlisted, facts } = await peopleFound(db, asked.narrowed, reading.today, filter);
	const shown = clearanceStatuses
		.filter((status) => filter.status === null || filter.status === status)
		.flatMap((status) => listed.filter((one) => one.status === status));
	const page = pageOf(filter.page, shown.length, PER_PAGE);
	const ofPage = shown.slice(page.offset, page.offset + page.perPage);
	const people = await linesOf(db, ofPage, facts, reading);
	return { counts: countsOf(listed), unlisted, people, page, teams: asked.teams };
}

/** A person as the wall may show them: no reason, whatever it is. */
export type WallPerson = {
	id: string;
	name: string;
	until: Day | null;
	/** Who supervises and within which limits, where that is why they may work. */
	supervision: { by: string; limits: string } | null;
};

export type ClearanceWall = {
	groups: { status: ClearanceStatus; people: WallPerson[] }[];
	/** The team it is of; null for all of the reader's. */
	team: string | null;
	/** How many people it would have, where that is too many to print. */
	tooMany: number | null;
	teams: TeamInTree[];
};

/** The same for a wall, where anybody may read it: names, statuses, and until when. */
export async function clearanceWall(
	db: Database,
	scope: Scope,
	today: Day,
	team: string | null
): Promise<ClearanceWall | null> {
	const asked = await scopeOfTeam(db, scope, team);
	if (asked === null) return null;
	const { listed, facts } = await peopleFound(db, asked.narrowed, today, { name: '' });
	const of = asked.teams.find(({ id }) => id === team)?.name ?? null;
	const wall = { team: of, teams: asked.teams, tooMany: null };
	if (listed.length > MOST_ON_A_WALL) return { ...wall, groups: [], tooMany: listed.length };
	const lines = await linesOf(db, listed, facts, { today, seesChecks: false });
	const groups = clearanceStatuses.map((status) => ({
		status,
		people: lines.filter((line) => line.status === status).map(wallPerson)
	}));
	return { ...wall, groups };
}

function wallPerson({ id, name, status, until, plan }: ListedPerson): WallPerson {
	const isSupervised = status === 'supervised_only' && plan !== null;
	const supervision = isSupervised ? { by: plan.ownerName, limits: plan.limits } : null;
	return { id, name, until, supervision };
}
