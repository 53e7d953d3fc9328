import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../src/lib/rules/day.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	absence,
	event,
	induction,
	organisation,
	period,
	person,
	roleHeld
} from '../../src/lib/server/db/schema/index.ts';
import { inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { enterRecord } from '../../src/lib/server/learning/entered-records.ts';
import {
	absencesOf,
	endAbsence,
	recordAbsence,
	removeAbsence
} from '../../src/lib/server/people/absences.ts';
import { personReport } from '../../src/lib/server/reports/person.ts';
import { dryRun } from '../../src/lib/server/requirements/dry-run.ts';
import { myTraining } from '../../src/lib/server/requirements/my-training.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T14:00:00Z');
const item = 'module:online-safety-essentials';

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let asha: string;
let ben: string;

async function newPerson(name: string, role: string, startedOn: string) {
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
	asha = await newPerson('Asha Bello', 'tutor', '2026-11-16');
	ben = await newPerson('Ben Okafor', 'dsl', '2025-01-06');
});

const doing = (on = today) => ({ personId: asha, actorId: ben, now, today: on });
const record = (
	fromDay: string,
	toDay: string | null,
	kind: 'parental_leave' | 'other' = 'other'
) => db.transaction((tx) => recordAbsence(tx, { ...doing(), kind, fromDay, toDay }));
async function recorded(fromDay: string, toDay: string | null) {
	const answer = await record(fromDay, toDay, 'parental_leave');
	if (answer.kind !== 'saved') throw new Error('Refused');
	return answer;
}
const dueOf = async (of = item, personId = asha) => {
	const [row] = await db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), eq(period.item, of), isNull(period.closedAt)));
	return row && { dueOn: row.dueOn, cause: row.cause };
};
const standingOf = async (on: string) => {
	const { due, comingUp, upToDate } = await myTraining(db, { id: asha }, on);
	return [...due, ...comingUp, ...upToDate].find((line) => line.item === item)?.standing;
};

describe('somebody who is away', () => {
	it('has nothing due meanwhile, and four weeks after they are back', async () => {
		expect(await dueOf()).toMatchObject({ dueOn: '2026-11-23' });
		const answer = await recorded('2026-11-20', null);
		expect(answer.changes).toEqual([]);
		expect(await standingOf('2027-03-01')).toBe('paused');

		const back = await db.transaction((tx) =>
			endAbsence(tx, {
				...doing('2027-03-01'),
				absenceId: answer.absenceId,
				toDay: '2027-03-07'
			})
		);
		expect(back).toMatchObject({ kind: 'saved' });
		expect(await dueOf()).toEqual({ dueOn: addDays('2027-03-08', 28), cause: 'return' });
		expect(await standingOf('2027-03-07')).toBe('paused');
		expect(await standingOf('2027-03-08')).toBe('not_started');
		expect(await standingOf('2027-04-06')).toBe('overdue');
		const again = await reconcilePerson(db, asha, { today: '2027-03-08', now, actorId: null });
		expect(again).toEqual([]);
	});

	it('does the return-to-work set again after half a year', async () => {
		const conduct = 'agreement:code-of-conduct';
		await enterRecord(db, {
			...{ ...doing(), item: conduct, kind: 'paper', title: 'Code of conduct', version: '1' },
			...{ provider: null, completedOn: '2026-11-17', statedUntil: null, note: null, file: null }
		});
		expect(await dueOf(conduct)).toEqual({ dueOn: '2027-11-17', cause: 'requirement' });
		const { absenceId } = await recorded('2026-11-18', '2027-05-31');
		expect(await dueOf(conduct)).toEqual({ dueOn: '2027-06-29', cause: 'return' });
		await endAbsence(db, { ...doing(), absenceId, toDay: '2027-04-30' });
		expect(await dueOf(conduct)).toEqual({ dueOn: '2027-11-17', cause: 'requirement' });
	});

	it('is shown before it is saved, and nothing is kept', async () => {
		const answer = await dryRun(db, (tx) =>
			recordAbsence(tx, { ...doing(), kind: 'other', fromDay: '2026-11-20', toDay: '2027-01-31' })
		);
		expect(answer).toMatchObject({ kind: 'saved' });
		expect(answer.kind === 'saved' && answer.changes).toContainEqual(
			expect.objectContaining({ kind: 'move', item, dueOn: '2027-03-01', cause: 'return' })
		);
		expect(await db.$count(absence)).toBe(0);
		expect(await dueOf()).toMatchObject({ dueOn: '2026-11-23' });
	});
});

