import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { decline } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { periodForLearning } from '../requirements/periods.ts';
import { keepText, shownTo, type Reader } from './shown.ts';
import { agreementItem, agreementState } from './state.ts';

export type DeclineAnswer =
	/** `text_changed`: nothing was recorded, because the person saw another text than there is now. */
	'declined' | 'already_declined' | 'not_open' | 'text_changed' | 'unknown';

/**
 * Records that a person does not want to sign the current version of an agreement now, with
 * `agreement.declined`. They can still sign later. Declining the same text twice changes nothing.
 */
export async function declineAgreement(
	db: Database,
	request: Reader & { now: Date; sha256: string }
): Promise<DeclineAnswer> {
	const shown = await shownTo(db, request);
	if (shown === null) return 'unknown';
	const { personId, slug, now, today } = request;
	const { version } = shown.version;
	return db.transaction(async (tx): Promise<DeclineAnswer> => {
		await oneAtATime(tx, personId);
		const state = await agreementState(tx, { ...request, version });
		if (!state.signing.open) return 'not_open';
		const textSha256 = shown.text.sha256;
		if (request.sha256 !== textSha256) return 'text_changed';
		const period = await periodForLearning(tx, {
			personId,
			item: agreementItem(slug),
			now,
			today
		});
		const [before] = await tx
			.select({ id: decline.id })
			.from(decline)
			.where(and(eq(decline.periodId, period.id), eq(decline.textSha256, textSha256)));
		if (before) return 'already_declined';
		await keepText(tx, shown, now);
		await tx.insert(decline).values({
			personId,
			periodId: period.id,
			agreement: slug,
			version,
			textSha256,
			declinedAt: now
		});
		await recordEvent(tx, {
			at: now,
			actorId: personId,
			subjectId: personId,
			kind: 'agreement.declined',
			data: { agreement: slug, version, sha256: textSha256 }
		});
		return 'declined';
	});
}

/** The periods, among these, in which the person declined to sign: id → when, last. */
export async function declinedPeriods(
	db: Database,
	periodIds: readonly string[]
): Promise<Map<string, Date>> {
	if (periodIds.length === 0) return new Map();
	const rows = await db
		.select({ periodId: decline.periodId, declinedAt: decline.declinedAt })
		.from(decline)
		.where(inArray(decline.periodId, [...periodIds]))
		.orderBy(decline.declinedAt);
	return new Map(rows.map(({ periodId, declinedAt }) => [periodId, declinedAt]));
}
