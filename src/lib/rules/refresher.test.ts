import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModuleChange, ModuleStep } from './content/module.ts';
import { moduleProgress } from './progress.ts';
import {
	changesSince,
	isRefresher,
	refresherScenario,
	refresherSteps,
	stepsBeforeQuiz
} from './refresher.ts';

const lesson = (name: string, outcomes: string[]): ModuleStep => ({
	kind: 'lesson',
	name,
	file: `01-${name}`,
	title: name,
	minutes: 3,
	outcomes
});
const scenario = (name: string): ModuleStep => ({
	kind: 'scenario',
	name,
	title: name,
	minutes: 4,
	outcomes: ['lo2']
});
const steps: ModuleStep[] = [
	lesson('why', ['lo1']),
	lesson('signs', ['lo2']),
	scenario('money'),
	scenario('video'),
	lesson('help', ['lo1', 'lo3']),
	{ kind: 'quiz', name: 'quiz', title: 'Quiz', minutes: 8 }
];

describe('who renews by a refresher', () => {
	const on = true;
	const last = { validUntil: '2026-03-31' };

	it.each([
		['never done before', { on, last: null, dueOn: '2026-03-31' }, '2026-03-01', false],
		['in the window', { on, last, dueOn: '2026-03-31' }, '2026-03-01', true],
		['not what the organisation wants', { on: false, last, dueOn: null }, '2026-03-01', false],
		['on the last day', { on, last, dueOn: '2026-03-31' }, '2026-03-31', true],
		['a year late to the day', { on, last, dueOn: '2026-03-31' }, '2027-03-31', true],
		['later than that', { on, last, dueOn: '2026-03-31' }, '2027-04-01', false],
		['asked by nobody, a year late', { on, last, dueOn: null }, '2027-03-31', true],
		['asked by nobody, later than that', { on, last, dueOn: null }, '2027-04-01', false],
		['put off by a pause', { on, last, dueOn: '2027-02-01' }, '2027-03-31', true],
		['put off, and lapsed meanwhile', { on, last, dueOn: '2027-05-01' }, '2027-04-01', false],
		['brought forward', { on, last, dueOn: '2026-01-31' }, '2027-01-31', true],
		['brought forward, and lapsed', { on, last, dueOn: '2026-01-31' }, '2027-02-01', false],
		[
			'what did not run out, asked again',
			{ on, last: { validUntil: null }, dueOn: '2026-01-31' },
			'2027-01-31',
			true
		],
		[
			'what did not run out, asked again and lapsed',
			{ on, last: { validUntil: null }, dueOn: '2026-01-31' },
			'2027-02-01',
			false
		],
		['what never runs out', { on, last: { validUntil: null }, dueOn: null }, '2036-01-01', true],
		[
			'what ran out on 29 February',
			{ on, last: { validUntil: '2028-02-29' }, dueOn: '2028-02-29' },
			'2029-02-28',
			true
		],
		[
			'what ran out on 29 February, a day later',
			{ on, last: { validUntil: '2028-02-29' }, dueOn: '2028-02-29' },
			'2029-03-01',
			false
		]
	])('%s', (_, facts, today, answer) => {
		expect(isRefresher(facts, today)).toBe(answer);
	});
});

describe('the scenario of a refresher', () => {
	const calm = { name: 'calm', critical: false };
	const danger = { name: 'danger', critical: true };
	const more = { name: 'more', critical: true };

	it.each([
		['none', [], 1, null],
		['the only one', [calm], 7, 'calm'],
		['critical ones first', [calm, danger, more], 1, 'danger'],
		['another one next time', [calm, danger, more], 2, 'more'],
		['then the others', [calm, danger, more], 3, 'calm'],
		['and round again', [calm, danger, more], 4, 'danger']
	])('%s', (_, scenarios, cycle, name) => {
		expect(refresherScenario(scenarios, cycle)).toBe(name);
	});

	it('is another one each time, and every one in turn', () => {
		const names = fc.uniqueArray(fc.string(), { minLength: 2, maxLength: 6 });
		fc.assert(
			fc.property(names, fc.infiniteStream(fc.boolean()), fc.nat(20), (all, flags, start) => {
				const scenarios = all.map((name) => ({ name, critical: flags.next().value === true }));
				const round = all.map((_, turn) => refresherScenario(scenarios, start + 1 + turn));
				expect(new Set(round)).toEqual(new Set(all));
			})
		);
	});
});

describe('the steps of a refresher', () => {
	const names = (scenario: string | null, missed: string[] = []) =>
		refresherSteps(steps, { scenario, missed }).map(({ name }) => name);

	it.each([
		['the short way', 'video', [], ['what-changed', 'video', 'quiz']],
		['a module without scenarios', null, [], ['what-changed', 'quiz']],
		['a scenario that is no longer there', 'gone', [], ['what-changed', 'quiz']],
		[
			'with the lessons that a quiz showed to be missing',
			'money',
			['lo3', 'lo2'],
			['what-changed', 'signs', 'money', 'help', 'quiz']
		]
	])('%s', (_, scenario, missed, expected) => {
		expect(names(scenario, missed)).toEqual(expected);
	});

	it('takes far less time than the whole module', () => {
		const way = refresherSteps(steps, { scenario: 'money', missed: [] });
		expect(way[0]).toMatchObject({ kind: 'changes', title: 'What has changed' });
		expect(way.reduce((sum, { minutes }) => sum + minutes, 0)).toBe(2 + 4 + 8);
	});

	it('come before the quiz, and lessons to read again before the next try', () => {
		const before = (missed: string[], ...done: string[]) =>
			stepsBeforeQuiz(
				moduleProgress(
					refresherSteps(steps, { scenario: 'money', missed }),
					done.map((step) => ({ step, reopened: false })),
					false
				)
			);
		expect(before([])).toEqual(['what-changed', 'money']);
		expect(before([], 'what-changed', 'why')).toEqual(['money']);
		expect(before([], 'money', 'what-changed')).toEqual([]);
		expect(before(['lo1'], 'money', 'what-changed')).toEqual(['why', 'help']);
		expect(before(['lo1'], 'money', 'what-changed', 'help')).toEqual(['why']);
	});
});

describe('what is new to somebody', () => {
	const change = (version: string, date: string): ModuleChange => ({
		version,
		date,
		kind: 'minor',
		summary: version,
		points: ['So.']
	});
	const changes = [
		change('2026.11', '2026-11-21'),
		change('2026.9', '2026-09-01'),
		change('2025', '2025-01-10')
	];

	it.each([
		['everything after their version', '2025', ['2026.11', '2026.9']],
		['numbers, not letters, decide', '2026.9', ['2026.11']],
		['nothing after the newest', '2026.11', []],
		['all that is known, where theirs is older', '2024', ['2026.11', '2026.9', '2025']],
		['nothing where theirs is newer', '2027', []]
	])('%s', (_, version, expected) => {
		const found = changesSince(changes, { version, completedOn: '2026-12-01' });
		expect(found.map((entry) => entry.version)).toEqual(expected);
	});

	it.each([
		['2025-01-09', 3],
		['2025-01-10', 2],
		['2026-11-20', 1],
		['2026-11-21', 0]
	])('everything after %s where it was done elsewhere', (completedOn, count) => {
		expect(changesSince(changes, { version: null, completedOn })).toHaveLength(count);
	});
});
