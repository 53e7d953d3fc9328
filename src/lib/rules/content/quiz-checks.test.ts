import { describe, expect, it } from 'vitest';
import { checkQuiz } from './quiz-checks.ts';
import { questionForPerson, type Question } from './quiz.ts';

function question(key: string, right: number[], changed: Partial<Question> = {}): Question {
	return {
		key,
		outcome: 'lo1',
		kind: 'single',
		critical: true,
		text: 'Which?',
		options: ['a', 'b', 'c', 'd'].map((option, index) => ({
			key: option,
			text: `Text of ${option}`,
			correct: right.includes(index),
			feedback: 'Because.'
		})),
		...changed
	};
}

function found(questions: Question[]): string[] {
	return checkQuiz('q.yaml', { questions }, new Set(['lo1'])).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

const spread = [0, 1, 2, 3, 0, 1].map((right, index) => question(`q${index}`, [right]));

describe('a quiz', () => {
	it('is fine when the right answers are spread', () => {
		expect(found([...spread, question('m', [0, 1], { kind: 'multiple' })])).toEqual([]);
	});

	it.each([
		['no right answer', question('q', []), 'this one has 0'],
		['two right answers to a single question', question('q', [0, 1]), 'this one has 2'],
		[
			'one right answer to a multiple question',
			question('q', [0], { kind: 'multiple' }),
			'1 right of 4'
		],
		[
			'nothing wrong in a multiple question',
			question('q', [0, 1, 2, 3], { kind: 'multiple' }),
			'4 right of 4'
		],
		['an unknown outcome', question('q', [0], { outcome: 'lo9' }), 'questions.0.outcome'],
		['nothing critical', question('q', [0], { critical: false }), 'No question is critical']
	])('is reported for %s', (_, one, message) => {
		expect(found([one])).toEqual([expect.stringContaining(message)]);
	});

	it('is reported for keys used twice and unkind feedback', () => {
		const options = question('q', [0]).options.map((option) => ({
			...option,
			key: 'a',
			feedback: 'Wrong! No.'
		}));
		const messages = found([question('q', [0], { options }), question('q', [0])]);
		expect(messages.filter((one) => one.includes('used twice'))).toHaveLength(4);
		expect(messages.filter((one) => one.includes('before "wrong"'))).toHaveLength(4);
	});

	it('is reported when the right answer often stands in one place', () => {
		const same = [0, 0, 0, 1, 2, 3].map((right, index) => question(`q${index}`, [right]));
		expect(found(same)).toEqual([expect.stringContaining('option 1 in 3 of 6')]);
		expect(found(same.slice(0, 5))).toEqual([]);
	});

	it('is reported when the right answer is usually much the longest', () => {
		const telling = spread.map((one, index) => ({
			...one,
			options: one.options.map((option) =>
				option.correct && index < 4 ? { ...option, text: 'A much longer text than others' } : option
			)
		}));
		expect(found(telling)).toEqual([expect.stringContaining('much the longest in 4 of 6')]);
		expect(
			found([
				...telling,
				...spread.slice(0, 3).map((q) => ({ ...q, key: `${q.key}-b` })),
				question('z', [3])
			])
		).toEqual([]);
	});

	it('does not fail on a single question without a right answer among others', () => {
		expect(found([...spread, question('none', [])])).toEqual([
			expect.stringContaining('this one has 0')
		]);
	});
});

describe('a question for a person', () => {
	it('has neither answers nor feedback', () => {
		const shown = questionForPerson(question('q', [0]));
		expect(Object.keys(shown)).toEqual(['key', 'kind', 'text', 'options']);
		expect(shown.options[0]).toEqual({ key: 'a', text: 'Text of a' });
	});

	it('may come from an agreement', () => {
		const { text, options } = question('q', [0]);
		expect(questionForPerson({ text, options })).toMatchObject({ key: 'question', kind: 'single' });
	});
});
