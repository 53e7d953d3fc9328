import Papa from 'papaparse';
import type { ImportKind } from '../../rules/import/fields.ts';
import { readDay } from '../../rules/import/dates.ts';
import type { Line } from '../../rules/import/lines.ts';
import { readEmail, tidy } from '../../rules/import/tidy.ts';
import { decode, type WrongFile } from './decode.ts';

/** A file that could be read: its headings, its lines that are not empty, and what was noticed. */
export type ReadFile = { kind: 'read'; header: string[]; lines: Line[]; notes: string[] };

const MOST_LINES = 20_000;
const MOST_COLUMNS = 200;
/** A report may have some lines of its own before the headings. */
const LINES_BEFORE_HEADINGS = 10;
const SEPARATORS = [',', ';', '\t', '|'];

/** Reads the bytes of a file, or says in plain words why it cannot be what it should be. */
export function readFile(bytes: Uint8Array, kind: ImportKind): ReadFile | WrongFile {
	const decoded = decode(bytes);
	if (decoded.kind === 'wrong') return decoded;
	const plain = decoded.text.replace(/\r\n?/g, '\n').replaceAll('\0', '');
	// Excel writes the separator into a first line of its own where it is an unusual one.
	const [said, given] = /^\ufeff?sep=(.)\n/i.exec(plain) ?? [''];
	const { rows, openQuote } = parse(plain.slice(said.length), given);
	const lines = numbered(rows, said === '' ? 1 : 2);
	if (openQuote !== null) {
		const from = lines[openQuote]?.line ?? 1;
		return wrong(
			`A quotation mark that opens in or after line ${from} is never closed, so the rest of the file hangs together. Close it, or take it out.`
		);
	}
	return shaped(
		lines.filter(({ cells }) => cells.some((cell) => /[\p{L}\p{N}]/u.test(cell))),
		kind
	);
}

function wrong(message: string): WrongFile {
	return { kind: 'wrong', message };
}

/** The rows as Papa Parse finds them; if its guess finds one column only, the one that finds most. */
function parse(text: string, given: string | undefined) {
	const guessed = parseWith(text, given ?? '');
	const width = widthOf(guessed.rows);
	if (given !== undefined || width > 1) return guessed;
	const others = SEPARATORS.map((separator) => parseWith(text.slice(0, 20_000), separator));
	const best = Math.max(...others.map(({ rows }) => widthOf(rows)));
	const separator = SEPARATORS[others.findIndex(({ rows }) => widthOf(rows) === best)];
	return best > width && separator !== undefined ? parseWith(text, separator) : guessed;
}

function parseWith(text: string, delimiter: string) {
	const { data, errors } = Papa.parse<string[]>(text, {
		delimiter,
		delimitersToGuess: SEPARATORS,
		newline: '\n'
	});
	const open = errors.find(({ code }) => code === 'MissingQuotes');
	return { rows: data, openQuote: open ? (open.row ?? 0) : null };
}

/** How many columns most of the first rows agree on. */
function widthOf(rows: readonly (readonly string[])[]): number {
	const widths = rows
		.slice(0, 50)
		.filter((row) => row.some((cell) => cell.trim() !== ''))
		.map((row) => row.length)
		.sort((a, b) => a - b);
	return widths[Math.floor(widths.length / 2)] ?? 0;
}

/** A cell may hold line breaks, so a row is not always one line of the file. */
function numbered(rows: readonly string[][], first: number): Line[] {
	let next = first;
	return rows.map((cells) => {
		const line = next;
		next += 1 + cells.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
		return { line, cells };
	});
}

function shaped(lines: readonly Line[], kind: ImportKind): ReadFile | WrongFile {
	const at = headingsAt(lines);
	const head = lines[at];
	if (head === undefined) return wrong('The file is empty. Choose another one.');
	const headings = head.cells.map(tidy);
	const looksLikeData = headings.find((cell) => isData(cell));
	if (looksLikeData !== undefined) {
		return wrong(
			`The first line must hold the names of the columns, such as Name and Email. Here it holds “${looksLikeData}”, which looks like somebody’s data. Add a line of headings at the top.`
		);
	}
	const width = headings.findLastIndex((cell) => cell !== '') + 1;
	const body = lines.slice(at + 1);
	if (body.length === 0) return wrong('The file holds headings and nothing below them.');
	if (body.length > MOST_LINES) {
		const count = body.length.toLocaleString('en-GB');
		return wrong(
			`The file has ${count} lines, and ${MOST_LINES.toLocaleString('en-GB')} can be imported at once. Divide it into several, each with the line of headings.`
		);
	}
	if (width > MOST_COLUMNS) {
		return wrong(`The file has ${width} columns. Keep those about people, and leave out the rest.`);
	}
	const problem = columnsProblem(body, width, kind);
	if (problem !== null) return wrong(problem);
	const header = headings
		.slice(0, width)
		.map((heading, column) => (heading === '' ? `Column ${column + 1}` : heading));
	const notes = lines
		.slice(0, at)
		.map(
			({ line, cells }) =>
				`Line ${line} stands before the headings and is not read: “${tidy(cells.join(' '))}”.`
		);
	return { kind: 'read', header, lines: body, notes: [...notes, ...garbled(body)] };
}

/** Where the headings are: on the first line that has as many cells filled as the file has columns. */
function headingsAt(lines: readonly Line[]): number {
	const filled = ({ cells }: Line) => cells.filter((cell) => tidy(cell) !== '').length;
	if (widthOf(lines.map(({ cells }) => cells)) < 2) return 0;
	const at = lines.slice(0, LINES_BEFORE_HEADINGS).findIndex((line) => filled(line) > 1);
	return Math.max(at, 0);
}

/** Whether a text is no heading but what stands below one. */
function isData(text: string): boolean {
	if (text === '') return false;
	return readEmail(text) !== null || readDay(text).day !== null || /^[\d.,£%()+ -]+$/.test(text);
}

function columnsProblem(lines: readonly Line[], width: number, kind: ImportKind): string | null {
	if (kind === 'history') {
		return width >= 3
			? null
			: 'A file of training history needs three columns at least: who, what, and the day it was completed.';
	}
	const some = lines.slice(0, 200);
	const holdsNames = Array.from({ length: width }, (_, column) =>
		some.map(({ cells }) => tidy(cells[column] ?? '')).filter((text) => text !== '')
	).some((texts) => texts.filter(mayBeName).length > texts.length / 2);
	return holdsNames
		? null
		: 'No column of this file can be one of names. Bring a file with a column of full names, or with first names and surnames.';
}

function mayBeName(text: string): boolean {
	return /\p{L}{2}/u.test(text) && !/[@\d]/.test(text) && readDay(text).day === null;
}

/** Letters that were read as two signs each when the file was made. */
function garbled(lines: readonly Line[]): string[] {
	const found = lines.find(({ cells }) =>
		cells.some((cell) => /Ã[\u0080-\u00bf]|â€|\ufffd/.test(cell))
	);
	if (found === undefined) return [];
	return [
		`Some letters look garbled, for the first time on line ${found.line}. Save the file as “CSV UTF-8” if names show wrongly below.`
	];
}
