import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { addDays } from '../../src/lib/rules/day.ts';
import { itemTitle } from '../../src/lib/server/catalogue/index.ts';
import { recordCheck, checkHistory, type NewCheck } from '../../src/lib/server/clearance/checks.ts';
import { clearanceOfPerson, clearancesOf } from '../../src/lib/server/clearance/clearance.ts';
import {
	clearanceList,
	clearanceWall,
	MOST_ON_A_WALL,
	type ClearanceFilter
} from '../../src/lib/server/clearance/list.ts';
import {
	closePlan,
	makePlan,
	planHistory,
	type NewPlan
} from '../../src/lib/server/clearance/plans.ts';
import { possibleOwners } from '../../src/lib/server/clearance/possible-owners.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	absence,
	checkStatus,
	event,
	organisation,
	person,
	supervisionPlan,
	waiver,
	waiverWithdrawal
} from '../../src/lib/server/db/schema/index.ts';
import { changeRegulatedActivity } from '../../src/lib/server/people/regulated-activity.ts';
import { scopeOf, type Scope } from '../../src/lib/server/people/scope.ts';
import {
	checked,
	cleared,
	clearanceOrganisation,
	did,
	GATE,
	ids,
	NOW,
	teamIds,
	TODAY,
	type Name
} from './clearance-organisation.ts';
import { testDatabase } from './database.ts';

const TITLE = itemTitle(GATE);
const everybody: Scope = { everybody: true };
const all: ClearanceFilter = { name: '', team: null, status: null, page: null };
const asLead = { today: TODAY, seesChecks: true };
const asManager = { today: TODAY, seesChecks: false };

let db: Database;
let cathys: Scope;

beforeEach(async () => {
	db = await testDatabase();
	await clearanceOrganisation(db);
	cathys = await scopeOf(db, { id: ids.cathy, access: 'manager' }, TODAY);
});

const clearance = async (name: Name, reading = asLead) => {
	const line = await clearanceOfPerson(db, ids[name], reading);
	if (line === null) throw new Error(`${name} should be there`);
	return line;
};
const newest = async () => {
	const [line] = await db.select().from(event).orderBy(desc(event.id)).limit(1);
	return line;
};
const plan = (rest: Partial<NewPlan> = {}) =>
	makePlan(db, {
		personId: ids.asha,
		ownerId: ids.cathy,
		limits: 'Sits in on sessions; is never alone with a pupil.',
		fromDay: TODAY,
		toDay: '2026-12-05',
		actorId: ids.cathy,
		now: NOW,
		today: TODAY,
		...rest
	});
const check = (rest: Partial<NewCheck> = {}) =>
	recordCheck(db, {
		personId: ids.asha,
		kind: 'dbs',
		status: 'clear',
		onDay: '2026-11-20',
		recheckOn: null,
		actorId: ids.ben,
		now: NOW,
		today: TODAY,
		...rest
	});

