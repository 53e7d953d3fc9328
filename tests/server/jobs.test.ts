import { setTimeout as delay } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connect, type Database } from '../../src/lib/server/db/connect.ts';
import { job, team } from '../../src/lib/server/db/schema/index.ts';
import type { Handlers } from '../../src/lib/server/jobs/handlers.ts';
import {
	CannotBeDone,
	endJob,
	enqueueJob,
	inOneStep,
	jobOf,
	keepPlace,
	type Handler,
	type Job
} from '../../src/lib/server/jobs/jobs.ts';
import { prepareQueue } from '../../src/lib/server/jobs/queue.ts';
import { seeToSilentJobs, takeJob } from '../../src/lib/server/jobs/running.ts';
import { startJobs, type Jobs } from '../../src/lib/server/jobs/worker.ts';
import { testDatabaseWithUrl } from './database.ts';

const now = new Date('2026-11-21T09:00:00Z');

let db: Database;
let url: string;
let said: string[];

beforeEach(async () => {
	({ db, url } = await testDatabaseWithUrl());
	said = [];
});

/** A copy of the app that does the jobs; it ends with the test. */
async function work(handlers: Handlers, database = db): Promise<Jobs> {
	const jobs = await startJobs(database, {
		log: (line) => said.push(line),
		handlers,
		pollMs: 20,
		graceMs: 300
	});
	onTestFinished(() => jobs.stop());
	return jobs;
}

const ask = (kind: 'reconcile' | 'import' | 'invitations', data: Record<string, unknown> = {}) =>
	enqueueJob(db, { kind, data, createdBy: null, now });

async function until(id: string, isSo: (job: Job) => boolean): Promise<Job> {
	for (;;) {
		const found = await jobOf(db, id);
		if (!found) throw new Error('There should be a job');
		if (isSo(found)) return found;
		if (found.finishedAt) throw new Error(`The job has ended: ${found.failure}`);
		await delay(20);
	}
}

const finished = (id: string) => until(id, ({ finishedAt }) => finishedAt !== null);

/** Leaves out the pause before another try. */
const hurry = () => db.execute(sql`update pgboss.job set retry_delay = 0, retry_backoff = false`);

/** Something that a test lets go on when it is ready. */
function gate() {
	let open: () => void = () => undefined;
	const passed = new Promise<void>((resolve) => (open = resolve));
	return { open, passed };
}

const messages = () =>
	db.execute<{ id: string; state: string; output: unknown }>(
		sql`select id, state, output from pgboss.job`
	);

describe('asking for a job', () => {
	it('stores it, to be seen and to be done', async () => {
		const id = await ask('import', { fileId: 'a file' });
		expect(await jobOf(db, id)).toMatchObject({
			kind: 'import',
			data: { fileId: 'a file' },
			createdAt: now,
			startedAt: null,
			finishedAt: null,
			done: 0,
			total: null
		});
		expect(await messages()).toMatchObject([{ id, state: 'created' }]);
	});

	it('in a transaction that is rolled back leaves nothing', async () => {
		await expect(
			db.transaction(async (tx) => {
				await enqueueJob(tx, { kind: 'reconcile', data: {}, createdBy: null, now });
				throw new Error('Rolled back');
			})
		).rejects.toThrow('Rolled back');
		expect(await db.$count(job)).toBe(0);
		expect(await messages()).toHaveLength(0);
	});

	it('finds nothing under an id that is none', async () => {
		expect(await jobOf(db, 'not an id')).toBeNull();
		expect(await jobOf(db, '0190a5b0-0000-7000-8000-000000000000')).toBeNull();
	});
});

