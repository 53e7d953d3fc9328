import type { Day } from '../day.ts';
import { headingOf, type Columns, type PersonLine, type Problem, type Refusal } from './lines.ts';
import { inCircles } from './manager-circles.ts';
import { managerFinder } from './managers.ts';
import { hasLeft, withoutZeros, type PeopleIndex, type PersonNow } from './people-now.ts';
import type { Planned } from './planned.ts';
import { nameKey, readEmail } from './tidy.ts';

/** What is known when all lines have been planned by themselves. */
export type Settling = {
	planned: readonly Planned[];
	/** Those who leave because they are missing. */
	leaving: readonly Planned[];
	/** The lines of the file, each person once. */
	lines: readonly PersonLine[];
	people: readonly PersonNow[];
	index: PeopleIndex;
	columns: Columns;
	today: Day;
};

type Manager = { key: string; name: string };
type Settled = { planned: Planned[]; refused: Refusal[] };
/** What somebody's line rests on: another line must be taken too, or else this is the problem. */
type Rest = { on: string; problem: Problem };

/**
 * Settles what lines have to do with each other: gives each its line manager, who may come with the
 * same file, and refuses those that rest on a line that is refused itself, or would have people
 * manage themselves through others.
 */
export function settle(known: Settling): Settled {
	const { planned, index, columns } = known;
	const problems = new Map<string, Problem>();
	const rests = new Map<string, Rest[]>();
	const cellOf = new Map<number | null, string | null>(
		known.lines.map(({ line, values }) => [line, values.manager])
	);
	const read = managerReader(known);
	const settled = planned.map((one) => {
		const cell = cellOf.get(one.line) ?? null;
		const answer = cell === null || hasLeft(one.values, known.today) ? null : read(one, cell);
		if (answer?.problem) problems.set(one.key, answer.problem);
		const manager = answer?.manager ?? null;
		rests.set(one.key, [...onManager(manager, columns), ...onAddress(one, index, columns)]);
		return withManager(one, manager, known);
	});
	const rest = { rests, isThere: new Set(planned.map(({ key }) => key)) };
	spread(problems, rest);
	// Whoever is refused keeps the manager of before, which may close another circle.
	while (refuseCircles(settled, problems, known)) spread(problems, rest);
	return {
		planned: settled.filter(({ key }) => !problems.has(key)),
		refused: settled.flatMap(({ key, line }) => {
			const problem = problems.get(key);
			return problem && line !== null ? [{ line, problems: [problem] }] : [];
		})
	};
}

function managerReader({ people, planned, leaving, lines, columns, today }: Settling) {
	const find = managerFinder(people, [...planned, ...leaving], today);
	const isPlanned = new Set(planned.map(({ line }) => line));
	const refusedLines = new Map<string, number>();
	for (const { line, values } of lines) {
		if (isPlanned.has(line)) continue;
		const { name, email, reference } = values;
		for (const known of [name && nameKey(name), email, reference && withoutZeros(reference)]) {
			if (known) refusedLines.set(known, line);
		}
	}
	const column = headingOf(columns, 'manager');
	const refused = (message: string) => ({ manager: null, problem: { column, message } });
	return (
		one: Planned,
		cell: string
	): { manager: Manager; problem: null } | { manager: null; problem: Problem } => {
		const { manager, problem } = find(cell);
		if (manager === null) {
			const line = [nameKey(cell), readEmail(cell) ?? '', withoutZeros(cell)].flatMap(
				(known) => refusedLines.get(known) ?? []
			)[0];
			return refused(line === undefined ? problem : restingSentence(cell, line));
		}
		if (manager.key !== one.key) return { manager, problem: null };
		return refused('Nobody is their own line manager. Write somebody else, or empty the cell.');
	};
}

function restingSentence(name: string, line: number | string): string {
	return `“${name}” is on line ${line}, which is refused. Put that line right too, or empty the cell.`;
}

/** The line of a manager who comes with the same file. */
function onManager(manager: Manager | null, columns: Columns): Rest[] {
	const [, line] = /^line:(\d+)$/.exec(manager?.key ?? '') ?? [];
	if (manager === null || line === undefined) return [];
	const message = restingSentence(manager.name, line);
	return [{ on: manager.key, problem: { column: headingOf(columns, 'manager'), message } }];
}

/** The line by which somebody else gives up the address that this one takes. */
function onAddress({ key, values }: Planned, index: PeopleIndex, columns: Columns): Rest[] {
	const owner = values.email === null ? undefined : index.byEmail(values.email);
	if (owner === undefined || owner.id === key) return [];
	const message = `${values.email} stays the address of ${owner.name}, because their own line is refused. Put that line right too.`;
	return [{ on: owner.id, problem: { column: headingOf(columns, 'email'), message } }];
}

function withManager(one: Planned, manager: Manager | null, { index }: Settling): Planned {
	if (manager === null) return one;
	const before = one.personId === null ? undefined : index.byId(one.personId);
	if (before === undefined) return { ...one, manager };
	if (before.managerId === manager.key) return one;
	const from = before.managerId === null ? null : (index.byId(before.managerId)?.name ?? null);
	const change = { field: 'manager', from, to: manager.name } as const;
	return { ...one, manager, details: [...one.details, change] };
}

/** Refuses what rests on somebody refused, and what rests on that, and so on. */
function spread(
	problems: Map<string, Problem>,
	{ rests, isThere }: { rests: ReadonlyMap<string, Rest[]>; isThere: ReadonlySet<string> }
): void {
	const above = new Map<string, { key: string; problem: Problem }[]>();
	const queue: string[] = [...problems.keys()];
	for (const [key, list] of rests) {
		for (const { on, problem } of list) {
			above.set(on, [...(above.get(on) ?? []), { key, problem }]);
			if (!isThere.has(on)) queue.push(on);
		}
	}
	for (const on of queue) {
		const next = (above.get(on) ?? []).filter(({ key }) => !problems.has(key));
		for (const { key, problem } of next) {
			problems.set(key, problem);
			queue.push(key);
		}
	}
}

/** Refuses those who change their manager and would manage themselves; whether there were any. */
function refuseCircles(
	settled: readonly Planned[],
	problems: Map<string, Problem>,
	{ people, columns }: Settling
): boolean {
	const managerOf = new Map<string, string>();
	for (const { id, managerId } of people) if (managerId !== null) managerOf.set(id, managerId);
	const changing = settled.flatMap(({ key, manager, values }) =>
		manager === null || problems.has(key) ? [] : [{ key, manager, name: values.name }]
	);
	for (const { key, manager } of changing) managerOf.set(key, manager.key);
	const circles = inCircles(managerOf);
	const refused = changing.filter(({ key }) => circles.has(key));
	for (const { key, manager, name } of refused) {
		const message = `${manager.name} is managed by ${name}, directly or through others. Correct one of them.`;
		problems.set(key, { column: headingOf(columns, 'manager'), message });
	}
	return refused.length > 0;
}
