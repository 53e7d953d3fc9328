import { and, asc, count, exists, gt, gte, isNull, or, eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { period, person } from '../db/schema/index.ts';
import {
	enqueueJob,
	keepPlace,
	type Clock,
	type Handler,
	type JobAtWork,
	type Progress
} from '../jobs/jobs.ts';
import { reconcilePeople } from './reconcile.ts';

/** So many are reconciled while whoever made the change waits; more of them in the background. */
const AT_ONCE = 300;

/** People whose rows are held at the same time; nobody else waits long for some of these. */
const CHUNK = 100;

/** Begun in the background, or done already: people looked at, and changes of their periods. */
export type Applied =
	{ kind: 'done'; people: number; changes: number } | { kind: 'job'; jobId: string };

/**
 * Brings everybody's periods into line after a change for the whole organisation, which belongs into
 * the same transaction: at once where people are few, else by a job that begins when it has ended.
 */
export async function applyToEverybody(
	db: Database,
	{ actorId, now, today }: { actorId: string | null; now: Date; today: Day }
): Promise<Applied> {
	const ids = await peopleAfter(db, null, today, AT_ONCE + 1);
	if (ids.length > AT_ONCE) {
		const jobId = await enqueueJob(db, { kind: 'reconcile', data: {}, createdBy: actorId, now });
		return { kind: 'job', jobId };
	}
	const plans = await db.transaction((tx) => reconcilePeople(tx, ids, { actorId, now, today }));
	return { kind: 'done', people: ids.length, changes: countChanges(plans) };
}

/** The job of kind `reconcile`: everybody, chunk by chunk. */
export const reconcileJob: Handler = (db, job, progress, clock) =>
	reconcileEverybody(db, job, progress, clock);

const Place = v.object({
	after: v.pipe(v.string(), v.uuid()),
	people: v.number(),
	changes: v.number()
});
const Data = v.object({ place: v.optional(Place) });

/**
 * Reconciles everybody who is here, in the order of their ids and in chunks of their own short
 * transactions. A job that was cut short goes on behind the last chunk that was finished.
 */
export async function reconcileEverybody(
	db: Database,
	job: JobAtWork,
	progress: Progress,
	{ now, today }: Clock
): Promise<{ people: number; changes: number }> {
	const { place } = v.parse(Data, job.data);
	let after = place?.after ?? null;
	let people = place?.people ?? 0;
	let changes = place?.changes ?? 0;
	const total = people + (await countAfter(db, after, today));
	for (;;) {
		await progress(people, Math.max(people, total));
		const ids = await peopleAfter(db, after, today, CHUNK);
		const last = ids.at(-1);
		if (last === undefined) return { people, changes };
		await db.transaction(async (tx) => {
			const plans = await reconcilePeople(tx, ids, { actorId: job.createdBy, now, today });
			people += ids.length;
			changes += countChanges(plans);
			await keepPlace(tx, job.id, { after: last, people, changes });
		});
		after = last;
	}
}

function countChanges(plans: ReadonlyMap<string, readonly unknown[]>): number {
	return [...plans.values()].reduce((sum, changes) => sum + changes.length, 0);
}

/** Those who are here or will be, and those who have left with something still open. */
function peopleToReconcile(db: Database, after: string | null, today: Day) {
	const openPeriod = db
		.select({ id: period.id })
		.from(period)
		.where(and(eq(period.personId, person.id), isNull(period.closedAt)));
	return and(
		or(isNull(person.leftOn), gte(person.leftOn, today), exists(openPeriod)),
		after === null ? undefined : gt(person.id, after)
	);
}

async function peopleAfter(db: Database, after: string | null, today: Day, limit: number) {
	const rows = await db
		.select({ id: person.id })
		.from(person)
		.where(peopleToReconcile(db, after, today))
		.orderBy(asc(person.id))
		.limit(limit);
	return rows.map(({ id }) => id);
}

async function countAfter(db: Database, after: string | null, today: Day): Promise<number> {
	const [row] = await db
		.select({ n: count() })
		.from(person)
		.where(peopleToReconcile(db, after, today));
	return row?.n ?? 0;
}
