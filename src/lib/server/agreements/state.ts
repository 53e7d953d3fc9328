import { and, desc, eq } from 'drizzle-orm';
import { signingOn, type Signing } from '../../rules/agreements.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { completion, decline } from '../db/schema/index.ts';
import { openPeriod } from '../requirements/periods.ts';
import { stands } from '../learning/withdrawn.ts';

/** Whose agreement it is, in which version, on which day. */
export type Reading = { personId: string; slug: string; version: string; today: Day };

/** What a person signed last of an agreement. */
export type Signed = {
	/** Of the signature that has a receipt; null where it was signed on paper and entered. */
	id: string | null;
	/** Null where earlier records do not say it. */
	version: string | null;
	/** On paper: noon of the day. */
	signedAt: Date;
	validUntil: Day | null;
};

/** Where a person stands with an agreement. */
export type AgreementState = {
	signing: Signing;
	signed: Signed | null;
	/** When they last declined, where that still stands. */
	declinedAt: Date | null;
};

/** The item under which requirements, periods and completions know an agreement. */
export function agreementItem(slug: string): string {
	return `agreement:${slug}`;
}

/** Whether a person may sign an agreement today, and what they signed or declined before. */
export async function agreementState(
	db: Database,
	{ personId, slug, version, today }: Reading
): Promise<AgreementState> {
	const signed = await lastSignature(db, personId, slug);
	const period = await openPeriod(db, personId, agreementItem(slug));
	const signing = signingOn({ signed, currentVersion: version, period }, today);
	return {
		signing,
		signed,
		declinedAt: signing.open ? await lastDecline(db, personId, slug, signed) : null
	};
}

async function lastSignature(db: Database, personId: string, slug: string): Promise<Signed | null> {
	const [row] = await db
		.select({
			id: completion.signatureId,
			version: completion.version,
			signedAt: completion.completedAt,
			validUntil: completion.validUntil
		})
		.from(completion)
		.where(and(eq(completion.personId, personId), eq(completion.item, agreementItem(slug)), stands))
		.orderBy(desc(completion.completedAt))
		.limit(1);
	return row ?? null;
}

async function lastDecline(
	db: Database,
	personId: string,
	slug: string,
	signed: Signed | null
): Promise<Date | null> {
	const [row] = await db
		.select({ declinedAt: decline.declinedAt })
		.from(decline)
		.where(and(eq(decline.personId, personId), eq(decline.agreement, slug)))
		.orderBy(desc(decline.declinedAt))
		.limit(1);
	if (row === undefined || (signed && signed.signedAt >= row.declinedAt)) return null;
	return row.declinedAt;
}
