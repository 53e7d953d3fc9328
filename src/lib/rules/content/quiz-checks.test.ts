import { describe, expect, it } from 'vitest';
import { checkQuiz } from './quiz-checks.ts';
import { questionForPerson, type Question } from './quiz.ts';

function question(key: string, right: number[], changed: Partial<Question> = {}): Question {
	const asked = changed.kind === 'multiple' ? ` Choose ${right.length}.` : '';
	return {
		key,
		outcome: 'lo1',
		kind: 'single',
		critical: true,
		text: `What about ${key}?${asked}`,
		options: ['a', 'b', 'c', 'd'].map((option, index) => ({
			key: option,
			text: `Text of ${option}`,
			correct: right.includes(index),
			feedback: `Because ${option} is what it is.`
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
		expect(found([...spread, question('light', [3], { critical: false })])).toEqual([]);
	});

	it.each([
		[
			'no right answer',
			question('q', []),
			'questions.0.options: A single question has one right answer, this one has 0'
		],
		['two right answers to a single question', question('q', [0, 1]), 'this one has 2'],
		[
			'one right answer to a multiple question',
			question('q', [0], { kind: 'multiple' }),
			'questions.0.options: A multiple question has at least two right answers and one wrong, this one has 1 right of 4'
		],
		[
			'nothing wrong in a multiple question',
			question('q', [0, 1, 2, 3], { kind: 'multiple' }),
			'4 right of 4'
		],
		[
			'an unknown outcome',
			question('q', [0], { outcome: 'lo9' }),
			'questions.0.outcome: "lo9" is not an outcome of module.yaml: correct the key'
		],
		[
			'nothing critical',
			question('q', [0], { critical: false }),
			'questions: No question is critical'
		]
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
		expect(messages).toContainEqual(expect.stringContaining('questions.1.key: "q" is used twice'));
		expect(messages.filter((one) => one.includes('before "wrong"'))).toHaveLength(4);
	});

	it('is reported when the right answer often stands in one place', () => {
		const same = [0, 0, 0, 1, 2, 3].map((right, index) => question(`q${index}`, [right]));
		expect(found(same)).toEqual([
			'questions: The right answer is option 1 in 3 of 6 questions: move some'
		]);
		expect(found(same.slice(0, 5))).toEqual([]);
	});

	it('may have it there in nine questions of twenty, whatever the others ask', () => {
		const placed = (first: number) =>
			Array.from({ length: 20 }, (_, index) =>
				question(`q${index}`, [index < first ? 3 : index % 3])
			);
		expect(found(placed(9))).toEqual([]);
		expect(found(placed(10))).toEqual([expect.stringContaining('option 4 in 10 of 20')]);
		const several = question('m', [0, 1], { kind: 'multiple' });
		expect(found([...placed(10).slice(0, 5), several])).toEqual([]);
	});

	it('is reported when the right answer is usually much the longest', () => {
		const telling = spread.map((one, index) => ({
			...one,
			options: one.options.map((option) =>
				option.correct && index < 4 ? { ...option, text: 'A much longer text than others' } : option
			)
		}));
		expect(found(telling)).toEqual([
			'questions: The right answer is much the longest in 4 of 6 questions, which gives it away: shorten it or lengthen others in q0, q1, q2, q3'
		]);
		expect(
			found([
				...telling,
				...spread.slice(0, 3).map((q) => ({ ...q, key: `${q.key}-b`, text: `And ${q.text}` })),
				question('z', [3])
			])
		).toEqual([]);
	});

	it('is reported when the right answer is usually much the shortest', () => {
		const short = (count: number) =>
			spread.map((one, index) => ({
				...one,
				options: one.options.map((option) =>
					option.correct && index < count ? { ...option, text: 'Short' } : option
				)
			}));
		expect(found(short(4))).toEqual([expect.stringContaining('much the shortest in 4 of 6')]);
		expect(found(short(4))[0]).toContain('lengthen it or shorten others in q0, q1, q2, q3');
		expect(found(short(3))).toEqual([]);
	});

	it('is reported for a question that another asks in the same words', () => {
		const again = question('again', [0], { text: 'what  about\nQ0?' });
		expect(found([question('q0', [0]), again])).toEqual([
			'questions.1.text: Question "q0" asks the same in the same words: ask something else'
		]);
	});

	it.each([
		['Which two help?', 'multiple', [0, 1], null],
		['What helps? Choose 2.', 'multiple', [0, 1], null],
		['Tick three.', 'multiple', [0, 1, 2], null],
		['Select  one.', 'single', [0], null],
		['Pick 1.', 'single', [0], null],
		['Pick four.', 'single', [0], 'asks for four, and 1 of its answers are right'],
		['Choose five.', 'single', [0], 'asks for five, and 1 of its answers are right'],
		['Which oneness helps?', 'multiple', [0, 1], 'Say how many answers to tick'],
		[
			'What helps?',
			'multiple',
			[0, 1],
			'questions.0.text: Say how many answers to tick, like "Choose two."'
		],
		['Two people call. What helps?', 'multiple', [0, 1, 2], 'Say how many answers to tick'],
		['Which two help?', 'multiple', [0, 1, 2], 'asks for two, and 3 of its answers are right'],
		['Choose 3.', 'multiple', [0, 1], 'asks for 3, and 2 of its answers are right'],
		['Which one helps?', 'single', [0], null],
		['Which two help?', 'single', [0], 'asks for two, and 1 of its answers are right']
	] as const)('asks %s of a %s question with %j right', (text, kind, right, message) => {
		const wanted = message === null ? [] : [expect.stringContaining(message)];
		expect(found([question('q', [...right], { text, kind })])).toEqual(wanted);
	});

	it.each([
		['Tick four.', 4],
		['Tick 4.', 4],
		['Which five help?', 5]
	])('may ask for many: %s', (text, right) => {
		const options = ['a', 'b', 'c', 'd', 'e', 'f'].map((key, index) => ({
			...{ key, text: `Text of ${key}`, correct: index < right },
			feedback: `Because ${key} is what it is.`
		}));
		expect(found([question('q', [], { text, kind: 'multiple', options })])).toEqual([]);
	});

	it('may have a right answer between the shortest and the longest', () => {
		const texts = ['A text of a length', 'Short', 'A text of a greater length', 'Another of those'];
		const middling = spread.map((one, index) => {
			const right = one.options.findIndex(({ correct }) => correct);
			const options = one.options.map((option, place) => ({
				...option,
				text: `${texts[(place - right + 4) % 4]} ${index}`
			}));
			return { ...one, options };
		});
		expect(found(middling)).toEqual([]);
	});

	it('says nothing of lengths where no answer is right', () => {
		const none = ['n0', 'n1', 'n2', 'n3', 'n4', 'n5'].map((key) => question(key, []));
		expect(found(none).join('\n')).not.toContain('much the');
	});

	it('may ask two things that differ in nothing but a space', () => {
		const one = question('one', [0], { text: 'Who is nowhere?' });
		const other = question('other', [1], { text: 'Who is now here?' });
		expect(found([one, other])).toEqual([]);
	});

	it('has at least five words of feedback for each option, of its own', () => {
		const withFeedback = (...feedback: string[]) => {
			const { options } = question('q', [0]);
			return question('q', [0], {
				options: options.map((option, index) => ({
					...option,
					feedback: feedback[index] ?? option.feedback
				}))
			});
		};
		expect(found([withFeedback('It is so because here.')])).toEqual([]);
		expect(found([withFeedback('Incorrect, because it is late.')])).toEqual([
			'questions.0.options.0.feedback: Say why, and what to do instead, before "wrong"'
		]);
		expect(found([withFeedback('You would be wrong to wait.')])).toEqual([]);
		expect(found([withFeedback('It is so here.')])).toEqual([
			'questions.0.options.0.feedback: Say in at least 5 words why, and what to do'
		]);
		expect(
			found([withFeedback('Tell the lead the same day.', 'Tell the lead  the same Day.')])
		).toEqual([
			expect.stringContaining('questions.0.options.1.feedback: An option above has the same')
		]);
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