describe('doing a job', () => {
	it('gives its data to the handler and keeps what that answers', async () => {
		const seen: unknown[] = [];
		const id = await enqueueJob(db, {
			kind: 'reconcile',
			data: { a: 1, b: ['two'] },
			createdBy: null,
			now
		});
		await work({
			reconcile: async (_, job, progress, clock) => {
				seen.push(job, clock.today);
				await progress(0, 7);
				return { changes: 3 };
			}
		});
		expect(await finished(id)).toMatchObject({
			result: { changes: 3 },
			failure: null,
			done: 7,
			total: 7
		});
		expect(seen).toEqual([
			{ id, data: { a: 1, b: ['two'] }, createdBy: null },
			new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/London' })
		]);
		expect(await messages()).toMatchObject([{ id, state: 'completed' }]);
		expect(said).toEqual([]);
	});

	it('shows how far it is while its changes cannot be seen yet', async () => {
		const middle = gate();
		const id = await ask('import');
		await work({
			import: (own, { id }, progress) =>
				inOneStep(own, id, async (tx) => {
					await tx.insert(team).values({ name: 'Northern line', createdAt: now });
					await progress(400, 1000);
					await middle.passed;
					return { added: 1000 };
				})
		});
		const half = await until(id, ({ done }) => done > 0);
		expect(half).toMatchObject({ done: 400, total: 1000, finishedAt: null });
		expect(half.startedAt).not.toBeNull();
		expect(half.beatAt).not.toBeNull();
		expect(await db.$count(team)).toBe(0);
		middle.open();
		expect(await finished(id)).toMatchObject({ done: 1000, result: { added: 1000 } });
		expect(await db.$count(team)).toBe(1);
	});

	it('writes progress four times a second at the most, however often it is told', async () => {
		await db.execute(sql`create table written (done integer)`);
		await db.execute(sql`create rule noted as on update to job where new.done <> old.done
			do also insert into written values (new.done)`);
		const id = await ask('reconcile');
		let quarters = 0;
		await work({
			reconcile: async (_, __, progress) => {
				const start = performance.now();
				for (let i = 0; i < 5000; i++) await progress(i, 5000);
				quarters = Math.ceil((performance.now() - start) / 250);
				return {};
			}
		});
		await finished(id);
		// The last one is written with the end of the job.
		const written = await db.execute(sql`select done from written`);
		expect(written.length).toBeLessThanOrEqual(quarters + 1);
	});

	it.each<[string, Handlers, string]>([
		['a kind that nobody knows', {}, 'This version of Safehands cannot do this.'],
		[
			'one that says why',
			{ import: () => Promise.reject(new CannotBeDone('The file is no longer there.')) },
			'The file is no longer there.'
		]
	])('tells why it cannot be done: %s', async (_, handlers, failure) => {
		const id = await ask('import');
		await work(handlers);
		expect(await finished(id)).toMatchObject({ failure, result: null });
		expect(await messages()).toMatchObject([{ state: 'completed' }]);
		expect(said).toEqual([]);
	});

	it('undoes an import that breaks, says so to the person and the reason to the log', async () => {
		const id = await ask('import');
		await work({
			import: (own, { id }) =>
				inOneStep(own, id, async (tx) => {
					await tx.insert(team).values({ name: 'Northern line', createdAt: now });
					await tx.execute(sql`select ${'asha.bello@example.test'}::int`);
					return {};
				})
		});
		const { failure } = await finished(id);
		expect(failure).toMatch(
			/Nothing was changed\. Apply it again\..* The number of this fault is [0-9a-f]{8}\.$/
		);
		expect(await db.$count(team)).toBe(0);
		expect(said).toHaveLength(1);
		expect(said[0]).toContain(`fault ${failure?.slice(-9, -1)} in a job (import)`);
		expect(said[0]).not.toContain('asha.bello');
		expect(JSON.stringify(await messages())).not.toContain('asha.bello');
	});

	it('tries again what can be repeated, and goes on where it was', async () => {
		const places: unknown[] = [];
		const id = await ask('reconcile', { first: true });
		await hurry();
		await work({
			reconcile: async (own, { id, data }) => {
				places.push(data);
				if (places.length > 1) return { tries: places.length };
				await keepPlace(own, id, { after: 'M' });
				throw new Error('Broken for once');
			}
		});
		expect(await finished(id)).toMatchObject({ failure: null, result: { tries: 2 } });
		expect(places).toEqual([{ first: true }, { first: true, place: { after: 'M' } }]);
		expect(said).toHaveLength(1);
	});

	it('gives up what breaks every time, and says what to do', async () => {
		const id = await ask('reconcile');
		await hurry();
		await db.execute(sql`update pgboss.job set retry_limit = 1`);
		await work({ reconcile: () => Promise.reject(new Error('Broken')) });
		expect((await finished(id)).failure).toMatch(/the rest is tried again in the night\. If it/);
		expect(await messages()).toMatchObject([{ state: 'failed', output: null }]);
		expect(said).toHaveLength(2);
	});
});

