import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { planPeriods, type ItemHistory, type PeriodChange } from '../../rules/planning.ts';
import type { Database } from '../db/connect.ts';
import { completion, period } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { personFacts } from '../people/facts.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { requirementsOn } from './requirements.ts';

async function historiesOf(db: Database, personId: string): Promise<ItemHistory[]> {
	const rows = await db
		.selectDistinctOn([completion.item], {
			item: completion.item,
			completedOn: completion.completedOn,
			validUntil: completion.validUntil
		})
		.from(completion)
		.where(eq(completion.personId, personId))
		.orderBy(completion.item, sql`${completion.completedAt} desc`);
	const counts = await db
		.select({ item: completion.item, completions: count() })
		.from(completion)
		.where(eq(completion.personId, personId))
		.groupBy(completion.item);
	return rows.map(({ item, completedOn, validUntil }) => ({
		item,
		completions: counts.find((c) => c.item === item)?.completions ?? 0,
		lastCompletion: { completedOn, validUntil }
	}));
}

async function apply(tx: Database, personId: string, change: PeriodChange, now: Date) {
	switch (change.kind) {
		case 'open': {
			const { item, cycle, opensOn, dueOn } = change;
			await tx.insert(period).values({ personId, item, cycle, opensOn, dueOn });
			return;
		}
		case 'move': {
			const { opensOn, dueOn } = change;
			await tx.update(period).set({ opensOn, dueOn }).where(eq(period.id, change.periodId));
			return;
		}
		case 'withdraw':
			await tx
				.update(period)
				.set({ closedAt: now, closedHow: 'withdrawn' })
				.where(eq(period.id, change.periodId));
	}
}

/**
 * Brings a person's open periods into line with what their roles ask of them on a day, and answers
 * the changes it made. Running it again changes nothing.
 */
export async function reconcilePerson(
	tx: Database,
	personId: string,
	{ today, now, actorId }: { today: Day; now: Date; actorId: string | null }
): Promise<PeriodChange[]> {
	// Two plans from the same facts would open everything twice, and one from the facts before a
	// completion would move the period that it has closed.
	await oneAtATime(tx, personId);
	const facts = await personFacts(tx, personId);
	const open = await tx
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), isNull(period.closedAt)));
	const changes = planPeriods(
		facts,
		await requirementsOn(tx, today),
		open,
		await historiesOf(tx, personId),
		today
	);
	for (const change of changes) {
		await apply(tx, personId, change, now);
		const { kind, ...data } = change;
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: `period.${kind === 'open' ? 'opened' : kind === 'move' ? 'moved' : 'withdrawn'}`,
			data
		});
	}
	return changes;
}
