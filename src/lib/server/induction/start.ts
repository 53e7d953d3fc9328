import type { Day } from '../../rules/day.ts';
import { inductionProgramme } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';

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
	if (inductionProgramme(programme) === undefined) {
		throw new Error(`There is no induction programme ${programme}`);
	}
	const [started] = await tx
		.insert(induction)
		.values({ personId, programme, startedOn })
		.onConflictDoNothing()
		.returning({ id: induction.id });
	if (started === undefined) return 'already_started';
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'induction.started',
		data: { inductionId: started.id, programme, startedOn }
	});
	return 'started';
}
