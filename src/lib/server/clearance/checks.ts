import { asc, desc, eq } from 'drizzle-orm';
import * as v from 'valibot';
import {
	checkKinds,
	checkRefusal,
	checkStatuses,
	latestOfKind,
	saysTheSame,
	type CheckLine,
	type CheckRefusal
} from '../../rules/checks.ts';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { checkStatus, person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { lockPerson } from '../people/person-row.ts';

const known = v.object({ kind: v.picklist(checkKinds), status: v.picklist(checkStatuses) });

export type NewCheck = CheckLine & { personId: string; actorId: string; now: Date; today: Day };

/** The fields of the form in which a refusal is said. */
export type CheckField = 'check_kind' | 'check_day' | 'recheck_day';

/** `unchanged`: the latest line says the same, as after a double click. */
export type CheckOutcome =
	| { kind: 'saved' }
	| { kind: 'unchanged' }
	| { kind: 'refused'; field: CheckField; message: string };

const refuse = (field: CheckField, message: string): CheckOutcome => ({
	kind: 'refused',
	field,
	message
});

/**
 * Records that a check has a status on a day, with `check.recorded`; there is no place for what a
 * certificate says. The event names the line and leaves its status out, because managers read of it.
 */
export async function recordCheck(db: Database, check: NewCheck): Promise<CheckOutcome> {
	const { personId, actorId, now, today, kind, status, onDay, recheckOn } = check;
	if (actorId === personId) {
		return refuse('check_kind', 'Somebody else has to record your check');
	}
	const line = { kind, status, onDay, recheckOn };
	// A savepoint where the caller has a transaction: the fact and its event come together or not.
	return db.transaction(async (tx) => {
		await lockPerson(tx, personId);
		const before = await linesBefore(tx, personId);
		if (saysTheSame(line, before)) return { kind: 'unchanged' };
		const refusal = checkRefusal(line, before, today);
		if (refusal !== null) return inWords(refusal, latestOfKind(kind, before));
		const [row] = await tx
			.insert(checkStatus)
			.values({ personId, ...line, recordedBy: actorId, recordedAt: now })
			.returning({ id: checkStatus.id });
		if (row === undefined) throw new Error('The check was not written');
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'check.recorded',
			data: { checkId: row.id }
		});
		return { kind: 'saved' };
	});
}

async function linesBefore(db: Database, personId: string): Promise<CheckLine[]> {
	const { kind, status, onDay, recheckOn, recordedAt } = checkStatus;
	const rows = await db
		.select({ kind, status, onDay, recheckOn })
		.from(checkStatus)
		.where(eq(checkStatus.personId, personId))
		.orderBy(asc(recordedAt));
	return rows.map((row) => ({ ...row, ...v.parse(known, row) }));
}

function inWords(refusal: CheckRefusal, latest: CheckLine | null): CheckOutcome {
	switch (refusal) {
		case 'future_day':
			return refuse('check_day', 'Choose today or a day that has passed');
		case 'too_early':
			return refuse('check_day', 'Check the year: there were no such checks before 2002');
		case 'before_latest': {
			const day = latest === null ? '' : ` ${shortDay(latest.onDay)}`;
			return refuse('check_day', `Choose${day} or a later day: that is the day of the line before`);
		}
		case 'recheck_alone':
			return refuse('recheck_day', 'Only a clear check has a day to look again. Leave this empty');
		case 'recheck_order':
			return refuse('recheck_day', 'Choose a day after the day of the check');
	}
}

/** A recorded line, for those who see checks. */
export type RecordedCheck = CheckLine & { id: string; recordedBy: string; recordedAt: Date };

/** The checks of a person, the newest first. */
export async function checkHistory(db: Database, personId: string): Promise<RecordedCheck[]> {
	const { id, kind, status, onDay, recheckOn, recordedAt } = checkStatus;
	const rows = await db
		.select({ id, kind, status, onDay, recheckOn, recordedAt, recordedBy: person.name })
		.from(checkStatus)
		.innerJoin(person, eq(person.id, checkStatus.recordedBy))
		.where(eq(checkStatus.personId, personId))
		.orderBy(desc(onDay), desc(recordedAt));
	return rows.map((row) => ({ ...row, ...v.parse(known, row) }));
}
