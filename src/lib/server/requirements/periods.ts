import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { ItemPeriod } from '../../rules/induction-asks.ts';
import { renewalsOf, requirementsFor } from '../../rules/planning.ts';
import { anchorOf, ownRenewal, validUntil, type Anchor } from '../../rules/renewal.ts';
import type { PeriodDates } from '../../rules/standing.ts';
import type { Database } from '../db/connect.ts';
import { completion, period } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { personFacts } from '../people/facts.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { rulebookOf } from './rulebook.ts';
import { stands } from '../learning/withdrawn.ts';

export type Period = typeof period.$inferSelect;

/**
 * What the rule of standings asks of a period on a day; `waivedUntil` is the last day of its waiver,
 * and `away` whether the person is on a long absence.
 */
export function datesOf(
	{ cycle, opensOn, dueOn, endsOn, cause, startedAt }: Period,
	{ waivedUntil, away }: { waivedUntil: Day | null; away: boolean }
): PeriodDates {
	const started = startedAt !== null;
	return { cycle, opensOn, dueOn, endsOn, cause, started, waivedUntil, away };
}

/** The open period of a person and an item, or null. */
export async function openPeriod(
	db: Database,
	personId: string,
	item: string
): Promise<Period | null> {
	const [row] = await db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), eq(period.item, item), isNull(period.closedAt)));
	return row ?? null;
}

/** What is open of some people, by person id. One query. */
export async function openPeriodsOf(
	db: Database,
	personIds: readonly string[]
): Promise<Map<string, ItemPeriod[]>> {
	if (personIds.length === 0) return new Map();
	const { personId, item, cycle, cause, dueOn, endsOn } = period;
	const rows = await db
		.select({ personId, item, cycle, cause, dueOn, endsOn })
		.from(period)
		.where(and(inArray(personId, [...personIds]), isNull(period.closedAt)));
	const byPerson = new Map<string, ItemPeriod[]>();
	for (const { personId: id, ...open } of rows) {
		byPerson.set(id, [...(byPerson.get(id) ?? []), open]);
	}
	return byPerson;
}

/**
 * The period in which a person works on an item: the open one, or else a new one without a due day,
 * because nobody is kept from learning more than they must. Nobody else changes the person's
 * periods until the transaction ends.
 */
export async function periodForLearning(
	tx: Database,
	{ personId, item, now, today }: { personId: string; item: string; now: Date; today: Day }
): Promise<Period> {
	await oneAtATime(tx, personId);
	const open = await openPeriod(tx, personId, item);
	if (open) return open;
	const cycle = await cycleOf(tx, personId, item);
	const [opened] = await tx
		.insert(period)
		.values({ personId, item, cycle, opensOn: today })
		.returning();
	if (opened === undefined) throw new Error('The period was not written');
	await recordEvent(tx, {
		at: now,
		actorId: personId,
		subjectId: personId,
		kind: 'period.opened',
		data: { item, cycle: opened.cycle, opensOn: today, dueOn: null }
	});
	return opened;
}

/**
 * How often a person completed an item, as cycles count it: none where nothing of it counts, else
 * the withdrawn ones included, so that no cycle comes twice.
 */
export async function cycleOf(db: Database, personId: string, item: string): Promise<number> {
	const [done] = await db
		.select({ all: count(), counting: sql<number>`(count(*) filter (where ${stands}))::int` })
		.from(completion)
		.where(and(eq(completion.personId, personId), eq(completion.item, item)));
	return done === undefined || done.counting === 0 ? 0 : done.all;
}

/** Notes the first moment of work in a period; later calls change nothing. */
export async function startPeriod(tx: Database, periodId: string, now: Date): Promise<void> {
	await tx
		.update(period)
		.set({ startedAt: now })
		.where(and(eq(period.id, periodId), isNull(period.startedAt)));
}

/** How long a completion is valid, and from which day its validity counts. */
export type Validity = Anchor & { validUntil: Day | null };

/**
 * How long something completed on a day is valid for a person, by what is required of them on that
 * day or else by the content's own renewal.
 * @param statedUntil the last day of which the evidence itself says that it is valid
 * @param dueOn the due day of the period that it closes; null when it closes none or none is due
 */
export async function validityFor(
	db: Database,
	{
		personId,
		item,
		completedOn,
		dueOn,
		ownRenewalMonths,
		statedUntil = null
	}: {
		personId: string;
		item: string;
		completedOn: Day;
		dueOn: Day | null;
		ownRenewalMonths: number | null;
		statedUntil?: Day | null;
	}
): Promise<Validity> {
	const [facts, rulebook, last] = await Promise.all([
		personFacts(db, personId),
		rulebookOf(db),
		latestCompletion(db, personId, item)
	]);
	const bearing = requirementsFor(facts, rulebook.requirements, completedOn);
	const rules = bearing.some((r) => r.item === item)
		? renewalsOf(item, bearing)
		: ownRenewal(ownRenewalMonths);
	const anchor = anchorOf(completedOn, { dueOn, last }, rules);
	return { ...anchor, validUntil: validUntil({ ...anchor, completedOn, statedUntil }, rules) };
}

async function latestCompletion(db: Database, personId: string, item: string) {
	const { countsFrom, monthsBefore, validUntil } = completion;
	const [row] = await db
		.select({ countsFrom, monthsBefore, validUntil })
		.from(completion)
		.where(and(eq(completion.personId, personId), eq(completion.item, item), stands))
		.orderBy(desc(completion.completedAt))
		.limit(1);
	return row ?? null;
}

/** Closes a period because its item is completed. Throws when it is already closed. */
export async function closePeriod(tx: Database, periodId: string, now: Date): Promise<void> {
	const closed = await tx
		.update(period)
		.set({ closedAt: now, closedHow: 'completed' })
		.where(and(eq(period.id, periodId), isNull(period.closedAt)))
		.returning({ id: period.id });
	if (closed.length === 0) throw new Error(`Period ${periodId} is already closed`);
}

/** The same for many periods at once. */
export async function closePeriods(
	tx: Database,
	periodIds: readonly string[],
	now: Date
): Promise<void> {
	if (periodIds.length === 0) return;
	const closed = await tx
		.update(period)
		.set({ closedAt: now, closedHow: 'completed' })
		.where(and(inArray(period.id, [...periodIds]), isNull(period.closedAt)))
		.returning({ id: period.id });
	if (closed.length < periodIds.length) throw new Error('A period is already closed');
}
