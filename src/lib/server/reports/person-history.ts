import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Day } from '../../rules/day.ts';
import { eventInWords, kindsInHistory } from '../../rules/event-in-words.ts';
import { inductionProgrammes, itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import {
	agreementText,
	attempt,
	certificate,
	certificateWithdrawal,
	completion,
	decline,
	event,
	person,
	signature,
	waiver
} from '../db/schema/index.ts';

/** The newest events that a page shows; the log itself keeps all. */
const EVENTS_SHOWN = 100;

export type CompletionLine = {
	id: string;
	item: string;
	title: string;
	version: string;
	completedOn: Day;
	validUntil: Day | null;
	/** Whole percent of the quiz; null for an agreement. */
	score: number | null;
	certificate: { number: string; withdrawn: boolean } | null;
};

/** Everything a person has completed, the newest first. */
export async function completionLines(db: Database, personId: string): Promise<CompletionLine[]> {
	const rows = await db
		.select({
			id: completion.id,
			item: completion.item,
			version: completion.version,
			completedOn: completion.completedOn,
			validUntil: completion.validUntil,
			score: attempt.scorePercent,
			number: certificate.number,
			withdrawnAt: certificateWithdrawal.withdrawnAt
		})
		.from(completion)
		.leftJoin(attempt, eq(attempt.id, completion.attemptId))
		.leftJoin(certificate, eq(certificate.completionId, completion.id))
		.leftJoin(certificateWithdrawal, eq(certificateWithdrawal.certificateId, certificate.id))
		.where(eq(completion.personId, personId))
		.orderBy(desc(completion.completedAt), completion.item);
	return rows.map(({ number, withdrawnAt, ...row }) => ({
		...row,
		title: itemTitle(row.item),
		certificate: number === null ? null : { number, withdrawn: withdrawnAt !== null }
	}));
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
	const [signed, declined] = await Promise.all([
		db
			.select({
				id: signature.id,
				title: agreementText.title,
				version: signature.version,
				at: signature.signedAt,
				textSha256: signature.textSha256,
				nameTyped: signature.nameTyped,
				method: signature.method
			})
			.from(signature)
			.innerJoin(agreementText, eq(agreementText.sha256, signature.textSha256))
			.where(eq(signature.personId, personId)),
		db
			.select({
				id: decline.id,
				title: agreementText.title,
				version: decline.version,
				at: decline.declinedAt,
				textSha256: decline.textSha256
			})
			.from(decline)
			.innerJoin(agreementText, eq(agreementText.sha256, decline.textSha256))
			.where(eq(decline.personId, personId))
	]);
	const lines: SigningLine[] = [
		...signed.map((row) => ({ ...row, how: 'signed' as const })),
		...declined.map((row) => ({
			...row,
			how: 'declined' as const,
			nameTyped: null,
			method: null
		}))
	];
	return lines.sort((a, b) => b.at.getTime() - a.at.getTime());
}

export type WaiverLine = {
	id: string;
	title: string;
	reason: string;
	grantedBy: string;
	fromDay: Day;
	untilDay: Day;
};

/** Every waiver of a person with who granted it, the newest first. */
export async function waiverLines(db: Database, personId: string): Promise<WaiverLine[]> {
	const rows = await db
		.select({
			id: waiver.id,
			item: waiver.item,
			reason: waiver.reason,
			grantedBy: person.name,
			fromDay: waiver.fromDay,
			untilDay: waiver.untilDay
		})
		.from(waiver)
		.innerJoin(person, eq(person.id, waiver.grantedBy))
		.where(eq(waiver.personId, personId))
		.orderBy(desc(waiver.grantedAt));
	return rows.map(({ item, ...row }) => ({ ...row, title: itemTitle(item) }));
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
