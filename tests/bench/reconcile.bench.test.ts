import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { organisation, requirement } from '../../src/lib/server/db/schema/index.ts';
import { enqueueJob, jobOf } from '../../src/lib/server/jobs/jobs.ts';
import { startJobs } from '../../src/lib/server/jobs/worker.ts';
import { myTraining } from '../../src/lib/server/requirements/my-training.ts';
import { applyToEverybody } from '../../src/lib/server/requirements/reconcile-everybody.ts';
import { testDatabase } from '../server/database.ts';
import { addManyPeople } from './many-people.ts';

const PEOPLE = 10_000;
const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');

/** What a tutor has to do about an item, every twelve months. */
const asked = (item: string) => ({
	role: 'tutor',
	item,
	dueDays: 7,
	dueFrom: 'start',
	renewalMonths: 12,
	windowDays: 65,
	gate: false,
	basisKind: 'guidance',
	basisText: 'Bench',
	fromDay: '2024-01-01'
});

async function secondsOf(run: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await run();
	return (performance.now() - start) / 1000;
}

/** Reads the first page of one person after the other until told to stop; answers milliseconds. */
function readFirstPages(db: Database, ids: readonly string[]) {
	const taken: number[] = [];
	let isOver = false;
	const reading = (async () => {
		for (let i = 0; !isOver; i++) {
			const id = ids[i % ids.length] ?? '';
			const start = performance.now();
			await myTraining(db, { id }, today);
			taken.push(performance.now() - start);
			await delay(20);
		}
	})();
	return async () => {
		isOver = true;
		await reading;
		taken.sort((a, b) => a - b);
		const at = (share: number) => (taken[Math.floor((taken.length - 1) * share)] ?? 0).toFixed(0);
		return `${taken.length} reads, half under ${at(0.5)} ms, 95% under ${at(0.95)} ms, longest ${at(1)} ms`;
	};
}

/** Waits for a job as a page does that looks again and again. */
async function follow(db: Database, id: string): Promise<unknown> {
	for (;;) {
		const job = await jobOf(db, id);
		if (job?.finishedAt) {
			expect(job.failure).toBeNull();
			return job.result;
		}
		await delay(250);
	}
}

/** So many periods and events in plain statements: what the database alone needs for it. */
async function writePlainly(db: Database, changes: number): Promise<number> {
	return secondsOf(() =>
		db
			.transaction(async (tx) => {
				await tx.execute(sql`
					insert into period (person_id, item, cycle, opens_on, due_on)
					select id, 'module:plain', 0, started_on, started_on + 7 from person limit ${changes}`);
				await tx.execute(sql`
					insert into event (at, subject_id, kind, data)
					select now(), id, 'period.opened', '{"item":"module:plain"}' from person limit ${changes}`);
				throw new Error('Only to see how long it takes');
			})
			.catch(() => undefined)
	);
}

test(`reconciling ${PEOPLE} people in the background`, async () => {
	const db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await addManyPeople(db, PEOPLE);
	await db.insert(requirement).values([1, 2, 3, 4, 5, 6].map((n) => asked(`module:m${n}`)));
	const people = await db.execute<{ id: string }>(sql`select id from person limit 100`);
	const ids = people.map(({ id }) => id);

	const idle = readFirstPages(db, ids);
	await delay(3000);
	console.log(`My training, nothing else running: ${await idle()}`);

	const jobs = await startJobs(db, { log: console.log, clock: () => now });
	const run = async (name: string, start: () => Promise<string>) => {
		const meanwhile = readFirstPages(db, ids);
		let result: unknown;
		const seconds = await secondsOf(async () => (result = await follow(db, await start())));
		console.log(`${name}: ${seconds.toFixed(1)} s, ${JSON.stringify(result)}`);
		console.log(`  My training meanwhile: ${await meanwhile()}`);
		return seconds;
	};
	try {
		await run('The daily round, which finds everything as it was made', async () => {
			for (;;) {
				const [row] = await db.execute<{ id: string }>(sql`select id from job`);
				if (row) return row.id;
				await delay(20);
			}
		});
		const plainly = await writePlainly(db, PEOPLE);
		console.log(`${PEOPLE} periods and events in plain statements: ${plainly.toFixed(2)} s`);
		const seconds = await run('A new requirement for everybody', () =>
			db.transaction(async (tx) => {
				await tx.insert(requirement).values(asked('module:m7'));
				const applied = await applyToEverybody(tx, { actorId: null, now, today });
				if (applied.kind !== 'job') throw new Error('So many belong into the background');
				return applied.jobId;
			})
		);
		console.log(`  ${(seconds / plainly).toFixed(0)} times the plain statements`);
		await run('The same again, with nothing to change', () =>
			enqueueJob(db, { kind: 'reconcile', data: {}, createdBy: null, now })
		);
	} finally {
		await jobs.stop();
	}
});