describe('the clearance of a person', () => {
	it('follows from what is recorded, and says when it changes', async () => {
		expect(await clearance('tom')).toEqual({
			status: 'blocked',
			reasons: [
				`“${TITLE}” is not done yet, was due 13 Jan 2025`,
				'DBS check: none recorded',
				'Nobody has decided yet whether this is regulated activity'
			],
			remarks: [],
			check: 'not_met',
			next: 'Until something more is recorded',
			until: null,
			plan: null
		});
		await cleared(db, 'tom');
		expect(await clearance('tom')).toMatchObject({
			status: 'clear',
			reasons: [],
			remarks: ['Nobody has decided yet whether this is regulated activity'],
			check: 'met',
			next: 'Until 9 Mar 2027, then blocked',
			until: '2027-03-09'
		});
	});

	it('says that something ran out, also long ago', async () => {
		await checked(db, 'tom', 'clear', '2024-12-20');
		await did(db, 'tom', '2025-11-20');
		expect((await clearance('tom')).reasons).toEqual([`“${TITLE}” ran out on 20 Nov 2026`]);
	});

	it('counts a waiver, until the day before it was taken back', async () => {
		await checked(db, 'tom', 'clear', '2024-12-20');
		const [given] = await db
			.insert(waiver)
			.values({
				...{ personId: ids.tom, item: GATE, reason: 'Not for a manager', grantedBy: ids.ben },
				...{ grantedAt: NOW, fromDay: '2026-11-01', untilDay: '2026-12-31' }
			})
			.returning({ id: waiver.id });
		expect(await clearance('tom')).toMatchObject({
			status: 'clear',
			remarks: [
				`“${TITLE}” is waived until 31 Dec 2026`,
				'Nobody has decided yet whether this is regulated activity'
			],
			next: 'Until 31 Dec 2026, then blocked'
		});
		const withdrawn = { withdrawnBy: ids.ben, withdrawnAt: NOW };
		await db
			.insert(waiverWithdrawal)
			.values({ waiverId: given?.id ?? '', fromDay: '2026-11-25', ...withdrawn });
		expect((await clearance('tom')).next).toBe('Until 24 Nov 2026, then blocked');
		await db.execute('alter table waiver_withdrawal disable trigger user');
		await db.update(waiverWithdrawal).set({ fromDay: '2026-11-01' });
		expect((await clearance('tom')).status).toBe('blocked');
	});

	it('is blocked while away, and before the first day', async () => {
		await cleared(db, 'tom');
		const away = { kind: 'parental_leave', recordedBy: ids.ben, recordedAt: NOW };
		await db
			.insert(absence)
			.values({ personId: ids.tom, fromDay: TODAY, toDay: '2027-01-10', ...away });
		const { status, reasons, next } = await clearance('tom');
		expect([status, reasons, next]).toEqual([
			'blocked',
			['Away until 10 Jan 2027'],
			'Until 10 Jan 2027, then clear'
		]);
		await cleared(db, 'milo');
		expect(await clearance('milo')).toMatchObject({
			status: 'blocked',
			reasons: ['First day is 28 Nov 2026'],
			next: 'Until 27 Nov 2026, then clear'
		});
	});

	it('needs the check of the organisation’s nation', async () => {
		await cleared(db, 'tom');
		await db.update(organisation).set({ nation: 'scotland' });
		expect((await clearance('tom')).reasons).toContain(
			'PVG scheme membership: none recorded; a clear DBS check does not count here'
		);
	});

	it('is not listed for who has left, who needs nothing, and who is nobody', async () => {
		expect((await clearance('lena')).status).toBe('unlisted');
		expect((await clearance('pia')).status).toBe('unlisted');
		expect(await clearanceOfPerson(db, teamIds.East, asLead)).toBeNull();
		expect(await clearancesOf(db, [], asLead)).toEqual(new Map());
	});

	it('tells a manager of a check only whether it is met', async () => {
		await did(db, 'tom', '2026-03-09');
		await check({ personId: ids.tom, status: 'requested' });
		expect((await clearance('tom', asManager)).reasons).toEqual([
			'Check: not met',
			'Nobody has decided yet whether this is regulated activity'
		]);
		await check({ personId: ids.tom, status: 'not_clear' });
		const shown = await clearance('tom', asManager);
		expect(shown).toMatchObject({ status: 'blocked', check: 'not_met' });
		expect(JSON.stringify(shown)).not.toMatch(/DBS|clear|requested|20 Nov/i);
		expect((await clearance('tom')).reasons).toEqual([
			'DBS check: recorded as not clear on 20 Nov 2026. A supervision plan does not change this'
		]);
	});
});

