import { createHash } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import {
	recordProblems,
	runOutProblem,
	type RecordFacts,
	type RecordField
} from '../../rules/entered-records.ts';
import { evidenceMediaType, fileName, fileProblem } from '../../rules/evidence-file.ts';
import {
	renewalsOf,
	requirementsFor,
	type PeriodChange,
	type PersonFacts,
	type Rulebook
} from '../../rules/planning.ts';
import { ownRenewal, validUntil } from '../../rules/renewal.ts';
import {
	findAgreement,
	findExternalCertificate,
	findItem,
	findModule
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { completion, enteredRecord, recordFile } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { personFacts } from '../people/facts.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { closePeriod, openPeriod } from '../requirements/periods.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { rulebookOf } from '../requirements/rulebook.ts';
import { stands } from './withdrawn.ts';

/** A completion that was not made on the platform, as somebody enters it with its evidence. */
export type NewRecord = RecordFacts & {
	personId: string;
	/** The scan or document; kept as it is when it is a PDF, a JPEG or a PNG. */
	file: { name: string; bytes: Uint8Array } | null;
	/** Who enters it, and so has looked at the evidence. */
	actorId: string;
	now: Date;
	today: Day;
};

export type EnterAnswer =
	| {
			kind: 'entered';
			recordId: string;
			completionId: string;
			/** The last day on which it is valid; null when it does not run out. */
			validUntil: Day | null;
			changes: PeriodChange[];
	  }
	| ({
			kind: 'refused';
			/** The same thing is there already, as when a file is imported a second time. */
			alreadyRecorded?: true;
	  } & RefusedField);

/** What an import knows already of the person and the organisation, read once for many records. */
export type KnownBefore = { facts: PersonFacts; rulebook: Rulebook };

/**
 * Enters a completion that was not made here, with its evidence and `record.entered`; all in the
 * caller's transaction. The newest completion of its item closes the open period, and reconciling
 * opens the next; an older one, entered for the history, leaves both alone. No certificate of ours
 * is issued for it.
 *
 * @param known given by an import that enters many: it saves queries, and the caller reconciles the
 * people itself when all is entered, so that `changes` is empty here
 */
export async function enterRecord(
	tx: Database,
	record: NewRecord,
	known?: KnownBefore
): Promise<EnterAnswer> {
	const { personId, actorId, today, now } = record;
	await oneAtATime(tx, personId);
	const [problem] = problemsBefore(record);
	if (problem) return { kind: 'refused', ...problem };
	const before = await completionsBefore(tx, record);
	if (before.some((one) => one.completedOn === record.completedOn && one.kind === record.kind)) {
		const message = 'This is already recorded for that day';
		return { kind: 'refused', field: 'completedOn', message, alreadyRecorded: true };
	}
	const validUntil = await validityOf(tx, record, known);
	const runOut = runOutProblem(record, validUntil, today);
	if (runOut) return { kind: 'refused', ...runOut };

	const completedAt = momentOf(record);
	const [latest] = before;
	const isNewest = latest === undefined || completedAt > latest.completedAt;
	const period = isNewest ? await openPeriod(tx, personId, record.item) : null;
	if (period) await closePeriod(tx, period.id, now);
	const dates = { completedAt, validUntil, periodId: period?.id ?? null };
	const { recordId, completionId } = await write(tx, record, dates);
	const changes = known ? [] : await reconcilePerson(tx, personId, { today, now, actorId });
	return { kind: 'entered', recordId, completionId, validUntil, changes };
}

/** A field to put right, and what to say there. */
export type RefusedField = { field: RecordField | 'personId'; message: string };

/** All that can be refused without asking the database, a field once. */
export function problemsBefore(record: NewRecord): RefusedField[] {
	if (record.actorId === record.personId) {
		const message = 'Somebody else has to check your own evidence and enter it';
		return [{ field: 'personId', message }];
	}
	if (findItem(record.item) === undefined) {
		return [{ field: 'item', message: 'Choose one of the modules, agreements or certificates' }];
	}
	const message = record.file && fileProblem(record.file.bytes);
	return [
		...recordProblems(record, versionsOf(record.item), record.today),
		...(message === null ? [] : [{ field: 'file' as const, message }])
	];
}

/** The versions that can have been signed; null for what is no agreement. */
function versionsOf(item: string) {
	const [kind, slug = ''] = item.split(':');
	return kind === 'agreement' ? (findAgreement(slug)?.versions ?? []) : null;
}

/** The completions of the item that there are already, the newest first. */
async function completionsBefore(tx: Database, { personId, item }: NewRecord) {
	const { completedAt, completedOn, recordId } = completion;
	return tx
		.select({ completedAt, completedOn, kind: enteredRecord.kind })
		.from(completion)
		.leftJoin(enteredRecord, eq(enteredRecord.id, recordId))
		.where(and(eq(completion.personId, personId), eq(completion.item, item), stands))
		.orderBy(desc(completedAt));
}

/**
 * The last day on which it is valid: the earlier of what it says itself and what is required of the
 * person today, or else of what the content says. It counts from the day on which it was done.
 */
async function validityOf(
	tx: Database,
	{ personId, item, completedOn, statedUntil, today }: NewRecord,
	known?: KnownBefore
): Promise<Day | null> {
	const facts = known?.facts ?? (await personFacts(tx, personId));
	const rulebook = known?.rulebook ?? (await rulebookOf(tx));
	const bearing = requirementsFor(facts, rulebook.requirements, today);
	const rules = bearing.some((r) => r.item === item)
		? renewalsOf(item, bearing)
		: ownRenewal(ownRenewalMonths(item));
	return validUntil({ completedOn, countsFrom: completedOn, monthsBefore: 0, statedUntil }, rules);
}

/** After how many months an item runs out by its own content; null when it does not. */
export function ownRenewalMonths(item: string): number | null {
	const [kind, slug = ''] = item.split(':');
	if (kind === 'module') return findModule(slug)?.renewalMonths ?? null;
	if (kind === 'agreement') return findAgreement(slug)?.renewalMonths ?? null;
	return findExternalCertificate(slug)?.months ?? null;
}

/** Noon of the day on which it was done, since nobody knows the hour; never in the future. */
export function momentOf({ completedOn, now }: Pick<NewRecord, 'completedOn' | 'now'>): Date {
	return new Date(Math.min(Date.parse(`${completedOn}T12:00:00Z`), now.getTime()));
}

async function write(
	tx: Database,
	record: NewRecord,
	dates: { completedAt: Date; validUntil: Day | null; periodId: string | null }
): Promise<{ recordId: string; completionId: string }> {
	const { personId, item, kind, completedOn, actorId, now } = record;
	const [entered] = await tx
		.insert(enteredRecord)
		.values({
			...{ personId, item, kind, completedOn },
			title: record.title.trim(),
			provider: record.provider?.trim() || null,
			statedUntil: record.statedUntil,
			note: record.note?.trim() || null,
			checkedBy: actorId,
			checkedAt: now
		})
		.returning({ id: enteredRecord.id });
	if (entered === undefined) throw new Error('The record was not written');
	if (record.file) await keepFile(tx, entered.id, record.file);
	const version = item.startsWith('agreement:') ? record.version : null;
	const counting = { countsFrom: completedOn, monthsBefore: 0 };
	const [completed] = await tx
		.insert(completion)
		.values({ personId, item, version, completedOn, ...counting, ...dates, recordId: entered.id })
		.returning({ id: completion.id });
	if (completed === undefined) throw new Error('The completion was not written');
	const { validUntil } = dates;
	const ids = { recordId: entered.id, completionId: completed.id };
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'record.entered',
		data: { ...ids, item, kind, version, completedOn, validUntil, hasFile: record.file !== null }
	});
	return ids;
}

async function keepFile(
	tx: Database,
	recordId: string,
	{ name, bytes }: { name: string; bytes: Uint8Array }
): Promise<void> {
	const mediaType = evidenceMediaType(bytes);
	if (mediaType === null) throw new Error('A file of no known kind was let through');
	await tx.insert(recordFile).values({
		recordId,
		name: fileName(name, mediaType),
		mediaType,
		bytes,
		sha256: createHash('sha256').update(bytes).digest('hex')
	});
}
