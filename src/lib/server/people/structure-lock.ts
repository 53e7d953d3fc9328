import { sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';

/**
 * Makes changes wait for one another until the transaction ends that must agree across people: that
 * an administrator is left, that nobody manages themselves through others, that the teams are a
 * tree. Take it before the lock on any one person, or two changes can wait for each other.
 */
export async function lockStructure(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('safehands people', 0))`);
}
