import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { completion, period } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { stands } from '../learning/withdrawn.ts';
import { cycleOf, openPeriod, type Period } from './periods.ts';

/** Whose periods, and who withdrew when what had closed one of them. */
type TakingBack = { personId: string; item: string; actorId: string; now: Date };

/**
 * Puts the periods of an item back to where they would be without a completion, after its
 * withdrawal is written: the period that it had closed opens again, with all that was done in it, in
 * place of the one that followed. Only where somebody has worked in that one already, that one
 * stays. Its dates are for reconciling to bring into line. In a transaction in which nobody else
 * changes the person's periods.
 */
export async function takeBackCompletion(tx: Database, taking: TakingBack): Promise<void> {
	const { personId, item, now } = taking;
	const orphans = await periodsClosedByNothing(tx, taking);
	const { latest, hasFree } = await completionsThatStand(tx, taking);
	const open = await openPeriod(tx, personId, item);
	const last = orphans.at(-1);
	// A completion that closed nothing would have closed it, had the wrong one not been there.
	const wouldBeClosed =
		latest !== null && (latest.cycle === null || latest.cycle > (last?.cycle ?? 0));
	const reopens = last !== undefined && !wouldBeClosed && (open?.startedAt ?? null) === null;
	const voided = hasFree ? [] : orphans.filter((one) => !reopens || one !== last);
	await sayClosedByNothing(tx, voided);
	if (reopens) {
		if (open !== null) await discard(tx, open, now);
		await reopen(tx, last, taking);
	}
	await renumber(tx, taking);
}

/** The periods that were closed by withdrawn records alone, the earliest first. */
async function periodsClosedByNothing(
	tx: Database,
	{ personId, item }: TakingBack
): Promise<Period[]> {
	const counting = tx
		.select({ id: completion.id })
		.from(completion)
		.where(and(eq(completion.periodId, period.id), stands));
	return tx
		.select()
		.from(period)
		.where(
			and(
				eq(period.personId, personId),
				eq(period.item, item),
				eq(period.closedHow, 'completed'),
				sql`not exists ${counting}`
			)
		)
		.orderBy(asc(period.cycle));
}

/**
 * The latest completion that counts, with the cycle of the period that it closed, and whether any
 * of them closed none, because a later one that is withdrawn by now was there before.
 */
async function completionsThatStand(tx: Database, { personId, item }: TakingBack) {
	const rows = await tx
		.select({ cycle: period.cycle })
		.from(completion)
		.leftJoin(period, eq(period.id, completion.periodId))
		.where(and(eq(completion.personId, personId), eq(completion.item, item), stands))
		.orderBy(desc(completion.completedAt), desc(completion.id));
	return { latest: rows[0] ?? null, hasFree: rows.some(({ cycle }) => cycle === null) };
}

async function sayClosedByNothing(tx: Database, periods: readonly Period[]): Promise<void> {
	if (periods.length === 0) return;
	const ids = periods.map(({ id }) => id);
	await tx.update(period).set({ closedHow: 'withdrawn' }).where(inArray(period.id, ids));
}

/** What followed from the completion was never asked of anybody: it has no due day in any figure. */
async function discard(tx: Database, { id }: Period, now: Date): Promise<void> {
	const gone = { dueOn: null, closedAt: now, closedHow: 'withdrawn' };
	await tx.update(period).set(gone).where(eq(period.id, id));
}

async function reopen(
	tx: Database,
	{ id, item, personId, cycle, dueOn, closedAt }: Period,
	{ actorId, now }: TakingBack
): Promise<void> {
	await tx.update(period).set({ closedAt: null, closedHow: null }).where(eq(period.id, id));
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'period.reopened',
		data: { periodId: id, item, cycle, dueOn, closedAt: closedAt?.toISOString() ?? null }
	});
}

/** A period is the first one exactly while nothing that was done counts. */
async function renumber(tx: Database, { personId, item }: TakingBack): Promise<void> {
	const open = await openPeriod(tx, personId, item);
	if (open === null) return;
	const cycle = await cycleOf(tx, personId, item);
	if ((open.cycle === 0) === (cycle === 0)) return;
	await tx.update(period).set({ cycle }).where(eq(period.id, open.id));
}
