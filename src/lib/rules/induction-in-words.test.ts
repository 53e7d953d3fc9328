import { expect, it } from 'vitest';
import {
	inductionDayInWords,
	inductionFamily,
	inductionNewsInWords,
	inductionStandingInWords,
	stageForStarterInWords,
	stepRolesInWords
} from './induction-in-words.ts';

it.each([
	['done', 'good', 'Done 27 Nov 2026'],
	['due', 'warn', 'Due 27 Nov 2026'],
	['overdue', 'bad', 'Overdue · was due 27 Nov 2026'],
	['to_come', 'calm', 'To come · due 27 Nov 2026'],
	['waiting', 'calm', 'Waiting for your manager · by 27 Nov 2026']
] as const)('%s', (standing, family, words) => {
	expect(inductionFamily(standing)).toBe(family);
	expect(inductionStandingInWords(standing, '2026-11-27')).toBe(words);
});

it.each([
	[0, false, 'Your first day is 27 Nov 2026'],
	[1, false, 'Day 1 of your induction'],
	[30, false, 'Day 30 of your induction'],
	[2, true, 'Day 2 in your new role']
])('day %i, in a new role: %s', (day, isNewRole, words) => {
	expect(inductionDayInWords({ day, startedOn: '2026-11-27', isNewRole })).toBe(words);
});

it.each([
	[[], 'person', ''],
	[['tutor'], 'person', 'For your role: Tutor'],
	[['tutor', 'hr'], 'person', 'For your roles: Tutor; HR and recruitment'],
	[['tutor'], 'manager', 'For the role: Tutor'],
	[['gone'], 'manager', 'For the role: gone']
] as const)('the roles %s for the %s', (roles, reader, words) => {
	const titles = { tutor: 'Tutor', hr: 'HR and recruitment' };
	expect(stepRolesInWords(roles, titles, reader)).toBe(words);
});

it.each([
	['overdue', 2, '2 overdue'],
	['waiting', 0, 'Waiting for your manager'],
	['due', 0, ''],
	['to_come', 0, ''],
	['done', 0, '']
] as const)('a stage that is %s', (standing, overdue, words) => {
	expect(stageForStarterInWords({ standing, overdue })).toBe(words);
});

const waits =
	'for your manager to confirm. You do not have to do anything here; it helps to remind them.';
it.each([
	[0, 0, []],
	[1, 0, ['1 step that you do yourself is overdue.']],
	[2, 0, ['2 steps that you do yourself are overdue.']],
	[0, 1, [`1 step waits ${waits}`]],
	[1, 3, ['1 step that you do yourself is overdue.', `3 steps wait ${waits}`]]
])('%i overdue and %i waiting for the manager', (overdue, waitingForManager, words) => {
	expect(inductionNewsInWords({ overdue, waitingForManager })).toEqual(words);
});
