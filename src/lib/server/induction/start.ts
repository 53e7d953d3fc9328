import { and, eq, inArray, notExists } from 'drizzle-orm';
import { addDays, addMonths, type Day } from '../../rules/day.ts';
import { inductionProgramme, returnToWork, roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction, inductionConfirmation } from '../db/schema/index.ts';
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
 * Starts a person on an induction programme. A programme is gone through once, and those of coming
 * back and of leaving once for each day on which that happens: starting one again answers
 * `already_started` and changes nothing. Throws when there is no such programme.
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

/** Somebody who had left and comes back. */
export type Returning = {
	personId: string;
	/** The first day of their new time. */
	startedOn: Day;
	/** The last day of their time before. */
	leftOn: Day;
};

/**
 * Begins the inductions of people who had left and come back: all of it for those who never had
 * one, and after a long time what is gone through again. After a short time there is nothing to do.
 * A handful of statements, however many people there are; answers for how many of them it began
 * something.
 */
export async function startReturns(
	tx: Database,
	people: readonly Returning[],
	making: Pick<NewInduction, 'now' | 'actorId'>
): Promise<number> {
	if (people.length === 0) return 0;
	const ids = people.map(({ personId }) => personId);
	const before = await tx
		.select({ personId: induction.personId })
		.from(induction)
		.where(and(inArray(induction.personId, ids), eq(induction.programme, STANDARD_PROGRAMME)));
	const hadOne = new Set(before.map(({ personId }) => personId));
	const starting = (which: (one: Returning) => boolean) =>
		people.filter(which).map(({ personId, startedOn }) => ({ personId, startedOn }));
	const newcomers = starting(({ personId }) => !hadOne.has(personId));
	const again = starting(
		({ personId, leftOn, startedOn }) =>
			hadOne.has(personId) && isLongAway(addDays(leftOn, 1), startedOn)
	);
	return (
		(await startInductions(tx, newcomers, making)) +
		(await startInductions(tx, again, { ...making, programme: RETURN_PROGRAMME }))
	);
}

/**
 * Starts many people on a programme in two statements; answers for how many of them it began.
 * See `startInduction`.
 */
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

/**
 * Takes back what was to be gone through on a return that still lay ahead and does not come on that
 * day, with `induction.taken_back`. What is confirmed already of it is a fact, and stays.
 */
export async function takeBackReturn(
	tx: Database,
	{ personId, startedOn, now, actorId }: NewInduction
): Promise<void> {
	const confirmed = tx
		.select({ id: inductionConfirmation.id })
		.from(inductionConfirmation)
		.where(eq(inductionConfirmation.inductionId, induction.id));
	const taken = await tx
		.delete(induction)
		.where(
			and(
				eq(induction.personId, personId),
				eq(induction.programme, RETURN_PROGRAMME),
				eq(induction.startedOn, startedOn),
				notExists(confirmed)
			)
		)
		.returning({ id: induction.id });
	for (const { id: inductionId } of taken) {
		const data = { inductionId, programme: RETURN_PROGRAMME, startedOn };
		const line = { at: now, actorId, subjectId: personId };
		await recordEvent(tx, { ...line, kind: 'induction.taken_back', data });
	}
}
