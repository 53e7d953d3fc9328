import { closest } from './closest.ts';
import { keyOf, saysNothing } from './tidy.ts';
import { chooser, unknownWords, type UnknownWord } from './unknown-words.ts';

export type TeamNow = { id: string; name: string; parentId: string | null; isClosed: boolean };

/** A team that the import makes; the parent is a team's id or the key of another new one. */
export type NewTeam = { key: string; name: string; parentKey: string | null };

export type TeamsRead = {
	/** Ids of teams, and keys of new ones. */
	keys: string[];
	/** What is wrong, each a sentence. */
	problems: string[];
};

/** Reads cells of teams; see `teamFinder`. */
export type TeamFinder = {
	/** Looks through all cells before any is read: `Leeds` alone is the team that `North > Leeds` makes. */
	lookThrough(cells: readonly string[]): void;
	read(cell: string): TeamsRead;
	/** The team at the top, for those of whom a file names none; null where there is no team. */
	root: string | null;
	/** The new teams among these keys with those above them, the upper ones first. */
	newAmong(keys: Iterable<string>): NewTeam[];
	words(): UnknownWord[];
};

/** In characters. */
const LONGEST_NAME = 120;

/** What stands between a team and the one below it. */
const BELOW = /\s*[>»\\]\s*/;

/**
 * Reads teams by name, or by the way to them (`North > Leeds`), several of them in a cell with `;`
 * between them. `choices` says what words mean that are not ours (by `keyOf`; an empty key: the word
 * is left out).
 */
export function teamFinder(
	teams: readonly TeamNow[],
	{ choices, create }: { choices: Readonly<Record<string, string>>; create: boolean }
): TeamFinder {
	const tree = treeOf(teams);
	const chosen = chooser(
		choices,
		tree.open.map(({ id }) => id)
	);
	const made = new Map<string, NewTeam>();
	const answers = new Map<string, TeamsRead>();
	const unknown = unknownWords(tree.closestTo);
	const one = (word: string): TeamsRead => {
		const found = tree.find(word);
		const [team] = found;
		if (team !== undefined && found.length === 1) return { keys: [team.id], problems: [] };
		if (team !== undefined) return { keys: [], problems: [severalSentence(word, found, tree)] };
		const choice = chosen(word);
		if (choice !== null) {
			unknown.note(word, choice);
			return { keys: choice === '' ? [] : [choice], problems: [] };
		}
		const { suggestion } = unknown.note(word, null);
		const way = create ? wayTo(word) : null;
		if (way) {
			const answer = answers.get(keyOf(word)) ?? newTeam(word, way, tree, made);
			answers.set(keyOf(word), answer);
			return answer;
		}
		return { keys: [], problems: [unknownSentence(word, suggestion, tree)] };
	};
	const wordsOf = (cell: string) => {
		const words = tree.find(cell).length > 0 ? [cell] : cell.split(/[;|]/);
		return words.map((word) => word.trim()).filter((word) => !saysNothing(word));
	};
	return {
		lookThrough(cells) {
			for (const word of create ? new Set(cells.flatMap(wordsOf)) : []) {
				const way = wayTo(word);
				const isUnknown = tree.find(word).length === 0 && chosen(word) === null;
				if (way && way.length > 1 && isUnknown) make(way, tree, made);
			}
		},
		read(cell) {
			const read = wordsOf(cell).map(one);
			return {
				keys: [...new Set(read.flatMap(({ keys }) => keys))],
				problems: [...new Set(read.flatMap(({ problems }) => problems))]
			};
		},
		root: tree.root,
		newAmong: (keys) => withThoseAbove(keys, made),
		words: unknown.list
	};
}

/** What teams are called, new ones too; with the one above where the name alone is not enough. */
export function teamNames(
	teams: readonly TeamNow[],
	newTeams: readonly NewTeam[]
): (key: string) => string {
	const tree = treeOf(teams);
	const made = new Map(newTeams.map(({ key, name }) => [key, name]));
	return (key) => made.get(key) ?? tree.nameOf(key);
}

type Tree = {
	root: string | null;
	open: TeamNow[];
	/** The id of the open team whose name is closest to a word, or null. */
	closestTo(word: string): string | null;
	find(word: string): TeamNow[];
	/** Whether a team of this name was there until it was closed. */
	wasClosed(word: string): boolean;
	isTeam(id: string): boolean;
	nameOf(id: string): string;
	childOf(parentKey: string | null, name: string): TeamNow | undefined;
};

