import { and, eq, inArray, isNull } from 'drizzle-orm';
import { WHAT_CHANGED } from '../../rules/content/module.ts';
import { findLesson } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { stepDone } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { beginWork, courseOf, moduleItem, periodToRecordIn, type Work } from './course.ts';

/**
 * Records that a person has read a lesson, or in a refresher what has changed; a second time changes
 * nothing, unless a quiz has reopened the lesson since. Answers false when there is no such step to
 * read for them.
 */
export async function markStepDone(
	db: Database,
	{ step, ...work }: Work & { step: string }
): Promise<boolean> {
	const isLesson = findLesson(work.slug, step) !== undefined;
	if (!isLesson && step !== WHAT_CHANGED) return false;
	return db.transaction(async (tx) => {
		await oneAtATime(tx, work.personId);
		const course = await courseOf(tx, work);
		if (!isLesson && (course.refresher === null || course.resting)) return false;
		const periodId = await periodToRecordIn(tx, work, course);
		if (periodId !== null) await recordStepDone(tx, { ...work, periodId, step });
		return true;
	});
}

/** Writes that a step is done in a period, once, with its event. */
export async function recordStepDone(
	tx: Database,
	{ personId, slug, periodId, step, now }: Work & { periodId: string; step: string }
): Promise<void> {
	const written = await tx
		.insert(stepDone)
		.values({ periodId, step, doneAt: now })
		.onConflictDoNothing()
		.returning({ id: stepDone.id });
	if (written.length === 0) return;
	await recordEvent(tx, {
		at: now,
		actorId: personId,
		subjectId: personId,
		kind: 'step.done',
		data: { item: moduleItem(slug), periodId, step }
	});
}

/** Opens steps again in a period, and answers those that had been done. */
export async function reopenSteps(
	tx: Database,
	{ periodId, steps, now }: { periodId: string; steps: readonly string[]; now: Date }
): Promise<string[]> {
	if (steps.length === 0) return [];
	const reopened = await tx
		.update(stepDone)
		.set({ reopenedAt: now })
		.where(
			and(
				eq(stepDone.periodId, periodId),
				inArray(stepDone.step, [...steps]),
				isNull(stepDone.reopenedAt)
			)
		)
		.returning({ step: stepDone.step });
	return steps.filter((step) => reopened.some((row) => row.step === step));
}

/**
 * Begins the renewal of a module before its window opens, because the person wants to; it then
 * counts from the day it is completed. Changes nothing while the module is not complete.
 */
export async function renewEarly(db: Database, work: Work): Promise<void> {
	await db.transaction(async (tx) => {
		await oneAtATime(tx, work.personId);
		const course = await courseOf(tx, work);
		if (!course.resting) return;
		const period = await beginWork(tx, work, course);
		await recordEvent(tx, {
			at: work.now,
			actorId: work.personId,
			subjectId: work.personId,
			kind: 'renewal.begun_early',
			data: { item: moduleItem(work.slug), periodId: period.id, opensOn: period.opensOn }
		});
	});
}
