import { and, eq, gte, isNotNull, isNull, or } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { period } from '../db/schema/index.ts';

/** An item that is asked of a person, with the day by which it is due or runs out. */
export type ItemAsked = { item: string; title: string; dueOn: Day };

/** Everything that is asked of a person on a day, now or when it renews, by its title. */
export async function itemsAsked(db: Database, personId: string, today: Day): Promise<ItemAsked[]> {
	const rows = await db
		.select({ item: period.item, dueOn: period.dueOn })
		.from(period)
		.where(
			and(
				eq(period.personId, personId),
				isNull(period.closedAt),
				isNotNull(period.dueOn),
				or(isNull(period.endsOn), gte(period.endsOn, today))
			)
		);
	return rows
		.flatMap(({ item, dueOn }) => (dueOn === null ? [] : [{ item, title: itemTitle(item), dueOn }]))
		.sort((a, b) => a.title.localeCompare(b.title, 'en'));
}
