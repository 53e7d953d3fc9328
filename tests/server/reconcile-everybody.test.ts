import { setTimeout as delay } from 'node:timers/promises';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	event,
	fileImport,
	job,
	organisation,
	period,
	person,
	roleHeld,
	session,
	signInFailure
} from '../../src/lib/server/db/schema/index.ts';
import { askForDaily } from '../../src/lib/server/jobs/daily.ts';
import { jobOf, keepPlace, type Job } from '../../src/lib/server/jobs/jobs.ts';
import { startJobs } from '../../src/lib/server/jobs/worker.ts';
import {
	applyToEverybody,
	reconcileEverybody
} from '../../src/lib/server/requirements/reconcile-everybody.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');

let db: Database;

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
});

/** Tutors who began in the week before and of whom nothing has been asked yet. */
async function addTutors(n: number): Promise<string[]> {
	const people = await db
		.insert(person)
		.values(
			Array.from({ length: n }, (_, i) => ({
				name: `Person ${i}`,
				startedOn: '2026-11-16',
				createdAt: now
			}))
		)
		.returning({ id: person.id });
	const ids = people.map(({ id }) => id).sort();
	await db
		.insert(roleHeld)
		.values(ids.map((personId) => ({ personId, role: 'tutor', fromDay: '2026-11-16' })));
	return ids;
}

/** The worker of the app, at the moment of these tests. */
async function work(): Promise<void> {
	const jobs = await startJobs(db, {
		log: (line) => expect(line).toBe('nothing'),
		pollMs: 20,
		clock: () => now
	});
	onTestFinished(() => jobs.stop());
}

async function finished(id: string): Promise<Job> {
	for (;;) {
		const found = await jobOf(db, id);
		if (found?.finishedAt) return found;
		await delay(20);
	}
}

const peopleWithPeriods = async () =>
	Number((await db.selectDistinct({ id: period.personId }).from(period)).length);
const openedEvents = () => db.$count(event, eq(event.kind, 'period.opened'));

describe('a change for everybody', () => {
	it('is applied at once where people are few, with an event for each change', async () => {
		await addTutors(3);
		const applied = await applyToEverybody(db, { actorId: null, now, today });
		const opened = await db.$count(period);
		expect(opened).toBeGreaterThan(3);
		expect(applied).toEqual({ kind: 'done', people: 3, changes: opened });
		expect(await openedEvents()).toBe(opened);
		expect(await db.$count(job)).toBe(0);
		expect(await applyToEverybody(db, { actorId: null, now, today })).toMatchObject({ changes: 0 });
	});

	it.each([
		[300, 'done'],
		[301, 'job']
	])('for %d people is %s', async (people, kind) => {
		await addTutors(people);
		expect(await applyToEverybody(db, { actorId: null, now, today })).toMatchObject({ kind });
	});

	it('is applied in the background for many, in the name of who asked for it', async () => {
		const [actorId = ''] = await addTutors(450);
		const applied = await applyToEverybody(db, { actorId, now, today });
		if (applied.kind !== 'job') throw new Error('It should be a job');
		expect(await jobOf(db, applied.jobId)).toMatchObject({ kind: 'reconcile', createdBy: actorId });
		await work();
		const opened = { people: 450, changes: await db.$count(period) };
		expect(await finished(applied.jobId)).toMatchObject({ failure: null, done: 450, total: 450 });
		expect((await jobOf(db, applied.jobId))?.result).toEqual({
			...opened,
			changes: await db.$count(period)
		});
		expect(await peopleWithPeriods()).toBe(450);
		expect(await db.$count(event, eq(event.actorId, actorId))).toBe(await openedEvents());
	});

	it('goes on behind the last people who were done, and counts them in', async () => {
		const ids = await addTutors(250);
		const jobId = '0190a5b0-0000-7000-8000-000000000000';
		await db.insert(job).values({ id: jobId, kind: 'reconcile', data: {}, createdAt: now });
		await keepPlace(db, jobId, { after: ids[239], people: 240, changes: 7 });
		const told: [number, number][] = [];
		const stored = await jobOf(db, jobId);
		const result = await reconcileEverybody(
			db,
			{ id: jobId, data: stored?.data, createdBy: null },
			(done, total) => {
				told.push([done, total]);
				return Promise.resolve();
			},
			{ now, today }
		);
		expect(result).toEqual({ people: 250, changes: 7 + (await db.$count(period)) });
		expect(await peopleWithPeriods()).toBe(10);
		expect(told).toEqual([
			[240, 250],
			[250, 250]
		]);
		expect((await jobOf(db, jobId))?.data).toEqual({
			place: { after: ids[249], people: 250, changes: result.changes }
		});
	});

	it('keeps what was done when it is cut short, chunk by chunk', async () => {
		await addTutors(450);
		const jobId = '0190a5b0-0000-7000-8000-000000000000';
		await db.insert(job).values({ id: jobId, kind: 'reconcile', data: {}, createdAt: now });
		const cutShort = reconcileEverybody(
			db,
			{ id: jobId, data: {}, createdBy: null },
			(done) => (done >= 400 ? Promise.reject(new Error('Cut short')) : Promise.resolve()),
			{ now, today }
		);
		await expect(cutShort).rejects.toThrow('Cut short');
		expect(await peopleWithPeriods()).toBe(400);
		expect((await jobOf(db, jobId))?.data).toMatchObject({ place: { people: 400 } });
	});
});

