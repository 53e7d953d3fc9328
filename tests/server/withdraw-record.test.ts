import { and, eq, isNull, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/lib/rules/day.ts';
import { standingOn } from '../../src/lib/rules/standing.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	completion,
	enteredRecord,
	event,
	organisation,
	period,
	person,
	recordWithdrawal,
	requirement,
	roleHeld
} from '../../src/lib/server/db/schema/index.ts';
import { completedNow } from '../../src/lib/server/imports/current.ts';
import { inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { startInduction } from '../../src/lib/server/induction/start.ts';
import { enterRecords } from '../../src/lib/server/learning/bulk-records.ts';
import { enterRecord, type NewRecord } from '../../src/lib/server/learning/entered-records.ts';
import { recordFor } from '../../src/lib/server/learning/record-pages.ts';
import {
	withdrawRecord,
	type RecordWithdrawal
} from '../../src/lib/server/learning/withdraw-record.ts';
import { factsOf } from '../../src/lib/server/people/facts.ts';
import { overview } from '../../src/lib/server/reports/overview.ts';
import { personReport } from '../../src/lib/server/reports/person.ts';
import { requiredStandings, standingSql } from '../../src/lib/server/reports/standing-sql.ts';
import { dryRun } from '../../src/lib/server/requirements/dry-run.ts';
import { myTraining } from '../../src/lib/server/requirements/my-training.ts';
import { datesOf, startPeriod } from '../../src/lib/server/requirements/periods.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { rulebookOf } from '../../src/lib/server/requirements/rulebook.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T14:00:00Z');
const item = 'module:prevent-duty';
const REASON = 'It was somebody else’s certificate';

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let asha: string;
let ben: string;

async function newPerson(name: string, role: string, startedOn = '2026-11-16') {
	const [row] = await db.insert(person).values({ name, startedOn, createdAt: now }).returning();
	const { id } = found(row);
	await db.insert(roleHeld).values({ personId: id, role, fromDay: startedOn });
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2024-01-01', now);
	asha = await newPerson('Asha Bello', 'tutor');
	ben = await newPerson('Ben Okafor', 'dsl');
});

const record = (changed: Partial<NewRecord> = {}): NewRecord => ({
	...{ personId: asha, item, kind: 'external_certificate', title: 'Prevent awareness' },
	...{ provider: 'Quay Training', completedOn: '2026-06-01', statedUntil: null, note: null },
	...{ version: null, file: null, actorId: ben, now, today },
	...changed
});
async function entered(changed: Partial<NewRecord> = {}): Promise<string> {
	const answer = await db.transaction((tx) => enterRecord(tx, record(changed)));
	if (answer.kind === 'refused') throw new Error(`${answer.field}: ${answer.message}`);
	return answer.recordId;
}
const given = (recordId: string, changed: Partial<RecordWithdrawal> = {}): RecordWithdrawal => ({
	...{ personId: asha, recordId, reason: REASON, actorId: ben, now, today },
	...changed
});
const withdraw = (recordId: string, changed: Partial<RecordWithdrawal> = {}) =>
	db.transaction((tx) => withdrawRecord(tx, given(recordId, changed)));

const openOf = async (personId = asha, of = item) => {
	const isIt = and(eq(period.personId, personId), eq(period.item, of), isNull(period.closedAt));
	return (await db.select().from(period).where(isIt))[0];
};
/** What is asked of a person, as reports count it. */
async function standingsOf(personId: string) {
	const rows = await db.execute<{ item: string; standing: string; day: Day | null }>(
		sql`select s.item, s.standing, s.day::text from ${requiredStandings(today)} s
			where s.person_id = ${personId} order by s.item`
	);
	return rows.map(({ item, standing, day }) => ({ item, standing, day }));
}
const linesOf = async (personId: string) => {
	const { due, comingUp, upToDate, optional } = await myTraining(db, { id: personId }, today);
	return [due, comingUp, upToDate, optional];
};
const kindsOf = async (kind: string) => db.select().from(event).where(eq(event.kind, kind));

