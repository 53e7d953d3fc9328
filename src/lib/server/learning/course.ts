import { and, desc, eq, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { StepRecord } from '../../rules/progress.ts';
import type { Refresher } from '../../rules/refresher.ts';
import type { Item } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { completion } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import {
	openPeriod,
	periodForLearning,
	startPeriod,
	type Period
} from '../requirements/periods.ts';
import { refresherModules } from './module-settings.ts';
import { refresherAhead } from './refreshers.ts';
import { NOTHING_DONE, workDoneIn } from './work-done.ts';
import { stands } from './withdrawn.ts';

/** The latest completion of a module by a person. */
export type LastCompletion = {
	id: string;
	/** Null for what was entered later and closed no period. */
	periodId: string | null;
	/** Null where it was done elsewhere. */
	version: string | null;
	completedOn: Day;
	/** Null when it does not run out. */
	validUntil: Day | null;
	/** The quiz was passed here; otherwise somebody has entered the evidence. */
	passedHere: boolean;
	/** How often the module was completed, this time included. */
	times: number;
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
	/**
	 * The refresher as which it is done or would be if it were begun now, by an early renewal where it
	 * rests; null where it is done in full.
	 */
	refresher: Refresher | null;
	/**
	 * The period whose progress counts; null when nothing was begun, and while what rests was done
	 * elsewhere: then reading is recorded nowhere.
	 */
	periodId: string | null;
	/** What they have done in it. */
	records: StepRecord[];
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
	const last = await lastCompletion(db, personId, item);
	const resting = last !== null && isResting(open, last, today);
	const periodId = resting ? last.periodId : (open?.id ?? null);
	const done = periodId === null ? NOTHING_DONE : await workDoneIn(db, periodId);
	const begun = !resting && open?.startedAt != null;
	const refresher = begun ? done.refresher : await refresherNow(db, { slug, open, last }, today);
	return { open, last, resting, refresher, periodId, records: done.records };
}

/** The refresher that beginning now would give; nobody has one who does a module the first time. */
async function refresherNow(
	db: Database,
	{ slug, open, last }: { slug: string } & Pick<Course, 'open' | 'last'>,
	today: Day
): Promise<Refresher | null> {
	if (last === null) return null;
	const renewal = { slug, last, dueOn: open?.dueOn ?? null };
	return refresherAhead(renewal, await refresherModules(db), today);
}

async function lastCompletion(
	db: Database,
	personId: string,
	item: Item
): Promise<LastCompletion | null> {
	const { id, periodId, version, completedOn, validUntil, attemptId } = completion;
	const [row] = await db
		.select({
			id,
			periodId,
			version,
			completedOn,
			validUntil,
			passedHere: sql<boolean>`${attemptId} is not null`,
			times: sql<number>`(count(*) over ())::int`
		})
		.from(completion)
		.where(and(eq(completion.personId, personId), eq(completion.item, item), stands))
		.orderBy(desc(completion.completedAt), desc(completion.completedOn))
		.limit(1);
	return row ?? null;
}

function isResting(open: Period | null, last: LastCompletion, today: Day): boolean {
	if (open === null) return last.validUntil === null || today <= last.validUntil;
	return open.dueOn !== null && today < open.opensOn && open.startedAt === null;
}

/**
 * The period to work in: the open one, or a voluntary one; begun now if nobody has before, and from
 * then on in full or as a refresher for good. Call it in the person's own turn.
 */
export async function beginWork(tx: Database, work: Work, course: Course): Promise<Period> {
	const item = moduleItem(work.slug);
	const period = await periodForLearning(tx, { ...work, item });
	if (period.startedAt !== null) return period;
	await startPeriod(tx, period.id, work.now);
	const { refresher, last } = course;
	if (refresher !== null && last !== null) {
		const { scenario } = refresher;
		const { version, completedOn } = last;
		await recordEvent(tx, {
			at: work.now,
			actorId: work.personId,
			subjectId: work.personId,
			kind: 'refresher.begun',
			data: { item, periodId: period.id, scenario, since: { version, completedOn } }
		});
	}
	return period;
}

/**
 * The period in which work on a step is recorded: the completed one while the module rests, or else
 * the one to work in. Null while it rests and was done elsewhere: there is nothing to record then.
 */
export async function periodToRecordIn(
	tx: Database,
	work: Work,
	course: Course
): Promise<string | null> {
	return course.resting ? course.periodId : (await beginWork(tx, work, course)).id;
}
