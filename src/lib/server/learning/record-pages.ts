import { desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Day } from '../../rules/day.ts';
import type { Access } from '../../rules/permissions.ts';
import { isUuid } from '../../rules/uuid.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import {
	completion,
	enteredRecord,
	person,
	recordFile,
	recordWithdrawal
} from '../db/schema/index.ts';
import { maySeeRecordsOf } from '../people/records.ts';

/** An entered record as its page shows it. */
export type EnteredRecord = {
	id: string;
	personId: string;
	item: string;
	/** Of the item; `title` is what the certificate or document calls itself. */
	itemTitle: string;
	kind: string;
	title: string;
	provider: string | null;
	completedOn: Day;
	statedUntil: Day | null;
	/** The last day on which it is valid here; null when it does not run out. */
	validUntil: Day | null;
	/** Of the agreement that was signed on paper. */
	version: string | null;
	note: string | null;
	checkedBy: string;
	checkedAt: Date;
	file: { name: string; mediaType: string; size: number; sha256: string } | null;
	/** That it was entered by mistake, and so does not count; null while it does. */
	withdrawal: { by: string; at: Date; reason: string } | null;
};

function recordsFrom(db: Database) {
	const { id, personId, item, kind, title, provider, completedOn, statedUntil, note, checkedAt } =
		enteredRecord;
	const { validUntil, version } = completion;
	const { name, mediaType, sha256 } = recordFile;
	const withdrawer = alias(person, 'withdrawer');
	// The size without the bytes themselves.
	const size = sql<number | null>`octet_length(${recordFile.bytes})`;
	const record = { id, personId, item, kind, title, provider, completedOn, statedUntil, note };
	return db
		.select({
			...{ ...record, checkedAt, validUntil, version },
			checkedBy: person.name,
			file: { name, mediaType, size, sha256 },
			withdrawal: {
				by: withdrawer.name,
				at: recordWithdrawal.withdrawnAt,
				reason: recordWithdrawal.reason
			}
		})
		.from(enteredRecord)
		.innerJoin(completion, eq(completion.recordId, enteredRecord.id))
		.innerJoin(person, eq(person.id, enteredRecord.checkedBy))
		.leftJoin(recordFile, eq(recordFile.recordId, enteredRecord.id))
		.leftJoin(recordWithdrawal, eq(recordWithdrawal.recordId, enteredRecord.id))
		.leftJoin(withdrawer, eq(withdrawer.id, recordWithdrawal.withdrawnBy))
		.$dynamic();
}

type Row = Awaited<ReturnType<typeof recordsFrom>>[number];

function entered({ file, withdrawal: { by, at, reason }, ...row }: Row): EnteredRecord {
	const kept = file && file.size !== null ? { ...file, size: file.size } : null;
	const withdrawal = by === null || at === null || reason === null ? null : { by, at, reason };
	return { ...row, itemTitle: itemTitle(row.item), file: kept, withdrawal };
}

/**
 * One record of a person for somebody who may read it: the person themselves, and whoever may see
 * that person. Null for everybody else, as for a record that does not exist or is another person's.
 */
export async function recordFor(
	db: Database,
	who: { id: string; access: Access },
	{ personId, recordId, today }: { personId: string; recordId: string; today: Day }
): Promise<EnteredRecord | null> {
	if (!isUuid(personId) || !isUuid(recordId)) return null;
	if (!(await maySeeRecordsOf(db, who, personId, today))) return null;
	const [row] = await recordsFrom(db).where(eq(enteredRecord.id, recordId));
	return row?.personId === personId ? entered(row) : null;
}

/** The file of a record, for whoever may read the record; null for everybody else and without one. */
export async function recordFileFor(
	db: Database,
	who: { id: string; access: Access },
	asked: { personId: string; recordId: string; today: Day }
): Promise<{ name: string; mediaType: string; bytes: Uint8Array } | null> {
	const found = await recordFor(db, who, asked);
	if (found === null) return null;
	const { name, mediaType, bytes } = recordFile;
	const [file] = await db
		.select({ name, mediaType, bytes })
		.from(recordFile)
		.where(eq(recordFile.recordId, found.id));
	return file ?? null;
}

/** What was entered for a person, the newest first. */
export async function recordsOf(db: Database, personId: string): Promise<EnteredRecord[]> {
	const rows = await recordsFrom(db)
		.where(eq(enteredRecord.personId, personId))
		.orderBy(desc(enteredRecord.completedOn), desc(enteredRecord.checkedAt));
	return rows.map(entered);
}
