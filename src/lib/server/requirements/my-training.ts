import { and, eq, getTableColumns, isNull, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import {
	actionOf,
	bySoonest,
	groupOf,
	kindOf,
	mostPressing,
	type ItemKind,
	type TrainingGroup
} from '../../rules/my-training.ts';
import { isAway, requirementsFor, type Cause, type PersonFacts } from '../../rules/planning.ts';
import { itemStanding, type Standing } from '../../rules/standing.ts';
import { currentVersion, findAgreement, findItem, itemTitle, modules } from '../catalogue/index.ts';
import { declinedPeriods } from '../agreements/decline.ts';
import type { Database } from '../db/connect.ts';
import { period } from '../db/schema/index.ts';
import { asOwn, begunWith, inductionAmong, type OwnInduction } from '../induction/inductions.ts';
import { completionsOf, type CompletedItem } from '../learning/completed.ts';
import { refresherModules } from '../learning/module-settings.ts';
import { refresherAhead, refresherMinutes } from '../learning/refreshers.ts';
import { startedModules, type StartedModule } from '../learning/started-modules.ts';
import { personFacts } from '../people/facts.ts';
import { datesOf, type Period } from './periods.ts';
import { basesOf, type Basis, type StatedRequirement } from './requirements.ts';
import { requirementsOn } from './rulebook.ts';
import { waivedUntilSql } from './waivers.ts';

/** One item on a person's first page. */
export type TrainingLine = {
	item: string;
	kind: ItemKind;
	title: string;
	/** Of the whole module, or of the refresher that renews it. */
	minutes: number | null;
	/** It is renewed by a refresher: what has changed, a scenario and the quiz. */
	refresher: boolean;
	/** What the dates follow from besides the requirement; null where nothing special does. */
	cause: Exclude<Cause, 'requirement'> | null;
	/** Its page; null when the content no longer holds the item. */
	href: string | null;
	/** The version to sign; null for a module. */
	version: string | null;
	standing: Standing;
	/** The day that the standing turns on. */
	day: Day | null;
	/** The last completion. */
	completedOn: Day | null;
	/** It has to be done before working on one's own. */
	gate: boolean;
	/** Why it is asked; empty when it is not. */
	bases: Basis[];
	/** Null when it has not been begun. */
	progress: StartedModule | null;
	/** When they declined to sign it in this period; null when they did not. */
	declinedAt: Date | null;
	/** What its link offers; null where nothing is to be done. */
	action: string | null;
};

export type MyTraining = {
	/** Soonest first. */
	due: TrainingLine[];
	comingUp: TrainingLine[];
	upToDate: TrainingLine[];
	/** Modules that nobody asks of the person and that they may take too. */
	optional: TrainingLine[];
	/** What to do now: see `mostPressing`. */
	main: TrainingLine | null;
	/** Null when there is none or it is finished. */
	induction: OwnInduction | null;
};

type Known = {
	today: Day;
	facts: PersonFacts;
	requirements: readonly StatedRequirement[];
	completions: readonly CompletedItem[];
	refreshers: ReadonlySet<string>;
	progress: ReadonlyMap<string, StartedModule>;
	declined: ReadonlyMap<string, Date>;
};

/**
 * All that a person's first page shows on a day: what is due, what comes up, what is valid until
 * when, what else is open to them, and how far they are in their induction.
 */
export async function myTraining(
	db: Database,
	person: { id: string },
	today: Day
): Promise<MyTraining> {
	const [open, byPerson, requirements, facts, refreshers] = await Promise.all([
		openPeriods(db, person.id, today),
		completionsOf(db, [person.id]),
		requirementsOn(db, today),
		personFacts(db, person.id),
		refresherModules(db)
	]);
	const completions = byPerson.get(person.id) ?? [];
	const started = open.flatMap(({ id, item, startedAt }) => {
		const card = startedAt === null ? undefined : findItem(item);
		return card?.kind === 'module' ? [{ id, slug: card.slug }] : [];
	});
	const toSign = open.filter(({ item }) => item.startsWith('agreement:')).map(({ id }) => id);
	const [progress, declined, begun] = await Promise.all([
		startedModules(db, started),
		declinedPeriods(db, toSign),
		begunWith(db, [person.id])
	]);
	const ofOne = { facts, completions, periods: open };
	const induction = inductionAmong(begun, person.id, ofOne, today);
	const known = {
		...{ today, facts, requirements, completions },
		...{ refreshers, progress, declined }
	};
	const lines = linesOf(open, known);
	const inGroup = (group: TrainingGroup) =>
		lines.filter(({ standing }) => groupOf(standing) === group).sort(bySoonest);
	const groups = {
		due: inGroup('due'),
		comingUp: inGroup('coming_up'),
		upToDate: inGroup('up_to_date'),
		optional: inGroup('optional')
	};
	// Where nothing else decides, what to do first is what the induction has first.
	const steps = induction?.stages.flatMap((stage) => stage.steps) ?? [];
	const order = steps.flatMap(({ item }) => item ?? []);
	return {
		...groups,
		main: mostPressing(lines, order, today),
		induction: induction?.finishedOn === null ? asOwn(induction) : null
	};
}

type OpenPeriod = Period & { waivedUntil: Day | null };

async function openPeriods(db: Database, personId: string, today: Day): Promise<OpenPeriod[]> {
	// Drizzle strips the tables from the columns of a field itself, but not from what is nested in it.
	const waivedUntil = sql<Day | null>`${waivedUntilSql(today)}`;
	return db
		.select({ ...getTableColumns(period), waivedUntil })
		.from(period)
		.where(and(eq(period.personId, personId), isNull(period.closedAt)));
}

/** A line for every open period, everything completed and every module there is, each item once. */
function linesOf(open: readonly OpenPeriod[], known: Known): TrainingLine[] {
	const items = new Set([
		...open.map(({ item }) => item),
		...known.completions.map(({ item }) => item),
		...modules().map(({ slug }) => `module:${slug}`)
	]);
	return [...items].flatMap((item) => {
		const period = open.find((one) => one.item === item) ?? null;
		const card = findItem(item);
		// An item that the content has dropped is shown only for as long as it is asked.
		if (card === undefined && period === null) return [];
		const last = known.completions.findLast((done) => done.item === item) ?? null;
		const dates =
			period &&
			datesOf(period, {
				waivedUntil: period.waivedUntil,
				away: isAway(known.facts, known.today)
			});
		const { standing, day } = itemStanding(dates, last, known.today);
		// Nobody chooses to sign an agreement that is not theirs.
		if (standing === 'not_required' && !item.startsWith('module:')) return [];
		return [lineOf({ item, period, last, standing, day }, known)];
	});
}

function lineOf(
	{
		item,
		period,
		last,
		standing,
		day
	}: {
		item: string;
		period: Period | null;
		last: CompletedItem | null;
		standing: Standing;
		day: Day | null;
	},
	known: Known
): TrainingLine {
	const { facts, requirements, progress, declined, today } = known;
	const card = findItem(item);
	const kind = kindOf(item);
	const agreement = card?.kind === 'agreement' ? findAgreement(card.slug) : undefined;
	const asked = requirementsFor(facts, requirements, today).filter((r) => r.item === item);
	const started = (period && progress.get(period.id)) ?? null;
	const refresher = started ? null : aheadOf(item, period, last, known);
	return {
		item,
		kind,
		title: itemTitle(item),
		minutes: started?.minutes ?? refresher?.minutes ?? card?.minutes ?? null,
		refresher: started?.refresher ?? refresher !== null,
		cause: period && period.dueOn !== null ? specialCause(period.cause) : null,
		href: card?.href ?? null,
		version: agreement ? currentVersion(agreement, today).version : null,
		standing,
		day,
		completedOn: last?.completedOn ?? null,
		gate: asked.some(({ gate }) => gate),
		bases: basesOf(item, facts, requirements, today),
		progress: started,
		declinedAt: (period && declined.get(period.id)) ?? null,
		action: actionOf({ kind, standing, started: started !== null, doneBefore: last !== null })
	};
}

/** The refresher by which somebody would renew a module now; null where they would do the whole. */
function aheadOf(
	item: string,
	period: Period | null,
	last: CompletedItem | null,
	{ refreshers, completions, today }: Known
): { minutes: number } | null {
	if (last === null || kindOf(item) !== 'module') return null;
	const slug = item.slice('module:'.length);
	const times = completions.filter((done) => done.item === item).length;
	const renewal = {
		slug,
		last: { validUntil: last.validUntil, times },
		dueOn: period?.dueOn ?? null
	};
	const refresher = refresherAhead(renewal, refreshers, today);
	return refresher && { minutes: refresherMinutes(slug, refresher) };
}

function specialCause(cause: Cause): TrainingLine['cause'] {
	return cause === 'requirement' ? null : cause;
}
