import { sql, type SQL } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import type { Database } from '../db/connect.ts';
import { policies, queues, type JobKind, type Queue } from './kinds.ts';

/*
 * pg-boss holds the order of the jobs, hands each to one taker only and knows when another try is
 * due. It runs on our own driver, and within whatever transaction it is given. Its own workers and
 * its own clock are not used; docs/decisions/12-background-work.md says why.
 */

/** Any number that nothing else locks. */
const INSTALLING_LOCK = 7_421_011;

/** A message waits this long for a copy of the app that takes it. */
const WAITING_DAYS = 365;

/** The longest that pg-boss allows. Whether a job is still alive is for us to say, by its beat. */
const LONGEST_HOURS = 23;

/** pg-boss on a connection or a transaction of ours. */
function bossOn(db: Database): PgBoss {
	return new PgBoss({ db: driverOn(db), schema: 'pgboss', supervise: false, schedule: false });
}

/** What pg-boss asks of a driver, on top of ours. */
function driverOn(db: Database): PgBoss.Db {
	return {
		async executeSql(text, values = []) {
			// It begins and ends some transactions inside the text, which a pool of connections cannot
			// carry out, and which would leave a connection broken when something between them fails.
			const [, inner] = /^\s*BEGIN;([\s\S]*)COMMIT;\s*$/.exec(text) ?? [];
			const rows = inner
				? await db.transaction((tx) => tx.execute(sql.raw(inner)))
				: await db.execute(withValues(text, values));
			return { rows };
		}
	};
}

/** A text with $1, $2… and their values, as Drizzle has it. */
function withValues(text: string, values: readonly unknown[]): SQL {
	const parts = text.split(/\$(\d+)/);
	return sql.join(
		parts.map((part, at) =>
			at % 2 === 0 ? sql.raw(part) : sql.param(asText(values[Number(part) - 1]))
		)
	);
}

/** A value as PostgreSQL reads it; pg-boss leaves that to its own driver. */
function asText(value: unknown): unknown {
	if (value === undefined || value === null) return null;
	if (Array.isArray(value)) return `{${value.join(',')}}`;
	return typeof value === 'object' ? JSON.stringify(value) : value;
}

/**
 * Creates what pg-boss keeps in the database, in a schema of its own, where it is missing. Several
 * copies of the app may do so at once.
 *
 * @throws an Error whose message tells whoever runs the app what is missing
 */
export async function prepareQueue(db: Database): Promise<void> {
	try {
		await db.transaction(async (tx) => {
			await tx.execute(sql`select pg_advisory_xact_lock(${INSTALLING_LOCK})`);
			const boss = bossOn(tx);
			await boss.start();
			for (const name of queues) await boss.createQueue(name, { name });
		});
	} catch (error) {
		throw new Error(
			`The tables for work in the background could not be created (${reasonOf(error)}). The user of ` +
				'the database must be allowed to create a schema in it: ' +
				'GRANT CREATE ON DATABASE … TO …. Nothing has been changed.',
			{ cause: error }
		);
	}
}

function reasonOf(error: unknown): string {
	let at = error;
	while (at instanceof Error && at.cause instanceof Error) at = at.cause;
	return at instanceof Error ? at.message : 'for an unknown reason';
}

/** Puts a job at the end of the queue. */
export async function send(db: Database, kind: JobKind, id: string): Promise<void> {
	const { queue, retries, pauseSeconds } = policies[kind];
	const sent = await bossOn(db).send(
		queue,
		{},
		{
			id,
			retryLimit: retries,
			retryDelay: pauseSeconds,
			retryBackoff: pauseSeconds > 0,
			expireInHours: LONGEST_HOURS,
			retentionDays: WAITING_DAYS
		}
	);
	if (sent === null) throw new Error('The queue of jobs has not been prepared');
}

/** The id of the next job of a queue that is due, which nobody else gets; undefined when none is. */
export async function take(db: Database, queue: Queue): Promise<string | undefined> {
	const [message] = await bossOn(db).fetch(queue, { batchSize: 1 });
	return message?.id;
}

/** A job needs no further try, however it ended. */
export async function settle(db: Database, queue: Queue, id: string): Promise<void> {
	await bossOn(db).complete(queue, id);
}

/** Puts a job that was taken back into its queue; answers false when it has had its last try. */
export async function giveBack(db: Database, queue: Queue, id: string): Promise<boolean> {
	const boss = bossOn(db);
	await boss.fail(queue, id);
	return (await boss.getJobById(queue, id))?.state === 'retry';
}

/** Puts messages that were dealt with long ago away. */
export async function tidyQueue(db: Database): Promise<void> {
	await bossOn(db).maintain();
}
