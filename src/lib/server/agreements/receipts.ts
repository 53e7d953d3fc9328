import { and, desc, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Access } from '../../rules/permissions.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { agreementText, completion, person, signature } from '../db/schema/index.ts';
import { maySeeRecordsOf } from '../people/records.ts';
import { shownTo } from './shown.ts';

/** The proof of a signature: who signed what, when and how, with the exact text. */
export type Receipt = {
	id: string;
	personId: string;
	personName: string;
	nameTyped: string;
	title: string;
	version: string;
	sha256: string;
	text: string;
	signedAt: Date;
	method: string;
	signedInAt: Date;
	/** The last day on which it holds; null when it is signed once for good. */
	validUntil: Day | null;
};

/**
 * The receipt of a signature for somebody who may read it: the person who signed, or whoever may
 * see that person. Without an id it is the reader's own latest. Null when there is none for them.
 */
export async function receiptFor(
	db: Database,
	who: { id: string; access: Access },
	{ slug, id, today }: { slug: string; id: string | null; today: Day }
): Promise<Receipt | null> {
	// No query for what cannot be there: PostgreSQL takes neither for a text.
	if (slug.includes('\0') || (id !== null && !isUuid(id))) return null;
	const wanted = id === null ? eq(signature.personId, who.id) : eq(signature.id, id);
	const [row] = await db
		.select({
			id: signature.id,
			personId: signature.personId,
			personName: person.name,
			nameTyped: signature.nameTyped,
			title: agreementText.title,
			version: signature.version,
			sha256: agreementText.sha256,
			text: agreementText.text,
			signedAt: signature.signedAt,
			method: signature.method,
			signedInAt: signature.signedInAt,
			validUntil: completion.validUntil
		})
		.from(signature)
		.innerJoin(person, eq(person.id, signature.personId))
		.innerJoin(agreementText, eq(agreementText.sha256, signature.textSha256))
		.leftJoin(completion, eq(completion.signatureId, signature.id))
		.where(and(eq(signature.agreement, slug), wanted))
		.orderBy(desc(signature.signedAt))
		.limit(1);
	if (row === undefined || !(await maySeeRecordsOf(db, who, row.personId, today))) return null;
	return row;
}

/**
 * The text of a receipt as its page showed it, in HTML; null when the agreement reads differently
 * now, for then only the kept text is what was signed.
 */
export async function receiptAsRead(
	db: Database,
	{ personId, sha256 }: Pick<Receipt, 'personId' | 'sha256'>,
	page: { slug: string; organisationName: string; today: Day }
): Promise<string | null> {
	const shown = await shownTo(db, { personId, ...page });
	return shown?.text.sha256 === sha256 ? shown.text.html : null;
}
