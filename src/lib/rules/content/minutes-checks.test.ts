import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkMinutes } from './minutes-checks.ts';
import type { ModuleFolder } from './module-checks.ts';
import { moduleFile } from './module.ts';
import { quizFile } from './quiz.ts';
import { scenarioFile } from './scenario.ts';

/** So many words: each sentence has four. */
const words = (count: number) => 'We can all help. '.repeat(count / 4);

const YAML = {
	title: 'M',
	summary: 'S',
	version: '1',
	pass_mark: 80,
	renewal_basis: 'B',
	reviewed: '2026-11-21',
	next_review: '2027-11-21',
	nation: 'England',
	nations: { wales: 'W', scotland: 'S', northern_ireland: 'N' },
	audience: ['all_staff'],
	posts: [],
	outcomes: [{ key: 'lo1', text: 'T' }],
	changes: [{ version: '1', date: '2026-11-21', kind: 'minor', summary: 'S', points: ['P'] }],
	sources: [{ title: 'T', publisher: 'P', date: '2026', url: 'https://www.gov.uk/a' }]
};

/** On the shortest way as long as its setup; two dead ends may add to it. */
function scenario(minutes: number, setup: string, consequence = 'So.', next = 'end') {
	const choices = [
		{ key: 'a', text: 'A', consequence: 'So.', best: true, next },
		{ key: 'b', text: 'B', consequence },
		{ key: 'c', text: 'C', consequence: 'So.' }
	];
	const decisions = [{ key: 'first', question: 'Q', choices }];
	const frame = { title: 'S', minutes, outcomes: ['lo1'], start: 'first', debrief: 'D' };
	return v.parse(scenarioFile, { ...frame, setup, decisions });
}

function quiz(text: string, feedback = 'So.') {
	const options = ['a', 'b', 'c', 'd'].map((key) => ({
		key,
		text: key,
		correct: key === 'a',
		feedback: key === 'a' ? feedback : 'So.'
	}));
	return v.parse(quizFile, {
		questions: [{ key: 'q', outcome: 'lo1', kind: 'single', text, options }]
	});
}

function found(changed: {
	minutes?: number;
	lesson?: [minutes: number, text: string | null];
	scenario?: ReturnType<typeof scenario> | null;
	quiz?: [minutes: number, quiz: ReturnType<typeof quiz> | null];
}): string[] {
	const [lessonMinutes, text] = changed.lesson ?? [2, words(360)];
	const [quizMinutes, questions] = changed.quiz ?? [4, quiz(words(360))];
	const one = changed.scenario === undefined ? scenario(2, words(360)) : changed.scenario;
	const sum = lessonMinutes + quizMinutes + (one?.minutes ?? 0);
	const file = v.parse(moduleFile, {
		...YAML,
		minutes: changed.minutes ?? sum,
		steps: [
			{ lesson: '01-first', title: 'L', minutes: lessonMinutes, outcomes: ['lo1'] },
			{ scenario: 'offer' }
		],
		quiz_minutes: quizMinutes
	});
	const module: ModuleFolder = {
		folder: 'modules/m',
		file,
		lessons: text === null ? {} : { '01-first': text },
		scenarios: { offer: one },
		quiz: questions,
		card: null
	};
	return checkMinutes(module).map(
		({ file, path, message }) => `${file.slice(10)} ${path.join('.')}: ${message}`
	);
}

describe('the minutes of a module', () => {
	it('are fine when they fit its words', () => {
		expect(found({})).toEqual([]);
	});

	// The steps take eight minutes.
	it.each([
		[8, true],
		[7, false],
		[9, false]
	])('are %i in all: %s', (minutes, isFine) => {
		expect(found({ minutes }).length === 0).toBe(isFine);
	});

	it('may be a tenth from the sum', () => {
		const rest = { lesson: [6, words(1080)], quiz: [2, quiz(words(360))] } as const;
		const ten = (minutes: number) => found({ ...rest, minutes } as Parameters<typeof found>[0]);
		expect(ten(10)).toEqual([]);
		expect(
			found({ ...rest, lesson: [7, words(1080)], minutes: 10 } as Parameters<typeof found>[0])
		).toEqual([]);
		expect(ten(11)).toEqual([]);
		expect(ten(12)).toEqual([
			'module.yaml minutes: The steps and the quiz take 10 minutes, not 12: correct "minutes" here or there'
		]);
	});

	it.each([
		[3, 720, null],
		[3, 724, 'module.yaml steps.0.minutes: 724 words take about 4 minutes: raise "minutes"'],
		[5, 360, null],
		[6, 360, '360 words take about 2 minutes: lower "minutes" or add to the lesson'],
		[2, 4, 'take about 1 minute: lower'],
		[1, 4, null]
	])('of a lesson: %i for %i words', (minutes, count, message) => {
		const wanted = message === null ? [] : [expect.stringContaining(message)];
		expect(found({ lesson: [minutes, words(count)] })).toEqual(wanted);
	});

	// A scenario of which only the frame is read has eight words besides its setup: Q A B C So D.
	it.each([
		[3, 712, 0, null],
		[3, 720, 0, 'scenarios/offer.yaml minutes: 726 words take about 4 minutes: raise "minutes"'],
		[4, 360, 0, null],
		[6, 360, 0, 'take about 2 minutes: lower "minutes" or add to the scenario'],
		[6, 360, 180, null]
	])('of a scenario: %i for %i words and %i on the side', (minutes, setup, side, message) => {
		const wanted = message === null ? [] : [expect.stringContaining(message)];
		const one = scenario(minutes, words(setup), `So. ${words(side)}`);
		expect(found({ scenario: one })).toEqual(wanted);
	});

	it('of a scenario that goes nowhere or in a circle are still counted', () => {
		for (const next of ['gone', 'first']) {
			expect(found({ scenario: scenario(2, words(360), 'So.', next) })).toEqual([]);
		}
		const lost = { ...scenario(2, words(360)), start: 'gone' };
		expect(found({ scenario: lost })).toEqual([]);
		const dull = scenario(2, words(360));
		const choices = dull.decisions.flatMap((one) => one.choices);
		for (const choice of choices) choice.best = false;
		expect(found({ scenario: dull })).toEqual([]);
	});

	it.each([
		[1, 236, '', null],
		[
			1,
			240,
			'',
			'module.yaml quiz_minutes: 244 words take about 1 minute: raise "quiz_minutes" or cut the quiz'
		],
		[7, 360, '', null],
		[8, 360, '', 'module.yaml quiz_minutes: 365 words take about 2 minutes: lower "quiz_minutes"'],
		[8, 360, words(60), null]
	])('of a quiz: %i for %i words and feedback %j', (minutes, count, feedback, message) => {
		const wanted = message === null ? [] : [expect.stringContaining(message)];
		const one = quiz(words(count), feedback || 'So.');
		expect(found({ quiz: [minutes, one] })).toEqual(wanted);
	});

	it('are not compared with what cannot be read', () => {
		expect(found({ lesson: [9, null], scenario: null, quiz: [9, null] })).toEqual([]);
	});
});
