import { longDay, shortDay } from '../dates-in-words.ts';
import type { Day } from '../day.ts';
import { itemFinder, type ItemFinder, type ItemName } from './item-words.ts';
import {
	headingOf,
	readHistory,
	type Columns,
	type HistoryLine,
	type Line,
	type Problem,
	type Refusal
} from './lines.ts';
import { matchByKey } from './matching.ts';
import { indexOf, type PeopleIndex, type PersonNow } from './people-now.ts';
import type { LeftOut } from './planned.ts';
import type { Repeat } from './repeats.ts';
import type { UnknownWord } from './unknown-words.ts';

/** Records begin here: see `entered-records.ts`. */
const EARLIEST: Day = '1990-01-01';

/** Something that somebody did before, to be entered as a record. */
export type PlannedRecord = {
	line: number;
	personId: string;
	name: string;
	item: string;
	/** As the file calls it. */
	title: string;
	completedOn: Day;
	statedUntil: Day | null;
	provider: string | null;
	note: string | null;
};

export type HistoryPlan = {
	/** The earliest first. */
	records: PlannedRecord[];
	/** Lines of what is recorded already. */
	unchanged: { line: number; personId: string; name: string }[];
	repeats: Repeat[];
	leftOut: LeftOut[];
	refused: Refusal[];
	words: { items: UnknownWord[] };
};

/** What is known when a file of training history comes. */
export type Known = {
	people: readonly PersonNow[];
	items: readonly ItemName[];
	/** What has been completed, as `completionKey` writes it. */
	completed: ReadonlySet<string>;
};

/** One person's completion of one item on one day. */
export function completionKey(done: { personId: string; item: string; completedOn: Day }): string {
	return `${done.personId} ${done.item} ${done.completedOn}`;
}

/**
 * What a file of training history would record, and which lines are refused and why. What the
 * platform has of the same person, item and day already is not recorded again. Nobody enters
 * evidence for themselves.
 */
export function planHistory(
	file: Columns & { lines: readonly Line[] },
	{ people, items, completed }: Known,
	itemWords: Readonly<Record<string, string>>,
	{ importerId, today }: { importerId: string; today: Day }
): HistoryPlan {
	const finder = itemFinder(items, itemWords);
	const context = { columns: file, index: indexOf(people), finder, importerId, today };
	const plan: HistoryPlan = {
		...{ records: [], unchanged: [], repeats: [], leftOut: [], refused: [] },
		words: { items: [] }
	};
	const taken = new Map<string, PlannedRecord[]>();
	for (const line of readHistory(file.lines, file)) {
		const drafted = draftRecord(line, context);
		if ('problems' in drafted) plan.refused.push({ line: line.line, problems: drafted.problems });
		else if ('leftOut' in drafted) plan.leftOut.push({ line: line.line, reason: drafted.leftOut });
		else {
			const key = completionKey(drafted.record);
			taken.set(key, [...(taken.get(key) ?? []), drafted.record]);
		}
	}
	for (const [key, records] of taken) settleRecords(records, completed.has(key), plan, file);
	plan.records.sort((a, b) => a.completedOn.localeCompare(b.completedOn) || a.line - b.line);
	plan.refused.sort((a, b) => a.line - b.line);
	plan.repeats.sort((a, b) => a.line - b.line);
	plan.unchanged.sort((a, b) => a.line - b.line);
	plan.words.items = finder.words();
	return plan;
}

type Context = {
	columns: Columns;
	index: PeopleIndex;
	finder: ItemFinder;
	importerId: string;
	today: Day;
};

/** Takes lines of the same completion once, or none of them where they differ. */
function settleRecords(
	records: readonly PlannedRecord[],
	isKnown: boolean,
	plan: HistoryPlan,
	columns: Columns
): void {
	const lines = records.map(({ line }) => line);
	const said = new Set(
		records.map(({ statedUntil, provider, note }) => JSON.stringify([statedUntil, provider, note]))
	);
	const of = Math.min(...lines);
	if (isKnown) {
		plan.unchanged.push(...records.map(({ line, personId, name }) => ({ line, personId, name })));
	} else if (said.size > 1) {
		const message = `Lines ${lines.join(' and ')} are of the same person, training and day, and differ in the rest. Keep the one that is right.`;
		const problems = [{ column: headingOf(columns, 'completedOn'), message }];
		plan.refused.push(...lines.map((line) => ({ line, problems })));
	} else {
		plan.records.push(...records.slice(0, 1));
		plan.repeats.push(...lines.slice(1).map((line) => ({ line, of })));
	}
}

