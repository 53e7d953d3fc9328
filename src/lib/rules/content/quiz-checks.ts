import type { Path, Problem } from './problem.ts';
import type { Option, Question, Quiz } from './quiz.ts';
import { reading } from './reading.ts';
import { checkUnique } from './unique.ts';

/** From this many questions on a pattern in the answers can be told from chance. */
export const ENOUGH_QUESTIONS = 6;
/** The largest share of right answers that may stand in the same place. */
export const LARGEST_SHARE = 0.45;
/** The largest share of questions whose right answer may be much the longest, or the shortest. */
const TELLING_SHARE = 0.5;
/** How many times longer than the other answers is "much". */
const MUCH = 1.1;
/** The fewest words that say why an answer is right or not. */
const LEAST_FEEDBACK = 5;

/** How a question says how many of its answers are right: "Which two …", "Choose two." */
const ASKED = /\b(?:choose|pick|select|tick|which)\s+(one|two|three|four|five|[1-5])\b/i;
const NUMBERS = ['', 'one', 'two', 'three', 'four', 'five'];

/** What is wrong with a quiz. `outcomes`: the keys its module has. */
export function checkQuiz(file: string, quiz: Quiz, outcomes: ReadonlySet<string>): Problem[] {
	const problems = [
		...checkUnique(
			file,
			['questions'],
			quiz.questions.map(({ key }) => key)
		),
		...quiz.questions.flatMap((question, index) => checkQuestion(file, question, index, outcomes)),
		...checkRepeats(file, quiz),
		...checkPositions(file, quiz),
		...checkLengths(file, quiz, 'longest'),
		...checkLengths(file, quiz, 'shortest')
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
	return [
		...problems,
		...checkAsked(file, [...path, 'text'], question, right),
		...checkOptions(file, [...path, 'options'], question.options)
	];
}

/** Whoever answers must know how many answers to tick. */
function checkAsked(file: string, path: Path, { kind, text }: Question, right: number): Problem[] {
	const written = ASKED.exec(text)?.[1]?.toLowerCase();
	const asked = NUMBERS.findIndex((word, number) => written === word || written === `${number}`);
	if (written !== undefined && asked !== right) {
		const message = `The question asks for ${written}, and ${right} of its answers are right: make them agree`;
		return [{ file, path, message }];
	}
	if (written !== undefined || kind === 'single') return [];
	const message = 'Say how many answers to tick, like "Choose two."';
	return [{ file, path, message }];
}

/** What is wrong with the options of any question; its right answers are checked elsewhere. */
export function checkOptions(
	file: string,
	path: (string | number)[],
	options: readonly Option[]
): Problem[] {
	const said = options.map(({ feedback }) => sameWords(feedback));
	const poor = options.flatMap(({ feedback }, index) => {
		const messages: string[] = [];
		if (/^(?:wrong|incorrect)\b/i.test(feedback)) {
			messages.push('Say why, and what to do instead, before "wrong"');
		}
		if (reading(feedback).words < LEAST_FEEDBACK) {
			messages.push(`Say in at least ${LEAST_FEEDBACK} words why, and what to do`);
		}
		if (said.indexOf(String(said[index])) < index) {
			messages.push('An option above has the same feedback: say what holds for this one');
		}
		return messages.map((message) => ({ file, path: [...path, index, 'feedback'], message }));
	});
	return [
		...checkUnique(
			file,
			path,
			options.map(({ key }) => key)
		),
		...poor
	];
}

/** Says which questions ask in the words of one before them. */
function checkRepeats(file: string, { questions }: Quiz): Problem[] {
	const texts = questions.map(({ text }) => sameWords(text));
	return texts.flatMap((text, index) => {
		const first = texts.indexOf(text);
		if (first === index) return [];
		const message = `Question "${questions[first]?.key}" asks the same in the same words: ask something else`;
		return [{ file, path: ['questions', index, 'text'], message }];
	});
}

/** A text as it is compared: without regard to capitals and line breaks. */
function sameWords(text: string): string {
	return text.toLowerCase().replaceAll(/\s+/g, ' ');
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

/** A right answer that is usually the longest, or the shortest, can be found without reading. */
function checkLengths(file: string, quiz: Quiz, extreme: 'longest' | 'shortest'): Problem[] {
	const questions = singles(quiz);
	const telling = questions.filter(({ options }) => {
		const right = options.find((option) => option.correct)?.text.length;
		const wrong = options.filter((option) => !option.correct).map(({ text }) => text.length);
		if (right === undefined) return false;
		return extreme === 'longest'
			? right > Math.max(...wrong) * MUCH
			: right * MUCH < Math.min(...wrong);
	});
	if (telling.length <= questions.length * TELLING_SHARE) return [];
	const names = telling.map(({ key }) => key).join(', ');
	const mend =
		extreme === 'longest' ? 'shorten it or lengthen others' : 'lengthen it or shorten others';
	const message = `The right answer is much the ${extreme} in ${telling.length} of ${questions.length} questions, which gives it away: ${mend} in ${names}`;
	return [{ file, path: ['questions'], message }];
}
