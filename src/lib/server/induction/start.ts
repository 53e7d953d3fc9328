import { and, eq } from 'drizzle-orm';
import { addDays, addMonths, type Day } from '../../rules/day.ts';
import { inductionProgramme, returnToWork, roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction } from '../db/schema/index.ts';
import { recordEvent, recordEvents } from '../evidence/events.ts';

/** The programme for whoever starts: a base, and what each role adds. */
export const STANDARD_PROGRAMME = 'core';
/** The programme for whoever comes back after a long time. */
export const RETURN_PROGRAMME = 'returning';

/** Whether somebody with these roles is led through an induction when they start. */
export function hasInduction(held: readonly string[]): boolean {
	const { stages = [], role: base = null } = inductionProgramme(STANDARD_PROGRAMME) ?? {};
	const asking = new Set(
		stages.flatMap(({ steps }) => steps.flatMap(({ asks }) => asks.map(({ role }) => role)))
	);
	const isAsked = ({ key, workforce }: { key: string; workforce: boolean }) =>
		asking.has(key) || (workforce && asking.has(base));
	return roles().some((role) => held.includes(role.key) && isAsked(role));
}

export type NewInduction = {
	personId: string;
	/** The first day, from which due days count. */
	startedOn: Day;
	now: Date;
	/** Who starts it; null for the platform itself. */
	actorId: string | null;
	programme?: string;
};

/**
 * Starts a person on an induction programme. A programme is gone through once: starting it again
 * answers `already_started` and changes nothing. Throws when there is no such programme.
 */
export async function startInduction(
	tx: Database,
	{ personId, startedOn, now, actorId, programme = STANDARD_PROGRAMME }: NewInduction
): Promise<'started' | 'already_started'> {
	const started = await startInductions(tx, [{ personId, startedOn }], { now, actorId, programme });
	return started === 1 ? 'started' : 'already_started';
}

/** Whether somebody who is back on a day was away for so long that some things are done again. */
export function isLongAway(fromDay: Day, backOn: Day): boolean {
	return addMonths(fromDay, returnToWork().afterMonths) <= backOn;
}

/**
 * Begins the induction of somebody who had left and comes back: all of it where they never had one,
 * and after a long time what is gone through again. After a short time there is nothing to do.
 *
 * @param leftOn the last day of their time before
 */
export async function startReturn(
	tx: Database,
	{ personId, startedOn, leftOn, ...making }: Omit<NewInduction, 'programme'> & { leftOn: Day }
): Promise<'started' | 'already_started'> {
	const before = await tx
		.select({ id: induction.id })
		.from(induction)
		.where(and(eq(induction.personId, personId), eq(induction.programme, STANDARD_PROGRAMME)));
	const isLong = isLongAway(addDays(leftOn, 1), startedOn);
	const programme = before.length > 0 && isLong ? RETURN_PROGRAMME : STANDARD_PROGRAMME;
	return startInduction(tx, { personId, startedOn, ...making, programme });
}

/** The same for many people in two statements; answers for how many of them it began. */
export async function startInductions(
	tx: Database,
	people: readonly { personId: string; startedOn: Day }[],
	{ now, actorId, programme = STANDARD_PROGRAMME }: Omit<NewInduction, 'personId' | 'startedOn'>
): Promise<number> {
	if (inductionProgramme(programme) === undefined) {
		throw new Error(`There is no induction programme ${programme}`);
	}
	if (people.length === 0) return 0;
	const started = await tx
		.insert(induction)
		.values(people.map((one) => ({ ...one, programme })))
		.onConflictDoNothing()
		.returning();
	await recordEvents(
		tx,
		started.map(({ id: inductionId, personId, startedOn }) => ({
			at: now,
			actorId,
			subjectId: personId,
			kind: 'induction.started',
			data: { inductionId, programme, startedOn }
		}))
	);
	return started.length;
}

/**
 * Moves the first day of inductions that were to begin on the first day of a person who comes
 * earlier or later than planned.
 */
export async function moveInductions(
	tx: Database,
	{
		personId,
		from,
		to,
		now,
		actorId
	}: { personId: string; from: Day; to: Day; now: Date; actorId: string | null }
): Promise<void> {
	const moved = await tx
		.update(induction)
		.set({ startedOn: to })
		.where(and(eq(induction.personId, personId), eq(induction.startedOn, from)))
		.returning();
	for (const { id: inductionId, programme } of moved) {
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'induction.moved',
			data: { inductionId, programme, startedOn: to }
		});
	}
}
