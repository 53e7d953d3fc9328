import { eq } from 'drizzle-orm';
import type { RegulatedActivity } from '../../rules/checks.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import type { Making } from './making.ts';
import { lockPerson } from './person-row.ts';

export type DecisionOutcome =
	| { kind: 'saved' }
	| { kind: 'unchanged' }
	| { kind: 'refused'; field: 'regulated_activity'; message: string };

/**
 * Decides whether what a person does is regulated activity, or takes a decision back, with
 * `person.regulated_activity_decided`. What is asked of them in training does not follow from it,
 * so nothing is planned anew.
 */
export async function changeRegulatedActivity(
	db: Database,
	{ personId, decision, actorId, now }: Making & { personId: string; decision: RegulatedActivity }
): Promise<DecisionOutcome> {
	if (actorId === personId) {
		return {
			kind: 'refused',
			field: 'regulated_activity',
			message: 'Somebody else has to decide this for you'
		};
	}
	// A savepoint where the caller has a transaction: the fact and its event come together or not.
	return db.transaction(async (tx) => {
		const held = await lockPerson(tx, personId);
		if (held.regulatedActivity === decision) return { kind: 'unchanged' };
		await tx.update(person).set({ regulatedActivity: decision }).where(eq(person.id, personId));
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'person.regulated_activity_decided',
			data: { decision, before: held.regulatedActivity }
		});
		return { kind: 'saved' };
	});
}
