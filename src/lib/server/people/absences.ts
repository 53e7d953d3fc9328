import { and, desc, eq } from 'drizzle-orm';
import { absenceProblem, type AbsenceKind, type AbsenceProblem } from '../../rules/absences.ts';
import { addDays, type Day } from '../../rules/day.ts';
import type { PeriodChange } from '../../rules/planning.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { absence, person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import {
	isLongAway,
	moveInductions,
	RETURN_PROGRAMME,
	startInduction,
	takeBackReturn
} from '../induction/start.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** Who does it, to whom, and when. */
type Doing = { personId: string; actorId: string; now: Date; today: Day };

export type AbsenceAnswer =
	| { kind: 'saved'; absenceId: string; changes: PeriodChange[] }
	| { kind: 'refused'; field: AbsenceProblem['field'] | 'personId'; message: string }
	/** There is no such absence of this person. */
	| { kind: 'unknown' };

const OWN = {
	kind: 'refused',
	field: 'personId',
	message: 'Somebody else has to record when you are away'
} as const;

/** An absence as its own page shows it: the only page that says why. */
export type RecordedAbsence = {
	id: string;
	kind: string;
	fromDay: Day;
	/** The last day away; null while nobody knows it. */
	toDay: Day | null;
	recordedBy: string;
};

/** The absences of a person, the newest first. */
export async function absencesOf(db: Database, personId: string): Promise<RecordedAbsence[]> {
	const { id, kind, fromDay, toDay } = absence;
	return db
		.select({ id, kind, fromDay, toDay, recordedBy: person.name })
		.from(absence)
		.innerJoin(person, eq(person.id, absence.recordedBy))
		.where(eq(absence.personId, personId))
		.orderBy(desc(fromDay));
}

/**
 * Records that somebody is away for long, with `absence.recorded`: while they are nothing falls
 * due, and due days move to after their return. Why they are away stays out of the evidence log.
 * @param toDay the last day away; null while nobody knows it
 */
export async function recordAbsence(
	tx: Database,
	given: Doing & { kind: AbsenceKind; fromDay: Day; toDay: Day | null }
): Promise<AbsenceAnswer> {
	const { personId, actorId, now, today, kind, fromDay, toDay } = given;
	if (actorId === personId) return OWN;
	await oneAtATime(tx, personId);
	const problem = await problemOf(tx, given, null);
	if (problem) return { kind: 'refused', ...problem };
	const [row] = await tx
		.insert(absence)
		.values({ personId, kind, fromDay, toDay, recordedBy: actorId, recordedAt: now })
		.returning({ id: absence.id });
	if (row === undefined) throw new Error('The absence was not written');
	const data = { absenceId: row.id, fromDay, toDay };
	await recordEvent(tx, { ...line(given), kind: 'absence.recorded', data });
	await prepareReturn(tx, given, null);
	const changes = await reconcilePerson(tx, personId, { today, now, actorId });
	return { kind: 'saved', absenceId: row.id, changes };
}

/**
 * Sets the last day of an absence: the return of somebody who was away with no end known, or a
 * correction; null when the end is not known after all. Writes `absence.changed`.
 */
export async function endAbsence(
	tx: Database,
	given: Doing & { absenceId: string; toDay: Day | null }
): Promise<AbsenceAnswer> {
	const { personId, actorId, now, today, absenceId, toDay } = given;
	if (actorId === personId) return OWN;
	await oneAtATime(tx, personId);
	const held = await findAbsence(tx, personId, absenceId);
	if (held === null) return { kind: 'unknown' };
	if (held.toDay === toDay) return { kind: 'saved', absenceId, changes: [] };
	const { fromDay } = held;
	const problem = await problemOf(tx, { ...given, fromDay }, absenceId);
	// The first day stands: whatever is wrong with the two together, it is the end that is new.
	if (problem) return { kind: 'refused', field: 'backOn', message: problem.message };
	await tx.update(absence).set({ toDay }).where(eq(absence.id, absenceId));
	const data = { absenceId, fromDay, toDay, toDayBefore: held.toDay };
	await recordEvent(tx, { ...line(given), kind: 'absence.changed', data });
	await prepareReturn(tx, { ...given, fromDay }, held.toDay);
	const changes = await reconcilePerson(tx, personId, { today, now, actorId });
	return { kind: 'saved', absenceId, changes };
}

/**
 * Takes out an absence that has not begun, with `absence.removed`. One that has begun is history,
 * and can only be ended: it answers `unknown`.
 */
export async function removeAbsence(
	tx: Database,
	given: Doing & { absenceId: string }
): Promise<AbsenceAnswer> {
	const { personId, actorId, now, today, absenceId } = given;
	if (actorId === personId) return OWN;
	await oneAtATime(tx, personId);
	const held = await findAbsence(tx, personId, absenceId);
	if (held === null || held.fromDay <= today) return { kind: 'unknown' };
	await tx.delete(absence).where(eq(absence.id, absenceId));
	const { fromDay, toDay } = held;
	const data = { absenceId, fromDay, toDay };
	await recordEvent(tx, { ...line(given), kind: 'absence.removed', data });
	await prepareReturn(tx, { ...given, fromDay, toDay: null }, toDay);
	const changes = await reconcilePerson(tx, personId, { today, now, actorId });
	return { kind: 'saved', absenceId, changes };
}

/**
 * Leads somebody who was away for long through what is gone through again, from their first day
 * back; when that day moves, so does what was to begin on it, and when nobody knows it any more or
 * the absence is not that long, there is nothing to begin.
 * @param before the last day away as it was recorded until now
 */
async function prepareReturn(
	tx: Database,
	{ personId, actorId, now, today, fromDay, toDay }: Doing & { fromDay: Day; toDay: Day | null },
	before: Day | null
): Promise<void> {
	const making = { personId, now, actorId };
	const expectedOn = before === null ? null : addDays(before, 1);
	const startedOn = toDay === null ? null : addDays(toDay, 1);
	const isLong = startedOn !== null && isLongAway(fromDay, startedOn);
	if (expectedOn !== null && !isLong && expectedOn > today) {
		await takeBackReturn(tx, { ...making, startedOn: expectedOn });
	}
	if (startedOn === null) return;
	if (expectedOn !== null) await moveInductions(tx, { ...making, from: expectedOn, to: startedOn });
	if (isLong) await startInduction(tx, { ...making, startedOn, programme: RETURN_PROGRAMME });
}

const line = ({ personId, actorId, now }: Doing) => ({ at: now, actorId, subjectId: personId });

async function findAbsence(tx: Database, personId: string, absenceId: string) {
	if (!isUuid(absenceId)) return null;
	const [row] = await tx
		.select({ fromDay: absence.fromDay, toDay: absence.toDay })
		.from(absence)
		.where(and(eq(absence.id, absenceId), eq(absence.personId, personId)));
	return row ?? null;
}

/** What is wrong with the days, seen beside the person's own days and their other absences. */
async function problemOf(
	tx: Database,
	{ personId, fromDay, toDay, today }: Doing & { fromDay: Day; toDay: Day | null },
	exceptId: string | null
): Promise<AbsenceProblem | null> {
	const [about] = await tx
		.select({ startedOn: person.startedOn, leftOn: person.leftOn })
		.from(person)
		.where(eq(person.id, personId));
	if (about === undefined) throw new Error(`There is no person ${personId}`);
	const others = (await absencesOf(tx, personId)).filter(({ id }) => id !== exceptId);
	return absenceProblem({ fromDay, toDay }, others, about, today);
}
