import { and, count, eq, isNull } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { renewalFor, requirementsFor } from '../../rules/planning.ts';
import { ownRenewal, validityOf } from '../../rules/renewal.ts';
import type { PeriodDates } from '../../rules/standing.ts';
import type { Database } from '../db/connect.ts';
import { completion, period } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { personFacts } from '../people/facts.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { requirementsOn } from './requirements.ts';

export type Period = typeof period.$inferSelect;

/** What the rule of standings asks of a period; `waivedUntil` is the last day of its waiver. */
export function datesOf(
	{ cycle, opensOn, dueOn, startedAt }: Period,
	waivedUntil: Day | null
): PeriodDates {
	return { cycle, opensOn, dueOn, started: startedAt !== null, waivedUntil };
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
	const [done] = await tx
		.select({ cycles: count() })
		.from(completion)
		.where(and(eq(completion.personId, personId), eq(completion.item, item)));
	const [opened] = await tx
		.insert(period)
		.values({ personId, item, cycle: done?.cycles ?? 0, opensOn: today })
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

/** Notes the first moment of work in a period; later calls change nothing. */
export async function startPeriod(tx: Database, periodId: string, now: Date): Promise<void> {
	await tx
		.update(period)
		.set({ startedAt: now })
		.where(and(eq(period.id, periodId), isNull(period.startedAt)));
}

/**
 * Closes a period because its item is completed and, when the item renews and is required, opens
 * the next one at once. Answers the day on which the completion runs out, or null.
 * `ownRenewalMonths` is the content's own renewal, for somebody of whom the item is not required.
 * Throws when the period is already closed.
 */
export async function closeByCompletion(
	tx: Database,
	{
		closing,
		ownRenewalMonths,
		now,
		today
	}: { closing: Period; ownRenewalMonths: number | null; now: Date; today: Day }
): Promise<Day | null> {
	const { id, personId, item, cycle } = closing;
	const closed = await tx
		.update(period)
		.set({ closedAt: now, closedHow: 'completed' })
		.where(and(eq(period.id, id), isNull(period.closedAt)))
		.returning({ id: period.id });
	if (closed.length === 0) throw new Error(`Period ${id} is already closed`);
	const facts = await personFacts(tx, personId);
	const bearing = requirementsFor(facts, await requirementsOn(tx, today), today);
	const required = bearing.some((r) => r.item === item);
	const rule = required ? renewalFor(item, bearing) : ownRenewal(ownRenewalMonths);
	if (rule === null) return null;
	const { validUntil, opensOn } = validityOf(today, closing, rule);
	if (required) {
		const next = { item, cycle: cycle + 1, opensOn, dueOn: validUntil };
		await tx.insert(period).values({ personId, ...next });
		await recordEvent(tx, {
			at: now,
			actorId: null,
			subjectId: personId,
			kind: 'period.opened',
			data: next
		});
	}
	return validUntil;
}
