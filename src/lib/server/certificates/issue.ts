import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { certificateCode, certificateNumber, CODE_BYTES } from '../../rules/certificates.ts';
import type { Day } from '../../rules/day.ts';
import { findItem } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { certificate, completion, organisation, person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';

const counted = v.tuple([v.object({ count: v.pipe(v.string(), v.transform(Number)) })]);

/**
 * Issues the certificate of a completion and answers its number; a completion that has one already
 * answers that. What it says is frozen now: names, title, version and days. Runs in the caller's
 * transaction and writes `certificate.issued`. Throws when there is no such completion.
 */
export async function issueCertificate(
	tx: Database,
	{ completionId, now, today }: { completionId: string; now: Date; today: Day }
): Promise<string> {
	const [issued] = await tx
		.select({ number: certificate.number })
		.from(certificate)
		.where(eq(certificate.completionId, completionId));
	if (issued) return issued.number;

	const facts = await factsOf(tx, completionId);
	const [{ count }] = v.parse(
		counted,
		await tx.execute(sql`select nextval('certificate_count')::text as count`)
	);
	const [row] = await tx
		.insert(certificate)
		.values({
			...facts,
			completionId,
			number: certificateNumber(today, count),
			code: certificateCode(randomBytes(CODE_BYTES)),
			issuedAt: now,
			issuedOn: today
		})
		.returning({ id: certificate.id, number: certificate.number });
	if (row === undefined) throw new Error('The certificate was not written');
	await recordEvent(tx, {
		at: now,
		actorId: null,
		subjectId: facts.personId,
		kind: 'certificate.issued',
		data: {
			certificateId: row.id,
			number: row.number,
			item: facts.item,
			version: facts.version,
			completionId,
			validUntil: facts.validUntil
		}
	});
	return row.number;
}

/** What the certificate freezes of the completion, the person and the organisation. */
async function factsOf(tx: Database, completionId: string) {
	const [done] = await tx
		.select({
			personId: completion.personId,
			item: completion.item,
			version: completion.version,
			validUntil: completion.validUntil,
			personName: person.name
		})
		.from(completion)
		.innerJoin(person, eq(person.id, completion.personId))
		.where(eq(completion.id, completionId));
	if (done === undefined) throw new Error(`There is no completion ${completionId}`);
	const { version } = done;
	// What was done elsewhere has its own certificate, and none of ours.
	if (version === null) throw new Error(`Completion ${completionId} was not made here`);
	const [own] = await tx.select({ name: organisation.name }).from(organisation);
	if (own === undefined) throw new Error('Nobody has set the organisation up yet');
	const title = findItem(done.item)?.title;
	if (title === undefined) throw new Error(`The content does not hold ${done.item}`);
	return { ...done, version, title, organisationName: own.name };
}
