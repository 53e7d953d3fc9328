import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias, unionAll } from 'drizzle-orm/pg-core';
import type { Day } from '../../rules/day.ts';
import { recordInWords } from '../../rules/entered-records.ts';
import { eventInWords, kindsInHistory } from '../../rules/event-in-words.ts';
import { may, type Access } from '../../rules/permissions.ts';
import { inductionProgrammes, itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import {
	agreementText,
	attempt,
	certificate,
	certificateWithdrawal,
	completion,
	decline,
	enteredRecord,
	event,
	person,
	recordWithdrawal,
	signature,
	waiver,
	waiverWithdrawal
} from '../db/schema/index.ts';

/** The newest events that a page shows; the log itself keeps all. */
const EVENTS_SHOWN = 100;

export type CompletionLine = {
	id: string;
	item: string;
	title: string;
	/** Null where it was done elsewhere. */
	version: string | null;
	completedOn: Day;
	validUntil: Day | null;
	/** Whole percent of the quiz; null for what has none. */
	score: number | null;
	certificate: { number: string; withdrawn: boolean } | null;
	/** The evidence that somebody entered, in words; null for what was done here. */
	record: {
		id: string;
		words: string;
		/** Since when it does not count, because it was entered by mistake. */
		withdrawnAt: Date | null;
	} | null;
};

/** Everything a person has completed, what was withdrawn included, the newest first. */
export async function completionLines(db: Database, personId: string): Promise<CompletionLine[]> {
	const { kind, title, provider } = enteredRecord;
	const rows = await db
		.select({
			id: completion.id,
			item: completion.item,
			version: completion.version,
			completedOn: completion.completedOn,
			validUntil: completion.validUntil,
			score: attempt.scorePercent,
			number: certificate.number,
			withdrawnAt: certificateWithdrawal.withdrawnAt,
			recordId: completion.recordId,
			entered: { kind, title, provider },
			checkedBy: person.name,
			recordWithdrawnAt: recordWithdrawal.withdrawnAt
		})
		.from(completion)
		.leftJoin(attempt, eq(attempt.id, completion.attemptId))
		.leftJoin(certificate, eq(certificate.completionId, completion.id))
		.leftJoin(certificateWithdrawal, eq(certificateWithdrawal.certificateId, certificate.id))
		.leftJoin(enteredRecord, eq(enteredRecord.id, completion.recordId))
		.leftJoin(recordWithdrawal, eq(recordWithdrawal.recordId, completion.recordId))
		.leftJoin(person, eq(person.id, enteredRecord.checkedBy))
		.where(eq(completion.personId, personId))
		.orderBy(desc(completion.completedAt), completion.item);
	return rows.map(({ number, withdrawnAt, ...line }) => {
		const { recordId, entered, checkedBy, recordWithdrawnAt, ...row } = line;
		const words = entered && recordInWords({ ...entered, checkedBy: checkedBy ?? '' });
		return {
			...row,
			title: itemTitle(row.item),
			certificate: number === null ? null : { number, withdrawn: withdrawnAt !== null },
			record:
				recordId === null || words === null
					? null
					: { id: recordId, words, withdrawnAt: recordWithdrawnAt }
		};
	});
}

/** What the receipt of a signature says; or that the person declined, which has fewer facts. */
export type SigningLine = {
	id: string;
	how: 'signed' | 'declined';
	title: string;
	version: string;
	at: Date;
	/** SHA-256 of the exact text that was shown. */
	textSha256: string;
	nameTyped: string | null;
	method: string | null;
};

/** Every signature and every decline of a person, the newest first. */
export async function signingLines(db: Database, personId: string): Promise<SigningLine[]> {
	const signed = db
		.select({
			id: signature.id,
			how: sql<'signed' | 'declined'>`'signed'`.as('how'),
			title: agreementText.title,
			version: signature.version,
			at: signature.signedAt,
			textSha256: signature.textSha256,
			nameTyped: sql<string | null>`${signature.nameTyped}`.as('name_typed'),
			method: sql<string | null>`${signature.method}`.as('method')
		})
		.from(signature)
		.innerJoin(agreementText, eq(agreementText.sha256, signature.textSha256))
		.where(eq(signature.personId, personId));
	const declined = db
		.select({
			id: decline.id,
			how: sql<'signed' | 'declined'>`'declined'`.as('how'),
			title: agreementText.title,
			version: decline.version,
			at: decline.declinedAt,
			textSha256: decline.textSha256,
			nameTyped: sql<string | null>`null::text`.as('name_typed'),
			method: sql<string | null>`null::text`.as('method')
		})
		.from(decline)
		.innerJoin(agreementText, eq(agreementText.sha256, decline.textSha256))
		.where(eq(decline.personId, personId));
	const lines = await unionAll(signed, declined);
	return lines.sort((a, b) => b.at.getTime() - a.at.getTime());
}

export type WaiverLine = {
	id: string;
	title: string;
	/** Null for readers who may not know it. */
	reason: string | null;
	grantedBy: string;
	fromDay: Day;
	untilDay: Day;
	/** When it was taken back, and by whom. */
	withdrawn: { fromDay: Day; by: string } | null;
};

/**
 * Every waiver of a person with who granted it, the newest first. Its reason is read from the
 * database only for those who may know it (decision 17).
 */
export async function waiverLines(
	db: Database,
	personId: string,
	access: Access
): Promise<WaiverLine[]> {
	const withdrawer = alias(person, 'withdrawer');
	const rows = await db
		.select({
			id: waiver.id,
			item: waiver.item,
			reason: may(access, 'see_waiver_reasons') ? waiver.reason : sql<null>`null`,
			grantedBy: person.name,
			fromDay: waiver.fromDay,
			untilDay: waiver.untilDay,
			withdrawnFrom: waiverWithdrawal.fromDay,
			withdrawnBy: withdrawer.name
		})
		.from(waiver)
		.innerJoin(person, eq(person.id, waiver.grantedBy))
		.leftJoin(waiverWithdrawal, eq(waiverWithdrawal.waiverId, waiver.id))
		.leftJoin(withdrawer, eq(withdrawer.id, waiverWithdrawal.withdrawnBy))
		.where(eq(waiver.personId, personId))
		.orderBy(desc(waiver.grantedAt));
	return rows.map(({ item, withdrawnFrom, withdrawnBy, ...row }) => ({
		...row,
		title: itemTitle(item),
		withdrawn:
			withdrawnFrom === null || withdrawnBy === null
				? null
				: { fromDay: withdrawnFrom, by: withdrawnBy }
	}));
}

/** The title of an induction step; the key itself where the content no longer holds it. */
function stepTitle(key: string): string {
	const stages = inductionProgrammes().flatMap((programme) => programme.stages);
	return stages.flatMap(({ steps }) => steps).find((step) => step.key === key)?.title ?? key;
}

export type EventLine = {
	id: number;
	at: Date;
	words: string;
	/** The name of whoever did it; null for the person themselves and for the platform. */
	by: string | null;
};

/** The newest events about a person, as sentences, and whether there are older ones. */
export async function eventLines(
	db: Database,
	personId: string
): Promise<{ lines: EventLine[]; more: boolean }> {
	const actor = alias(person, 'actor');
	const rows = await db
		.select({
			id: event.id,
			at: event.at,
			kind: event.kind,
			data: event.data,
			by: sql<string | null>`case when ${actor.id} <> ${event.subjectId} then ${actor.name} end`
		})
		.from(event)
		.leftJoin(actor, eq(actor.id, event.actorId))
		.where(and(eq(event.subjectId, personId), inArray(event.kind, [...kindsInHistory])))
		.orderBy(desc(event.at), desc(event.id))
		.limit(EVENTS_SHOWN + 1);
	const lines = rows.slice(0, EVENTS_SHOWN).flatMap(({ kind, data, ...line }) => {
		const words = eventInWords(kind, data, { item: itemTitle, step: stepTitle });
		return words === null ? [] : [{ ...line, words }];
	});
	return { lines, more: rows.length > EVENTS_SHOWN };
}
