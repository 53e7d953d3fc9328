import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { job } from '../db/schema/index.ts';
import { endJob, lockOf, type Job } from './jobs.ts';
import { jobKinds, policyOf, type Queue } from './kinds.ts';
import { giveBack, settle, take } from './queue.ts';

/** Any number that nothing else locks. */
const TAKING_LOCK = 7_421_012;

/** A running job says this often that it is alive; in milliseconds. */
export const BEAT_MS = 5_000;

const isUnfinished = isNull(job.finishedAt);

/** A job that has been silent for 30 seconds has lost the process that ran it. */
const isSilent = lt(job.beatAt, sql`now() - interval '30 seconds'`);

/** Whether there is anything to do at all; asked often, by every copy of the app. */
export async function isAnythingUnfinished(db: Database): Promise<boolean> {
	const rows = await db.select({ id: job.id }).from(job).where(isUnfinished).limit(1);
	return rows.length > 0;
}

/**
 * The next job of a queue, marked as begun; null when none is due or one of it runs already,
 * wherever.
 */
export async function takeJob(db: Database, queue: Queue): Promise<Job | null> {
	return db.transaction(async (tx) => {
		const [lock] = await tx.execute<{ isOurs: boolean }>(
			sql`select pg_try_advisory_xact_lock(${TAKING_LOCK}) as "isOurs"`
		);
		if (!lock?.isOurs) return null;
		const kinds = jobKinds.filter((kind) => policyOf(kind).queue === queue);
		const running = await tx
			.select({ id: job.id })
			.from(job)
			.where(and(isUnfinished, isNotNull(job.startedAt), inArray(job.kind, kinds)))
			.limit(1);
		if (running.length > 0) return null;
		const id = await take(tx, queue);
		if (id === undefined) return null;
		const [row] = await tx
			.update(job)
			.set({ startedAt: sql`now()`, beatAt: sql`now()` })
			.where(and(eq(job.id, id), isUnfinished))
			.returning();
		if (!row) await settle(tx, queue, id);
		return row ?? null;
	});
}

/**
 * Says that a job is alive and, when given, how far it is. Answers false when the job has ended
 * meanwhile, because it was thought dead.
 */
export async function beat(
	db: Database,
	id: string,
	counts: { done: number; total: number } | null
): Promise<boolean> {
	const rows = await db
		.update(job)
		.set({ beatAt: sql`now()`, ...counts })
		.where(and(eq(job.id, id), isUnfinished))
		.returning({ id: job.id });
	return rows.length > 0;
}

/**
 * Puts a job back into the queue, where it is due again after a pause. One that has had its last try
 * ends with this failure.
 */
export async function tryAgainLater(
	db: Database,
	{ id, kind }: { id: string; kind: string },
	failure: string
): Promise<void> {
	await db.transaction(async (tx) => {
		if (!(await giveBack(tx, policyOf(kind).queue, id))) return endJob(tx, id, { failure });
		await tx.update(job).set({ startedAt: null, beatAt: null }).where(eq(job.id, id));
	});
}

/**
 * Sees to jobs whose process was killed: they go back into the queue, or end, according to their
 * kind. One that does its work in one transaction is left alone for as long as that is open.
 */
export async function seeToSilentJobs(db: Database): Promise<void> {
	await db.transaction(async (tx) => {
		const silent = await tx
			.select({ id: job.id, kind: job.kind })
			.from(job)
			.where(and(isUnfinished, isSilent))
			.for('update', { skipLocked: true });
		for (const { id, kind } of silent) {
			const [lock] = await tx.execute<{ isFree: boolean }>(
				sql`select pg_try_advisory_xact_lock(${lockOf(id)}) as "isFree"`
			);
			if (!lock?.isFree) continue;
			const { isRepeatable, whenStopped } = policyOf(kind);
			if (isRepeatable) await tryAgainLater(tx, { id, kind }, whenStopped);
			else await endJob(tx, id, { failure: whenStopped });
		}
	});
}
