import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { dayOf } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { job } from '../db/schema/index.ts';
import { forgetImportedRows } from '../imports/forget.ts';
import { forgetOldSignIns } from '../people/forget.ts';
import { readOrganisation } from '../people/organisation.ts';
import { reconcileEverybody } from '../requirements/reconcile-everybody.ts';
import { enqueueJob, type Handler } from './jobs.ts';
import { tidyQueue } from './queue.ts';

/** Any number that nothing else locks. */
const ASKING_LOCK = 7_421_013;

/**
 * Asks for the daily job, unless one is waiting or running, or there was one for this day already; at
 * the start of the app another one for the same day, since a new version may know better. Before an
 * organisation has been set up there is nothing to do.
 */
export async function askForDaily(
	db: Database,
	now: Date,
	{ isStart }: { isStart: boolean }
): Promise<void> {
	const organisation = await readOrganisation(db);
	if (!organisation) return;
	const day = dayOf(now, organisation.timeZone);
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${ASKING_LOCK})`);
		const isForDay = sql`${job.data} ->> 'day' = ${day}`;
		const [known] = await tx
			.select({ id: job.id })
			.from(job)
			.where(
				and(
					eq(job.kind, 'daily'),
					isStart ? isNull(job.finishedAt) : or(isNull(job.finishedAt), isForDay)
				)
			)
			.limit(1);
		if (known) return;
		await enqueueJob(tx, { kind: 'daily', data: { day }, createdBy: null, now });
	});
}

/**
 * Brings what is due into line with what began or ended by its date alone, and clears away what is
 * no longer needed. Standings never wait for it: they follow from the dates of the periods.
 */
export const dailyJob: Handler = async (db, job, progress, clock) => {
	const reconciled = await reconcileEverybody(db, job, progress, clock);
	await forgetOldSignIns(db, clock.now);
	await forgetImportedRows(db, clock.now);
	await tidyQueue(db);
	return { day: clock.today, ...reconciled };
};
