import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { clearanceList, clearanceWall } from '../../src/lib/server/clearance/list.ts';
import { organisation, requirement } from '../../src/lib/server/db/schema/index.ts';
import { testDatabase } from '../server/database.ts';
import { addManyPeople } from './many-people.ts';

const PEOPLE = 10_000;
const today = '2026-11-21';
const everybody = { everybody: true } as const;

/** What must be in place before unsupervised contact, every twelve months. */
const gate = (item: string) => ({
	role: 'tutor',
	item,
	dueDays: 7,
	dueFrom: 'start',
	renewalMonths: 12,
	windowDays: 65,
	gate: true,
	basisKind: 'guidance',
	basisText: 'Bench',
	fromDay: '2024-01-01'
});

test(`clearance of ${PEOPLE} people with six gates each`, async () => {
	const db = await testDatabase();
	await db.insert(organisation).values({ name: 'Bench', createdAt: new Date(today) });
	await db.insert(requirement).values([1, 2, 3, 4, 5, 6].map((i) => gate(`module:m${i}`)));
	await addManyPeople(db, PEOPLE);
	await db.execute(sql`
		insert into check_status (person_id, kind, status, on_day, recorded_by, recorded_at)
		select id, 'dbs', 'clear', started_on, id, now() from person`);
	const pages = {
		list: () =>
			clearanceList(
				db,
				everybody,
				{ today, seesChecks: true },
				{ name: '', team: null, status: null, page: null }
			),
		wall: () => clearanceWall(db, everybody, today, null)
	};
	for (const [name, read] of Object.entries(pages)) {
		await read();
		const start = performance.now();
		const answer = await read();
		console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
		expect(answer).not.toBeNull();
	}
});
