import type { Day } from '../day.ts';
import { draftsOf, type Drafted, type Finders } from './drafts.ts';
import { readPeople, type Columns, type Line, type PersonLine, type Refusal } from './lines.ts';
import { missingPeople, type Missing } from './missing.ts';
import { indexOf, type PeopleIndex, type PersonNow } from './people-now.ts';
import { isChange, type ImportOptions, type ImportPlan } from './planned.ts';
import { withoutRepeats } from './repeats.ts';
import { roleFinder, type RoleName } from './role-words.ts';
import { settle } from './settle.ts';
import { teamFinder, type TeamNow } from './team-words.ts';

export type PeopleFile = Columns & { lines: readonly Line[] };

/** The organisation as it is when a file comes. */
export type Organisation = {
	people: readonly PersonNow[];
	teams: readonly TeamNow[];
	roles: readonly RoleName[];
};

/**
 * What a file of people would do: who is added, changed, moved, given and relieved of roles, left
 * and come back, and which lines are refused and why. Nothing of a refused line is taken, and an
 * empty cell leaves what is recorded as it is. Applying the plan and planning again changes nothing.
 *
 * @param importerId who imports: they are never marked as left
 */
export function planImport(
	file: PeopleFile,
	{ people, teams, roles }: Organisation,
	options: ImportOptions,
	{ importerId, today }: { importerId: string; today: Day }
): ImportPlan {
	const finders: Finders = {
		index: indexOf(people),
		roles: roleFinder(roles, options.roleWords),
		teams: teamFinder(teams, { choices: options.teamWords, create: options.createTeams })
	};
	const { index } = finders;
	const context = { columns: file, options, today, rootTeam: finders.teams.root, importerId };
	const read = readPeople(file.lines, file);
	const whole = read.filter(({ isWhole }) => isWhole);
	const { once, repeats, refused: contradictions } = withoutRepeats(whole, file);
	const drafts = draftsOf(once, finders, context);
	const missing = missingFrom(people, { read, drafts, contradictions, index }, context);
	const settled = settle({
		planned: drafts.flatMap(({ draft }) => ('planned' in draft ? [draft.planned] : [])),
		leaving: missing.leaving,
		lines: once,
		...{ people, index, columns: file, today }
	});
	const changed = [...settled.planned, ...missing.leaving].filter(isChange);
	return {
		changed,
		unchanged: settled.planned.filter((one) => !isChange(one)),
		newTeams: finders.teams.newAmong(
			changed.flatMap((one) => one.teams?.begin.map(({ key }) => key) ?? [])
		),
		repeats,
		leftOut: drafts.flatMap(({ line, draft }) =>
			'leftOut' in draft ? [{ line, reason: draft.leftOut }] : []
		),
		refused: [
			...read.filter(({ isWhole }) => !isWhole).map(({ line, problems }) => ({ line, problems })),
			...contradictions,
			...drafts.flatMap(refusalOf),
			...settled.refused
		].sort((a, b) => a.line - b.line),
		words: { roles: finders.roles.words(), teams: finders.teams.words() },
		kept: missing.kept,
		missingBlockedBy: missing.blockedBy
	};
}

function refusalOf({ line, draft }: Drafted): Refusal[] {
	return 'problems' in draft ? [{ line, problems: draft.problems }] : [];
}

/**
 * Who is missing from the file. A line from which nobody can be told could be anybody's, so then
 * nobody is taken for missing.
 */
function missingFrom(
	people: readonly PersonNow[],
	{
		read,
		drafts,
		contradictions,
		index
	}: {
		read: readonly PersonLine[];
		drafts: readonly Drafted[];
		contradictions: readonly Refusal[];
		index: PeopleIndex;
	},
	{ options, importerId, today }: { options: ImportOptions; importerId: string; today: Day }
): Missing & { blockedBy: number[] } {
	const leftOn = options.missingLeftOn;
	const blockedBy = read.filter(({ isReadable }) => !isReadable).map(({ line }) => line);
	if (leftOn === null || blockedBy.length > 0) {
		return { leaving: [], kept: [], blockedBy: leftOn === null ? [] : blockedBy };
	}
	const present = new Set(drafts.flatMap(({ mayBe }) => mayBe.map(({ id }) => id)));
	const inQuestion = new Set(contradictions.map(({ line }) => line));
	for (const { line, values } of read) {
		if (!inQuestion.has(line)) continue;
		for (const { id } of namedBy(values, index)) present.add(id);
	}
	return { ...missingPeople(people, present, { leftOn, importerId, today }), blockedBy };
}

/** Everybody whom a line may be about, however it contradicts another. */
function namedBy({ reference, email, name }: PersonLine['values'], index: PeopleIndex) {
	return [
		...(reference === null ? [] : [index.byReference(reference)]),
		...(email === null ? [] : [index.byEmail(email)]),
		...(name === null ? [] : index.byName(name))
	].flatMap((person) => person ?? []);
}