describe('a supervision plan', () => {
	it('lets somebody work with supervision until its last day, and writes its event', async () => {
		const made = await plan();
		expect(made).toEqual({ kind: 'saved', planId: expect.any(String) });
		const [row] = await db.select().from(supervisionPlan);
		expect(row).toMatchObject({
			...{ personId: ids.asha, ownerId: ids.cathy, madeBy: ids.cathy, closedAt: null },
			...{ fromDay: TODAY, toDay: '2026-12-05' }
		});
		expect(await newest()).toMatchObject({
			kind: 'supervision.planned',
			actorId: ids.cathy,
			subjectId: ids.asha,
			data: { planId: row?.id, ownerId: ids.cathy, fromDay: TODAY, toDay: '2026-12-05' }
		});
		expect(JSON.stringify(await newest())).not.toContain('alone');
		const { status, next, plan: shown } = await clearance('asha');
		expect([status, next]).toEqual(['supervised_only', 'Until 5 Dec 2026, then blocked']);
		expect(shown).toMatchObject({ ownerName: 'Cathy', toDay: '2026-12-05', ownerIsClear: false });
		await cleared(db, 'cathy');
		expect((await clearance('asha')).plan?.ownerIsClear).toBe(true);
	});

	test.each<[string, Partial<NewPlan>, string]>([
		['by oneself', { actorId: ids.asha }, 'owner'],
		['with oneself', { ownerId: ids.asha }, 'owner'],
		['with somebody who left', { ownerId: ids.lena }, 'owner'],
		['with somebody who starts later', { ownerId: ids.milo }, 'owner'],
		['with somebody of elsewhere', { ownerId: ids.nina }, 'owner'],
		['with nobody', { ownerId: 'nobody' }, 'owner'],
		['with nine characters', { limits: ' 123456789 ' }, 'limits'],
		['with 501 characters', { limits: 'x'.repeat(501) }, 'limits'],
		['from yesterday', { fromDay: '2026-11-20' }, 'plan_from'],
		['that ends on its first day', { toDay: TODAY }, 'plan_until'],
		['91 days ahead', { toDay: addDays(TODAY, 91) }, 'plan_until'],
		['for somebody who left', { personId: ids.lena }, 'plan_from']
	])('is refused %s, and nothing is written', async (_, wrong, field) => {
		const before = await db.$count(event);
		expect(await plan(wrong)).toEqual({ kind: 'refused', field, message: expect.any(String) });
		expect(await db.$count(supervisionPlan)).toBe(0);
		expect(await db.$count(event)).toBe(before);
	});

	it('is taken at its borders', async () => {
		const limits = ['x'.repeat(10), 'x'.repeat(500)];
		for (const [n, written] of limits.entries()) {
			const personId = n === 0 ? ids.asha : ids.tom;
			const outcome = await plan({ personId, limits: written, toDay: addDays(TODAY, 90) });
			expect(outcome.kind).toBe('saved');
		}
	});

	it('is one at a time, two clicks at once included', async () => {
		const outcomes = await Promise.all([plan(), plan(), plan()]);
		expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['refused', 'refused', 'saved']);
		expect(await plan()).toMatchObject({
			kind: 'refused',
			field: 'owner',
			message: expect.stringContaining('5 Dec 2026')
		});
	});

	it('is refused where it would not help', async () => {
		await checked(db, 'asha', 'not_clear', '2026-11-20');
		const outcome = await plan();
		expect(outcome).toMatchObject({ kind: 'refused', field: 'owner' });
		expect(JSON.stringify(outcome)).not.toMatch(/not clear/i);
	});

	it('can be closed before its last day, once, and another one made', async () => {
		const made = await plan();
		const planId = made.kind === 'saved' ? made.planId : '';
		const close = { planId, personId: ids.asha, actorId: ids.ben, now: NOW, today: TODAY };
		expect(await closePlan(db, { ...close, actorId: ids.asha })).toBe('own');
		expect(await closePlan(db, { ...close, personId: ids.tom })).toBe('not_open');
		expect(await closePlan(db, { ...close, planId: 'no-plan' })).toBe('not_open');
		expect(await closePlan(db, { ...close, today: '2026-12-06' })).toBe('not_open');
		expect((await clearance('asha')).status).toBe('supervised_only');
		expect(await closePlan(db, close)).toBe('closed');
		expect(await newest()).toMatchObject({
			...{ kind: 'supervision.closed', actorId: ids.ben, subjectId: ids.asha, data: { planId } }
		});
		expect(await closePlan(db, close)).toBe('not_open');
		expect((await clearance('asha')).status).toBe('blocked');
		expect((await plan({ toDay: '2026-12-20' })).kind).toBe('saved');
		const history = await planHistory(db, ids.asha, TODAY);
		expect(history.map((p) => [p.ownerName, p.madeBy, p.closedBy, p.isOpen])).toEqual(
			expect.arrayContaining([
				['Cathy', 'Cathy', 'Ben', false],
				['Cathy', 'Cathy', null, true]
			])
		);
		expect(history).toHaveLength(2);
	});

	it('does not hold while its owner is away, nor after they left', async () => {
		await plan();
		await db.update(person).set({ leftOn: '2026-11-25' }).where(eq(person.id, ids.cathy));
		expect((await clearance('asha')).next).toBe('Until 25 Nov 2026, then blocked');
		await db.insert(absence).values({
			...{ personId: ids.cathy, kind: 'other', fromDay: '2026-11-20', toDay: '2026-11-22' },
			...{ recordedBy: ids.ben, recordedAt: NOW }
		});
		const { status, reasons, next } = await clearance('asha', asManager);
		expect([status, next]).toEqual(['blocked', 'Until 22 Nov 2026, then supervised only']);
		expect(reasons).toContain('Supervision plan: Cathy is not here to supervise');
	});

	it('may be owned by colleagues, managers, the leads and its maker', async () => {
		const names = async (personId: string, actorId: string) =>
			(await possibleOwners(db, personId, { actorId, today: TODAY })).map(({ name }) => name);
		expect(await names(ids.asha, ids.cathy)).toEqual(['Ben', 'Cathy', 'Tom']);
		expect(await names(ids.asha, ids.pia)).toEqual(['Ben', 'Cathy', 'Pia', 'Tom']);
		await db.update(person).set({ lineManagerId: ids.nina }).where(eq(person.id, ids.asha));
		expect(await names(ids.asha, ids.cathy)).toEqual(['Ben', 'Cathy', 'Nina', 'Tom']);
		await db.insert(absence).values({
			...{ personId: ids.tom, kind: 'other', fromDay: TODAY },
			...{ recordedBy: ids.ben, recordedAt: NOW }
		});
		expect(await names(ids.asha, ids.cathy)).toEqual(['Ben', 'Cathy', 'Nina']);
		expect(await names(ids.milo, ids.cathy)).toEqual(['Asha', 'Ben', 'Cathy']);
	});
});

