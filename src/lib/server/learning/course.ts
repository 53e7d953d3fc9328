import { and, desc, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { StepRecord } from '../../rules/progress.ts';
import type { Item } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { completion, stepDone } from '../db/schema/index.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import {
	openPeriod,
	periodForLearning,
	startPeriod,
	type Period
} from '../requirements/periods.ts';

/** The latest completion of a module by a person. */
export type LastCompletion = {
	id: string;
	periodId: string;
	version: string;
	completedOn: Day;
	/** Null when it does not run out. */
	validUntil: Day | null;
};

/** Where a person is with a module as a whole. */
export type Course = {
	open: Period | null;
	last: LastCompletion | null;
	/**
	 * The module is done and its renewal has neither opened nor been begun early: what is read now
	 * is read for its own sake and still belongs to the period that was completed.
	 */
	resting: boolean;
	/** The period whose progress counts; null when nothing was begun. */
	periodId: string | null;
};

/** Somebody at work on a module at a moment. */
export type Work = { personId: string; slug: string; now: Date; today: Day };

/** The item that a module is. */
export function moduleItem(slug: string): Item {
	return `module:${slug}`;
}

/** Where a person is with a module on a day. Reads only this person's rows. */
export async function courseOf(
	db: Database,
	{ personId, slug, today }: { personId: string; slug: string; today: Day }
): Promise<Course> {
	const item = moduleItem(slug);
	const open = await openPeriod(db, personId, item);
	const [last] = await db
		.select({
			id: completion.id,
			periodId: completion.periodId,
			version: completion.version,
			completedOn: completion.completedOn,
			validUntil: completion.validUntil
		})
		.from(completion)
		.where(and(eq(completion.personId, personId), eq(completion.item, item)))
		.orderBy(desc(completion.completedAt), desc(completion.completedOn))
		.limit(1);
	const resting = last !== undefined && isResting(open, last, today);
	return {
		open,
		last: last ?? null,
		resting,
		periodId: resting ? last.periodId : (open?.id ?? null)
	};
}

function isResting(open: Period | null, last: LastCompletion, today: Day): boolean {
	if (open === null) return last.validUntil === null || today <= last.validUntil;
	return open.dueOn !== null && today < open.opensOn && open.startedAt === null;
}

/** What a person has done of a module's steps in a period. */
export async function stepRecords(db: Database, periodId: string | null): Promise<StepRecord[]> {
	if (periodId === null) return [];
	const rows = await db
		.select({ step: stepDone.step, reopenedAt: stepDone.reopenedAt })
		.from(stepDone)
		.where(eq(stepDone.periodId, periodId));
	return rows.map((row) => ({ step: row.step, reopened: row.reopenedAt !== null }));
}

/**
 * The period in which work on a step is recorded: the completed one while the module rests, or else
 * the open one, or a voluntary one, begun now. Takes the person's turn until the transaction ends,
 * so that a double click is seen as such.
 */
export async function periodToRecordIn(tx: Database, work: Work): Promise<string> {
	await oneAtATime(tx, work.personId);
	const course = await courseOf(tx, work);
	if (course.resting && course.last !== null) return course.last.periodId;
	const period = await periodForLearning(tx, { ...work, item: moduleItem(work.slug) });
	await startPeriod(tx, period.id, work.now);
	return period.id;
}
