import type { PlannedRecord } from '../../rules/import/history.ts';
import type { Database } from '../db/connect.ts';
import { enterRecords } from '../learning/bulk-records.ts';
import { factsOf } from '../people/facts.ts';
import type { Making } from '../people/making.ts';
import { reconcilePeople } from '../requirements/reconcile.ts';
import { rulebookOf } from '../requirements/rulebook.ts';
import type { Tell } from './apply-people.ts';

/** People whose records are entered, and who are reconciled, together. */
const CHUNK = 300;

/**
 * Enters the records of a plan, each person's the earliest first, and brings what those people must
 * do into line. In a transaction that has locked them.
 */
export async function applyHistory(
	tx: Database,
	records: readonly PlannedRecord[],
	{ actorId, now, today }: Making & { actorId: string },
	tell: Tell
): Promise<void> {
	const rulebook = await rulebookOf(tx);
	const byPerson = new Map<string, PlannedRecord[]>();
	for (const record of records) {
		const list = byPerson.get(record.personId);
		if (list) list.push(record);
		else byPerson.set(record.personId, [record]);
	}
	const ids = [...byPerson.keys()];
	let done = 0;
	for (let from = 0; from < ids.length; from += CHUNK) {
		const some = ids.slice(from, from + CHUNK);
		const theirs = some.flatMap((id) => byPerson.get(id) ?? []);
		await enterRecords(
			tx,
			theirs.map(({ personId, item, title, completedOn, statedUntil, provider, note }) => ({
				...{ personId, item, title, provider, completedOn, statedUntil, note, actorId, now, today },
				...{ kind: 'history' as const, version: null, file: null }
			})),
			{ facts: await factsOf(tx, some), rulebook }
		);
		await reconcilePeople(tx, some, { actorId, now, today, rulebook });
		done += theirs.length;
		await tell(done, records.length);
	}
}
