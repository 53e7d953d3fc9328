import { expect, test } from 'vitest';
import { readQuestions } from '../../src/lib/rules/question-import/read-questions.ts';
import { keysFor } from '../../src/lib/rules/question-import/keys.ts';
import { quizText } from '../../src/lib/server/catalogue/quiz-text.ts';
import { asGift, asMoodleXml } from '../fixtures/question-writers.ts';

const QUESTIONS = 10_000;

/** As long as questions of safeguarding are: some 600 signs with answers and feedback. */
const questions = Array.from({ length: QUESTIONS }, (_, n) => ({
	line: 0,
	name: `Scenario ${n % 500}`,
	kind: n % 4 === 0 ? ('multiple' as const) : ('single' as const),
	text: `Number ${n}: at ten to five on a Friday a learner tells you that somebody waits for them outside. What now?`,
	options: ['Tell the lead', 'Wait until Monday', 'Ask a friend', 'Note it down'].map(
		(text, at) => ({
			text: `${text}, as was agreed in the team (${n})`,
			correct: n % 4 === 0 ? at < 2 : at === n % 3,
			feedback: `That is so “because” of ${text}, R&D & all: the sooner somebody knows, the sooner help comes.`
		})
	)
}));

function measured<T>(name: string, unit: number, run: () => T): T {
	const start = performance.now();
	const answer = run();
	const taken = performance.now() - start;
	const times = unit > 0 ? `, ${(taken / unit).toFixed(0)} times the baseline` : '';
	console.log(`${name}: ${(taken / 1000).toFixed(3)} s${times}`);
	return answer;
}

test.each([
	['GIFT', asGift(questions)],
	['Moodle XML', asMoodleXml(questions)]
])(`${QUESTIONS} questions in %s`, (format, text) => {
	console.log(`\n${format}, ${(text.length / 1024 / 1024).toFixed(1)} MB`);
	const start = performance.now();
	const lines = text.split('\n').map((line) => line.trim());
	const unit = performance.now() - start;
	console.log(
		`splitting it into ${lines.length} lines: ${(unit / 1000).toFixed(3)} s, the baseline`
	);
	const found = measured('reading the questions', unit, () => readQuestions(text));
	expect(found.questions).toHaveLength(QUESTIONS);
	const keys = measured('giving them keys', unit, () => keysFor(found.questions, []));
	measured('writing them as YAML', unit, () =>
		quizText(
			found.questions.map(({ kind, text, options }, at) => ({
				key: keys[at] ?? '',
				outcome: 'lo1',
				kind,
				text,
				options: options.map(({ text, feedback }) => ({ key: 'a', text, feedback }))
			}))
		)
	);
});
