import { lt } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { session, signInFailure } from '../db/schema/index.ts';

const DAY_MS = 24 * 3_600_000;

/** Deletes sessions that have ended by themselves, and failed sign-ins that no longer count. */
export async function forgetOldSignIns(db: Database, now: Date): Promise<void> {
	await db.delete(session).where(lt(session.expiresAt, now));
	await db.delete(signInFailure).where(lt(signInFailure.at, new Date(now.getTime() - DAY_MS)));
}