describe('a check', () => {
	it('is recorded as status and days, with an event that does not tell the status', async () => {
		expect(await check({ recheckOn: '2029-11-20' })).toEqual({ kind: 'saved' });
		const [row] = await db.select().from(checkStatus);
		expect(row).toMatchObject({
			...{ personId: ids.asha, kind: 'dbs', status: 'clear', recordedBy: ids.ben },
			...{ onDay: '2026-11-20', recheckOn: '2029-11-20' }
		});
		expect(await newest()).toMatchObject({
			kind: 'check.recorded',
			actorId: ids.ben,
			subjectId: ids.asha
		});
		expect((await newest())?.data).toEqual({ checkId: row?.id });
		expect((await clearance('asha')).check).toBe('met');
	});

	test.each<[string, Partial<NewCheck>, string]>([
		['by oneself', { actorId: ids.asha }, 'check_kind'],
		['for tomorrow', { onDay: '2026-11-22' }, 'check_day'],
		['for a day before the line before', { onDay: '2026-11-09' }, 'check_day'],
		['for a year that cannot be', { onDay: '0206-11-10' }, 'check_day'],
		['to be looked at again on its own day', { recheckOn: '2026-11-20' }, 'recheck_day'],
		[
			'as a request with a day to look again',
			{ status: 'requested', recheckOn: '2029-11-20' },
			'recheck_day'
		]
	])('is refused %s, and nothing is written', async (_, wrong, field) => {
		await checked(db, 'asha', 'requested', '2026-11-10');
		const before = await db.$count(event);
		expect(await check(wrong)).toEqual({ kind: 'refused', field, message: expect.any(String) });
		expect(await db.$count(checkStatus)).toBe(1);
		expect(await db.$count(event)).toBe(before);
	});

	it('says the same only once', async () => {
		expect(await check()).toEqual({ kind: 'saved' });
		const before = await db.$count(event);
		expect(await check()).toEqual({ kind: 'unchanged' });
		expect(await db.$count(checkStatus)).toBe(1);
		expect(await db.$count(event)).toBe(before);
	});

	it('lists its lines, the newest first', async () => {
		await check({ status: 'requested', onDay: '2026-11-10' });
		await check();
		expect((await checkHistory(db, ids.asha)).map((c) => [c.status, c.recordedBy])).toEqual([
			['clear', 'Ben'],
			['requested', 'Ben']
		]);
	});
});

describe('the decision on regulated activity', () => {
	const decide = (decision: 'yes' | 'no' | 'unknown', actorId = ids.ben) =>
		changeRegulatedActivity(db, { personId: ids.asha, decision, actorId, now: NOW, today: TODAY });

	it('is recorded with its event, once', async () => {
		expect(await decide('no')).toEqual({ kind: 'saved' });
		expect(await newest()).toMatchObject({
			...{ kind: 'person.regulated_activity_decided', actorId: ids.ben, subjectId: ids.asha },
			data: { decision: 'no', before: 'unknown' }
		});
		expect((await clearance('asha')).check).toBe('not_needed');
		const before = await db.$count(event);
		expect(await decide('no')).toEqual({ kind: 'unchanged' });
		expect(await db.$count(event)).toBe(before);
	});

	it('is not made by oneself', async () => {
		expect(await decide('no', ids.asha)).toMatchObject({
			...{ kind: 'refused', field: 'regulated_activity' }
		});
		const [row] = await db.select().from(person).where(eq(person.id, ids.asha));
		expect(row?.regulatedActivity).toBe('unknown');
	});
});

