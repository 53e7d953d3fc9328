import { randomUUID } from 'node:crypto';
import { and, desc, inArray, isNull } from 'drizzle-orm';
import {
	renewalsOf,
	requirementsFor,
	type PersonFacts,
	type Rulebook
} from '../../rules/planning.ts';
import { ownRenewal, validUntil, type RenewalRule } from '../../rules/renewal.ts';
import type { Database } from '../db/connect.ts';
import { completion, enteredRecord, period } from '../db/schema/index.ts';
import { recordEvents } from '../evidence/events.ts';
import { closePeriods } from '../requirements/periods.ts';
import { momentOf, ownRenewalMonths, problemsBefore, type NewRecord } from './entered-records.ts';
import { stands } from './withdrawn.ts';

/** How many records one statement writes; it takes some ten thousand values. */
const AT_ONCE = 2000;

/**
 * Enters many records of the past, none of which has a file, like `enterRecord` one after the other,
 * in a few statements. In a transaction that has locked those people; what they must do is not gone
 * through: reconcile them afterwards. Keep the lists to some hundreds. Throws where a record would
 * be refused, so look at them before.
 *
 * @param records the earliest of a person and an item first, and none of what is recorded already
 * @param known the facts about each of these people, and the rules
 */
export async function enterRecords(
	tx: Database,
	records: readonly NewRecord[],
	known: { facts: ReadonlyMap<string, PersonFacts>; rulebook: Rulebook }
): Promise<void> {
	for (const record of records) {
		const [problem] = problemsBefore(record);
		if (problem) throw new Error(problem.message);
	}
	const personIds = [...new Set(records.map(({ personId }) => personId))];
	const latest = await latestCompletions(tx, personIds);
	const open = await openPeriods(tx, personIds);
	const renewals = renewalsBy(known);
	const closing: string[] = [];
	const rows = records.map((record) => {
		const { personId, item, completedOn, statedUntil } = record;
		const key = `${personId} ${item}`;
		const completedAt = momentOf(record);
		const before = latest.get(key);
		const isNewest = before === undefined || completedAt > before;
		const periodId = isNewest ? (open.get(key) ?? null) : null;
		if (isNewest) latest.set(key, completedAt);
		if (periodId !== null) {
			closing.push(periodId);
			open.delete(key);
		}
		const counting = { completedOn, countsFrom: completedOn, monthsBefore: 0 };
		const until = validUntil({ ...counting, statedUntil }, renewals(record));
		const ids = { recordId: randomUUID(), completionId: randomUUID() };
		return { record, ids, completedAt, periodId, counting, validUntil: until };
	});
	await closePeriods(tx, closing, records[0]?.now ?? new Date(0));
	for (let from = 0; from < rows.length; from += AT_ONCE) {
		await write(tx, rows.slice(from, from + AT_ONCE));
	}
}

type Row = {
	record: NewRecord;
	ids: { recordId: string; completionId: string };
	completedAt: Date;
	periodId: string | null;
	counting: { completedOn: string; countsFrom: string; monthsBefore: number };
	validUntil: string | null;
};

async function write(tx: Database, rows: readonly Row[]): Promise<void> {
	await tx.insert(enteredRecord).values(
		rows.map(({ record, ids: { recordId: id } }) => ({
			id,
			...{ personId: record.personId, item: record.item, kind: record.kind },
			...{ completedOn: record.completedOn, statedUntil: record.statedUntil },
			title: record.title.trim(),
			provider: record.provider?.trim() || null,
			note: record.note?.trim() || null,
			checkedBy: record.actorId,
			checkedAt: record.now
		}))
	);
	await tx.insert(completion).values(
		rows.map(({ record, ids, completedAt, periodId, counting, validUntil }) => ({
			...{ id: ids.completionId, recordId: ids.recordId },
			...{ personId: record.personId, item: record.item, version: null },
			...{ completedAt, periodId, validUntil, ...counting }
		}))
	);
	await recordEvents(
		tx,
		rows.map(({ record, ids, validUntil }) => ({
			at: record.now,
			actorId: record.actorId,
			subjectId: record.personId,
			kind: 'record.entered',
			data: {
				...ids,
				...{ item: record.item, kind: record.kind, version: null },
				...{ completedOn: record.completedOn, validUntil, hasFile: false }
			}
		}))
	);
}

/** The moment of the latest completion of each item, by person and item. */
async function latestCompletions(tx: Database, personIds: string[]): Promise<Map<string, Date>> {
	const { personId, item, completedAt } = completion;
	const rows = await tx
		.selectDistinctOn([personId, item], { personId, item, completedAt })
		.from(completion)
		.where(and(inArray(personId, personIds), stands))
		.orderBy(personId, item, desc(completedAt));
	return new Map(rows.map((row) => [`${row.personId} ${row.item}`, row.completedAt]));
}

async function openPeriods(tx: Database, personIds: string[]): Promise<Map<string, string>> {
	const { id, personId, item } = period;
	const rows = await tx
		.select({ id, personId, item })
		.from(period)
		.where(and(inArray(personId, personIds), isNull(period.closedAt)));
	return new Map(rows.map((row) => [`${row.personId} ${row.item}`, row.id]));
}

/** The renewals that hold for what a record is of: what is required of the person, or the content's own. */
function renewalsBy({
	facts,
	rulebook
}: {
	facts: ReadonlyMap<string, PersonFacts>;
	rulebook: Rulebook;
}): (record: NewRecord) => RenewalRule[] {
	const bearing = new Map<string, ReturnType<typeof requirementsFor>>();
	return ({ personId, item, today }) => {
		const person = facts.get(personId);
		if (person === undefined) throw new Error(`There is no person ${personId}`);
		const asked = bearing.get(personId) ?? requirementsFor(person, rulebook.requirements, today);
		bearing.set(personId, asked);
		return asked.some((requirement) => requirement.item === item)
			? renewalsOf(item, asked)
			: ownRenewal(ownRenewalMonths(item));
	};
}
