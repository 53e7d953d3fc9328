import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAway } from '../../src/lib/rules/bearings.ts';
import { addDays, type Day } from '../../src/lib/rules/day.ts';
import { causes } from '../../src/lib/rules/planning.ts';
import {
	standingDayOf,
	standingOn,
	standings,
	type PeriodDates,
	type Standing
} from '../../src/lib/rules/standing.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { absence, period, person, waiver } from '../../src/lib/server/db/schema/index.ts';
import { standingDaySql, standingSql } from '../../src/lib/server/reports/standing-sql.ts';
import { testDatabase } from './database.ts';

const TODAY = '2026-11-21';
const NOW = new Date('2026-11-21T14:05:00Z');
const PEOPLE = 4000;

type Random = PeriodDates & {
	/** The day from which it was taken back, for some. */
	waivers: { fromDay: Day; untilDay: Day; withdrawnFrom: Day | null }[];
	absences: { fromDay: Day; toDay: Day | null }[];
};

/** Days around today, often a boundary: today itself, the day before, and the start of "due soon". */
const day = fc
	.oneof(
		fc.integer({ min: -40, max: 40 }),
		fc.integer({ min: -800, max: 800 }),
		fc.constantFrom(-1, 0, 1, 13, 14, 15)
	)
	.map((offset) => addDays(TODAY, offset));

const randomPeriod: fc.Arbitrary<Random> = fc
	.record({
		cycle: fc.constantFrom(0, 0, 1, 2),
		cause: fc.constantFrom(...causes),
		span: fc.tuple(day, day).map((days) => days.toSorted()),
		required: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
		started: fc.boolean(),
		endsOn: fc.option(day, { freq: 3 }),
		absence: fc.option(fc.tuple(day, fc.option(day)), { freq: 2 }),
		waivers: fc
			.array(
				fc.record({
					span: fc.tuple(day, day).map((days) => days.toSorted()),
					withdrawnFrom: fc.option(day, { freq: 2 })
				}),
				{ maxLength: 3 }
			)
			.map((spans) => (spans.length > 1 ? spans.slice(1) : []))
	})
	.map(({ span: [opensOn = TODAY, dueOn = TODAY], required, waivers, absence: gone, ...rest }) => {
		const [away, back] = gone ?? [];
		const absences =
			away === undefined || (back && back < away) ? [] : [{ fromDay: away, toDay: back ?? null }];
		const spans = waivers.map(({ span: [fromDay = TODAY, untilDay = TODAY], withdrawnFrom }) => ({
			...{ fromDay, untilDay, withdrawnFrom }
		}));
		const inForce = spans
			.filter(({ fromDay, untilDay }) => fromDay <= TODAY && TODAY <= untilDay)
			.filter(({ withdrawnFrom }) => withdrawnFrom === null || TODAY < withdrawnFrom)
			.map(({ untilDay }) => untilDay)
			.toSorted();
		return {
			...rest,
			opensOn,
			dueOn: required ? dueOn : null,
			waivedUntil: inForce.at(-1) ?? null,
			away: isAway({ absences }, TODAY),
			waivers: spans,
			absences
		};
	});

const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;

/** Many rows as one statement with one parameter. */
async function insertAll(db: Database, table: string, rows: Record<string, unknown>[]) {
	const name = sql.identifier(table);
	const columns = sql.join(
		Object.keys(rows[0] ?? {}).map((column) => sql.identifier(column)),
		sql`, `
	);
	await db.execute(sql`insert into ${name} (${columns})
		select ${columns} from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows)}::jsonb)`);
}

test('the standing in SQL is the standing of the rules, whatever the dates', async () => {
	const db = await testDatabase();
	const randoms = fc.sample(randomPeriod, { numRuns: PEOPLE, seed: 20261121 });
	await insertAll(
		db,
		'person',
		randoms.map((_, n) => ({
			id: idOf(n),
			name: `Person ${n}`,
			access: 'staff',
			regulated_activity: 'unknown',
			started_on: TODAY,
			created_at: NOW
		}))
	);
	await insertAll(
		db,
		'period',
		randoms.map((random, n) => ({
			id: idOf(n),
			person_id: idOf(n),
			item: 'module:one',
			cycle: random.cycle,
			opens_on: random.opensOn,
			due_on: random.dueOn,
			ends_on: random.endsOn,
			cause: random.cause,
			started_at: random.started ? NOW : null
		}))
	);
	await insertAll(
		db,
		'waiver',
		randoms.flatMap((random, n) =>
			random.waivers.map(({ fromDay, untilDay }, i) => ({
				id: idOf(n * 10 + i),
				person_id: idOf(n),
				item: 'module:one',
				reason: 'On leave',
				granted_by: idOf(0),
				granted_at: NOW,
				from_day: fromDay,
				until_day: untilDay
			}))
		)
	);
	await insertAll(
		db,
		'waiver_withdrawal',
		randoms.flatMap((random, n) =>
			random.waivers.flatMap(({ withdrawnFrom }, i) =>
				withdrawnFrom === null
					? []
					: [
							{
								waiver_id: idOf(n * 10 + i),
								from_day: withdrawnFrom,
								withdrawn_by: idOf(0),
								withdrawn_at: NOW
							}
						]
			)
		)
	);
	await insertAll(
		db,
		'absence',
		randoms.flatMap((random, n) =>
			random.absences.map(({ fromDay, toDay }) => ({
				id: idOf(n),
				person_id: idOf(n),
				kind: 'other',
				from_day: fromDay,
				to_day: toDay,
				recorded_by: idOf(0),
				recorded_at: NOW
			}))
		)
	);

	const rows = await db
		.select({
			id: period.id,
			standing: standingSql(TODAY),
			day: sql<string | null>`${standingDaySql(TODAY)}::text`
		})
		.from(period);
	const answers = new Map(rows.map((row) => [row.id, row]));

	const met = new Set<Standing>();
	const wrong = randoms.flatMap((random, n) => {
		const standing = standingOn(random, TODAY);
		met.add(standing);
		const expected = { standing, day: standingDayOf(random, standing) };
		const answer = answers.get(idOf(n));
		// What is not required turns on no day; reports leave such rows out.
		const same =
			answer?.standing === standing && (standing === 'not_required' || answer.day === expected.day);
		return same ? [] : [{ random, expected, answer }];
	});
	expect(wrong).toEqual([]);
	expect([...met].sort()).toEqual([...standings].sort());
});

test('a waiver or an absence of another person, or another item, changes nothing', async () => {
	const db = await testDatabase();
	const someone = { startedOn: TODAY, createdAt: NOW };
	await db.insert(person).values([
		{ ...someone, id: idOf(1), name: 'Asha' },
		{ ...someone, id: idOf(2), name: 'Tom' }
	]);
	const granted = { reason: 'On leave', grantedBy: idOf(2), grantedAt: NOW };
	const span = { fromDay: '2026-11-01', untilDay: '2026-12-31' };
	await db.insert(waiver).values([
		{ ...granted, ...span, personId: idOf(2), item: 'module:one' },
		{ ...granted, ...span, personId: idOf(1), item: 'module:two' }
	]);
	await db.insert(absence).values({
		personId: idOf(2),
		kind: 'other',
		fromDay: '2026-11-01',
		recordedBy: idOf(1),
		recordedAt: NOW
	});
	await db
		.insert(period)
		.values({ personId: idOf(1), item: 'module:one', cycle: 0, opensOn: TODAY, dueOn: TODAY });

	expect(await db.select({ standing: standingSql(TODAY) }).from(period)).toEqual([
		{ standing: 'due_soon' }
	]);
});
