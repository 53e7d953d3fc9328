import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import { hasLeft } from '../../rules/import/people-now.ts';
import type { Refusal } from '../../rules/import/lines.ts';
import { howMany } from '../../rules/how-many.ts';
import {
	listTitles,
	plannedInWords,
	sumInWords,
	type ChangeLine
} from '../../rules/import/plan-in-words.ts';
import { changedIn, countsOf, type ImportPlan, type PlanList } from '../../rules/import/planned.ts';
import { teamNames } from '../../rules/import/team-words.ts';
import { pageOf, type Page } from '../../rules/paging.ts';
import { itemTitle, roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { effectOn, type ShownEffect } from './effect.ts';
import { planFile, sizeOf, type FilePlan } from './plan-file.ts';
import type { StoredImport } from './stored.ts';

/** One entry of a list of the check. */
export type CheckEntry = {
	/** Unique in its list. */
	key: string;
	/** Null for somebody who is missing from the file. */
	line: number | null;
	/** Who it is about, as far as can be told. */
	name: string;
	/** Null for somebody new, or where it cannot be told. */
	personId: string | null;
	changes: ChangeLine[];
	notes: string[];
	/** Why a line is refused. */
	problems: Refusal['problems'];
};

/** A page of one of the lists. */
export type CheckList = { list: string; title: string; entries: CheckEntry[]; page: Page };

/** Everything that is shown of a file before it is applied. */
export type CheckPage = {
	kind: StoredImport['kind'];
	fingerprint: string;
	/** How many people or records would be changed. */
	size: number;
	/** What would happen, in a sentence; empty when nothing would. */
	sum: string;
	tiles: { list: string; title: string; count: number; family: 'good' | 'calm' | 'bad' }[];
	newTeams: { name: string; under: string | null }[];
	/** Those who are not in the file and stay all the same, with why. */
	kept: { name: string; reason: string }[];
	/** How many leave because they are missing, of how many who are here; null: nobody does. */
	missing: { leaving: number; of: number } | null;
	/** Lines because of which nobody can be marked as missing. */
	missingBlockedBy: number[];
	/** Words of the file about which nobody has decided. */
	undecided: number;
	/** Null while one of the lists is shown. */
	effect: ShownEffect[] | null;
	shown: CheckList | null;
};

const PER_PAGE = 50;

/** What applying a file would do, and one of its lists when that is asked for. */
export async function checkPage(
	db: Database,
	file: StoredImport,
	asked: { list: string | null; page: string | null },
	who: { importerId: string; today: Day }
): Promise<CheckPage> {
	const found = await planFile(db, file, who);
	const tiles = tilesOf(found);
	const tile = tiles.find(({ list }) => list === asked.list);
	const isPeople = found.kind === 'people';
	return {
		kind: file.kind,
		fingerprint: found.fingerprint,
		size: sizeOf(found),
		sum: sumOf(found),
		tiles,
		newTeams: isPeople ? newTeamsOf(found) : [],
		kept: isPeople ? found.plan.kept : [],
		missing: isPeople ? missingIn(found, who.today) : null,
		missingBlockedBy: isPeople ? found.plan.missingBlockedBy : [],
		undecided: undecidedIn(found),
		effect: tile ? null : await effectOn(db, found, who.today),
		shown: tile ? { ...checkList(file, found, tile.list, asked.page), title: tile.title } : null
	};
}

function undecidedIn(found: FilePlan): number {
	const words =
		found.kind === 'people'
			? // Teams that are made need no decision.
				[...found.plan.words.roles, ...(found.choices.createTeams ? [] : found.plan.words.teams)]
			: found.plan.words.items;
	return words.filter(({ choice }) => choice === null).length;
}

function missingIn({ plan, organisation }: Extract<FilePlan, { kind: 'people' }>, today: Day) {
	const leaving = plan.changed.filter(({ line }) => line === null).length;
	const of = organisation.people.filter((person) => !hasLeft(person, today)).length;
	return leaving === 0 ? null : { leaving, of };
}

function sumOf(found: FilePlan): string {
	if (found.kind === 'people') return sumInWords(countsOf(found.plan), found.plan.newTeams.length);
	const { records } = found.plan;
	if (records.length === 0) return '';
	const people = new Set(records.map(({ personId }) => personId)).size;
	return `${howMany(records.length, 'record is', 'records are')} entered for ${howMany(people, 'person', 'people')}`;
}

function tilesOf(found: FilePlan): CheckPage['tiles'] {
	const { plan } = found;
	const rest: [string, string, number, 'good' | 'calm' | 'bad'][] = [
		['unchanged', listTitles.unchanged, plan.unchanged.length, 'calm'],
		['left-out', listTitles['left-out'], plan.repeats.length + plan.leftOut.length, 'calm'],
		['refused', listTitles.refused, plan.refused.length, 'bad']
	];
	const all: typeof rest =
		found.kind === 'people'
			? [
					...changeLists.map((list): (typeof rest)[number] => [
						list,
						listTitles[list],
						changedIn(list, found.plan).length,
						'good'
					]),
					...rest
				]
			: [['entered', 'Entered', found.plan.records.length, 'good'], ...rest];
	return all
		.filter(([, , count]) => count > 0)
		.map(([list, title, count, family]) => ({ list, title, count, family }));
}

const changeLists = ['added', 'returned', 'left', 'moved', 'roles', 'details'] as const;

function newTeamsOf({ plan, organisation }: Extract<FilePlan, { kind: 'people' }>) {
	const nameOf = teamNames(organisation.teams, plan.newTeams);
	return plan.newTeams.map(({ name, parentKey }) => ({
		name,
		under: parentKey === null ? null : nameOf(parentKey)
	}));
}

function checkList(
	file: StoredImport,
	found: FilePlan,
	list: string,
	asked: string | null
): Omit<CheckList, 'title'> {
	const all = found.kind === 'people' ? people(file, found, list) : history(file, found, list);
	const page = pageOf(asked, all.length, PER_PAGE);
	const entries = all.slice(page.offset, page.offset + PER_PAGE).map((entry) => entry());
	return { list, entries, page };
}

/** Entries are put into words only for the page that shows them. */
type Lazy = () => CheckEntry;

const bare = { personId: null, changes: [], notes: [], problems: [] };

function people(
	file: StoredImport,
	{ plan, organisation }: Extract<FilePlan, { kind: 'people' }>,
	list: string
): Lazy[] {
	if (list === 'refused') return refused(file, plan.refused);
	if (list === 'left-out') return leftOut(file, plan);
	if (list === 'unchanged') {
		return plan.unchanged.map(({ line, personId, values }) => () => ({
			...bare,
			...{ key: `${line}`, line, personId, name: values.name }
		}));
	}
	const titles = new Map(roles().map(({ key, title }) => [key, title]));
	const names = {
		role: (key: string) => titles.get(key) ?? key,
		team: teamNames(organisation.teams, plan.newTeams)
	};
	return changedIn(list as PlanList, plan).map((planned) => () => {
		const { key, line, personId, notes, values } = planned;
		const changes = plannedInWords(planned, names);
		return { key, line, personId, name: values.name, changes, notes, problems: [] };
	});
}

function history(
	file: StoredImport,
	{ plan }: Extract<FilePlan, { kind: 'history' }>,
	list: string
): Lazy[] {
	if (list === 'refused') return refused(file, plan.refused);
	if (list === 'left-out') return leftOut(file, plan);
	if (list === 'unchanged') {
		return plan.unchanged.map(({ line, personId, name }) => () => ({
			...bare,
			...{ key: `${line}`, line, personId, name }
		}));
	}
	return plan.records.map((record) => () => ({
		...bare,
		...{ key: `${record.line}`, line: record.line, personId: record.personId, name: record.name },
		changes: recordInWords(record)
	}));
}

function recordInWords(record: {
	item: string;
	title: string;
	completedOn: Day;
	statedUntil: Day | null;
	provider: string | null;
	note: string | null;
}): ChangeLine[] {
	const title = itemTitle(record.item);
	const lines: [string, string | null][] = [
		[title, shortDay(record.completedOn)],
		['Called in the file', record.title === title ? null : record.title],
		['Valid until', record.statedUntil && shortDay(record.statedUntil)],
		['Provider', record.provider],
		['Evidence', record.note]
	];
	return lines.flatMap(([title, to]) => (to === null ? [] : [{ title, from: null, to }]));
}

function refused(file: StoredImport, refusals: readonly Refusal[]): Lazy[] {
	const nameOf = nameOnLine(file);
	return refusals.map(({ line, problems }) => () => ({
		...bare,
		...{ key: `${line}`, line, name: nameOf(line), problems }
	}));
}

function leftOut(
	file: StoredImport,
	{ repeats, leftOut: others }: Pick<ImportPlan, 'repeats' | 'leftOut'>
): Lazy[] {
	const nameOf = nameOnLine(file);
	const all = [
		...repeats.map(({ line, of }) => ({ line, reason: `Says the same as line ${of}.` })),
		...others
	].sort((a, b) => a.line - b.line);
	return all.map(({ line, reason }) => () => ({
		...bare,
		...{ key: `${line}`, line, name: nameOf(line), notes: [reason] }
	}));
}

/** What a line says of who it is about; its first cells where it has no such columns. */
export function nameOnLine({ lines, mapping }: StoredImport): (line: number) => string {
	const cellsOf = new Map((lines ?? []).map(({ line, cells }) => [line, cells]));
	const columns = (['name', 'firstName', 'lastName', 'email', 'reference'] as const)
		.map((field) => (mapping ?? []).indexOf(field))
		.filter((at) => at >= 0);
	return (line) => {
		const cells = cellsOf.get(line) ?? [];
		const named = columns.map((at) => cells[at]?.trim() ?? '').filter((text) => text !== '');
		const [first = '', second] = named;
		if (first === '') return cells.join(', ').slice(0, 80);
		const isSplit = !(mapping ?? []).includes('name') && second !== undefined;
		return isSplit ? `${first} ${second}` : first;
	};
}
