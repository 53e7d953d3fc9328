import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { job } from '../db/schema/index.ts';
import { policyOf, type JobKind } from './kinds.ts';
import { send, settle } from './queue.ts';

/** A job as it is kept, running or not. */
export type Job = typeof job.$inferSelect;

/** What a handler learns about its job; `data` is as it was stored, to be parsed by the handler. */
export type JobAtWork = { id: string; data: unknown; createdBy: string | null };

/**
 * Says how far a job is, for whoever watches it; call it as often as convenient. It throws when the
 * job must end early because the app stops: leave that error alone, and open transactions roll back.
 */
export type Progress = (done: number, total: number) => Promise<void>;

/** The moment at which a job began to run, and the day it was in the organisation's time zone. */
export type Clock = { now: Date; today: Day };

/**
 * Does the work of one kind of job and answers what is worth knowing about it. `db` is never a
 * transaction; the handler opens what it needs. An error is tried again or told according to
 * `policies`; `CannotBeDone` is told as it is.
 */
export type Handler = (
	db: Database,
	job: JobAtWork,
	progress: Progress,
	clock: Clock
) => Promise<Record<string, unknown>>;

/** A job cannot be done, for a reason that its message tells the person who asked for it. */
export class CannotBeDone extends Error {}

/** A job is to end before its time: the app stops, or somebody else has taken the job over. */
export class Interrupted extends Error {}

/**
 * Asks for work in the background, as part of the transaction when `db` is one: if that is rolled
 * back, nothing was asked for. The work begins within some seconds after the transaction has ended,
 * in whichever copy of the app is free; jobs that change people's facts run one at a time.
 *
 * @param data what the handler of this kind needs, as JSON
 * @param createdBy who asks; null for the platform itself
 * @returns the id of the job, whose page is /jobs/<id>
 */
export async function enqueueJob(
	db: Database,
	{
		kind,
		data,
		createdBy,
		now
	}: { kind: JobKind; data: Record<string, unknown>; createdBy: string | null; now: Date }
): Promise<string> {
	return db.transaction(async (tx) => {
		const [row] = await tx
			.insert(job)
			.values({ kind, data, createdBy, createdAt: now })
			.returning({ id: job.id });
		if (!row) throw new Error('The job was not stored');
		await send(tx, kind, row.id);
		return row.id;
	});
}

/** A job, or null when there is none of this id. */
export async function jobOf(db: Database, id: string): Promise<Job | null> {
	if (!isUuid(id)) return null;
	const [row] = await db.select().from(job).where(eq(job.id, id));
	return row ?? null;
}

/** The latest jobs, newest first. */
export async function latestJobs(db: Database, howMany: number): Promise<Job[]> {
	return db.select().from(job).orderBy(desc(job.createdAt), desc(job.id)).limit(howMany);
}

/**
 * Remembers how far a job that does its work piece by piece has got, in the transaction of the
 * piece: when the job is taken up again, its handler finds it in `data`.
 */
export async function keepPlace(
	tx: Database,
	id: string,
	place: Record<string, unknown>
): Promise<void> {
	await tx
		.update(job)
		.set({ data: sql`${job.data} || ${JSON.stringify({ place })}::jsonb` })
		.where(eq(job.id, id));
}

/**
 * Does the work of a job in one transaction that ends with the job itself: either everything is
 * changed and the job is finished, or neither. For kinds that are not repeatable.
 */
export async function inOneStep(
	db: Database,
	id: string,
	work: (tx: Database) => Promise<Record<string, unknown>>
): Promise<Record<string, unknown>> {
	return db.transaction(async (tx) => {
		// Whoever believes this job dead asks for the same lock first.
		await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(id)})`);
		const [row] = await tx
			.select({ id: job.id })
			.from(job)
			.where(and(eq(job.id, id), isNull(job.finishedAt)));
		if (!row) throw new Interrupted('The job has ended already');
		const result = await work(tx);
		await endJob(tx, id, { result });
		return result;
	});
}

/** Part of a query: the number of the lock that the transaction of a job holds while it runs. */
export function lockOf(id: string) {
	return sql`hashtextextended(${`safehands job ${id}`}, 0)`;
}

/** Ends a job, well or not; one that has ended stays as it is. */
export async function endJob(
	db: Database,
	id: string,
	how: { result: Record<string, unknown> } | { failure: string }
): Promise<void> {
	await db.transaction(async (tx) => {
		const [ended] = await tx
			.update(job)
			.set({
				finishedAt: sql`now()`,
				...('result' in how && {
					result: how.result,
					done: sql`coalesce(${job.total}, ${job.done})`
				}),
				...('failure' in how && { failure: how.failure })
			})
			.where(and(eq(job.id, id), isNull(job.finishedAt)))
			.returning({ kind: job.kind });
		if (ended) await settle(tx, policyOf(ended.kind).queue, id);
	});
}
