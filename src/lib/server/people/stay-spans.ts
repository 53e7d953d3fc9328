import { sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import {
	absence,
	conditionHeld,
	roleHeld,
	teamManager,
	teamMembership
} from '../db/schema/index.ts';

/** What holds for a person from a day to a day, and only while they are here. */
const tables = [roleHeld, teamMembership, teamManager, conditionHeld, absence];

/**
 * Ends whatever would hold for a person after their last day. What was to begin only later and has
 * not begun yet goes; what began after a last day in the past has held for its one first day.
 */
export async function endSpans(
	tx: Database,
	personId: string,
	lastDay: Day,
	today: Day
): Promise<void> {
	for (const table of tables) {
		await tx.execute(sql`delete from ${table}
			where person_id = ${personId} and from_day > greatest(${lastDay}::date, ${today}::date)`);
		await tx.execute(sql`update ${table} set to_day = greatest(from_day, ${lastDay}::date)
			where person_id = ${personId} and (to_day is null or to_day > ${lastDay}::date)`);
	}
}

/** Lets go on what was to end with the last day of a person who stays after all. */
export async function reopenSpans(tx: Database, personId: string, lastDay: Day): Promise<void> {
	for (const table of tables) {
		await tx.execute(sql`update ${table} set to_day = null
			where person_id = ${personId} and to_day = ${lastDay}::date`);
	}
}
