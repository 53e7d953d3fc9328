import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import * as v from 'valibot';
import {
	refusalOf,
	shuffledOrder,
	type AnswerRefusal,
	type RandomInteger
} from '../../rules/quiz.ts';
import { isUuid } from '../../rules/uuid.ts';
import {
	findModule,
	moduleFingerprint,
	quizOf,
	type Module,
	type Question,
	type Quiz
} from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { attempt, attemptAnswer, type AttemptLocalQuestion } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { contactsFor } from '../people/contacts.ts';
import { beginWork, courseOf, moduleItem, type Work } from './course.ts';
import { localQuestionFor } from './local-questions.ts';
import { wayThrough } from './progress.ts';

const orderShape = v.array(v.object({ question: v.string(), options: v.array(v.string()) }));
const localShape = v.object({
	key: v.string(),
	outcome: v.string(),
	text: v.string(),
	options: v.array(
		v.object({ key: v.string(), text: v.string(), correct: v.boolean(), feedback: v.string() })
	)
});
const resultsShape = v.array(v.object({ question: v.string(), right: v.boolean() }));

type AttemptRow = typeof attempt.$inferSelect;

/** An attempt as it was stored, its order and its results read. */
export type Attempt = Omit<AttemptRow, 'order' | 'results' | 'localQuestion'> & {
	order: v.InferOutput<typeof orderShape>;
	/** The question about the person's own contacts, as it was when the attempt began. */
	localQuestion: Question | null;
	results: v.InferOutput<typeof resultsShape> | null;
};

function readAttempt(row: AttemptRow): Attempt {
	const local = v.parse(v.nullable(localShape), row.localQuestion);
	return {
		...row,
		localQuestion: local && { ...local, kind: 'single', critical: false },
		order: v.parse(orderShape, row.order),
		results: v.parse(v.nullable(resultsShape), row.results)
	};
}

/** A module with its quiz. Throws when there is no such module: ask the catalogue first. */
export function moduleWithQuiz(slug: string): { module: Module; quiz: Quiz } {
	const module = findModule(slug);
	const quiz = quizOf(slug);
	if (module === undefined || quiz === undefined) throw new Error(`There is no module ${slug}.`);
	return { module, quiz };
}

/** The questions of an attempt: those of the module and the one of its own, with their answers. */
export function questionsOf({
	module: slug,
	localQuestion
}: Pick<Attempt, 'module' | 'localQuestion'>): Question[] {
	const { questions } = moduleWithQuiz(slug).quiz;
	return localQuestion === null ? questions : [...questions, localQuestion];
}

/**
 * Whether an attempt was begun on other content than there is now. Such an attempt cannot be
 * finished: its questions may have changed under the person's hands (docs/decisions).
 */
export function isOutdated(found: Pick<Attempt, 'module' | 'contentSha256'>): boolean {
	return found.contentSha256 !== moduleFingerprint(found.module);
}

/** The attempt that is open in a period, or null. */
export async function openAttempt(db: Database, periodId: string): Promise<Attempt | null> {
	const [row] = await db
		.select()
		.from(attempt)
		.where(and(eq(attempt.periodId, periodId), isNull(attempt.submittedAt)));
	return row ? readAttempt(row) : null;
}

/**
 * An attempt of this person at this module, or null: somebody else's does not exist for them.
 * @param lock keeps it from others until the transaction ends
 */
export async function ownAttempt(
	db: Database,
	{ personId, slug, attemptId }: { personId: string; slug: string; attemptId: string },
	lock: 'lock' | 'read'
): Promise<Attempt | null> {
	if (!isUuid(attemptId)) return null;
	const query = db
		.select()
		.from(attempt)
		.where(
			and(eq(attempt.id, attemptId), eq(attempt.personId, personId), eq(attempt.module, slug))
		);
	const [row] = lock === 'lock' ? await query.for('update') : await query;
	return row ? readAttempt(row) : null;
}

/** The attempts of a period that were submitted, newest first. */
export async function submittedAttempts(db: Database, periodId: string): Promise<Attempt[]> {
	const rows = await db
		.select()
		.from(attempt)
		.where(and(eq(attempt.periodId, periodId), isNotNull(attempt.submittedAt)))
		.orderBy(desc(attempt.submittedAt));
	return rows.map(readAttempt);
}

/** The answers saved so far: question → options chosen. */
export async function answersOf(db: Database, attemptId: string): Promise<Map<string, string[]>> {
	const rows = await db
		.select({ question: attemptAnswer.question, options: attemptAnswer.options })
		.from(attemptAnswer)
		.where(eq(attemptAnswer.attemptId, attemptId));
	return new Map(rows.map((row) => [row.question, row.options]));
}

