import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	criticalMissedTwice,
	isRight,
	refusalOf,
	rightAnswersNeeded,
	scoreQuiz,
	shuffledOrder,
	type QuizQuestion
} from './quiz.ts';

const single: QuizQuestion = {
	key: 'single',
	outcome: 'lo1',
	kind: 'single',
	options: [
		{ key: 'a' },
		{ key: 'b', correct: true },
		{ key: 'c', correct: false },
		{ key: 'd', correct: false }
	]
};
const multiple: QuizQuestion = {
	key: 'multiple',
	outcome: 'lo2',
	kind: 'multiple',
	options: [
		{ key: 'a', correct: true },
		{ key: 'b', correct: true },
		{ key: 'c', correct: false },
		{ key: 'd', correct: false }
	]
};
const mustKnow: QuizQuestion = { ...single, key: 'must-know', outcome: 'lo3', critical: true };

/** Ten questions; the first is critical when asked for. */
function questions(count: number, critical = false): QuizQuestion[] {
	return Array.from({ length: count }, (_, index) => ({
		...single,
		key: `q${index}`,
		outcome: `lo${index % 3}`,
		critical: critical && index === 0
	}));
}

/** Answers with the first `right` questions right and the others wrong. */
function answered(list: QuizQuestion[], right: number): Map<string, string[]> {
	return new Map(list.map((question, index) => [question.key, [index < right ? 'b' : 'a']]));
}

describe('what can be saved as an answer', () => {
	it.each([
		['one of a single question', single, ['a'], null],
		['two of a single question', single, ['a', 'b'], 'too_many'],
		['one of a multiple question', multiple, ['c'], null],
		['several of a multiple question', multiple, ['a', 'c', 'd'], null],
		['nothing', single, [], 'nothing_chosen'],
		['nothing of a multiple question', multiple, [], 'nothing_chosen'],
		['an option that is not offered', single, ['z'], 'not_offered'],
		['one offered and one not', multiple, ['a', 'z'], 'not_offered'],
		['the same option twice', multiple, ['a', 'a'], 'not_offered']
	])('%s', (_, question, chosen, refusal) => {
		expect(refusalOf(question, chosen)).toBe(refusal);
	});
});

describe('what is right', () => {
	it.each([
		['the correct option', single, ['b'], true],
		['another option', single, ['a'], false],
		['an option marked as not correct', single, ['c'], false],
		['no answer', single, [], false],
		['the correct option and another of a single question', single, ['b', 'a'], false],
		['all and only the correct options', multiple, ['b', 'a'], true],
		['one of the correct options', multiple, ['a'], false],
		['all correct options and one more', multiple, ['a', 'b', 'c'], false],
		['only the other options', multiple, ['c', 'd'], false],
		['the correct options, one of them twice', multiple, ['a', 'b', 'b'], false],
		['the correct options and one that is not offered', multiple, ['a', 'b', 'z'], false]
	])('%s', (_, question, chosen, right) => {
		expect(isRight(question, chosen)).toBe(right);
	});
});