describe('several copies of the app', () => {
	it('do each job once, and one at a time', async () => {
		const other = connect(url, { max: 4 });
		onTestFinished(() => other.close());
		const ids = await Promise.all(Array.from({ length: 8 }, () => ask('reconcile')));
		const done: string[] = [];
		let running = 0;
		let most = 0;
		const handler: Handler = async (_, { id }) => {
			most = Math.max(most, ++running);
			await delay(30);
			done.push(id);
			running--;
			return {};
		};
		await Promise.all([work({ reconcile: handler }), work({ reconcile: handler }, other.db)]);
		await Promise.all(ids.map(finished));
		expect(done.sort()).toEqual([...ids].sort());
		expect(most).toBe(1);
	});

	it('send mail beside a long change of people', async () => {
		const long = await ask('reconcile');
		const mail = await ask('invitations');
		const middle = gate();
		await work({
			reconcile: () => middle.passed.then(() => ({})),
			invitations: () => Promise.resolve({ sent: 1 })
		});
		expect(await finished(mail)).toMatchObject({ result: { sent: 1 } });
		expect((await jobOf(db, long))?.finishedAt).toBeNull();
		middle.open();
		await finished(long);
	});

	it('may prepare the queue of a new database at the same moment', async () => {
		await db.execute(sql`drop schema pgboss cascade`);
		await Promise.all([prepareQueue(db), prepareQueue(db), prepareQueue(db)]);
		expect(await messages()).toEqual([]);
		await ask('import');
		expect(await messages()).toHaveLength(1);
	});
});

it('a user who may not create a schema is told so', async () => {
	const name = sql.identifier(new URL(url).pathname.slice(1));
	await db.execute(sql`drop schema pgboss cascade`);
	// The owner of the database, too, can do without a right.
	await db.execute(sql`revoke create on database ${name} from current_user`);
	await expect(startJobs(db, { log: (line) => said.push(line) })).rejects.toThrow(
		/^The tables for work in the background could not be created \(permission denied for database test_\w+\)\. .* GRANT CREATE ON DATABASE/
	);
});

