import { eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { findItem } from '../catalogue/index.ts';
import { issueCertificate } from '../certificates/issue.ts';
import type { Database } from '../db/connect.ts';
import { completion, period } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { closePeriod, validityFor } from '../requirements/periods.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';

export type NewCompletion = {
	personId: string;
	periodId: string;
	/** `module:<slug>` or `agreement:<slug>`. */
	item: string;
	version: string;
	/** SHA-256 of what was shown. */
	contentSha256: string;
	/** How many months the content itself says it lasts; used when no requirement says it. */
	ownRenewalMonths: number | null;
	/** It was renewed by a refresher. */
	refresher?: boolean;
	evidence: { attemptId: string } | { signatureId: string };
	now: Date;
	today: Day;
};

export type Completed = {
	completionId: string;
	validUntil: Day | null;
	/** The number of the certificate; null for items that give none. */
	certificateNumber: string | null;
};

/**
 * Records that a person completed an item: the completion, its event, the end of the period and
 * the beginning of the next and, for a module, the certificate; all in the caller's transaction.
 * Throws when the period is not this person's, of another item, or already closed.
 */
export async function completeItem(tx: Database, done: NewCompletion): Promise<Completed> {
	const { personId, item, now, today } = done;
	await oneAtATime(tx, personId);
	const [closing] = await tx.select().from(period).where(eq(period.id, done.periodId));
	if (closing?.personId !== personId || closing.item !== item) {
		throw new Error(`Period ${done.periodId} is not one of ${item} for this person`);
	}
	const { validUntil, ...anchor } = await validityFor(tx, {
		personId,
		item,
		completedOn: today,
		dueOn: closing.dueOn,
		ownRenewalMonths: done.ownRenewalMonths
	});
	await closePeriod(tx, closing.id, now);
	const [row] = await tx
		.insert(completion)
		.values({
			personId,
			item,
			periodId: closing.id,
			version: done.version,
			contentSha256: done.contentSha256,
			completedAt: now,
			completedOn: today,
			...anchor,
			validUntil,
			...done.evidence
		})
		.returning({ id: completion.id });
	if (row === undefined) throw new Error('The completion was not written');
	await recordEvent(tx, {
		at: now,
		actorId: personId,
		subjectId: personId,
		kind: 'item.completed',
		data: {
			...{ item, version: done.version, completionId: row.id, validUntil },
			...(done.refresher && { refresher: true })
		}
	});
	await reconcilePerson(tx, personId, { today, now, actorId: null });
	const certificateNumber =
		findItem(item)?.kind === 'module'
			? await issueCertificate(tx, { completionId: row.id, now, today })
			: null;
	return { completionId: row.id, validUntil, certificateNumber };
}