describe('score and pass', () => {
	it.each([
		[10, 8, 80, 80, true],
		[10, 7, 80, 70, false],
		[12, 10, 80, 83, true],
		[12, 9, 80, 75, false],
		[3, 2, 66, 66, true],
		// 66.67 % is below 67 %, and is not rounded up to it.
		[3, 2, 67, 66, false],
		[10, 10, 100, 100, true],
		[10, 9, 100, 90, false],
		[1, 0, 50, 0, false]
	])('%i questions, %i right, pass mark %i', (count, right, passMark, percent, passed) => {
		const list = questions(count);
		const result = scoreQuiz(list, answered(list, right), passMark);
		expect(result.scorePercent).toBe(percent);
		expect(result.passed).toBe(passed);
	});

	it('asks for every critical question, whatever the score', () => {
		const list = [...questions(9), mustKnow];
		const answers = answered(list, 9);
		expect(scoreQuiz(list, answers, 80)).toMatchObject({ scorePercent: 90, passed: false });
		answers.set('must-know', ['b']);
		expect(scoreQuiz(list, answers, 80)).toMatchObject({ scorePercent: 100, passed: true });
	});

	it('counts a question without an answer as not right and names its outcome', () => {
		const result = scoreQuiz([single, multiple], new Map([['multiple', ['a', 'b']]]), 50);
		expect(result).toEqual({
			results: [
				{ question: 'single', right: false },
				{ question: 'multiple', right: true }
			],
			scorePercent: 50,
			passed: true,
			outcomesMissed: ['lo1']
		});
	});

	it('names an outcome once and in the order of the quiz', () => {
		const list = questions(6);
		expect(scoreQuiz(list, new Map(), 80).outcomesMissed).toEqual(['lo0', 'lo1', 'lo2']);
	});

	it('passes nobody on a quiz without questions', () => {
		expect(scoreQuiz([], new Map(), 80)).toMatchObject({ scorePercent: 0, passed: false });
	});

	it('agrees with the number of right answers that the page promises', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 40 }),
				fc.integer({ min: 50, max: 100 }),
				fc.nat(40),
				fc.boolean(),
				(count, passMark, rightAtMost, critical) => {
					const right = Math.min(rightAtMost, count);
					const list = questions(count, critical);
					const result = scoreQuiz(list, answered(list, right), passMark);
					expect(result.passed).toBe(
						right >= rightAnswersNeeded(count, passMark) && (!critical || right > 0)
					);
					expect(result.scorePercent).toBeGreaterThanOrEqual(0);
					expect(result.scorePercent).toBeLessThanOrEqual(100);
					if (result.passed) expect(result.scorePercent).toBeGreaterThanOrEqual(passMark);
					expect(result.results.filter((line) => line.right)).toHaveLength(right);
					expect(result.outcomesMissed.length === 0).toBe(right === count);
				}
			)
		);
	});

	it.each([
		[12, 80, 10],
		[10, 80, 8],
		[10, 75, 8],
		[3, 100, 3]
	])('%i questions at %i percent need %i', (count, passMark, needed) => {
		expect(rightAnswersNeeded(count, passMark)).toBe(needed);
	});
});

describe('the order of an attempt', () => {
	it('is drawn from the random source alone', () => {
		expect(shuffledOrder([single, multiple], () => 0)).toEqual([
			{ question: 'single', options: ['a', 'b', 'c', 'd'] },
			{ question: 'multiple', options: ['a', 'b', 'c', 'd'] }
		]);
		expect(shuffledOrder([single, multiple], (max) => max - 1)).toEqual([
			{ question: 'multiple', options: ['d', 'c', 'b', 'a'] },
			{ question: 'single', options: ['d', 'c', 'b', 'a'] }
		]);
	});

	it('holds every question and every option exactly once', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 12 }), fc.infiniteStream(fc.nat()), (count, stream) => {
				const list = questions(count);
				const order = shuffledOrder(list, (max) => Number(stream.next().value) % max);
				expect(order.map((line) => line.question).sort()).toEqual(
					list.map((question) => question.key).sort()
				);
				for (const line of order) expect([...line.options].sort()).toEqual(['a', 'b', 'c', 'd']);
			})
		);
	});

	it('can come out in every order, each as often as the others', () => {
		const seen = new Map<string, number>();
		const three = questions(3);
		for (let first = 0; first < 3; first++) {
			for (let second = 0; second < 2; second++) {
				const draws = [first, second, 0];
				const order = shuffledOrder(three, (max) => (max > 3 ? 0 : (draws.shift() ?? 0)));
				const key = order.map((line) => line.question).join();
				seen.set(key, (seen.get(key) ?? 0) + 1);
			}
		}
		expect([...seen.values()]).toEqual([1, 1, 1, 1, 1, 1]);
	});
});

describe('a critical question missed twice running', () => {
	const wrong = [
		{ question: 'must-know', right: false },
		{ question: 'single', right: false }
	];
	const right = [
		{ question: 'must-know', right: true },
		{ question: 'single', right: false }
	];
	it.each([
		['the first attempt', [wrong], []],
		['twice running', [wrong, wrong], ['must-know']],
		['right the last time', [right, wrong], []],
		['right the time before', [wrong, right], []],
		['a third time running is not reported again', [wrong, wrong, wrong], []],
		['twice running after one that was right', [wrong, wrong, right], ['must-know']],
		['a question that the attempt before did not have', [wrong, []], []],
		['no attempt at all', [], []]
	])('%s', (_, attempts, missed) => {
		expect(criticalMissedTwice([single, mustKnow], attempts)).toEqual(missed);
	});
});
