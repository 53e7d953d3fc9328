import { shortDay } from '../dates-in-words.ts';
import type { Day } from '../day.ts';
import { closest } from './closest.ts';
import { withoutZeros, type PersonNow } from './people-now.ts';
import type { Planned } from './planned.ts';
import { keyOf, nameKey, readEmail } from './tidy.ts';

/** Whom a cell of line managers names: a person's id, or `line:` and the number of a new one's line. */
export type ManagerRead =
	{ manager: { key: string; name: string }; problem: null } | { manager: null; problem: string };

/** Somebody who may be a line manager, as they are after the import. */
type Candidate = { key: string; name: string; leftOn: Day | null };

type Directory = {
	byEmail: Map<string, Candidate>;
	byReference: Map<string, Candidate>;
	byName: Map<string, Candidate[]>;
};

/** Nobody reads more suggestions than this, and each of them compares all names. */
const MOST_SUGGESTIONS = 50;

/**
 * Reads cells of line managers: an email address, a reference or a name, of somebody who is there
 * already or comes with the same file. Whoever has left, or is to be marked as left, is refused.
 */
export function managerFinder(
	people: readonly PersonNow[],
	planned: readonly Planned[],
	today: Day
): (cell: string) => ManagerRead {
	const directory = directoryOf(people, planned);
	const names = [...directory.byName.values()].flatMap((same) => same.map(({ name }) => name));
	const read = new Map<string, ManagerRead>();
	let suggestions = 0;
	const suggest = (cell: string) => {
		suggestions += 1;
		return suggestions > MOST_SUGGESTIONS ? null : closest(cell, names);
	};
	return (cell) => {
		const known = read.get(keyOf(cell));
		if (known) return known;
		const answer = answerTo(cell, find(cell, directory), today, suggest);
		read.set(keyOf(cell), answer);
		return answer;
	};
}

/** New names and addresses count besides the old ones: files are seldom of one piece. */
function directoryOf(people: readonly PersonNow[], planned: readonly Planned[]): Directory {
	const after = new Map(planned.map(({ key, values }) => [key, values]));
	const directory: Directory = { byEmail: new Map(), byReference: new Map(), byName: new Map() };
	const { byEmail, byReference, byName } = directory;
	const add = (
		candidate: Candidate,
		known: { email: string | null; reference: string | null; name: string }
	) => {
		if (known.email !== null) byEmail.set(known.email, candidate);
		if (known.reference !== null) byReference.set(withoutZeros(known.reference), candidate);
		const same = byName.get(nameKey(known.name)) ?? [];
		if (same.some(({ key }) => key === candidate.key)) return;
		byName.set(nameKey(known.name), [...same, candidate]);
	};
	for (const person of people) {
		const { name, leftOn } = after.get(person.id) ?? person;
		add({ key: person.id, name, leftOn }, person);
	}
	for (const { key, values } of planned) {
		add({ key, name: values.name, leftOn: values.leftOn }, values);
	}
	return directory;
}

function find(cell: string, { byEmail, byReference, byName }: Directory): Candidate[] {
	const email = readEmail(cell);
	const reached = email === null ? undefined : byEmail.get(email);
	if (reached) return [reached];
	const named = byName.get(nameKey(cell));
	if (named) return named;
	const numbered = byReference.get(withoutZeros(cell));
	return numbered ? [numbered] : [];
}

function answerTo(
	cell: string,
	found: readonly Candidate[],
	today: Day,
	suggest: (cell: string) => string | null
): ManagerRead {
	const here: Candidate[] = [];
	const gone: string[] = [];
	for (const candidate of found) {
		const { name, leftOn } = candidate;
		if (leftOn !== null && leftOn < today) gone.push(`${name} left on ${shortDay(leftOn)}`);
		else here.push(candidate);
	}
	const [only, ...others] = here;
	if (only && others.length === 0) {
		return { manager: { key: only.key, name: only.name }, problem: null };
	}
	if (only) {
		return refused(
			`There are ${here.length} people called “${cell}”. Write the email address of the one who is meant.`
		);
	}
	if (gone.length > 0) {
		return refused(
			`${gone[0]} and cannot be a line manager. Write who it is now, or empty the cell.`
		);
	}
	const like = suggest(cell);
	const hint = like === null ? '' : ` Did you mean “${like}”?`;
	return refused(
		`There is nobody called “${cell}”, here or in this file.${hint} Correct it, add them first, or empty the cell.`
	);
}

function refused(problem: string): ManagerRead {
	return { manager: null, problem };
}
