import Papa from 'papaparse';
import { fieldsOf, type ImportKind } from '../../rules/import/fields.ts';
import type { Refusal } from '../../rules/import/lines.ts';
import type { StoredImport } from './stored.ts';

/** Before the text of a file, so that Excel reads it as UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * A CSV file that spreadsheets open as it is meant: with a byte order mark, the line ends of Windows,
 * and an apostrophe before whatever they would otherwise calculate.
 */
function csvOf(rows: readonly (readonly string[])[]): string {
	const text = Papa.unparse(
		rows.map((row) => [...row]),
		{ escapeFormulae: true, newline: '\r\n' }
	);
	return `${BYTE_ORDER_MARK}${text}\r\n`;
}

/** An empty file with a column for everything that can be imported; either way of writing a name will do. */
export function templateCsv(kind: ImportKind): string {
	const titles = fieldsOf(kind)
		.filter(({ field }) => field !== 'firstName' && field !== 'lastName')
		.map(({ title }) => title);
	return csvOf([titles]);
}

/**
 * The lines that were refused, as they came, and before them why: put right and brought again, they
 * are all that is still missing.
 */
export function refusedCsv(
	{ header, lines }: Pick<StoredImport, 'header' | 'lines'>,
	refused: readonly Refusal[]
): string {
	const cellsOf = new Map((lines ?? []).map(({ line, cells }) => [line, cells]));
	const rows = refused.map(({ line, problems }) => [
		String(line),
		problems
			.map(({ column, message }) => (column === null ? message : `${column}: ${message}`))
			.join(' '),
		...(cellsOf.get(line) ?? [])
	]);
	return csvOf([['Line in the file', 'Why it was refused', ...header], ...rows]);
}