describe('the daily round', () => {
	const dailies = () => db.select().from(job).where(eq(job.kind, 'daily'));
	const nextDay = new Date('2026-11-22T00:05:00Z');

	it('is asked for once a day, and at every start unless one is under way', async () => {
		await askForDaily(db, now, { isStart: true });
		await askForDaily(db, now, { isStart: true });
		await askForDaily(db, nextDay, { isStart: false });
		expect(await dailies()).toMatchObject([{ data: { day: today }, createdBy: null }]);

		await db.update(job).set({ finishedAt: now });
		await askForDaily(db, now, { isStart: false });
		expect(await dailies()).toHaveLength(1);
		await askForDaily(db, nextDay, { isStart: false });
		expect(await dailies()).toHaveLength(2);

		await db.update(job).set({ finishedAt: now });
		await askForDaily(db, nextDay, { isStart: false });
		await askForDaily(db, nextDay, { isStart: true });
		expect(await dailies()).toHaveLength(3);
	});

	it('goes by the midnight of the organisation', async () => {
		await db.update(organisation).set({ timeZone: 'Pacific/Auckland' });
		await askForDaily(db, new Date('2026-11-21T11:30:00Z'), { isStart: false });
		expect(await dailies()).toMatchObject([{ data: { day: '2026-11-22' } }]);
	});

	it('waits until there is an organisation', async () => {
		await db.delete(organisation);
		await askForDaily(db, now, { isStart: true });
		expect(await dailies()).toEqual([]);
	});

	it('is asked for by one of several copies', async () => {
		await Promise.all([1, 2, 3].map(() => askForDaily(db, now, { isStart: true })));
		expect(await dailies()).toHaveLength(1);
	});

	it('brings in what began and ended by its date', async () => {
		const [staying = '', left = '', gone = ''] = await addTutors(3);
		await applyToEverybody(db, { actorId: null, now, today: '2026-11-17' });
		await db.update(person).set({ leftOn: '2026-11-20' }).where(eq(person.id, left));
		await db.update(person).set({ leftOn: '2026-11-20' }).where(eq(person.id, gone));
		await db
			.update(period)
			.set({ closedAt: now, closedHow: 'withdrawn' })
			.where(eq(period.personId, gone));
		await work();
		await expect.poll(dailies, { timeout: 30_000 }).toMatchObject([{ done: 2, failure: null }]);
		const [daily] = await dailies();
		expect(await finished(daily?.id ?? '')).toMatchObject({
			failure: null,
			result: { day: today, people: 2 }
		});
		const open = (id: string) =>
			db.$count(period, and(eq(period.personId, id), isNull(period.closedAt)));
		expect(await open(staying)).toBeGreaterThan(0);
		expect(await open(left)).toBe(0);
		const withdrawn = and(eq(event.kind, 'period.withdrawn'), eq(event.subjectId, left));
		expect(await db.$count(event, withdrawn)).toBeGreaterThan(0);
	});

	it('clears away what is no longer needed, and nothing else', async () => {
		const [personId = ''] = await addTutors(1);
		const hours = (n: number) => new Date(now.getTime() - n * 3_600_000);
		await db.insert(session).values([
			{ id: 'over', personId, createdAt: hours(48), expiresAt: hours(1) },
			{ id: 'alive', personId, createdAt: hours(48), expiresAt: hours(-1) }
		]);
		await db.insert(signInFailure).values([
			{ accountKey: 'old', addressKey: 'a', at: hours(25) },
			{ accountKey: 'new', addressKey: 'a', at: hours(23) }
		]);
		const file = { kind: 'people', uploadedBy: personId, header: ['Name'], rows: [['Asha Bello']] };
		await db.insert(fileImport).values([
			{ ...file, fileName: 'old.csv', uploadedAt: hours(31 * 24), result: { added: 1 } },
			{ ...file, fileName: 'new.csv', uploadedAt: hours(29 * 24) }
		]);
		await work();
		await expect
			.poll(() => db.$count(job, sql`${job.finishedAt} is not null`), { timeout: 30_000 })
			.toBe(1);
		expect(await db.select({ id: session.id }).from(session)).toEqual([{ id: 'alive' }]);
		expect(await db.select({ key: signInFailure.accountKey }).from(signInFailure)).toEqual([
			{ key: 'new' }
		]);
		const { fileName, rows, result } = fileImport;
		expect(await db.select({ fileName, rows, result }).from(fileImport).orderBy(fileName)).toEqual([
			{ fileName: 'new.csv', rows: [['Asha Bello']], result: null },
			{ fileName: 'old.csv', rows: null, result: { added: 1 } }
		]);
	});
});