describe('the list', () => {
	const list = async (scope: Scope, filter: Partial<ClearanceFilter> = {}) => {
		const found = await clearanceList(db, scope, asLead, { ...all, ...filter });
		return found && { ...found, names: found.people.map(({ name }) => name) };
	};

	it('holds the people of the scope in three groups, and counts who needs nothing', async () => {
		await cleared(db, 'tom');
		await plan();
		const cathysList = await list(cathys);
		// Milo begins in her team next week.
		expect(cathysList?.names).toEqual(['Tom', 'Asha', 'Cathy', 'Milo']);
		expect(cathysList?.counts).toEqual({ clear: 1, supervised_only: 1, blocked: 2 });
		expect(cathysList?.unlisted).toBe(0);
		const whole = await list(everybody);
		expect(whole?.names).toEqual(['Tom', 'Asha', 'Ben', 'Cathy', 'Milo', 'Nina']);
		expect(whole?.unlisted).toBe(1);
		expect(whole?.people[0]).toMatchObject({ roles: ['Tutor'], teams: ['Derby'] });
	});

	it('is narrowed by status, name and team', async () => {
		await cleared(db, 'tom');
		const blocked = await list(everybody, { status: 'blocked' });
		expect(blocked?.names).toEqual(['Asha', 'Ben', 'Cathy', 'Milo', 'Nina']);
		expect(blocked?.counts.clear).toBe(1);
		expect((await list(everybody, { name: 'AS' }))?.names).toEqual(['Asha']);
		expect((await list(everybody, { name: '%' }))?.names).toEqual([]);
		expect((await list(everybody, { team: teamIds.North }))?.names).toEqual(['Ben', 'Nina']);
		expect(await list(cathys, { team: teamIds.North })).toBeNull();
		expect(await list(cathys, { team: 'no-team' })).toBeNull();
	});

	it('is empty for somebody who manages no team', async () => {
		const nobody = await scopeOf(db, { id: ids.tom, access: 'manager' }, TODAY);
		expect(await list(nobody)).toMatchObject({ people: [], unlisted: 0 });
	});
});

describe('the wall', () => {
	it('names people, statuses and until when, and no reason', async () => {
		await cleared(db, 'tom');
		await plan();
		await checked(db, 'asha', 'requested', '2026-11-10');
		const wall = await clearanceWall(db, cathys, TODAY, null);
		expect(wall?.groups).toEqual([
			{
				status: 'clear',
				people: [{ id: ids.tom, name: 'Tom', until: '2027-03-09', supervision: null }]
			},
			{
				status: 'supervised_only',
				people: [
					{
						...{ id: ids.asha, name: 'Asha', until: '2026-12-05' },
						supervision: {
							by: 'Cathy',
							limits: 'Sits in on sessions; is never alone with a pupil.'
						}
					}
				]
			},
			{
				status: 'blocked',
				people: [
					{ id: ids.cathy, name: 'Cathy', until: null, supervision: null },
					{ id: ids.milo, name: 'Milo', until: null, supervision: null }
				]
			}
		]);
		expect(wall).toMatchObject({ team: null, tooMany: null });
	});

	it('is of one team where one is asked for', async () => {
		expect(await clearanceWall(db, cathys, TODAY, teamIds.Derby)).toMatchObject({ team: 'Derby' });
		expect(await clearanceWall(db, cathys, TODAY, teamIds.North)).toBeNull();
	});

	it('is not printed for more people than a wall holds', async () => {
		await db.execute(`
			insert into person (name, started_on, regulated_activity, created_at)
			select 'Person ' || n, '2026-01-05', 'yes', now() from generate_series(1, ${MOST_ON_A_WALL}) n`);
		const wall = await clearanceWall(db, everybody, TODAY, null);
		expect(wall).toMatchObject({ groups: [], tooMany: MOST_ON_A_WALL + 6 });
	});
});
