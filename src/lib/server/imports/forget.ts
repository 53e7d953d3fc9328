import { and, isNotNull, lt } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { fileImport } from '../db/schema/index.ts';

const KEPT_DAYS = 30;

/** Deletes the cells of files that came in more than 30 days ago; what became of them is kept. */
export async function forgetImportedRows(db: Database, now: Date): Promise<void> {
	const oldest = new Date(now.getTime() - KEPT_DAYS * 24 * 3_600_000);
	await db
		.update(fileImport)
		.set({ rows: null })
		.where(and(lt(fileImport.uploadedAt, oldest), isNotNull(fileImport.rows)));
}
