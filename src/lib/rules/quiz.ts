/**
 * The rules of a quiz: the order of an attempt, what counts as an answer, what counts as right,
 * and what passes. Nothing here knows a text; keys are enough.
 */

/** What the rules need to know of a question. Content of a module fits as it is. */
export type QuizQuestion = {
	key: string;
	outcome: string;
	kind: 'single' | 'multiple';
	/** A must-know question: without it nobody passes, whatever the score. */
	critical?: boolean | undefined;
	options: readonly { key: string; correct?: boolean | undefined }[];
};

/** The order in which one attempt shows its questions and the options of each. */
export type AttemptOrder = { question: string; options: string[] }[];

/** A whole number from 0 up to, but not including, `max`; every one equally likely. */
export type RandomInteger = (max: number) => number;

/** The answers of an attempt: the key of the question → the keys of the options chosen. */
export type Answers = ReadonlyMap<string, readonly string[]>;

export type QuestionResult = { question: string; right: boolean };

export type QuizResult = {
	/** One line for every question, in the order of the quiz. */
	results: QuestionResult[];
	/** Whole percent, rounded down, so that it never shows a pass mark that was not reached. */
	scorePercent: number;
	passed: boolean;
	/** The outcomes of the questions that were not right, each once, in the order of the quiz. */
	outcomesMissed: string[];
};

/** Why an answer is refused; `nothing_chosen` can be mended by the person, the rest cannot. */
export type AnswerRefusal = 'nothing_chosen' | 'too_many' | 'not_offered';

function shuffled<T>(list: readonly T[], random: RandomInteger): T[] {
	const left = [...list];
	const result: T[] = [];
	while (left.length > 0) result.push(...left.splice(random(left.length), 1));
	return result;
}

/**
 * The order of a new attempt: the questions shuffled, and the options of each.
 * Every order is equally likely when `random` is fair.
 */
export function shuffledOrder(
	questions: readonly QuizQuestion[],
	random: RandomInteger
): AttemptOrder {
	return shuffled(questions, random).map((question) => ({
		question: question.key,
		options: shuffled(
			question.options.map((option) => option.key),
			random
		)
	}));
}

/**
 * Whether the options can be saved as an answer to the question: at least one, only such as are
 * offered, none twice, and one only where one is asked for. Null when they can.
 */
export function refusalOf(question: QuizQuestion, chosen: readonly string[]): AnswerRefusal | null {
	if (chosen.length === 0) return 'nothing_chosen';
	const offered = new Set(question.options.map((option) => option.key));
	if (!chosen.every((key) => offered.has(key))) return 'not_offered';
	if (new Set(chosen).size !== chosen.length) return 'not_offered';
	if (question.kind === 'single' && chosen.length > 1) return 'too_many';
	return null;
}

/** Right means all of the correct options and none of the others; no answer is not right. */
export function isRight(question: QuizQuestion, chosen: readonly string[]): boolean {
	if (refusalOf(question, chosen) !== null) return false;
	return question.options.every(
		(option) => (option.correct === true) === chosen.includes(option.key)
	);
}

/**
 * How many questions have to be right to reach the pass mark.
 * @param passMark percent, 0 to 100
 */
export function rightAnswersNeeded(questions: number, passMark: number): number {
	return Math.ceil((questions * passMark) / 100);
}

/**
 * Scores an attempt. A pass needs the pass mark and every critical question right, so that
 * nobody is certified who would not, for example, call 999 (design, section 2.8; issue 2).
 * A question that was not answered counts as not right.
 * @param passMark percent, 0 to 100
 */
export function scoreQuiz(
	questions: readonly QuizQuestion[],
	answers: Answers,
	passMark: number
): QuizResult {
	const marked = questions.map((question) => ({
		question,
		right: isRight(question, answers.get(question.key) ?? [])
	}));
	const missed = marked.filter((line) => !line.right).map((line) => line.question);
	const right = marked.length - missed.length;
	return {
		results: marked.map((line) => ({ question: line.question.key, right: line.right })),
		scorePercent: marked.length === 0 ? 0 : Math.floor((right * 100) / marked.length),
		passed:
			marked.length > 0 &&
			right >= rightAnswersNeeded(marked.length, passMark) &&
			!missed.some((question) => question.critical === true),
		outcomesMissed: [...new Set(missed.map((question) => question.outcome))]
	};
}

/**
 * The critical questions that were not right for the second time running, and only the second:
 * a person who goes on trying is not reported again each time.
 * @param attempts the results of the person's attempts in one period, newest first
 */
export function criticalMissedTwice(
	questions: readonly QuizQuestion[],
	attempts: readonly (readonly QuestionResult[])[]
): string[] {
	const missedIn = (attempt: number, key: string) =>
		attempts[attempt]?.some((result) => result.question === key && !result.right) === true;
	return questions
		.filter((question) => question.critical === true)
		.map((question) => question.key)
		.filter((key) => missedIn(0, key) && missedIn(1, key) && !missedIn(2, key));
}
