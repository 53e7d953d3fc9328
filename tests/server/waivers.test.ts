import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Access } from '../../src/lib/rules/permissions.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	event,
	organisation,
	period,
	person,
	roleHeld,
	waiver,
	waiverWithdrawal
} from '../../src/lib/server/db/schema/index.ts';
import { overview } from '../../src/lib/server/reports/overview.ts';
import { personReport } from '../../src/lib/server/reports/person.ts';
import { standingDaySql, standingSql } from '../../src/lib/server/reports/standing-sql.ts';
import { myTraining } from '../../src/lib/server/requirements/my-training.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import {
	grantWaiver,
	waiversInForce,
	waiversOn,
	withdrawWaiver
} from '../../src/lib/server/requirements/waivers.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T14:00:00Z');
const item = 'module:prevent-duty';
const reason = 'She moves to the archive, where she meets nobody';

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let asha: string;
let ben: string;

async function newPerson(name: string, role: string) {
	const [row] = await db
		.insert(person)
		.values({ name, startedOn: '2026-10-01', createdAt: now })
		.returning();
	const { id } = found(row);
	await db.insert(roleHeld).values({ personId: id, role, fromDay: '2026-10-01' });
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	asha = await newPerson('Asha Bello', 'volunteer');
	ben = await newPerson('Ben Okafor', 'dsl');
});

const grant = (changed: Partial<Parameters<typeof grantWaiver>[1]> = {}) =>
	db.transaction((tx) =>
		grantWaiver(tx, {
			...{ personId: asha, actorId: ben, item, reason, untilDay: '2027-02-28', now, today },
			...changed
		})
	);
async function granted() {
	const answer = await grant();
	if (answer.kind === 'refused') throw new Error(answer.message);
	return answer.waiverId;
}
const withdraw = (waiverId: string, on = today, actorId = ben) =>
	db.transaction((tx) => withdrawWaiver(tx, { waiverId, personId: asha, actorId, now, today: on }));
const onMyTraining = async (on: string) => {
	const { due, comingUp, upToDate } = await myTraining(db, { id: asha }, on);
	return [...due, ...comingUp, ...upToDate].find((line) => line.item === item)?.standing;
};
async function inSql(on: string) {
	const rows = await db
		.select({ item: period.item, standing: standingSql(on), day: standingDaySql(on) })
		.from(period)
		.where(eq(period.personId, asha));
	const { standing, day } = found(rows.find((row) => row.item === item));
	return [standing, day];
}

describe('waiving', () => {
	it('takes the item out until a day, with its event, which does not say why', async () => {
		const waiverId = await granted();
		const [row] = await db.select().from(waiver);
		expect(row).toMatchObject({
			...{ id: waiverId, personId: asha, item, reason, grantedBy: ben, grantedAt: now },
			...{ fromDay: today, untilDay: '2027-02-28' }
		});
		const [line] = await db.select().from(event).where(eq(event.kind, 'waiver.granted'));
		expect(line).toMatchObject({
			actorId: ben,
			subjectId: asha,
			data: { waiverId, item, fromDay: today, untilDay: '2027-02-28' }
		});
		expect(JSON.stringify(line)).not.toContain('archive');
		expect(await onMyTraining(today)).toBe('waived');
		expect(await onMyTraining('2027-02-28')).toBe('waived');
		expect(await onMyTraining('2027-03-01')).toBe('overdue');
		expect(await inSql('2027-02-28')).toEqual(['waived', '2027-02-28']);
		expect(await reconcilePerson(db, asha, { today, now, actorId: null })).toEqual([]);
	});

	it.each<[string, Partial<Parameters<typeof grantWaiver>[1]>, string]>([
		['a reason that says nothing', { reason: ' because ' }, 'reason'],
		['today', { untilDay: today }, 'untilDay'],
		['more than a year', { untilDay: '2027-11-22' }, 'untilDay'],
		['what is not asked of them', { item: 'module:nothing' }, 'item']
	])('refuses %s', async (_what, changed, field) => {
		expect(await grant(changed)).toMatchObject({ kind: 'refused', field });
		expect(await db.$count(waiver)).toBe(0);
	});

	it('refuses it for oneself', async () => {
		expect(await grant({ personId: ben })).toMatchObject({ field: 'personId' });
	});
});

