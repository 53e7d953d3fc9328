import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModuleStep } from './content/module.ts';
import { lessonsToReopen, moduleProgress, teaches } from './progress.ts';

const lesson = (name: string, minutes: number, outcomes: string[]): ModuleStep => ({
	kind: 'lesson',
	name,
	file: `01-${name}`,
	title: name,
	minutes,
	outcomes
});
const quiz: ModuleStep = { kind: 'quiz', name: 'quiz', title: 'Quiz', minutes: 10 };
const steps: ModuleStep[] = [
	lesson('why', 2, ['lo1']),
	lesson('signs', 3, ['lo2']),
	{ kind: 'scenario', name: 'money', title: 'Money', minutes: 4, outcomes: ['lo2'] },
	lesson('help', 5, ['lo1', 'lo3']),
	quiz
];
const done = (step: string) => ({ step, reopened: false });
const reopened = (step: string) => ({ step, reopened: true });

describe('progress', () => {
	it.each([
		['nothing done', [], false, ['next', 'to_do', 'to_do', 'to_do', 'to_do'], 0, 24, 'why'],
		[
			'one done',
			[done('why')],
			false,
			['done', 'next', 'to_do', 'to_do', 'to_do'],
			20,
			22,
			'signs'
		],
		[
			'done out of order',
			[done('help'), done('signs')],
			false,
			['next', 'done', 'to_do', 'done', 'to_do'],
			40,
			16,
			'why'
		],
		[
			'all but the quiz',
			[done('why'), done('signs'), done('money'), done('help')],
			false,
			['done', 'done', 'done', 'done', 'next'],
			80,
			10,
			'quiz'
		],
		[
			'a lesson reopened',
			[done('why'), reopened('signs'), done('money'), done('help')],
			false,
			['done', 'again', 'done', 'done', 'to_do'],
			60,
			13,
			'signs'
		],
		[
			'a lesson reopened and read again',
			[done('why'), reopened('signs'), done('signs')],
			false,
			['done', 'done', 'next', 'to_do', 'to_do'],
			40,
			19,
			'money'
		],
		[
			'the quiz passed without reading everything',
			[done('why')],
			true,
			['done', 'next', 'to_do', 'to_do', 'done'],
			40,
			12,
			'signs'
		],
		[
			'everything',
			[done('why'), done('signs'), done('money'), done('help')],
			true,
			['done', 'done', 'done', 'done', 'done'],
			100,
			0,
			null
		],
		[
			'records of steps that the module no longer has',
			[done('gone'), done('quiz'), reopened('quiz')],
			false,
			['next', 'to_do', 'to_do', 'to_do', 'to_do'],
			0,
			24,
			'why'
		]
	])('%s', (_, records, passed, states, percent, minutesLeft, next) => {
		const progress = moduleProgress(steps, records, passed);
		expect(progress.steps.map((step) => step.state)).toEqual(states);
		expect(progress).toMatchObject({ percent, minutesLeft, next, total: 5 });
		expect(progress.done).toBe(states.filter((state) => state === 'done').length);
	});

	it('is whole where there is nothing to do', () => {
		expect(moduleProgress([], [], false)).toEqual({
			steps: [],
			done: 0,
			total: 0,
			percent: 100,
			minutesLeft: 0,
			next: null
		});
	});

	it('never falls when a step is done, and reaches 100 only with everything', () => {
		const record = fc.record({
			step: fc.constantFrom(...steps.map((step) => step.name), 'gone'),
			reopened: fc.boolean()
		});
		fc.assert(
			fc.property(fc.array(record), record, fc.boolean(), (records, more, passed) => {
				const before = moduleProgress(steps, records, passed);
				const after = moduleProgress(steps, [...records, more], passed);
				expect(after.percent).toBeGreaterThanOrEqual(before.percent);
				expect(after.minutesLeft).toBeLessThanOrEqual(before.minutesLeft);
				expect(before.percent === 100).toBe(before.next === null);
				expect(before.minutesLeft === 0).toBe(before.next === null);
			})
		);
	});
});

describe('lessons to read again', () => {
	it.each([
		['nothing missed', [], []],
		['one outcome, one lesson', ['lo3'], ['help']],
		['one outcome, several lessons', ['lo1'], ['why', 'help']],
		['scenarios stay done', ['lo2'], ['signs']],
		['several outcomes name a lesson once', ['lo1', 'lo3'], ['why', 'help']],
		['an outcome that no lesson has', ['lo9'], []]
	])('%s', (_, missed, lessons) => {
		expect(lessonsToReopen(steps, missed)).toEqual(lessons);
	});

	it('are never the quiz', () => {
		expect(teaches(quiz, ['lo1', 'lo2', 'lo3'])).toBe(false);
	});
});
