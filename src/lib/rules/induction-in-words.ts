import { shortDay } from './dates-in-words.ts';
import type { Day } from './day.ts';
import { howMany } from './how-many.ts';
import type { StageForStarter, StandingForStarter } from './induction-for-starter.ts';
import type { StandingFamily } from './standing.ts';

const families: Record<StandingForStarter, StandingFamily> = {
	done: 'good',
	due: 'warn',
	overdue: 'bad',
	to_come: 'calm',
	waiting: 'calm'
};

/** The family in which a page shows a step or a stage. */
export function inductionFamily(standing: StandingForStarter): StandingFamily {
	return families[standing];
}

/**
 * Word and day of a step, e.g. `Overdue · was due 19 Nov 2026`.
 * @param day the day it was done when it is done, else the day it is due
 */
export function inductionStandingInWords(standing: StandingForStarter, day: Day): string {
	const date = shortDay(day);
	switch (standing) {
		case 'done':
			return `Done ${date}`;
		case 'due':
			return `Due ${date}`;
		case 'overdue':
			return `Overdue · was due ${date}`;
		case 'to_come':
			return `To come · due ${date}`;
		case 'waiting':
			return `Waiting for your manager · by ${date}`;
	}
}

/** What a stage asks of the person by now besides its figures, e.g. `2 overdue`; empty: nothing. */
export function stageForStarterInWords({
	standing,
	overdue
}: Pick<StageForStarter, 'standing' | 'overdue'>): string {
	if (standing === 'overdue') return `${String(overdue)} overdue`;
	return standing === 'waiting' ? 'Waiting for your manager' : '';
}

/** What an induction holds besides what somebody does next: what is overdue, and what waits. */
export function inductionNewsInWords({
	overdue,
	waitingForManager
}: {
	overdue: number;
	waitingForManager: number;
}): string[] {
	const late = `${howMany(overdue, 'step', 'steps')} that you do yourself ${overdue === 1 ? 'is' : 'are'} overdue.`;
	const waiting = `${howMany(waitingForManager, 'step waits', 'steps wait')} for your manager to confirm. You do not have to do anything here; it helps to remind them.`;
	return [...(overdue > 0 ? [late] : []), ...(waitingForManager > 0 ? [waiting] : [])];
}

/** How far somebody is, e.g. `Day 3 of your induction`; before the first day it says when. */
export function inductionDayInWords({
	day,
	startedOn,
	isNewRole
}: {
	day: number;
	startedOn: Day;
	isNewRole: boolean;
}): string {
	if (isNewRole) return `Day ${String(day)} in your new role`;
	return day < 1
		? `Your first day is ${shortDay(startedOn)}`
		: `Day ${String(day)} of your induction`;
}

/** From which of somebody's roles a step comes, e.g. `For your role: Tutor`; empty: everybody's. */
export function stepRolesInWords(
	roles: readonly string[],
	titles: Readonly<Record<string, string>>,
	reader: 'person' | 'manager'
): string {
	if (roles.length === 0) return '';
	const named = roles.map((role) => titles[role] ?? role).join('; ');
	const what = roles.length === 1 ? 'role' : 'roles';
	return reader === 'person' ? `For your ${what}: ${named}` : `For the ${what}: ${named}`;
}
