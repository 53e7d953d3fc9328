import { eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { teaches } from '../../rules/progress.ts';
import {
	fillLinked,
	fillPlain,
	type LinkedText,
	type Local,
	type Question
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { completion } from '../db/schema/index.ts';
import {
	answersOf,
	isOutdated,
	moduleWithQuiz,
	ownAttempt,
	questionsOf,
	type Attempt
} from './attempts.ts';
import { wayFrom } from './progress.ts';
import { workDoneIn } from './work-done.ts';

/** An option of a question as it is shown afterwards. */
export type OptionAfterwards = {
	text: string;
	feedback: LinkedText;
	chosen: boolean;
	/** Null while saying it would give the answer away to somebody who tries again. */
	correct: boolean | null;
};

export type QuestionAfterwards = {
	/** From 1, in the order in which the person saw them. */
	number: number;
	text: string;
	mustKnow: boolean;
	right: boolean;
	/** Those chosen and, after a pass, the correct ones too. */
	options: OptionAfterwards[];
};

/** What a person is told after submitting an attempt. */
export type AttemptResult = {
	title: string;
	passed: boolean;
	scorePercent: number;
	/** How many questions were right, of how many. */
	right: number;
	total: number;
	passMark: number;
	submittedAt: Date;
	/** The score was enough, but a must-know question was not right. */
	onlyMustKnowMissing: boolean;
	/** Null when the module has changed since: the words of then are no longer there to show. */
	questions: QuestionAfterwards[] | null;
	/** The lessons that teach the outcomes missed. */
	readAgain: { name: string; title: string; minutes: number }[];
	/** In a refresher the step to go on with before the next try; null where that can begin at once. */
	readFirst: string | null;
	/** Set after a pass. */
	completion: { id: string; completedOn: Day; validUntil: Day | null } | null;
};

/**
 * The result of one of the person's own attempts: feedback on every option chosen and, after a
 * pass, on the correct ones. After a fail the correct options are not given away, because the
 * person tries again at once. Null when the attempt is not theirs or not submitted.
 */
export async function attemptResult(
	db: Database,
	{ local, ...asked }: { personId: string; slug: string; attemptId: string; local: Local }
): Promise<AttemptResult | null> {
	const { module } = moduleWithQuiz(asked.slug);
	const found = await ownAttempt(db, asked, 'read');
	if (found === null || found.submittedAt === null || found.results === null) return null;
	const passed = found.passed === true;
	const right = found.results.filter((line) => line.right).length;
	const missed = found.outcomesMissed ?? [];
	const scorePercent = found.scorePercent ?? 0;
	return {
		title: module.title,
		passed,
		scorePercent,
		right,
		total: found.results.length,
		passMark: module.passMark,
		submittedAt: found.submittedAt,
		onlyMustKnowMissing: !passed && scorePercent >= module.passMark,
		questions: isOutdated(found) ? null : await questionsAfterwards(db, found, passed, local),
		readAgain: module.steps
			.filter((step) => teaches(step, missed))
			.map(({ name, title, minutes }) => ({ name, title, minutes })),
		readFirst: passed ? null : await stepBeforeNextTry(db, found),
		completion: passed ? await completionOf(db, found.id) : null
	};
}

async function stepBeforeNextTry(
	db: Database,
	{ module: slug, periodId }: Attempt
): Promise<string | null> {
	const { module } = moduleWithQuiz(slug);
	const { refresher, records } = await workDoneIn(db, periodId);
	return wayFrom(module, refresher, records, false).beforeQuiz[0] ?? null;
}

async function questionsAfterwards(
	db: Database,
	found: Attempt,
	passed: boolean,
	local: Local
): Promise<QuestionAfterwards[]> {
	const questions = questionsOf(found);
	const answers = await answersOf(db, found.id);
	return found.order.flatMap((place, index) => {
		const question = questions.find((one) => one.key === place.question);
		if (question === undefined) return [];
		const right = found.results?.some((one) => one.question === question.key && one.right) === true;
		const chosen = answers.get(question.key) ?? [];
		return [
			{
				number: index + 1,
				text: fillPlain(question.text, local),
				mustKnow: question.critical,
				right,
				options: place.options.flatMap((key) =>
					optionAfterwards(question, key, chosen.includes(key), { right, passed, local })
				)
			}
		];
	});
}

function optionAfterwards(
	question: Question,
	key: string,
	chosen: boolean,
	{ right, passed, local }: { right: boolean; passed: boolean; local: Local }
): OptionAfterwards[] {
	const option = question.options.find((one) => one.key === key);
	if (option === undefined || !(chosen || (passed && option.correct))) return [];
	// Of a single question the person knows anyhow; of several options only all together are told.
	const told = passed || right || question.kind === 'single';
	return [
		{
			text: fillPlain(option.text, local),
			feedback: fillLinked(option.feedback, local),
			chosen,
			correct: told ? option.correct : null
		}
	];
}

async function completionOf(db: Database, attemptId: string) {
	const [row] = await db
		.select({
			id: completion.id,
			completedOn: completion.completedOn,
			validUntil: completion.validUntil
		})
		.from(completion)
		.where(eq(completion.attemptId, attemptId));
	return row ?? null;
}
