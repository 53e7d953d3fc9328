import { and, desc, eq, isNull } from 'drizzle-orm';
import * as v from 'valibot';
import { addDays, type Day } from '../../rules/day.ts';
import { isFieldOf, isImportKind, type Field, type ImportKind } from '../../rules/import/fields.ts';
import type { Line } from '../../rules/import/lines.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { fileImport, job, person } from '../db/schema/index.ts';
import type { WrongFile } from './decode.ts';
import { readFile } from './parse.ts';

const words = v.record(v.string(), v.string());
const choices = v.object({
	countsFrom: v.nullable(v.string()),
	startedOn: v.nullable(v.string()),
	createTeams: v.boolean(),
	missingLeftOn: v.nullable(v.string()),
	inductionFrom: v.string(),
	roleWords: words,
	teamWords: words,
	itemWords: words
});

/** The key of a word about which nobody has decided in this file. */
export const UNDECIDED = '?';

/** What was chosen for a file; `countsFrom` null: from the day on which it is applied. */
export type Choices = v.InferOutput<typeof choices>;

/** A file on its way in. */
export type StoredImport = {
	id: string;
	kind: ImportKind;
	fileName: string;
	uploadedBy: string;
	uploadedAt: Date;
	header: string[];
	/** Null once they are no longer needed; of an applied file only the refused ones are kept. */
	lines: Line[] | null;
	/** Null until somebody has said what the columns hold. */
	mapping: (Field | null)[] | null;
	/** Null until somebody has chosen. */
	choices: Choices | null;
	jobId: string | null;
	appliedAt: Date | null;
	discardedAt: Date | null;
	result: Record<string, unknown> | null;
};

/** New people who started within so many days are led through the induction, if nobody says else. */
const INDUCTION_DAYS = 90;
const LONGEST_NAME = 200;

/** What holds for a file for which nobody has chosen anything. */
export function usualChoices(today: Day): Choices {
	return {
		...{ countsFrom: null, startedOn: null, missingLeftOn: null, createTeams: false },
		...{ roleWords: {}, teamWords: {}, itemWords: {} },
		inductionFrom: addDays(today, -INDUCTION_DAYS)
	};
}

/** Reads a file and keeps it for the next steps; answers its id, or what is wrong with it. */
export async function keepFile(
	db: Database,
	{
		bytes,
		fileName,
		kind,
		actorId,
		now
	}: { bytes: Uint8Array; fileName: string; kind: ImportKind; actorId: string; now: Date }
): Promise<{ kind: 'kept'; id: string } | WrongFile> {
	const file = readFile(bytes, kind);
	if (file.kind === 'wrong') return file;
	const [row] = await db
		.insert(fileImport)
		.values({
			kind,
			fileName: fileName.slice(-LONGEST_NAME),
			uploadedBy: actorId,
			uploadedAt: now,
			header: file.header,
			rows: rowsOf(file.lines),
			result: { notes: file.notes }
		})
		.returning({ id: fileImport.id });
	if (row === undefined) throw new Error('The file was not stored');
	return { kind: 'kept', id: row.id };
}

/** Lines as they are stored: the number of the line stands before its cells. */
export function rowsOf(lines: readonly Line[]): string[][] {
	return lines.map(({ line, cells }) => [String(line), ...cells]);
}

/** The file of an id, or null when there is none. */
export async function importOf(db: Database, id: string): Promise<StoredImport | null> {
	if (!isUuid(id)) return null;
	const [row] = await db.select().from(fileImport).where(eq(fileImport.id, id));
	return row === undefined ? null : fromRow(row);
}

/** The same, with which nothing else happens until the transaction ends. */
export async function lockImport(tx: Database, id: string): Promise<StoredImport | null> {
	if (!isUuid(id)) return null;
	const [row] = await tx.select().from(fileImport).where(eq(fileImport.id, id)).for('update');
	return row === undefined ? null : fromRow(row);
}

function fromRow(row: typeof fileImport.$inferSelect): StoredImport {
	const { kind, rows, options, mapping, ...rest } = row;
	if (!isImportKind(kind)) throw new Error(`A file cannot hold ${kind}`);
	const fields = mapping?.map((field) => (field !== null && isFieldOf(kind, field) ? field : null));
	return {
		...rest,
		kind,
		lines: rows?.map(([line, ...cells]) => ({ line: Number(line), cells })) ?? null,
		mapping: fields ?? null,
		choices: options === null ? null : v.parse(choices, options)
	};
}

/** A file as the list of the latest shows it. */
export type ImportLine = Pick<
	StoredImport,
	'id' | 'kind' | 'fileName' | 'uploadedAt' | 'appliedAt' | 'discardedAt'
> & {
	by: string;
	/** Whether its lines are still there to go on with. */
	isOpen: boolean;
	jobId: string | null;
	hasFailed: boolean;
};

/** The latest files, newest first. */
export async function latestImports(db: Database, howMany: number): Promise<ImportLine[]> {
	const { id, kind, fileName, uploadedAt, appliedAt, discardedAt, jobId, rows } = fileImport;
	const lines = await db
		.select({
			...{ id, kind, fileName, uploadedAt, appliedAt, discardedAt, jobId },
			by: person.name,
			isForgotten: isNull(rows),
			failure: job.failure
		})
		.from(fileImport)
		.innerJoin(person, eq(person.id, fileImport.uploadedBy))
		.leftJoin(job, eq(job.id, fileImport.jobId))
		.orderBy(desc(uploadedAt), desc(id))
		.limit(howMany);
	return lines.map(({ kind, isForgotten, failure, ...line }) => ({
		...line,
		kind: isImportKind(kind) ? kind : 'people',
		isOpen: !isForgotten && line.appliedAt === null && line.discardedAt === null,
		hasFailed: failure !== null
	}));
}

/** Puts a file aside that is not to be applied; its lines are deleted. Applied ones stay. */
export async function discardImport(db: Database, id: string, now: Date): Promise<void> {
	if (!isUuid(id)) return;
	await db
		.update(fileImport)
		.set({ discardedAt: now, rows: null })
		.where(
			and(eq(fileImport.id, id), isNull(fileImport.appliedAt), isNull(fileImport.discardedAt))
		);
}

const Notes = v.object({ notes: v.array(v.string()) });

/** What was noticed when the file was read. */
export function notesOf({ result }: StoredImport): string[] {
	const parsed = v.safeParse(Notes, result);
	return parsed.success ? parsed.output.notes : [];
}