describe('taking a waiver back', () => {
	it('asks again from that day, and keeps what was waived before', async () => {
		const waiverId = await granted();
		const later = '2026-12-24';
		expect(await withdraw(waiverId, later)).toBe('withdrawn');
		const [row] = await db.select().from(waiverWithdrawal);
		expect(row).toEqual({ waiverId, fromDay: later, withdrawnBy: ben, withdrawnAt: now });
		const [line] = await db.select().from(event).where(eq(event.kind, 'waiver.withdrawn'));
		expect(line).toMatchObject({
			actorId: ben,
			subjectId: asha,
			data: { waiverId, item, fromDay: later }
		});
		expect([...(await waiversOn(db, asha, '2026-12-23'))]).toEqual([[item, '2027-02-28']]);
		expect((await waiversOn(db, asha, later)).size).toBe(0);
		expect(await onMyTraining('2026-12-23')).toBe('waived');
		expect(await onMyTraining(later)).toBe('overdue');
		expect((await inSql('2026-12-23'))[0]).toBe('waived');
		expect(await inSql(later)).toEqual(['overdue', '2026-10-08']);
	});

	it('leaves the figures as they are on their days', async () => {
		const shareOn = async (on: string) =>
			(await overview(db, { today: on, timeZone: 'Europe/London' })).overTime.at(-1)?.required;
		const before = found(await shareOn(today));
		const waiverId = await granted();
		expect(await shareOn(today)).toBe(before - 1);
		await withdraw(waiverId, '2026-12-24');
		expect(await shareOn('2026-12-23')).toBe(before - 1);
		expect(await shareOn('2026-12-24')).toBe(before);
	});

	it('happens once, and only to a waiver that holds, of this person', async () => {
		const waiverId = await granted();
		expect(await withdraw(waiverId, '2027-03-01')).toBe('not_in_force');
		expect(await withdraw(waiverId, today, asha)).toBe('own');
		const other = { waiverId, personId: ben, actorId: asha, now, today };
		expect(await withdrawWaiver(db, other)).toBe('not_in_force');
		expect(await withdraw('nothing')).toBe('not_in_force');
		expect(await withdraw(waiverId)).toBe('withdrawn');
		expect(await withdraw(waiverId)).toBe('not_in_force');
		expect(await db.$count(event, eq(event.kind, 'waiver.withdrawn'))).toBe(1);
	});

	it('leaves another waiver of the same item in force', async () => {
		const waiverId = await granted();
		await grant({ untilDay: '2026-12-31', reason: 'A second look is planned' });
		await withdraw(waiverId);
		expect([...(await waiversOn(db, asha, today))]).toEqual([[item, '2026-12-31']]);
		expect(await waiversInForce(db, asha, today)).toEqual([
			expect.objectContaining({ item, reason: 'A second look is planned', grantedBy: 'Ben Okafor' })
		]);
	});
});

describe('why something was waived', () => {
	const read = async (access: Access) => {
		const reader = { scope: { everybody: true } as const, access };
		return found(await personReport(db, reader, asha, { today, now })).waivers;
	};

	it.each<[Access, boolean]>([
		['lead', true],
		['administrator', true],
		['auditor', true],
		['manager', false]
	])('is read by a %s: %s', async (access, mayRead) => {
		const waiverId = await granted();
		expect(await read(access)).toEqual([
			expect.objectContaining({
				id: waiverId,
				reason: mayRead ? reason : null,
				grantedBy: 'Ben Okafor',
				untilDay: '2027-02-28',
				withdrawn: null
			})
		]);
	});

	it('stands beside who took it back', async () => {
		await withdraw(await granted());
		const [line] = await read('manager');
		expect(line?.withdrawn).toEqual({ fromDay: today, by: 'Ben Okafor' });
	});
});

it('never changes: the database refuses it', async () => {
	await withdraw(await granted());
	await expect(db.update(waiver).set({ reason: 'Another' })).rejects.toThrow();
	await expect(db.execute(sql`delete from waiver_withdrawal`)).rejects.toThrow();
	expect(await db.$count(waiverWithdrawal)).toBe(1);
});