describe('a job whose process was killed', () => {
	/** Leaves a job as a process does that is killed in the middle of it. */
	async function abandon(kind: 'reconcile' | 'import'): Promise<string> {
		const id = await ask(kind);
		await hurry();
		expect(await takeJob(db, 'facts')).toMatchObject({ id });
		await db
			.update(job)
			.set({ beatAt: sql`now() - interval '31 seconds'`, done: 3, total: 9 })
			.where(eq(job.id, id));
		return id;
	}

	it('is left alone as long as it may be alive', async () => {
		const id = await abandon('reconcile');
		await db
			.update(job)
			.set({ beatAt: sql`now() - interval '25 seconds'` })
			.where(eq(job.id, id));
		await seeToSilentJobs(db);
		expect((await jobOf(db, id))?.startedAt).not.toBeNull();
		expect(await messages()).toMatchObject([{ state: 'active' }]);
	});

	it('is taken up again when it can be repeated', async () => {
		const id = await abandon('reconcile');
		await work({ reconcile: () => Promise.resolve({ again: true }) });
		expect(await finished(id)).toMatchObject({ failure: null, result: { again: true } });
	});

	it('fails when it has been taken up again too often', async () => {
		const id = await abandon('reconcile');
		await db.execute(sql`update pgboss.job set retry_count = retry_limit`);
		await seeToSilentJobs(db);
		expect((await jobOf(db, id))?.failure).toMatch(/^Safehands was stopped again and again/);
		expect(await messages()).toMatchObject([{ state: 'failed' }]);
	});

	it('fails when it changes all or nothing, and says that nothing was changed', async () => {
		const id = await abandon('import');
		const ran: string[] = [];
		await work({
			import: async () => {
				ran.push('again');
				return {};
			}
		});
		expect((await finished(id)).failure).toMatch(/Nothing was changed\. Apply it again\.$/);
		await delay(100);
		expect(ran).toEqual([]);
	});

	it('is not given up while its transaction is still open, and can then not be done twice', async () => {
		const id = await abandon('import');
		const middle = gate();
		const step = inOneStep(db, id, async () => {
			await middle.passed;
			return { added: 1 };
		});
		await delay(50);
		await seeToSilentJobs(db);
		expect((await jobOf(db, id))?.failure).toBeNull();
		middle.open();
		await step;
		expect(await jobOf(db, id)).toMatchObject({ failure: null, result: { added: 1 } });
		await expect(inOneStep(db, id, () => Promise.resolve({}))).rejects.toThrow('ended already');
	});

	it('changes nothing any more once it has been given up', async () => {
		const id = await abandon('import');
		await seeToSilentJobs(db);
		await expect(
			inOneStep(db, id, async (tx) => {
				await tx.insert(team).values({ name: 'Northern line', createdAt: now });
				return {};
			})
		).rejects.toThrow('ended already');
		await endJob(db, id, { result: { added: 1 } });
		expect(await jobOf(db, id)).toMatchObject({ result: null });
		expect(await db.$count(team)).toBe(0);
	});
});

describe('a stop of the app', () => {
	it('ends a repeatable job at once, and another copy goes on', async () => {
		const id = await ask('reconcile');
		await hurry();
		const first = await work({
			reconcile: async (own, { id }, progress) => {
				for (let i = 1; ; i++) {
					await keepPlace(own, id, { after: i });
					await progress(i, 1_000_000);
					await delay(5);
				}
			}
		});
		await until(id, ({ done }) => done > 0);
		await first.stop();
		expect(await jobOf(db, id)).toMatchObject({ startedAt: null, finishedAt: null });
		await work({ reconcile: (_, { data }) => Promise.resolve({ data }) });
		const { result } = await finished(id);
		expect(result).toMatchObject({ data: { place: { after: expect.any(Number) } } });
		expect(said).toEqual([]);
	});

	it('lets a short import come to its end', async () => {
		const id = await ask('import');
		const jobs = await work({
			import: (own, { id }, progress) =>
				inOneStep(own, id, async () => {
					await progress(1, 2);
					await delay(100);
					await progress(2, 2);
					return { added: 2 };
				})
		});
		await until(id, ({ done }) => done > 0);
		await jobs.stop();
		expect(await jobOf(db, id)).toMatchObject({ failure: null, result: { added: 2 } });
	});

	it('takes a long import back', async () => {
		const id = await ask('import');
		const jobs = await work({
			import: (own, { id }, progress) =>
				inOneStep(own, id, async (tx) => {
					await tx.insert(team).values({ name: 'Northern line', createdAt: now });
					for (let i = 1; ; i++) {
						await progress(i, 1_000_000);
						await delay(5);
					}
				})
		});
		await until(id, ({ done }) => done > 0);
		await jobs.stop();
		expect((await jobOf(db, id))?.failure).toMatch(/Nothing was changed\. Apply it again\.$/);
		expect(await db.$count(team)).toBe(0);
	});
});
