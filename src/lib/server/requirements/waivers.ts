import { and, eq, gte, lte, max } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { waiver } from '../db/schema/index.ts';

/** The last day of each of a person's waivers that is in force on a day, by item. */
export async function waiversOn(
	db: Database,
	personId: string,
	today: Day
): Promise<Map<string, Day>> {
	const rows = await db
		.select({ item: waiver.item, until: max(waiver.untilDay) })
		.from(waiver)
		.where(
			and(eq(waiver.personId, personId), lte(waiver.fromDay, today), gte(waiver.untilDay, today))
		)
		.groupBy(waiver.item);
	return new Map(rows.flatMap(({ item, until }) => (until === null ? [] : [[item, until]])));
}
