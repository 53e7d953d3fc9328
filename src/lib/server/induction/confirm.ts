import type { Day } from '../../rules/day.ts';
import {
	confirmationRefusal,
	type ConfirmationRefusal,
	type InductionState
} from '../../rules/induction.ts';
import type { Database } from '../db/connect.ts';
import { inductionConfirmation } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { inductionOf } from './inductions.ts';

export type NewConfirmation = {
	/** Whose induction it is. */
	personId: string;
	/** Who confirms. */
	confirmedBy: string;
	/** The key of the step. */
	step: string;
	/** The day on which it happened. */
	confirmedOn: Day;
	/** One of the answers that the programme offers for the step. */
	answer: string;
	note: string | null;
	now: Date;
	today: Day;
};

/** `already_confirmed`: the step was done before and nothing has changed. */
export type ConfirmAnswer = 'confirmed' | 'no_induction' | ConfirmationRefusal;

/**
 * Records that a manager confirms a step of somebody's induction, with its event. Whether the
 * person is in the manager's scope is for the caller to know. The note stays out of the evidence
 * log, which holds no free text.
 */
export async function confirmStep(tx: Database, given: NewConfirmation): Promise<ConfirmAnswer> {
	const induction = await inductionOf(tx, given.personId, given.today);
	return induction === null ? 'no_induction' : confirmIn(tx, induction, given);
}

/**
 * The same in an induction that has been looked up. One that has no id yet is begun by its first
 * confirmation.
 */
export async function confirmIn(
	tx: Database,
	induction: InductionState & { id: string | ((inner: Database) => Promise<string>) },
	{ personId, confirmedBy, step, confirmedOn, answer, note, now, today }: NewConfirmation
): Promise<ConfirmAnswer> {
	const refusal = confirmationRefusal(
		induction,
		{ personId, step, on: confirmedOn, by: confirmedBy, answer, note },
		today
	);
	if (refusal !== null) return refusal;
	// A savepoint where the caller has a transaction: the fact and its event come together or not.
	return tx.transaction(async (inner) => {
		const inductionId = typeof induction.id === 'string' ? induction.id : await induction.id(inner);
		const written = await inner
			.insert(inductionConfirmation)
			.values({
				inductionId,
				step,
				confirmedBy,
				confirmedOn,
				confirmedAt: now,
				answer,
				note
			})
			.onConflictDoNothing()
			.returning({ id: inductionConfirmation.id });
		if (written.length === 0) return 'already_confirmed';
		await recordEvent(inner, {
			at: now,
			actorId: confirmedBy,
			subjectId: personId,
			kind: 'induction.step_confirmed',
			data: { inductionId, step, confirmedOn, answer }
		});
		return 'confirmed';
	});
}
