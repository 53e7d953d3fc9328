import type { StepState } from '../../rules/progress.ts';
import { rightAnswersNeeded } from '../../rules/quiz.ts';
import { fillPlain, type Local, type Question } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import {
	answersOf,
	isOutdated,
	moduleWithQuiz,
	openAttempt,
	questionsOf,
	submittedAttempts,
	type Attempt
} from './attempts.ts';
import { courseOf, type LastCompletion, type Work } from './course.ts';
import { contactsFor } from '../people/contacts.ts';
import { questionsAhead } from './local-questions.ts';
import { wayThrough } from './progress.ts';

type Reader = Omit<Work, 'now'>;

/** How far an attempt has come; questions are numbered from 1 in the attempt's own order. */
export type OpenAttempt = {
	id: string;
	answered: number;
	total: number;
	/** Numbers of the questions without an answer. */
	unanswered: number[];
};

/** What a person is told before the quiz. */
export type QuizIntro = {
	title: string;
	questions: number;
	/** Questions that have to be right, whatever the score. */
	mustKnow: number;
	/** Percent, and the number of right answers that it comes to. */
	passMark: number;
	rightNeeded: number;
	minutes: number;
	isRefresher: boolean;
	/** The steps of a refresher that come first and are not done; empty where the quiz is open. */
	before: { name: string; title: string; minutes: number }[];
	/** The lessons and scenarios that the questions draw on; without a state in a refresher. */
	drawsOn: { name: string; title: string; state: StepState | null }[];
	open: OpenAttempt | null;
	/** An attempt was begun, but the module has changed since: it starts afresh. */
	outdated: boolean;
	/** Set while the module is complete and its renewal not yet open. */
	restingOn: LastCompletion | null;
	/** The attempt of this period that was submitted last. */
	lastTry: { id: string; scorePercent: number; passed: boolean } | null;
};

/** What a person is told before the quiz. The module must exist. */
export async function quizIntro(db: Database, reader: Reader): Promise<QuizIntro> {
	const { module, quiz } = moduleWithQuiz(reader.slug);
	const course = await courseOf(db, reader);
	const way = wayThrough(module, course);
	const isRefresher = course.refresher !== null && !course.resting;
	const found = course.open && !course.resting ? await openAttempt(db, course.open.id) : null;
	const [lastTry] = course.periodId ? await submittedAttempts(db, course.periodId) : [];
	const current = found && !isOutdated(found) ? found : null;
	const questions =
		current?.order.length ??
		questionsAhead(
			module,
			quiz.questions.length,
			await contactsFor(db, reader.personId, reader.today)
		);
	const tested = new Set(quiz.questions.map((question) => question.outcome));
	return {
		title: module.title,
		questions,
		mustKnow: quiz.questions.filter((question) => question.critical).length,
		passMark: module.passMark,
		rightNeeded: rightAnswersNeeded(questions, module.passMark),
		minutes: module.steps.find((step) => step.kind === 'quiz')?.minutes ?? 0,
		isRefresher,
		before: way.steps
			.filter(({ name }) => way.beforeQuiz.includes(name))
			.map(({ name, title, minutes }) => ({ name, title, minutes })),
		drawsOn: module.steps.flatMap((step) => {
			if (step.kind === 'quiz' || !step.outcomes.some((key) => tested.has(key))) return [];
			const { name, title } = step;
			const state = way.progress.steps.find((one) => one.name === name)?.state ?? 'to_do';
			return [{ name, title, state: isRefresher ? null : state }];
		}),
		open: current && summaryOf(current, await answersOf(db, current.id)),
		outdated: found !== null && isOutdated(found),
		restingOn: course.resting ? course.last : null,
		lastTry: lastTry
			? { id: lastTry.id, scorePercent: lastTry.scorePercent ?? 0, passed: lastTry.passed === true }
			: null
	};
}

/** A question of the open attempt as a person answers it: nothing says which option is right. */
export type QuestionPage = {
	attempt: OpenAttempt;
	number: number;
	key: string;
	kind: Question['kind'];
	mustKnow: boolean;
	text: string;
	options: { key: string; text: string; chosen: boolean }[];
};

/**
 * A question of the open attempt by its number, from 1; null when no attempt is open (or the
 * module has changed since) or there is no question of that number.
 */
export async function questionPage(
	db: Database,
	{ number, local, ...reader }: Reader & { number: number; local: Local }
): Promise<QuestionPage | null> {
	const found = await currentAttempt(db, reader);
	const place = found?.order[number - 1];
	if (!found || !place) return null;
	const question = questionOf(found, place.question);
	const answers = await answersOf(db, found.id);
	const chosen = answers.get(place.question) ?? [];
	return {
		attempt: summaryOf(found, answers),
		number,
		key: question.key,
		kind: question.kind,
		mustKnow: question.critical,
		text: fillPlain(question.text, local),
		options: place.options.map((key) => ({
			key,
			text: fillPlain(optionOf(question, key).text, local),
			chosen: chosen.includes(key)
		}))
	};
}

/** All answers of the open attempt, to be looked over before it is submitted. */
export type CheckPage = {
	attempt: OpenAttempt;
	questions: { number: number; text: string; mustKnow: boolean; answers: string[] }[];
};

/** The answers given so far in the open attempt; null when none is open or the module changed. */
export async function checkPage(
	db: Database,
	{ local, ...reader }: Reader & { local: Local }
): Promise<CheckPage | null> {
	const found = await currentAttempt(db, reader);
	if (found === null) return null;
	const answers = await answersOf(db, found.id);
	return {
		attempt: summaryOf(found, answers),
		questions: found.order.map((place, index) => {
			const question = questionOf(found, place.question);
			const chosen = answers.get(place.question) ?? [];
			return {
				number: index + 1,
				text: fillPlain(question.text, local),
				mustKnow: question.critical,
				answers: place.options
					.filter((key) => chosen.includes(key))
					.map((key) => fillPlain(optionOf(question, key).text, local))
			};
		})
	};
}

/** The open attempt while it can be worked on. */
async function currentAttempt(db: Database, reader: Reader): Promise<Attempt | null> {
	const { open, resting } = await courseOf(db, reader);
	const found = open && !resting ? await openAttempt(db, open.id) : null;
	return found && !isOutdated(found) ? found : null;
}

function summaryOf(found: Attempt, answers: ReadonlyMap<string, string[]>): OpenAttempt {
	const unanswered = found.order.flatMap((place, index) =>
		answers.has(place.question) ? [] : [index + 1]
	);
	const total = found.order.length;
	return { id: found.id, answered: total - unanswered.length, total, unanswered };
}

/** A question that an attempt on the present content must have. */
function questionOf(found: Attempt, key: string): Question {
	const question = questionsOf(found).find((one) => one.key === key);
	if (question === undefined) {
		throw new Error(`The quiz of ${found.module} has no question ${key}.`);
	}
	return question;
}

function optionOf(question: Question, key: string): Question['options'][number] {
	const option = question.options.find((one) => one.key === key);
	if (option === undefined) throw new Error(`Question ${question.key} has no option ${key}.`);
	return option;
}
