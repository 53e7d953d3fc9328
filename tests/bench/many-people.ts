import { sql } from 'drizzle-orm';
import type { Database } from '../../src/lib/server/db/connect.ts';

/**
 * Fills an empty database with many people, each with six items that were completed twice and are
 * open for the third time, as the evidence of about three years.
 */
export async function addManyPeople(db: Database, people: number): Promise<void> {
	await db.execute(sql`
		insert into person (name, email, started_on, created_at)
		select 'Person ' || n, 'person' || n || '@example.test', date '2024-01-01' + n % 600, now()
		from generate_series(1, ${people}) n`);
	await db.execute(sql`
		insert into role_held (person_id, role, from_day) select id, 'tutor', started_on from person`);
	await db.execute(sql`
		insert into period (person_id, item, cycle, opens_on, due_on, closed_at, closed_how)
		select id, 'module:m' || i, c, started_on + c * 300, started_on + c * 360 + 7,
			started_on + c * 355 + interval '5 days', 'completed'
		from person, generate_series(1, 6) i, generate_series(0, 1) c`);
	await db.execute(sql`
		insert into attempt (person_id, period_id, module, version, content_sha256, "order",
			started_at, submitted_at, score_percent, passed, results)
		select person_id, id, item, '1', 'ab', '[]', closed_at, closed_at, 90, true, '[]' from period`);
	await db.execute(sql`
		insert into completion (person_id, item, period_id, version, content_sha256, completed_at,
			completed_on, counts_from, valid_until, attempt_id)
		select p.person_id, p.item, p.id, '1', 'ab', closed_at, closed_at::date, closed_at::date,
			closed_at::date + 365, a.id
		from period p join attempt a on a.period_id = p.id`);
	await db.execute(sql`
		insert into period (person_id, item, cycle, opens_on, due_on)
		select id, 'module:m' || i, 2, started_on + 1010, started_on + 1075
		from person, generate_series(1, 6) i`);
	await db.execute(sql`
		insert into induction (person_id, programme, started_on) select id, 'core', started_on
		from person`);
	await db.execute(sql`analyze`);
}
