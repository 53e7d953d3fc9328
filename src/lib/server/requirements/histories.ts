import { and, count, desc, eq, inArray } from 'drizzle-orm';
import type { ItemHistory } from '../../rules/planning.ts';
import type { Database } from '../db/connect.ts';
import { completion, enteredRecord } from '../db/schema/index.ts';
import { stands } from '../learning/withdrawn.ts';

/**
 * What each of some people did before, item by item, by person id; what was withdrawn is not done,
 * but keeps its number, so that no cycle comes twice. Two queries.
 */
export async function historiesOf(
	db: Database,
	personIds: readonly string[]
): Promise<Map<string, ItemHistory[]>> {
	const ids = [...personIds];
	const { personId, item, completedOn, version, countsFrom, monthsBefore } = completion;
	const { statedUntil } = enteredRecord;
	const [latest, counts] = await Promise.all([
		db
			.selectDistinctOn([personId, item], {
				personId,
				item,
				completedOn,
				version,
				countsFrom,
				monthsBefore,
				statedUntil
			})
			.from(completion)
			.leftJoin(enteredRecord, eq(enteredRecord.id, completion.recordId))
			.where(and(inArray(personId, ids), stands))
			.orderBy(personId, item, desc(completion.completedAt), desc(completion.id)),
		db
			.select({ personId, item, completions: count() })
			.from(completion)
			.where(inArray(personId, ids))
			.groupBy(personId, item)
	]);
	const times = new Map(counts.map((row) => [`${row.personId} ${row.item}`, row.completions]));
	const histories = new Map<string, ItemHistory[]>(ids.map((id) => [id, []]));
	for (const { personId, item, ...lastCompletion } of latest) {
		const completions = times.get(`${personId} ${item}`) ?? 0;
		histories.get(personId)?.push({ item, completions, lastCompletion });
	}
	return histories;
}
