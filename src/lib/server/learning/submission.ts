import { eq } from 'drizzle-orm';
import { lessonsToReopen } from '../../rules/progress.ts';
import { criticalMissedTwice, scoreQuiz, type QuizResult } from '../../rules/quiz.ts';
import type { Module } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { attempt } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { openPeriod } from '../requirements/periods.ts';
import {
	answersOf,
	isOutdated,
	line,
	moduleWithQuiz,
	ownAttempt,
	questionsOf,
	submittedAttempts,
	type Attempt
} from './attempts.ts';
import { completeItem } from './completions.ts';
import { moduleItem, type Work } from './course.ts';
import { reopenSteps } from './steps.ts';
import { workDoneIn } from './work-done.ts';

export type SubmitAnswer =
	| { ok: true; passed: boolean; scorePercent: number }
	| { ok: false; reason: 'no_attempt' | 'outdated' | 'period_closed' };

/**
 * Scores an attempt and freezes it, with all that follows, in one transaction: a pass completes
 * the module; a fail opens the lessons again that teach the outcomes missed. Submitting twice
 * answers the same result and changes nothing. Questions without an answer count as not right.
 */
export async function submitAttempt(
	db: Database,
	{ attemptId, ...work }: Work & { attemptId: string }
): Promise<SubmitAnswer> {
	const { personId, slug, now } = work;
	const { module } = moduleWithQuiz(slug);
	return db.transaction(async (tx): Promise<SubmitAnswer> => {
		const found = await ownAttempt(tx, { personId, slug, attemptId }, 'lock');
		if (found === null) return { ok: false, reason: 'no_attempt' };
		if (found.passed !== null) {
			return { ok: true, passed: found.passed, scorePercent: found.scorePercent ?? 0 };
		}
		if (isOutdated(found)) return { ok: false, reason: 'outdated' };
		const open = await openPeriod(tx, personId, moduleItem(slug));
		if (open?.id !== found.periodId) return { ok: false, reason: 'period_closed' };

		const answers = await answersOf(tx, found.id);
		const result = scoreQuiz(questionsOf(found), answers, module.passMark);
		const { scorePercent, passed, results, outcomesMissed } = result;
		const refresher = (await workDoneIn(tx, open.id)).refresher !== null;
		await tx
			.update(attempt)
			.set({ submittedAt: now, scorePercent, passed, results, outcomesMissed })
			.where(eq(attempt.id, found.id));
		const lessons = passed ? [] : lessonsToReopen(module.steps, outcomesMissed);
		const reopened = await reopenSteps(tx, { periodId: found.periodId, steps: lessons, now });
		await recordEvent(
			tx,
			line(personId, now, 'attempt.submitted', {
				item: moduleItem(slug),
				attemptId: found.id,
				version: found.version,
				scorePercent,
				passed,
				outcomesMissed,
				// A refresher did not have the lessons before, and has them now.
				...(refresher ? { refresher, reopened: lessons } : { reopened })
			})
		);
		if (passed) await complete(tx, found, { module, refresher }, work);
		else await noteCriticalMissedTwice(tx, found, result, now);
		return { ok: true, passed, scorePercent };
	});
}

async function complete(
	tx: Database,
	found: Attempt,
	{ module, refresher }: { module: Module; refresher: boolean },
	work: Work
): Promise<void> {
	await completeItem(tx, {
		personId: work.personId,
		periodId: found.periodId,
		item: moduleItem(work.slug),
		version: found.version,
		contentSha256: found.contentSha256,
		ownRenewalMonths: module.renewalMonths,
		refresher,
		evidence: { attemptId: found.id },
		now: work.now,
		today: work.today
	});
}

/**
 * A must-know question that was not right twice running is worth a quiet word from the manager or
 * the safeguarding lead; they learn of it from the log, and the person's page says nothing of it.
 */
async function noteCriticalMissedTwice(
	tx: Database,
	found: Attempt,
	result: QuizResult,
	now: Date
): Promise<void> {
	const { quiz } = moduleWithQuiz(found.module);
	const before = (await submittedAttempts(tx, found.periodId))
		.filter((one) => one.id !== found.id)
		.map((one) => one.results ?? []);
	const questions = criticalMissedTwice(quiz.questions, [result.results, ...before]);
	if (questions.length === 0) return;
	await recordEvent(
		tx,
		line(found.personId, now, 'quiz.critical_failed_twice', {
			item: moduleItem(found.module),
			attemptId: found.id,
			questions
		})
	);
}