/** `steps_first`: in a refresher everything else comes before the quiz. */
export type StartAnswer =
	{ ok: true; attemptId: string } | { ok: false; reason: 'resting' | 'steps_first' };

/**
 * Begins an attempt at the quiz, or answers the one that is open: there is one at a time in a
 * period, and its order of questions and options is fixed from here on. An open attempt whose
 * content has changed since is put away, with an event, and a new one begun.
 */
export async function startAttempt(
	db: Database,
	{ random, ...work }: Work & { random: RandomInteger }
): Promise<StartAnswer> {
	const { personId, slug, now } = work;
	const { module, quiz } = moduleWithQuiz(slug);
	return db.transaction(async (tx): Promise<StartAnswer> => {
		await oneAtATime(tx, personId);
		const course = await courseOf(tx, work);
		if (course.resting) return { ok: false, reason: 'resting' };
		if (wayThrough(module, course).beforeQuiz.length > 0)
			return { ok: false, reason: 'steps_first' };
		const period = await beginWork(tx, work, course);
		const open = await openAttempt(tx, period.id);
		if (open !== null && !isOutdated(open)) return { ok: true, attemptId: open.id };
		if (open !== null) await putAway(tx, open, now);
		const contentSha256 = moduleFingerprint(slug);
		const contacts = await contactsFor(tx, personId, work.today);
		const local = localQuestionFor(module, contacts, random);
		const [started] = await tx
			.insert(attempt)
			.values({
				personId,
				periodId: period.id,
				module: slug,
				version: module.version,
				contentSha256,
				order: [
					...shuffledOrder(quiz.questions, random),
					...shuffledOrder(local === null ? [] : [local], random)
				],
				localQuestion: local && asKept(local),
				startedAt: now
			})
			.returning({ id: attempt.id });
		if (started === undefined) throw new Error('The attempt was not written');
		const data = {
			item: moduleItem(slug),
			attemptId: started.id,
			version: module.version,
			contentSha256
		};
		await recordEvent(tx, line(personId, now, 'attempt.started', data));
		return { ok: true, attemptId: started.id };
	});
}

/** What is not the same for all of them. */
function asKept({ key, outcome, text, options }: Question): AttemptLocalQuestion {
	return { key, outcome, text, options };
}

/**
 * Puts an unfinished attempt away whose content has changed. What was answered no longer counts
 * for anything, so it is not kept; that it happened is in the evidence log.
 */
async function putAway(tx: Database, open: Attempt, now: Date): Promise<void> {
	const gone = await tx
		.delete(attemptAnswer)
		.where(eq(attemptAnswer.attemptId, open.id))
		.returning({ question: attemptAnswer.question });
	await tx.delete(attempt).where(eq(attempt.id, open.id));
	await recordEvent(
		tx,
		line(open.personId, now, 'attempt.put_away', {
			item: moduleItem(open.module),
			attemptId: open.id,
			version: open.version,
			contentSha256: open.contentSha256,
			startedAt: open.startedAt.toISOString(),
			answered: gone.length
		})
	);
}

/** A line of the evidence log about what a person did for themselves. */
export function line(personId: string, at: Date, kind: string, data: Record<string, unknown>) {
	return { at, actorId: personId, subjectId: personId, kind, data };
}

export type SaveAnswer =
	{ ok: true } | { ok: false; reason: AnswerRefusal | 'no_attempt' | 'submitted' | 'outdated' };

/**
 * Saves the answer to one question of an open attempt; an earlier answer to it is replaced.
 * Nothing is saved that the question does not offer, nor after the attempt was submitted.
 */
export async function saveAnswer(
	db: Database,
	given: {
		personId: string;
		slug: string;
		attemptId: string;
		question: string;
		options: readonly string[];
		now: Date;
	}
): Promise<SaveAnswer> {
	return db.transaction(async (tx): Promise<SaveAnswer> => {
		// The lock keeps an answer from slipping in while the attempt is being scored.
		const found = await ownAttempt(tx, given, 'lock');
		if (found === null) return { ok: false, reason: 'no_attempt' };
		if (found.submittedAt !== null) return { ok: false, reason: 'submitted' };
		if (isOutdated(found)) return { ok: false, reason: 'outdated' };
		const question = questionsOf(found).find((one) => one.key === given.question);
		if (question === undefined) return { ok: false, reason: 'not_offered' };
		const reason = refusalOf(question, given.options);
		if (reason !== null) return { ok: false, reason };
		const answer = { options: [...given.options], savedAt: given.now };
		await tx
			.insert(attemptAnswer)
			.values({ attemptId: found.id, question: question.key, ...answer })
			.onConflictDoUpdate({
				target: [attemptAnswer.attemptId, attemptAnswer.question],
				set: answer
			});
		return { ok: true };
	});
}
