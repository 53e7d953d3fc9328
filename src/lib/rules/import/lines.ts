import type { Day } from '../day.ts';
import { RECORD_NOTE_LENGTH, TITLE_LENGTH } from '../entered-records.ts';
import { meansNever, readDay } from './dates.ts';
import { titleOf, type Field } from './fields.ts';
import { readEmail, readName, saysNothing, tidy } from './tidy.ts';

/** A line of a file: its number there, and its cells. */
export type Line = { line: number; cells: readonly string[] };

/** What is wrong with a line: the heading of the column, when it is one, and a sentence. */
export type Problem = { column: string | null; message: string };

/** A line that is not taken, and everything that is wrong with it. */
export type Refusal = { line: number; problems: Problem[] };

/** The head of a file: the names of its columns, and which field each holds. */
export type Columns = { header: readonly string[]; mapping: readonly (Field | null)[] };

/** What a line says about who somebody is. */
export type Identity = {
	reference: string | null;
	email: string | null;
	name: string | null;
	startedOn: Day | null;
};

/** A line of people as it was read; null: the cell is empty or there is no such column. */
export type PersonLine = {
	line: number;
	values: Identity & {
		leftOn: Day | null;
		contactFrom: Day | null;
		roles: string | null;
		team: string | null;
		manager: string | null;
	};
	problems: Problem[];
	/** Whether it has the cells that it should have; of others only that is said. */
	isWhole: boolean;
	/** Whether it can be told whom the line is about, right or not. */
	isReadable: boolean;
};

/** A line of training history as it was read. */
export type HistoryLine = {
	line: number;
	values: Identity & {
		item: string | null;
		completedOn: Day | null;
		validUntil: Day | null;
		provider: string | null;
		note: string | null;
	};
	problems: Problem[];
	isWhole: boolean;
};

/** In characters. */
export const LONGEST = {
	name: 120,
	reference: 60,
	provider: TITLE_LENGTH,
	note: RECORD_NOTE_LENGTH,
	title: TITLE_LENGTH
} as const;

/** The heading of the column that holds a field, for messages; a plain word where there is none. */
export function headingOf({ header, mapping }: Columns, field: Field): string {
	const at = field === 'name' && !mapping.includes('name') ? 'lastName' : field;
	return header[mapping.indexOf(at)] ?? titleOf(field);
}

/** Reads every line of a file of people. */
export function readPeople(lines: readonly Line[], columns: Columns): PersonLine[] {
	return lines.map((line) => {
		const cells = cellsOf(line, columns);
		const { isWhole } = cells;
		const who = identityIn(cells);
		const isNamed = who.name !== null || who.email !== null || who.reference !== null;
		const isReadable = isNamed && cells.problems.length === 0;
		const values = {
			...who,
			leftOn: meansNever(cells.text('leftOn')) ? null : cells.day('leftOn'),
			contactFrom: cells.day('contactFrom'),
			roles: cells.value('roles'),
			team: cells.value('team'),
			manager: cells.value('manager')
		};
		return { line: line.line, values, problems: cells.problems, isWhole, isReadable };
	});
}

/** Reads every line of a file of training history. */
export function readHistory(lines: readonly Line[], columns: Columns): HistoryLine[] {
	return lines.map((line) => {
		const cells = cellsOf(line, columns);
		const values = {
			...identityIn(cells),
			item: cells.short('item', LONGEST.title),
			completedOn: cells.day('completedOn'),
			validUntil: meansNever(cells.text('validUntil')) ? null : cells.day('validUntil'),
			provider: cells.short('provider', LONGEST.provider),
			note: cells.short('note', LONGEST.note)
		};
		return { line: line.line, values, problems: cells.problems, isWhole: cells.isWhole };
	});
}

type Cells = {
	problems: Problem[];
	isWhole: boolean;
	text(field: Field): string;
	value(field: Field): string | null;
	short(field: Field, longest: number): string | null;
	day(field: Field): Day | null;
	refuse(field: Field, message: string): void;
};

/** The cells of a line by field; what is wrong is noted in `problems`, in the order of reading. */
function cellsOf({ cells }: Line, columns: Columns): Cells {
	const shape = shapeProblem(cells, columns.header.length);
	const problems = shape === null ? [] : [shape];
	const at = (field: Field) => columns.mapping.indexOf(field);
	const text = (field: Field) => tidy(cells[at(field)] ?? '');
	const refuse = (field: Field, message: string) => {
		// What stands in the wrong column is not to be wondered at.
		if (shape === null) problems.push({ column: headingOf(columns, field), message });
	};
	const value = (field: Field) => (saysNothing(text(field)) ? null : text(field));
	return {
		problems,
		isWhole: shape === null,
		text,
		value,
		refuse,
		short(field, longest) {
			const written = value(field);
			if (written === null || written.length <= longest) return written;
			refuse(field, `This is longer than ${longest} characters. Shorten it.`);
			return null;
		},
		day(field) {
			const written = value(field);
			if (written === null) return null;
			const { day, why } = readDay(written);
			if (why !== null) refuse(field, `“${written}” ${why}.`);
			return day;
		}
	};
}

/** Cells beyond the last column are no harm as long as nothing stands in them. */
function shapeProblem(cells: readonly string[], width: number): Problem | null {
	const written = cells.findLastIndex((cell) => tidy(cell) !== '') + 1;
	if (written > width) {
		const message = `This line has ${written} cells, and there are ${width} columns. A cell with a comma or another separator in it needs quotation marks around it.`;
		return { column: null, message };
	}
	if (cells.length < width) {
		const message = `This line has ${cells.length} of ${width} cells. A line break may have cut it in two: join the parts, or add the cells that are missing.`;
		return { column: null, message };
	}
	return null;
}

function identityIn(cells: Cells): Identity {
	const email = cells.value('email');
	const address = email === null ? null : readEmail(email);
	if (email !== null && address === null) {
		cells.refuse(
			'email',
			`“${email}” is not an email address. Correct it, or leave the cell empty.`
		);
	}
	const parts = [cells.text('firstName'), cells.text('lastName')].filter((part) => part !== '');
	const name = readName(cells.text('name')) || parts.join(' ');
	if (name.length > LONGEST.name) {
		cells.refuse('name', `This name is longer than ${LONGEST.name} characters. Shorten it.`);
	}
	return {
		reference: cells.short('reference', LONGEST.reference),
		email: address,
		name: name === '' ? null : name,
		startedOn: cells.day('startedOn')
	};
}
