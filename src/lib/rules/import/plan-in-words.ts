import { shortDay } from '../dates-in-words.ts';
import { howMany } from '../how-many.ts';
import { titleOf } from './fields.ts';
import type { FieldChange, Planned, PlanList } from './planned.ts';
import type { SpanChanges } from './spans.ts';

/** One thing that is changed or recorded; null: there is or was none. */
export type ChangeLine = { title: string; from: string | null; to: string | null };

/** What roles and teams are called. */
export type Names = { role: (key: string) => string; team: (key: string) => string };

/** Everything that happens to one person, line by line. */
export function plannedInWords(planned: Planned, names: Names): ChangeLine[] {
	return planned.personId === null ? newcomer(planned, names) : changes(planned, names);
}

function newcomer({ values, roles, teams, manager, induction }: Planned, names: Names) {
	const listed = (spans: SpanChanges | null, name: (key: string) => string) =>
		spans === null ? null : spans.begin.map(({ key }) => name(key)).join(', ');
	const lines: [string, string | null][] = [
		[titleOf('startedOn'), shortDay(values.startedOn)],
		[titleOf('leftOn'), inWords('leftOn', values.leftOn)],
		[titleOf('email'), values.email],
		[titleOf('reference'), values.reference],
		[titleOf('roles'), listed(roles, names.role)],
		[titleOf('team'), listed(teams, names.team)],
		[titleOf('manager'), manager === null ? null : manager.name],
		[titleOf('contactFrom'), inWords('contactFrom', values.contactFrom)],
		['Induction', induction ? 'Starts' : null]
	];
	return lines.flatMap(([title, to]) => (to === null ? [] : [{ title, from: null, to }]));
}

function changes(planned: Planned, names: Names): ChangeLine[] {
	const { returned, left, details, roles, teams, induction } = planned;
	const lines: ChangeLine[] = [];
	const set = (title: string, to: string) => lines.push({ title, from: null, to });
	if (returned !== null) set('Comes back', shortDay(returned));
	if (left !== null) set(titleOf('leftOn'), shortDay(left));
	for (const { field, from, to } of details) {
		lines.push({ title: titleOf(field), from: inWords(field, from), to: inWords(field, to) });
	}
	lines.push(...spansInWords('Role', roles, names.role));
	lines.push(...spansInWords('Team', teams, names.team));
	if (induction) set('Induction', 'Starts');
	return lines;
}

function spansInWords(
	title: string,
	spans: SpanChanges | null,
	name: (key: string) => string
): ChangeLine[] {
	if (spans === null) return [];
	const { begin, end, remove } = spans;
	const from = [
		...end.map(({ key, toDay }) => `${name(key)} until ${shortDay(toDay)}`),
		...remove.map(({ key }) => name(key))
	];
	const to = begin.map(({ key, fromDay }) => `${name(key)} from ${shortDay(fromDay)}`);
	return [{ title, from: from.join(', ') || null, to: to.join(', ') || null }];
}

function inWords(field: FieldChange['field'], value: string | null): string | null {
	const isDay = field === 'startedOn' || field === 'leftOn' || field === 'contactFrom';
	return value !== null && isDay ? shortDay(value) : value;
}

/** The lists of a plan, as their tiles and headings call them. */
export const listTitles: Record<PlanList, string> = {
	added: 'Added',
	details: 'Details changed',
	moved: 'Moved team',
	roles: 'Roles changed',
	left: 'Leaving',
	returned: 'Coming back',
	unchanged: 'Nothing changes',
	'left-out': 'Left out',
	refused: 'Refused'
};

/** What applying a plan changes, in a sentence; empty when nothing does. */
export function sumInWords(counts: Record<PlanList, number>, newTeams: number): string {
	const parts: [number, string][] = [
		[counts.added, `${howMany(counts.added, 'person is', 'people are')} added`],
		[counts.returned, `${howMany(counts.returned, 'person comes', 'people come')} back`],
		[counts.left, `${howMany(counts.left, 'person leaves', 'people leave')}`],
		[counts.moved, `${howMany(counts.moved, 'person moves', 'people move')} team`],
		[counts.roles, `${howMany(counts.roles, 'person has', 'people have')} other roles`],
		[counts.details, `${howMany(counts.details, 'person has', 'people have')} other details`],
		[newTeams, `${howMany(newTeams, 'team is', 'teams are')} made`]
	];
	const said = parts.flatMap(([count, words]) => (count > 0 ? [words] : []));
	if (said.length < 2) return said.join('');
	return `${said.slice(0, -1).join(', ')} and ${said.slice(-1).join('')}`;
}