type Draft = { record: PlannedRecord } | { problems: Problem[] } | { leftOut: string };

function draftRecord(read: HistoryLine, context: Context): Draft {
	const { line, values, problems } = read;
	if (!read.isWhole) return { problems };
	const { columns, finder, importerId } = context;
	const found: Problem[] = [...problems];
	const person = personOf(values, context, found);
	if (person?.id === importerId) {
		const message =
			'This is you, and nobody enters evidence for themselves. Ask another administrator.';
		found.push({ column: null, message });
	}
	const item = itemOf(values.item, finder, columns, found);
	found.push(...dayProblems(values, context, problems));
	const { completedOn, item: title, validUntil: statedUntil, provider, note } = values;
	const isWrong = found.length > 0;
	if (isWrong || person === null || item === null || title === null || completedOn === null) {
		return { problems: found };
	}
	if (item === '') return { leftOut: `“${title}” is left out, as was chosen.` };
	const { id: personId, name } = person;
	const record = { line, personId, name, item, title, completedOn, statedUntil, provider, note };
	return { record };
}

/** The person of a line; a name alone is enough where only one person has it. */
function personOf(
	who: HistoryLine['values'],
	{ columns, index, today }: Context,
	problems: Problem[]
): PersonNow | null {
	const match = matchByKey(who, { index, columns, today });
	if (match?.kind === 'known') return match.person;
	if (match !== null) {
		problems.push(...match.problems);
		return null;
	}
	const refuse = (message: string) => {
		problems.push({ column: headingOf(columns, nameField(columns)), message });
		return null;
	};
	if (who.reference !== null || who.email !== null) {
		const key = [who.reference, who.email].filter((text) => text !== null).join(', ');
		return refuse(`There is nobody with “${key}”. Correct it, or add the person first.`);
	}
	if (who.name === null) return refuse('Nothing says whom this is about. Write it in.');
	const [only, ...others] = index.byName(who.name);
	if (only === undefined) {
		return refuse(`There is nobody called “${who.name}”. Correct it, or add them first.`);
	}
	return others.length === 0
		? only
		: refuse(
				`There are ${others.length + 1} people called “${who.name}”. Add the email address or the reference.`
			);
}

function nameField({ mapping }: Columns) {
	const fields = ['email', 'reference', 'name', 'lastName'] as const;
	return fields.find((field) => mapping.includes(field)) ?? 'name';
}

function itemOf(
	cell: string | null,
	finder: ItemFinder,
	columns: Columns,
	problems: Problem[]
): string | null {
	const column = headingOf(columns, 'item');
	if (cell === null) {
		problems.push({ column, message: 'What was done is missing. Write it in.' });
		return null;
	}
	const item = finder.read(cell);
	if (item !== null) return item;
	const like = finder.suggestionFor(cell);
	const hint = like === null ? '' : ` Did you mean “${like}”?`;
	const message = `There is no module, agreement or certificate called “${cell}”.${hint} Correct it, or choose under Choices what it means.`;
	problems.push({ column, message });
	return null;
}

function dayProblems(
	{ completedOn, validUntil }: HistoryLine['values'],
	{ columns, today }: Context,
	unread: readonly Problem[]
): Problem[] {
	const column = headingOf(columns, 'completedOn');
	if (completedOn === null) {
		const isWrong = unread.some((problem) => problem.column === column);
		return isWrong ? [] : [{ column, message: 'The day is missing. Write it in.' }];
	}
	if (completedOn > today) {
		const message = `${longDay(completedOn)} is still to come. Correct it, or bring it when it is done.`;
		return [{ column, message }];
	}
	if (completedOn < EARLIEST) {
		return [{ column, message: `${longDay(completedOn)} is too long ago. Correct it.` }];
	}
	if (validUntil === null || validUntil > completedOn) return [];
	const message = `It would have run out on ${shortDay(validUntil)}, before it was done on ${shortDay(completedOn)}. Correct one of them.`;
	return [{ column: headingOf(columns, 'validUntil'), message }];
}
