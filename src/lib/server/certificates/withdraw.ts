import { eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { certificate, certificateWithdrawal } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';

/**
 * Withdraws a certificate for good: from now on its page and its public check say so. The reason
 * is kept with the withdrawal, for the organisation alone. Withdrawing again changes nothing.
 * Writes `certificate.withdrawn`.
 */
export async function withdrawCertificate(
	tx: Database,
	{ number, by, reason, now }: { number: string; by: string; reason: string; now: Date }
): Promise<'withdrawn' | 'already_withdrawn' | 'unknown'> {
	const [found] = await tx
		.select({ id: certificate.id, personId: certificate.personId })
		.from(certificate)
		.where(eq(certificate.number, number));
	if (found === undefined) return 'unknown';
	const rows = await tx
		.insert(certificateWithdrawal)
		.values({ certificateId: found.id, withdrawnAt: now, withdrawnBy: by, reason })
		.onConflictDoNothing()
		.returning({ id: certificateWithdrawal.certificateId });
	if (rows.length === 0) return 'already_withdrawn';
	await recordEvent(tx, {
		at: now,
		actorId: by,
		subjectId: found.personId,
		kind: 'certificate.withdrawn',
		data: { certificateId: found.id, number }
	});
	return 'withdrawn';
}
