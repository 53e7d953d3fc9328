import type { Problem } from './problem.ts';
import type { Option, Question, Quiz } from './quiz.ts';
import { checkUnique } from './unique.ts';

/** From this many questions on a pattern in the answers can be told from chance. */
const ENOUGH_QUESTIONS = 6;
/** The largest share of right answers that may stand in the same place. */
const LARGEST_SHARE = 0.45;
/** The largest share of questions whose right answer may be much the longest. */
const LONGEST_SHARE = 0.5;
/** How many times longer than the longest wrong answer is "much". */
const MUCH_LONGER = 1.1;

/** What is wrong with a quiz. `outcomes`: the keys its module has. */
export function checkQuiz(file: string, quiz: Quiz, outcomes: ReadonlySet<string>): Problem[] {
	const problems = [
		...checkUnique(
			file,
			['questions'],
			quiz.questions.map(({ key }) => key)
		),
		...quiz.questions.flatMap((question, index) => checkQuestion(file, question, index, outcomes)),
		...checkPositions(file, quiz),
		...checkLengths(file, quiz)
	];
	if (!quiz.questions.some((question) => question.critical)) {
		const message = 'No question is critical: mark those about safety with "critical: true"';
		problems.push({ file, path: ['questions'], message });
	}
	return problems;
}

function checkQuestion(
	file: string,
	question: Question,
	index: number,
	outcomes: ReadonlySet<string>
): Problem[] {
	const path = ['questions', index];
	const problems: Problem[] = [];
	if (!outcomes.has(question.outcome)) {
		const message = `"${question.outcome}" is not an outcome of module.yaml: correct the key`;
		problems.push({ file, path: [...path, 'outcome'], message });
	}
	const right = question.options.filter((option) => option.correct).length;
	if (question.kind === 'single' && right !== 1) {
		const message = `A single question has one right answer, this one has ${right}`;
		problems.push({ file, path: [...path, 'options'], message });
	}
	if (question.kind === 'multiple' && (right < 2 || right === question.options.length)) {
		const message = `A multiple question has at least two right answers and one wrong, this one has ${right} right of ${question.options.length}`;
		problems.push({ file, path: [...path, 'options'], message });
	}
	return [...problems, ...checkOptions(file, [...path, 'options'], question.options)];
}

/** What is wrong with the options of any question; its right answers are checked elsewhere. */
export function checkOptions(
	file: string,
	path: (string | number)[],
	options: readonly Option[]
): Problem[] {
	const unkind = options.flatMap((option, index) =>
		/^(?:wrong|incorrect)\b/i.test(option.feedback)
			? [
					{
						file,
						path: [...path, index, 'feedback'],
						message: 'Say why, and what to do instead, before "wrong"'
					}
				]
			: []
	);
	return [
		...checkUnique(
			file,
			path,
			options.map(({ key }) => key)
		),
		...unkind
	];
}

function singles(quiz: Quiz): Question[] {
	const found = quiz.questions.filter((question) => question.kind === 'single');
	return found.length >= ENOUGH_QUESTIONS ? found : [];
}

function checkPositions(file: string, quiz: Quiz): Problem[] {
	const questions = singles(quiz);
	const places = questions.map(({ options }) => options.findIndex((option) => option.correct));
	return [0, 1, 2, 3].flatMap((place) => {
		const count = places.filter((one) => one === place).length;
		if (count <= questions.length * LARGEST_SHARE) return [];
		const message = `The right answer is option ${place + 1} in ${count} of ${questions.length} questions: move some`;
		return [{ file, path: ['questions'], message }];
	});
}

function checkLengths(file: string, quiz: Quiz): Problem[] {
	const questions = singles(quiz);
	const telling = questions.filter(({ options }) => {
		const right = options.find((option) => option.correct)?.text.length ?? 0;
		const wrong = options.filter((option) => !option.correct).map(({ text }) => text.length);
		return right > Math.max(...wrong) * MUCH_LONGER;
	});
	if (telling.length <= questions.length * LONGEST_SHARE) return [];
	const names = telling.map(({ key }) => key).join(', ');
	const message = `The right answer is much the longest in ${telling.length} of ${questions.length} questions, which gives it away: shorten it or lengthen others in ${names}`;
	return [{ file, path: ['questions'], message }];
}
