import { eq, inArray, sql } from 'drizzle-orm';
import { guessColumns, headingKey, type Column } from '../../rules/import/columns.ts';
import { isFieldOf, type Field, type ImportKind } from '../../rules/import/fields.ts';
import { keyOf } from '../../rules/import/tidy.ts';
import type { Database } from '../db/connect.ts';
import { fileImport, importColumn } from '../db/schema/index.ts';
import { UNDECIDED, usualChoices, type Choices, type StoredImport } from './stored.ts';

/** How many values of a column are shown and looked at. */
const SAMPLES = 3;
const LOOKED_AT = 50;

/** The columns of a file with the first of their values that are not empty. */
export function columnsOf({ header, lines }: Pick<StoredImport, 'header' | 'lines'>): Column[] {
	const some = (lines ?? []).slice(0, LOOKED_AT);
	return header.map((heading, at) => {
		const filled = some.map(({ cells }) => cells[at]?.trim() ?? '').filter((cell) => cell !== '');
		return { heading, samples: [...new Set(filled)].slice(0, SAMPLES) };
	});
}

/** What the columns most likely hold: as was said of such headings before, or else by their names. */
export async function guessedMapping(db: Database, file: StoredImport): Promise<(Field | null)[]> {
	const { kind } = file;
	const rows = await db.select().from(importColumn).where(eq(importColumn.kind, kind));
	const remembered = new Map(
		rows.flatMap(({ heading, field }): [string, Field | null][] =>
			field === null || isFieldOf(kind, field) ? [[heading, field]] : []
		)
	);
	return guessColumns(kind, columnsOf(file), remembered);
}

/** Keeps what the columns of a file hold, for this file and for the next with such headings. */
export async function saveMapping(
	db: Database,
	file: StoredImport,
	mapping: readonly (Field | null)[]
): Promise<void> {
	const usual = guessColumns(file.kind, columnsOf(file), new Map());
	const guess = await guessedMapping(db, file);
	// A column that nobody would have taken anyway is not worth remembering.
	const told = file.header.flatMap((heading, at): [string, Field | null][] => {
		const field = mapping[at] ?? null;
		const isUsual = field === (usual[at] ?? null) && field === (guess[at] ?? null);
		return headingKey(heading) === '' || (field === null && isUsual)
			? []
			: [[headingKey(heading), field]];
	});
	await db.transaction(async (tx) => {
		await tx
			.update(fileImport)
			.set({ mapping: [...mapping] })
			.where(eq(fileImport.id, file.id));
		await remember(tx, file.kind, new Map(told));
	});
}

/** The lists of words that are remembered beside the headings of columns. */
const lists = { roleWords: 'role', teamWords: 'team', itemWords: 'item' } as const;
type WordList = keyof typeof lists;
const wordLists = Object.keys(lists) as WordList[];

/** What holds for a file until somebody chooses: the usual, and what words meant in earlier files. */
export async function choicesOf(
	db: Database,
	file: Pick<StoredImport, 'choices'>,
	today: string
): Promise<Choices> {
	const rows = await db
		.select()
		.from(importColumn)
		.where(inArray(importColumn.kind, Object.values(lists)));
	const known = file.choices ?? usualChoices(today);
	const earlier = (list: WordList) =>
		Object.fromEntries(
			rows.flatMap(({ kind, heading, field }) =>
				kind === lists[list] ? [[heading, field ?? '']] : []
			)
		);
	const all = wordLists.map((list) => [list, { ...earlier(list), ...known[list] }]);
	return { ...known, ...Object.fromEntries(all) };
}

/** Keeps what was chosen for a file, and what its words mean for the next files too. */
export async function saveChoices(db: Database, id: string, chosen: Choices): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.update(fileImport).set({ options: chosen }).where(eq(fileImport.id, id));
		for (const list of wordLists) {
			const words = Object.entries(chosen[list])
				.filter(([, key]) => key !== UNDECIDED)
				.map(([word, key]) => [keyOf(word), key] as const);
			await remember(tx, lists[list], new Map(words));
		}
	});
}

async function remember(
	tx: Database,
	kind: ImportKind | (typeof lists)[WordList],
	told: ReadonlyMap<string, string | null>
): Promise<void> {
	const rows = [...told].map(([heading, field]) => ({ kind, heading, field }));
	if (rows.length === 0) return;
	await tx
		.insert(importColumn)
		.values(rows)
		.onConflictDoUpdate({
			target: [importColumn.kind, importColumn.heading],
			set: { field: sql`excluded.field` }
		});
}
