import { sql } from 'drizzle-orm';
import { test } from 'vitest';
import { trainingMatrix } from '../../src/lib/server/reports/matrix.ts';
import { overview } from '../../src/lib/server/reports/overview.ts';
import { teamReport } from '../../src/lib/server/reports/team.ts';
import { testDatabase } from '../server/database.ts';
import { addManyPeople } from './many-people.ts';

const PEOPLE = 10_000;
const today = '2026-11-21';
const scope = { everybody: true } as const;

/** The best of three runs, in milliseconds: what the work takes when nothing else disturbs it. */
async function millisecondsOf(run: () => Promise<unknown>): Promise<number> {
	const runs: number[] = [];
	for (let i = 0; i < 3; i++) {
		const start = performance.now();
		await run();
		runs.push(performance.now() - start);
	}
	return Math.min(...runs);
}

test(`the reports with ${PEOPLE} people`, async () => {
	const db = await testDatabase();
	await addManyPeople(db, PEOPLE);
	const baseline = await millisecondsOf(() =>
		db.execute(sql`select item, count(*) from period where closed_at is null group by item`)
	);
	const reports = {
		'My team': () => teamReport(db, scope, today, { tile: null, page: null }),
		'My team, up to date, page 3': () =>
			teamReport(db, scope, today, { tile: 'up-to-date', page: '3' }),
		'Training matrix, page 4': () =>
			trainingMatrix(db, scope, today, { name: '', team: null, page: '4' }),
		Overview: () => overview(db, { today, timeZone: 'Europe/London' })
	};
	console.log(`counting the open periods: ${baseline.toFixed(0)} ms, the baseline`);
	for (const [name, run] of Object.entries(reports)) {
		const taken = await millisecondsOf(run);
		console.log(`${name}: ${taken.toFixed(0)} ms, ${(taken / baseline).toFixed(1)} times that`);
	}
});