describe('withdrawing a record', () => {
	it('asks again by the original day, in the period that it had closed', async () => {
		const before = found(await openOf());
		const recordId = await entered();
		expect(await standingsOf(asha)).toContainEqual({
			item,
			standing: 'complete',
			day: '2027-06-01'
		});
		expect(await withdraw(recordId)).toEqual({
			kind: 'withdrawn',
			changes: [
				expect.objectContaining({
					kind: 'move',
					item,
					dueBefore: '2027-06-01',
					dueOn: before.dueOn
				})
			]
		});
		expect(await openOf()).toEqual(before);
		expect(await standingsOf(asha)).toContainEqual({
			...{ item, standing: 'due_soon', day: before.dueOn }
		});
		expect(await db.$count(completion)).toBe(1);
		expect(await reconcilePerson(db, asha, { today, now, actorId: null })).toEqual([]);
	});

	it('has its events, and the reason stays out of them', async () => {
		const recordId = await entered();
		await withdraw(recordId, { reason: `  ${REASON} ` });
		expect(await kindsOf('record.withdrawn')).toMatchObject([
			{ actorId: ben, subjectId: asha, data: { recordId, item, completedOn: '2026-06-01' } }
		]);
		expect(await kindsOf('period.reopened')).toMatchObject([
			{ actorId: ben, subjectId: asha, data: { item, cycle: 0, closedAt: now.toISOString() } }
		]);
		expect(JSON.stringify(await db.select().from(event))).not.toContain('somebody else’s');
		expect(await db.select().from(recordWithdrawal)).toEqual([
			{ recordId, reason: REASON, withdrawnBy: ben, withdrawnAt: now }
		]);
		await expect(db.delete(recordWithdrawal)).rejects.toThrow();
		await expect(db.update(recordWithdrawal).set({ reason: 'Another one' })).rejects.toThrow();
	});

	it('is shown where the record is shown, and ticks no step of an induction', async () => {
		const startedOn = '2026-11-16';
		await startInduction(db, { personId: asha, startedOn, now, actorId: null });
		const done = async () => found(await inductionOf(db, asha, today)).done;
		const none = await done();
		const recordId = await entered();
		expect(await done()).toBe(none + 1);
		await withdraw(recordId);
		expect(await done()).toBe(none);
		const who = { id: asha, access: 'staff' as const };
		expect(await recordFor(db, who, { personId: asha, recordId, today })).toMatchObject({
			withdrawal: { by: 'Ben Okafor', at: now, reason: REASON }
		});
		const reader = { scope: { everybody: true as const }, access: 'lead' as const };
		const report = found(await personReport(db, reader, asha, { today, now }));
		expect(report.completions).toMatchObject([{ record: { id: recordId, withdrawnAt: now } }]);
		expect(report.induction?.done).toBe(none);
	});

	it('is shown beforehand without changing anything', async () => {
		const recordId = await entered();
		const before = [await db.select().from(period), await db.select().from(event)];
		const shown = await dryRun(db, (tx) => withdrawRecord(tx, given(recordId)));
		expect([await db.select().from(period), await db.select().from(event)]).toEqual(before);
		expect(shown).toEqual(await withdraw(recordId));
	});

	it('is for somebody else, with a reason, and once', async () => {
		const recordId = await entered();
		expect(await withdraw(recordId, { actorId: asha })).toMatchObject({ field: 'form' });
		expect(await withdraw(recordId, { reason: ' short ' })).toMatchObject({ field: 'reason' });
		expect(await withdraw('nothing')).toEqual({ kind: 'unknown' });
		expect(await withdraw(recordId, { personId: ben, actorId: asha })).toEqual({ kind: 'unknown' });
		expect(await kindsOf('record.withdrawn')).toEqual([]);
		const both = await Promise.all([withdraw(recordId), withdraw(recordId)]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(['already_withdrawn', 'withdrawn']);
		expect(await kindsOf('record.withdrawn')).toHaveLength(1);
	});

	it('lets the right one be entered for the same day, which closes the same period', async () => {
		const { id } = found(await openOf());
		await withdraw(await entered());
		await entered({ title: 'The right one' });
		const closed = await db.select().from(completion).where(eq(completion.periodId, id));
		expect(closed).toHaveLength(2);
		expect(await openOf()).toMatchObject({ dueOn: '2027-06-01' });
		// The database itself keeps a second completion that counts away.
		const of = { personId: asha, item, completedOn: '2026-05-01' };
		const facts = { ...of, kind: 'paper', title: 'On paper', checkedBy: ben, checkedAt: now };
		const [third] = await db.insert(enteredRecord).values(facts).returning();
		const again = { ...of, countsFrom: '2026-05-01', completedAt: now, periodId: id };
		await expect(
			db.insert(completion).values({ ...again, recordId: found(third).id })
		).rejects.toMatchObject({ cause: { message: 'a period is completed twice' } });
		// And a period that was closed by what counts stays closed.
		await expect(
			db.update(period).set({ closedAt: null, closedHow: null }).where(eq(period.id, id))
		).rejects.toThrow();
	});

	it('is not brought back by the same file of training history', async () => {
		await withdraw(await entered());
		expect(await completedNow(db)).toContain(`${asha} ${item} 2026-06-01`);
	});
});

describe('what was begun', () => {
	it('before the record goes on where it was', async () => {
		const before = found(await openOf());
		await startPeriod(db, before.id, now);
		await withdraw(await entered());
		expect(await openOf()).toEqual({ ...before, startedAt: now });
	});

	it('after the record goes on too, as the first time', async () => {
		const { dueOn, opensOn } = found(await openOf());
		const recordId = await entered();
		const next = found(await openOf());
		await startPeriod(db, next.id, now);
		await withdraw(recordId);
		expect(await openOf()).toMatchObject({ id: next.id, cycle: 0, startedAt: now, dueOn, opensOn });
		expect(await standingsOf(asha)).toContainEqual({ item, standing: 'due_soon', day: dueOn });
	});
});

it('leaves alone what is asked when something newer was done', async () => {
	const older = await entered({ completedOn: '2025-06-01', kind: 'history' });
	await entered({ completedOn: '2026-06-01' });
	const before = found(await openOf());
	expect(await withdraw(older)).toEqual({ kind: 'withdrawn', changes: [] });
	expect(await openOf()).toEqual(before);
});

it('goes back to the completion before it', async () => {
	await entered({ completedOn: '2026-02-01' });
	const before = found(await openOf());
	const wrong = await entered({ completedOn: '2026-06-01' });
	await withdraw(wrong);
	expect(await openOf()).toEqual(before);
	expect(await standingsOf(asha)).toContainEqual({ item, standing: 'complete', day: '2027-02-01' });
});

it('leaves the figures of the organisation as if nobody had entered it', async () => {
	const figures = async () => {
		const { share, overTime } = await overview(db, { today, timeZone: 'Europe/London' });
		return { share, last: overTime.at(-1) };
	};
	const before = await figures();
	const recordId = await entered();
	expect(await figures()).not.toEqual(before);
	await withdraw(recordId);
	expect(await figures()).toEqual(before);
});

/** Something that is entered of an item, some of it by mistake. */
const entry = fc.record({
	item: fc.constantFrom(
		item,
		item,
		'module:online-safety-essentials',
		'external:out-of-school-settings'
	),
	daysAgo: fc.integer({ min: 1, max: 900 }),
	byImport: fc.boolean(),
	isWrong: fc.boolean(),
	/** Withdrawn at once, or only when all has been entered. */
	atOnce: fc.boolean()
});
type Entry = typeof entry extends fc.Arbitrary<infer T> ? T : never;
const entries = fc.uniqueArray(entry, {
	maxLength: 6,
	selector: ({ item, daysAgo }) => `${item} ${daysAgo}`
});

async function enteredFor(personId: string, { item, daysAgo, byImport }: Entry) {
	const completedOn = addDays(today, -daysAgo);
	const given = record({ personId, item, completedOn, kind: 'history' });
	if (!byImport) return entered(given);
	await db.transaction(async (tx) => {
		const facts = await factsOf(tx, [personId]);
		await enterRecords(tx, [{ ...given, kind: 'history', version: null, file: null }], {
			...{ facts, rulebook: await rulebookOf(tx) }
		});
		await reconcilePerson(tx, personId, { today, now, actorId: ben });
	});
	const isIt = and(
		eq(completion.personId, personId),
		eq(completion.item, item),
		eq(completion.completedOn, completedOn)
	);
	const rows = await db.select({ id: completion.recordId }).from(completion).where(isIt);
	return found(rows[0]?.id);
}

const datesOfOpen = async (personId: string) => {
	const isOpen = and(eq(period.personId, personId), isNull(period.closedAt));
	const rows = await db
		.select({ period, standing: standingSql(today) })
		.from(period)
		.where(isOpen)
		.orderBy(period.item);
	return rows.map(({ period: one, standing }) => {
		const { item, opensOn, dueOn, endsOn, cause, cycle } = one;
		// The standing in SQL is that of the rules.
		expect(standing).toBe(standingOn(datesOf(one, { waivedUntil: null, away: false }), today));
		return { item, opensOn, dueOn, endsOn, cause, isFirst: cycle === 0, standing };
	});
};

it('leaves a person as if what was withdrawn had never been entered', async () => {
	// One of the items is done once for good.
	await db.insert(requirement).values({
		...{ role: 'tutor', item: 'external:out-of-school-settings', dueDays: 30, dueFrom: 'role' },
		...{ windowDays: 0, gate: false, fromDay: '2024-01-01' },
		...{ basisKind: 'organisation', basisText: 'Our own rule' }
	});
	await fc.assert(
		fc.asyncProperty(entries, async (all) => {
			const wronged = await newPerson('Cathy', 'tutor', '2024-06-03');
			const spared = await newPerson('Cathy', 'tutor', '2024-06-03');
			const later: string[] = [];
			for (const one of all) {
				const recordId = await enteredFor(wronged, one);
				if (!one.isWrong) await enteredFor(spared, one);
				else if (one.atOnce) await withdraw(recordId, { personId: wronged });
				else later.push(recordId);
			}
			for (const id of later) await withdraw(id, { personId: wronged });
			expect(await datesOfOpen(wronged)).toEqual(await datesOfOpen(spared));
			expect(await standingsOf(wronged)).toEqual(await standingsOf(spared));
			expect(await linesOf(wronged)).toEqual(await linesOf(spared));
			expect(await reconcilePerson(db, wronged, { today, now, actorId: null })).toEqual([]);
		}),
		{ numRuns: 25 }
	);
});
