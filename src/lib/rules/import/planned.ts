import type { Day } from '../day.ts';
import type { Problem, Refusal } from './lines.ts';
import type { Repeat } from './repeats.ts';
import type { SpanChanges } from './spans.ts';
import type { NewTeam } from './team-words.ts';
import type { UnknownWord } from './unknown-words.ts';

/** What somebody decides about a file before it is applied. */
export type ImportOptions = {
	/** The day from which changes of role and team count, and on which people come back; not to come. */
	countsFrom: Day;
	/** The first day of new people of whom the file gives none; null: such lines are refused. */
	startedOn: Day | null;
	/** Whether teams that there are not are made, below the one at the top. */
	createTeams: boolean;
	/** The last day of those who are here and not in the file; null: they stay as they are. */
	missingLeftOn: Day | null;
	/** New people who started on this day or later are led through the induction. */
	inductionFrom: Day;
	/** What words of the file mean that are not ours, by `keyOf`; empty: they are left out. */
	roleWords: Readonly<Record<string, string>>;
	teamWords: Readonly<Record<string, string>>;
};

export type PersonField =
	'name' | 'email' | 'reference' | 'startedOn' | 'leftOn' | 'contactFrom' | 'manager';

/** One field of a person, before and after; the name of a manager, a day as it is kept. */
export type FieldChange = { field: PersonField; from: string | null; to: string | null };

/** A person as they are to be recorded. */
export type PersonValues = {
	name: string;
	email: string | null;
	reference: string | null;
	startedOn: Day;
	leftOn: Day | null;
	contactFrom: Day | null;
};

/** Everything that happens to one person. */
export type Planned = {
	/** The person's id; for somebody new `line:` and the number. */
	key: string;
	personId: string | null;
	/** Null for somebody who is missing from the file. */
	line: number | null;
	values: PersonValues;
	/** What is changed about somebody known, field by field. */
	details: FieldChange[];
	/** The new line manager: their id, or `line:` and the number; null when that does not change. */
	manager: { key: string; name: string } | null;
	roles: SpanChanges | null;
	teams: SpanChanges | null;
	/** The last day, where one is set now. */
	left: Day | null;
	/** The first day back of somebody who had left. */
	returned: Day | null;
	/** Whether the induction starts. */
	induction: boolean;
	/** What whoever checks the plan may want to know. */
	notes: string[];
};

/** A line that is left out because it is no harm and no use. */
export type LeftOut = { line: number; reason: string };

export type ImportPlan = {
	/** New people, and known ones about whom something changes, in the order of the file. */
	changed: Planned[];
	/** Lines of whose people nothing changes. */
	unchanged: Pick<Planned, 'line' | 'personId' | 'values'>[];
	newTeams: NewTeam[];
	repeats: Repeat[];
	leftOut: LeftOut[];
	refused: Refusal[];
	words: { roles: UnknownWord[]; teams: UnknownWord[] };
	/** Those who are missing from the file but kept, as administrators and oneself always are. */
	kept: { personId: string; name: string; reason: string }[];
	/** Lines that nobody can be told from, so that it cannot be known who is missing. */
	missingBlockedBy: number[];
};

/** Whether a plan changes anything for a person. */
export function isChange(planned: Planned): boolean {
	return (
		planned.personId === null ||
		planned.details.length > 0 ||
		planned.roles !== null ||
		planned.teams !== null ||
		planned.left !== null ||
		planned.returned !== null
	);
}

/** The lists that a plan is shown in; somebody may stand in several. */
export const planLists = [
	'added',
	'details',
	'moved',
	'roles',
	'left',
	'returned',
	'unchanged',
	'left-out',
	'refused'
] as const;
export type PlanList = (typeof planLists)[number];

export function isPlanList(text: string): text is PlanList {
	return (planLists as readonly string[]).includes(text);
}

/** The changed people of one of the lists. */
export function changedIn(list: PlanList, plan: Pick<ImportPlan, 'changed'>): Planned[] {
	const isIn: Partial<Record<PlanList, (planned: Planned) => boolean>> = {
		added: ({ personId }) => personId === null,
		details: ({ details }) => details.length > 0,
		moved: ({ personId, returned, teams }) =>
			personId !== null && returned === null && teams !== null,
		roles: ({ personId, returned, roles }) =>
			personId !== null && returned === null && roles !== null,
		left: ({ personId, left }) => personId !== null && left !== null,
		returned: ({ returned }) => returned !== null
	};
	return plan.changed.filter(isIn[list] ?? (() => false));
}

/** How many people or lines each list holds. */
export function countsOf(plan: ImportPlan): Record<PlanList, number> {
	const people = (list: PlanList) => changedIn(list, plan).length;
	return {
		added: people('added'),
		details: people('details'),
		moved: people('moved'),
		roles: people('roles'),
		left: people('left'),
		returned: people('returned'),
		unchanged: plan.unchanged.length,
		'left-out': plan.repeats.length + plan.leftOut.length,
		refused: plan.refused.length
	};
}

/** A line on its way to being planned: what would happen, or why it cannot. */
export type Draft = { planned: Planned } | { problems: Problem[] } | { leftOut: string };
