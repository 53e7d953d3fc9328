import { sql } from 'drizzle-orm';
import { test } from 'vitest';
import { overview } from '../../src/lib/server/reports/overview.ts';
import { teamReport } from '../../src/lib/server/reports/team.ts';
import { trainingMatrix } from '../../src/lib/server/reports/matrix.ts';
import { testDatabase } from './database.ts';
test('bench', async () => {
	const db = await testDatabase();
	const t0 = performance.now();
	await overview(db, { today: '2026-11-21', timeZone: 'Europe/London' });
	console.log('empty', performance.now() - t0);
	await db.execute(sql`insert into person(name, email, started_on, created_at) select 'Person '||g, 'p'||g||'@x.example', date '2024-01-01' + (g % 600), now() from generate_series(1,10000) g`);
	await db.execute(sql`insert into team(name, created_at) select 'Team '||g, now() from generate_series(1,200) g`);
	await db.execute(sql`insert into team_membership(person_id, team_id, from_day) select p.id, (array(select id from team order by id))[1 + (hashtext(p.id::text) & 127)], p.started_on from person p`);
	await db.execute(sql`insert into role_held(person_id, role, from_day) select p.id, 'tutor', p.started_on from person p`);
	await db.execute(sql`insert into period(person_id, item, cycle, opens_on, due_on, closed_at, closed_how) select p.id, 'module:m'||i, c, p.started_on + c*300, p.started_on + c*360 + 7, p.started_on + c*355 + interval '5 days', 'completed' from person p, generate_series(1,6) i, generate_series(0,1) c`);
	await db.execute(sql`insert into attempt(person_id, period_id, module, version, content_sha256, "order", started_at, submitted_at, score_percent, passed, results) select person_id, id, item, '1','ab','[]', closed_at, closed_at, 90, true, '[]' from period`);
	await db.execute(sql`insert into completion(person_id, item, period_id, version, content_sha256, completed_at, completed_on, valid_until, attempt_id) select p.person_id, p.item, p.id, '1','ab', closed_at, closed_at::date, closed_at::date + 365, a.id from period p join attempt a on a.period_id = p.id`);
	await db.execute(sql`insert into period(person_id, item, cycle, opens_on, due_on) select p.id, 'module:m'||i, 2, p.started_on + 2*355 + 300, p.started_on + 2*355 + 365 from person p, generate_series(1,6) i`);
	await db.execute(sql`insert into induction(person_id, programme, started_on) select id, 'core', started_on from person`);
	await db.execute(sql`analyze`);
	const scope = { everybody: true } as const;
	for (let i = 0; i < 3; i++) {
		for (const [name, run] of Object.entries({
			overview: () => overview(db, { today: '2026-11-21', timeZone: 'Europe/London' }),
			team: () => teamReport(db, scope, '2026-11-21', { tile: null, page: null }),
			tile: () => teamReport(db, scope, '2026-11-21', { tile: 'up-to-date', page: '3' }),
			matrix: () => trainingMatrix(db, scope, '2026-11-21', { name: '', team: null, page: '4' })
		})) {
			const t = performance.now();
			await run();
			console.log(name, Math.round(performance.now() - t));
		}
	}
}, 600000);
