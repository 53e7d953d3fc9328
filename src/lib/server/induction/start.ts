import { and, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { inductionProgramme } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction } from '../db/schema/index.ts';
import { recordEvent, recordEvents } from '../evidence/events.ts';

/** The programme for everybody who starts; its steps choose by role. */
export const STANDARD_PROGRAMME = 'core';

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
