import type { Day } from '../../rules/day.ts';
import {
	checkInForce,
	lawStanding,
	nationsInWords,
	type LawCheck,
	type LawStanding
} from '../../rules/law-checks.ts';
import {
	citedAlthoughReplaced,
	findModule,
	lawFacts,
	modules,
	type LawFact,
	type Superseded
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { latestLawChecks, lawCheckHistory, type RecordedLawCheck } from './checks.ts';

/** A fact of the law as it stands in this organisation. */
export interface LawLine extends Pick<
	LawFact,
	'key' | 'title' | 'statement' | 'status' | 'source' | 'whenChanged'
> {
	/** Where it holds, in words. */
	nations: string;
	/** The modules that rest on it. */
	modules: { slug: string; title: string }[];
	standing: LawStanding;
	/** What somebody here noted who looked last; empty where there is nothing. */
	note: string;
}

/** A module, with what a lead should look into. */
export interface LawModule {
	slug: string;
	title: string;
	/** On how many facts it rests. */
	facts: number;
	/** How many of them nobody has verified. */
	unknown: number;
	/** Titles of facts that were found changed. */
	changed: string[];
	/** What it cites although it was replaced. */
	cited: Pick<Superseded, 'key' | 'title' | 'replacedBy' | 'since'>[];
}

export interface LawRegister {
	/** Found changed here, and our text does not say so yet. */
	changed: LawLine[];
	/** To be looked at now, the longest due first. */
	due: LawLine[];
	/** To be looked at within the next weeks. */
	soon: LawLine[];
	/** What nobody has verified and stands in none of the lists above, by the day it is due. */
	unknown: LawLine[];
	modules: LawModule[];
	/** When the next one is due; null where there is none. */
	nextOn: Day | null;
}

/** The law and guidance that the modules rest on, as it stands today. */
export async function lawRegister(db: Database, today: Day): Promise<LawRegister> {
	const lines = byDueDay(await linesToday(db, today));
	const inState = (state: LawStanding['state']) =>
		lines.filter((line) => line.standing.state === state);
	const [soon, rest] = [inState('soon'), inState('later')];
	return {
		changed: inState('changed'),
		due: inState('due'),
		soon,
		unknown: rest.filter(({ status }) => status === 'unknown'),
		modules: modules().map((module) => moduleWith(module, lines)),
		nextOn: [...soon, ...rest][0]?.standing.dueOn ?? null
	};
}

/** A module with every fact that it rests on; null where there is none of this name. */
export async function lawOfModule(
	db: Database,
	slug: string,
	today: Day
): Promise<{ module: LawModule; lines: LawLine[] } | null> {
	const found = findModule(slug);
	if (found === undefined) return null;
	const lines = byDueDay(restingOn(await linesToday(db, today), slug));
	return { module: moduleWith(found, lines), lines };
}

function byDueDay(lines: LawLine[]): LawLine[] {
	return lines.toSorted((a, b) => a.standing.dueOn.localeCompare(b.standing.dueOn));
}

function restingOn(lines: readonly LawLine[], slug: string): LawLine[] {
	return lines.filter((line) => line.modules.some((module) => module.slug === slug));
}

function moduleWith(
	{ slug, title }: { slug: string; title: string },
	all: readonly LawLine[]
): LawModule {
	const lines = restingOn(all, slug);
	return {
		slug,
		title,
		facts: lines.length,
		unknown: lines.filter(({ status }) => status === 'unknown').length,
		changed: lines.filter(({ standing }) => standing.state === 'changed').map((one) => one.title),
		cited: citedAlthoughReplaced(slug).map(({ key, title: old, replacedBy, since }) => ({
			...{ key, replacedBy, since },
			title: old
		}))
	};
}

/** How many facts are due for checking today, and how many were found changed. */
export async function lawFigures(
	db: Database,
	today: Day
): Promise<{ due: number; changed: number }> {
	const lines = await linesToday(db, today);
	const count = (state: LawStanding['state']) =>
		lines.filter(({ standing }) => standing.state === state).length;
	return { due: count('due'), changed: count('changed') };
}

/** One fact with every check of it, the newest first. */
export interface LawFactPage {
	line: LawLine;
	checks: RecordedLawCheck[];
	/** The first day that can be entered for a check. */
	fromDay: Day;
	/** Whether the latest check was of a text that has been written anew since. */
	isNewText: boolean;
}

/** The page about one fact; null where there is none of this key. */
export async function lawFactPage(
	db: Database,
	key: string,
	today: Day
): Promise<LawFactPage | null> {
	const fact = lawFacts().find((one) => one.key === key);
	if (fact === undefined) return null;
	const checks = await lawCheckHistory(db, key);
	const inForce = checkInForce(fact, checks);
	const [latest] = checks;
	return {
		line: lineOf(fact, inForce, today),
		checks,
		fromDay: latest === undefined || latest.onDay < fact.checked ? fact.checked : latest.onDay,
		isNewText: latest !== undefined && inForce === null
	};
}

async function linesToday(db: Database, today: Day): Promise<LawLine[]> {
	const latest = await latestLawChecks(db);
	return lawFacts().map((fact) => {
		const check = latest.get(fact.key);
		return lineOf(fact, checkInForce(fact, check ? [check] : []), today);
	});
}

function lineOf(fact: LawFact, check: LawCheck | null, today: Day): LawLine {
	const { key, title, statement, status, source, whenChanged } = fact;
	return {
		...{ key, title, statement, status, source, whenChanged },
		nations: nationsInWords(fact.nations),
		modules: fact.modules.map((slug) => ({ slug, title: findModule(slug)?.title ?? slug })),
		standing: lawStanding(fact, check, today),
		note: check?.note ?? ''
	};
}