describe('the record of an absence', () => {
	it('has its event, which never says why', async () => {
		const { absenceId } = await recorded('2026-11-20', null);
		const toDay = '2027-01-31';
		await endAbsence(db, { ...doing(), absenceId, toDay });
		const lines = await db.select().from(event).where(eq(event.actorId, ben));
		const own = lines.filter(({ kind }) => kind.startsWith('absence.'));
		expect(own.map(({ kind, subjectId, data }) => [kind, subjectId, data])).toEqual([
			['absence.recorded', asha, { absenceId, fromDay: '2026-11-20', toDay: null }],
			['absence.changed', asha, { absenceId, fromDay: '2026-11-20', toDay, toDayBefore: null }]
		]);
		expect(JSON.stringify(lines)).not.toContain('parental');
		expect(await absencesOf(db, asha)).toEqual([
			{
				...{ id: absenceId, kind: 'parental_leave', fromDay: '2026-11-20', toDay },
				recordedBy: 'Ben Okafor'
			}
		]);
	});

	it('shows its days on the page of the person, and never why', async () => {
		await recorded('2026-11-20', '2027-01-31');
		const reader = { scope: { everybody: true } as const, access: 'lead' as const };
		const report = found(await personReport(db, reader, asha, { today, now }));
		expect(report.absences).toEqual([{ fromDay: '2026-11-20', toDay: '2027-01-31' }]);
		expect(report.standings.every(({ standing }) => standing === 'paused')).toBe(true);
		expect(JSON.stringify(report)).not.toContain('parental');
	});

	it('refuses one that overlaps another, at the field that has to change', async () => {
		await recorded('2026-12-01', '2027-01-31');
		expect(await record('2027-01-31', null)).toMatchObject({ kind: 'refused', field: 'fromDay' });
		expect(await record('2026-11-20', '2026-12-01')).toMatchObject({ field: 'backOn' });
		expect(await record('2026-11-20', null)).toMatchObject({ field: 'backOn' });
		expect(await record('2026-11-20', '2026-11-30')).toMatchObject({ kind: 'saved' });
		expect(await record('2027-02-01', null)).toMatchObject({ kind: 'saved' });
	});

	it('refuses an end before its beginning, and what lies before the first day', async () => {
		expect(await record('2026-11-20', '2026-11-19')).toMatchObject({ field: 'backOn' });
		expect(await record('2026-11-15', null)).toMatchObject({ field: 'fromDay' });
		const { absenceId } = await recorded('2026-11-20', null);
		const end = (toDay: string) => endAbsence(db, { ...doing(), absenceId, toDay });
		expect(await end('2026-11-19')).toMatchObject({ kind: 'refused', field: 'backOn' });
		expect(await end('2026-11-20')).toMatchObject({ kind: 'saved' });
	});

	it('can be corrected, also back to no end, and saying the same changes nothing', async () => {
		const { absenceId } = await recorded('2026-11-20', '2027-01-31');
		const end = (toDay: string | null) => endAbsence(db, { ...doing(), absenceId, toDay });
		expect(await end('2027-01-31')).toMatchObject({ kind: 'saved', changes: [] });
		expect(await db.$count(event, eq(event.kind, 'absence.changed'))).toBe(0);
		expect(await end(null)).toMatchObject({ kind: 'saved' });
		expect(await dueOf()).toEqual({ dueOn: '2026-11-23', cause: 'requirement' });
		await end('2026-12-31');
		await record('2027-02-01', null);
		expect(await end(null)).toMatchObject({ kind: 'refused', field: 'backOn' });
	});

	it('is taken out only before it begins', async () => {
		const { absenceId } = await recorded('2026-11-22', '2027-01-31');
		const remove = (on: string) => removeAbsence(db, { ...doing(on), absenceId });
		expect(await remove('2026-11-22')).toEqual({ kind: 'unknown' });
		expect(await remove(today)).toMatchObject({ kind: 'saved' });
		expect(await remove(today)).toEqual({ kind: 'unknown' });
		expect(await db.$count(absence)).toBe(0);
		const [line] = await db.select().from(event).where(eq(event.kind, 'absence.removed'));
		expect(line).toMatchObject({ actorId: ben, subjectId: asha, data: { absenceId } });
		expect(await dueOf()).toEqual({ dueOn: '2026-11-23', cause: 'requirement' });
	});

	it('is nobody’s own to write, and another person’s is not there', async () => {
		const { absenceId } = await recorded('2026-11-20', null);
		const own = { personId: asha, actorId: asha, now, today };
		const days = { fromDay: today, toDay: null };
		for (const answer of [
			await recordAbsence(db, { ...own, kind: 'other', ...days }),
			await endAbsence(db, { ...own, absenceId, toDay: today }),
			await removeAbsence(db, { ...own, absenceId })
		]) {
			expect(answer).toMatchObject({ kind: 'refused', field: 'personId' });
		}
		const bens = { personId: ben, actorId: asha, now, today };
		expect(await endAbsence(db, { ...bens, absenceId, toDay: today })).toEqual({ kind: 'unknown' });
		const nothing = { ...doing(), absenceId: 'nothing' };
		expect(await endAbsence(db, { ...nothing, toDay: null })).toEqual({ kind: 'unknown' });
		expect(await removeAbsence(db, nothing)).toEqual({ kind: 'unknown' });
	});
});

describe('somebody who comes back', () => {
	const started = () =>
		db
			.select({ programme: induction.programme, startedOn: induction.startedOn })
			.from(induction)
			.where(eq(induction.personId, asha));

	it('after more than six months goes through some things again, from the first day back', async () => {
		const { absenceId } = await recorded('2026-12-01', '2027-05-31');
		expect(await started()).toEqual([{ programme: 'returning', startedOn: '2027-06-01' }]);
		await db.transaction((tx) => endAbsence(tx, { ...doing(), absenceId, toDay: '2027-06-30' }));
		expect(await started()).toEqual([{ programme: 'returning', startedOn: '2027-07-01' }]);
		expect(await inductionOf(db, asha, '2027-07-02')).toMatchObject({
			...{ title: 'Welcome back', total: 5, day: 2 }
		});
	});

	it('sooner goes on as before', async () => {
		const { absenceId } = await recorded('2026-12-01', null);
		await db.transaction((tx) => endAbsence(tx, { ...doing(), absenceId, toDay: '2027-05-30' }));
		expect(await started()).toEqual([]);
	});
});
