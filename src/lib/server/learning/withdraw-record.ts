import { and, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { withdrawalProblem } from '../../rules/entered-records.ts';
import type { PeriodChange } from '../../rules/planning.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { completion, enteredRecord, recordWithdrawal } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { openPeriod, type Period } from '../requirements/periods.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { takeBackCompletion } from '../requirements/reopen.ts';

export type RecordWithdrawal = {
	personId: string;
	recordId: string;
	/** Why, for those who may read the record. */
	reason: string;
	actorId: string;
	now: Date;
	today: Day;
};

export type WithdrawRecordAnswer =
	| { kind: 'withdrawn'; changes: PeriodChange[] }
	| { kind: 'refused'; field: 'reason' | 'form'; message: string }
	/** Somebody else was quicker; nothing has changed. */
	| { kind: 'already_withdrawn' }
	/** There is no such record of this person. */
	| { kind: 'unknown' };

/**
 * Withdraws a record that was entered by mistake, with `record.withdrawn`; all in the caller's
 * transaction. The record stays, but what it says does not count any more: the period that it had
 * closed is open again, and its dates are those that they would be had nobody entered it. The
 * reason stays with the withdrawal and out of the evidence log, which holds no free text.
 */
export async function withdrawRecord(
	tx: Database,
	given: RecordWithdrawal
): Promise<WithdrawRecordAnswer> {
	const { personId, recordId, actorId, now, today } = given;
	if (actorId === personId) {
		const message = 'Somebody else has to withdraw what was recorded for you';
		return { kind: 'refused', field: 'form', message };
	}
	const problem = withdrawalProblem(given.reason);
	if (problem !== null) return { kind: 'refused', field: 'reason', message: problem };
	await oneAtATime(tx, personId);
	const record = await recordOf(tx, personId, recordId);
	if (record === null) return { kind: 'unknown' };
	const { item, completionId, completedOn } = record;
	const reason = given.reason.trim();
	const written = await tx
		.insert(recordWithdrawal)
		.values({ recordId, reason, withdrawnBy: actorId, withdrawnAt: now })
		.onConflictDoNothing()
		.returning({ id: recordWithdrawal.recordId });
	if (written.length === 0) return { kind: 'already_withdrawn' };
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'record.withdrawn',
		data: { recordId, completionId, item, completedOn }
	});
	const before = await openPeriod(tx, personId, item);
	await takeBackCompletion(tx, { personId, item, actorId, now });
	const changes = await reconcilePerson(tx, personId, { today, now, actorId });
	const after = await openPeriod(tx, personId, item);
	return { kind: 'withdrawn', changes: told(changes, item, { before, after }) };
}

async function recordOf(tx: Database, personId: string, recordId: string) {
	if (!isUuid(recordId)) return null;
	const { item, completedOn } = completion;
	const [row] = await tx
		.select({ item, completedOn, completionId: completion.id })
		.from(enteredRecord)
		.innerJoin(completion, eq(completion.recordId, enteredRecord.id))
		.where(and(eq(enteredRecord.id, recordId), eq(enteredRecord.personId, personId)));
	return row ?? null;
}

/**
 * What changed for the person, the item itself as its period is in the end: that it opened again
 * and then moved is one change to whoever reads it.
 */
function told(
	changes: readonly PeriodChange[],
	item: string,
	{ before, after }: { before: Period | null; after: Period | null }
): PeriodChange[] {
	const others = changes.filter((change) => change.item !== item);
	if (after !== null && after.dueOn !== null) {
		const { id: periodId, opensOn, dueOn, endsOn, cause } = after;
		const dueBefore = before?.dueOn ?? null;
		const isSame = dueBefore === dueOn && (before?.cycle === 0) === (after.cycle === 0);
		if (isSame) return others;
		const days = { opensOn, dueOn, endsOn, cause };
		return [{ kind: 'move', periodId, item, dueBefore, ...days }, ...others];
	}
	if (before === null || before.dueOn === null) return others;
	return [{ kind: 'withdraw', periodId: before.id, item }, ...others];
}
