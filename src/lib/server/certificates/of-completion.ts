import { eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { certificate } from '../db/schema/index.ts';

/** The number of the certificate that a completion gave, or null when it gave none. */
export async function certificateNumberOf(
	db: Database,
	completionId: string
): Promise<string | null> {
	const [row] = await db
		.select({ number: certificate.number })
		.from(certificate)
		.where(eq(certificate.completionId, completionId));
	return row?.number ?? null;
}
