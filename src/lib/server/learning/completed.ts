import { and, asc, inArray } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { completion } from '../db/schema/index.ts';
import { stands } from './withdrawn.ts';

/** That a person completed an item; `validUntil` is null when it does not run out. */
export type CompletedItem = { item: string; completedOn: Day; validUntil: Day | null };

/** All completions of some people that count, by person id, each list from the oldest to the newest. */
export async function completionsOf(
	db: Database,
	personIds: readonly string[]
): Promise<Map<string, CompletedItem[]>> {
	if (personIds.length === 0) return new Map();
	const rows = await db
		.select({
			personId: completion.personId,
			item: completion.item,
			completedOn: completion.completedOn,
			validUntil: completion.validUntil
		})
		.from(completion)
		.where(and(inArray(completion.personId, [...personIds]), stands))
		.orderBy(asc(completion.completedAt));
	const byPerson = new Map<string, CompletedItem[]>();
	for (const { personId, ...done } of rows) {
		const list = byPerson.get(personId);
		if (list) list.push(done);
		else byPerson.set(personId, [done]);
	}
	return byPerson;
}