function treeOf(teams: readonly TeamNow[]): Tree {
	const byId = new Map(teams.map((team) => [team.id, team]));
	const open = teams.filter(({ isClosed }) => !isClosed);
	const byName = new Map<string, TeamNow[]>();
	for (const team of open) {
		byName.set(keyOf(team.name), [...(byName.get(keyOf(team.name)) ?? []), team]);
	}
	const closed = new Set(teams.filter(({ isClosed }) => isClosed).map(({ name }) => keyOf(name)));
	const parentOf = ({ parentId }: TeamNow) => (parentId === null ? undefined : byId.get(parentId));
	/** Whether the teams above it are called so, from the nearest up. */
	const liesBelow = (team: TeamNow, above: readonly string[]): boolean =>
		above.reduce<TeamNow | undefined>((at, name) => {
			const parent = at && parentOf(at);
			return parent && keyOf(parent.name) === keyOf(name) ? parent : undefined;
		}, team) !== undefined;
	const named = (name: string) => byName.get(keyOf(name)) ?? [];
	return {
		open,
		root: open.find(({ parentId }) => parentId === null)?.id ?? null,
		closestTo(word) {
			const name = closest(
				word,
				open.map((team) => team.name)
			);
			return open.find((team) => team.name === name)?.id ?? null;
		},
		find(word) {
			const whole = named(word);
			if (whole.length > 0) return whole;
			const found = [BELOW, /\s*\/\s*/]
				.map((between) => word.split(between))
				.filter((way) => way.length > 1)
				.flatMap((way) => {
					const [name = '', ...above] = way.toReversed();
					return named(name).filter((team) => liesBelow(team, above));
				});
			return [...new Set(found)];
		},
		wasClosed: (word) => closed.has(keyOf(word)),
		isTeam: (id) => byId.has(id),
		nameOf(id) {
			const team = byId.get(id);
			if (team === undefined) return '';
			const parent = parentOf(team);
			return parent && named(team.name).length > 1 ? `${parent.name} > ${team.name}` : team.name;
		},
		childOf: (parentKey, name) => named(name).find(({ parentId }) => parentId === parentKey)
	};
}

function severalSentence(word: string, found: readonly TeamNow[], tree: Tree): string {
	const ways = found.map(({ id }) => `“${tree.nameOf(id)}”`).join(' or ');
	return `There are ${found.length} teams called “${word}”. Write the one above it too: ${ways}.`;
}

function unknownSentence(word: string, suggestion: string | null, tree: Tree): string {
	if (tree.wasClosed(word)) {
		return `The team “${word}” is closed. Write the team they are in now.`;
	}
	const hint = suggestion === null ? '' : ` Did you mean “${tree.nameOf(suggestion)}”?`;
	return `There is no team called “${word}”.${hint} Correct it, add the team first, or choose under Choices what it means.`;
}

/** The names on the way to a team, from the top; null where one of them is none. */
function wayTo(word: string): string[] | null {
	const names = word.split(BELOW);
	return names.every((name) => /[\p{L}\p{N}]/u.test(name) && name.length <= LONGEST_NAME)
		? names
		: null;
}

/** The team that a word makes; by its name alone one that another word of the file makes further down. */
function newTeam(
	word: string,
	way: readonly string[],
	tree: Tree,
	made: Map<string, NewTeam>
): TeamsRead {
	const same = [...made.values()].filter(({ name }) => keyOf(name) === keyOf(word));
	const [only, ...others] = same;
	if (only && others.length === 0) return { keys: [only.key], problems: [] };
	if (only) {
		const problem = `The file makes ${same.length} teams called “${word}”. Write the one above it too, as in “North > ${word}”.`;
		return { keys: [], problems: [problem] };
	}
	return { keys: [make(way, tree, made)], problems: [] };
}

/** A new team below the root, or below the team that its way names; made once for all lines. */
function make(names: readonly string[], tree: Tree, made: Map<string, NewTeam>): string {
	const [first = '', ...others] = names;
	const isRoot = tree.root !== null && keyOf(first) === keyOf(tree.nameOf(tree.root));
	let parentKey = tree.root;
	let key = '';
	for (const name of isRoot ? others : names) {
		key = tree.childOf(parentKey, name)?.id ?? `${parentKey ?? ''}/${keyOf(name)}`;
		if (!made.has(key) && !tree.isTeam(key)) made.set(key, { key, name, parentKey });
		parentKey = key;
	}
	return key;
}

function withThoseAbove(keys: Iterable<string>, made: ReadonlyMap<string, NewTeam>): NewTeam[] {
	const found = new Map<string, NewTeam>();
	const add = (key: string | null) => {
		const team = key === null ? undefined : made.get(key);
		if (team === undefined) return;
		add(team.parentKey);
		found.set(team.key, team);
	};
	for (const key of keys) add(key);
	return [...found.values()];
}
