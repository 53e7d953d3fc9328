import { expect, it } from 'vitest';
import {
	inductionDayInWords,
	inductionFamily,
	inductionStandingInWords
} from './induction-in-words.ts';

it.each([
	['done', 'good', 'Done 27 Nov 2026'],
	['due', 'warn', 'Due 27 Nov 2026'],
	['overdue', 'bad', 'Overdue · was due 27 Nov 2026'],
	['to_come', 'calm', 'To come · due 27 Nov 2026']
] as const)('%s', (standing, family, words) => {
	expect(inductionFamily(standing)).toBe(family);
	expect(inductionStandingInWords(standing, '2026-11-27')).toBe(words);
});

it.each([
	[0, 'Your first day is 27 Nov 2026'],
	[1, 'Day 1 of your induction'],
	[30, 'Day 30 of your induction']
])('day %i', (day, words) => {
	expect(inductionDayInWords(day, '2026-11-27')).toBe(words);
});
