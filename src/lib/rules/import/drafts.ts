import { draftKnown, draftNew, type Context, type Places } from './changes.ts';
import { headingOf, type Columns, type PersonLine, type Problem } from './lines.ts';
import { matchPerson, type Match } from './matching.ts';
import type { PeopleIndex, PersonNow } from './people-now.ts';
import type { Draft } from './planned.ts';
import type { RoleFinder } from './role-words.ts';
import type { TeamFinder } from './team-words.ts';

export type Finders = { index: PeopleIndex; roles: RoleFinder; teams: TeamFinder };

/** What becomes of a line by itself, and whom it may be about. */
export type Drafted = { line: number; draft: Draft; mayBe: readonly PersonNow[] };

/** Plans each line by itself: without its line manager, who may be on another. */
export function draftsOf(
	lines: readonly PersonLine[],
	finders: Finders,
	context: Context & { importerId: string }
): Drafted[] {
	const isFree = givenUp(lines, finders.index);
	const matched = lines.map((line) => ({
		line,
		match: matchPerson(line.values, { ...finders, ...context }, isFree)
	}));
	const meant = linesByPerson(matched);
	finders.teams.lookThrough(lines.flatMap(({ values }) => values.team ?? []));
	return matched.map(({ line, match }) => {
		const places = placesOf(line, finders, context.columns);
		if (match.kind === 'refused') {
			const problems = [...line.problems, ...match.problems, ...places.problems];
			return { line: line.line, draft: { problems }, mayBe: match.mayBe };
		}
		const isKnown = match.kind === 'known';
		const draft = isKnown
			? draftKnown(line, match.person, places, context)
			: draftNew(line, places, context);
		// What could not be read is not missing besides.
		const unread = new Set(line.problems.map(({ column }) => column));
		const problems = [
			...line.problems,
			...('problems' in draft ? draft.problems.filter((one) => !unread.has(one.column)) : []),
			...places.problems,
			...ownLeaving(draft, context),
			...(isKnown ? sharedPerson(match.person, meant) : [])
		];
		if ('planned' in draft && match.note !== null) draft.planned.notes.push(match.note);
		return {
			line: line.line,
			draft: problems.length > 0 ? { problems } : draft,
			mayBe: isKnown ? [match.person] : []
		};
	});
}

type Matched = { line: PersonLine; match: Match };

/** The lines by which each known person is meant. */
function linesByPerson(matched: readonly Matched[]): Map<string, number[]> {
	const lines = new Map<string, number[]>();
	for (const { line, match } of matched) {
		if (match.kind !== 'known') continue;
		lines.set(match.person.id, [...(lines.get(match.person.id) ?? []), line.line]);
	}
	return lines;
}

/** One line may name somebody by the reference, another by the address that they have now. */
function sharedPerson(person: PersonNow, meant: ReadonlyMap<string, number[]>): Problem[] {
	const lines = meant.get(person.id)?.toSorted((a, b) => a - b);
	if (lines === undefined || lines.length < 2) return [];
	const message = `Lines ${lines.join(' and ')} are both about ${person.name}, who has this reference or this address now. Keep the one that is right.`;
	return [{ column: null, message }];
}

/** Whether somebody's address is free again, because their own line in the file gives them another. */
function givenUp(lines: readonly PersonLine[], index: PeopleIndex) {
	const owners = new Set(
		lines.flatMap(({ values: { reference, email } }) => {
			const person = reference === null ? undefined : index.byReference(reference);
			return person && email !== null && person.email !== email ? [person.id] : [];
		})
	);
	return (owner: PersonNow) => owners.has(owner.id);
}

function placesOf(
	{ values }: PersonLine,
	{ roles, teams }: Finders,
	columns: Columns
): Places & { problems: Problem[] } {
	const held = values.roles === null ? { keys: [], unknown: [] } : roles.read(values.roles);
	const inTeams = values.team === null ? { keys: [], problems: [] } : teams.read(values.team);
	const roleProblems = held.unknown.map((word) => {
		const like = roles.suggestionFor(word);
		const hint = like === null ? '' : ` Did you mean “${like}”?`;
		const message = `There is no role called “${word}”.${hint} Correct it, or choose under Choices what it means.`;
		return { column: headingOf(columns, 'roles'), message };
	});
	const column = headingOf(columns, 'team');
	return {
		// A cell all of whose words are left out says nothing.
		roles: held.keys.length > 0 ? held.keys : null,
		teams: inTeams.keys.length > 0 ? inTeams.keys : null,
		problems: [...roleProblems, ...inTeams.problems.map((message) => ({ column, message }))]
	};
}

/** Nobody locks themselves out with a file. */
function ownLeaving(
	draft: Draft,
	{ importerId, columns }: { importerId: string; columns: Columns }
): Problem[] {
	if (!('planned' in draft) || draft.planned.personId !== importerId) return [];
	if (draft.planned.values.leftOn === null) return [];
	const message = 'This is you. Ask another administrator to record your own last day.';
	return [{ column: headingOf(columns, 'leftOn'), message }];
}
