import { eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	absence,
	completion,
	event,
	induction,
	period,
	person,
	roleHeld,
	teamManager,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import { inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { confirmLeavingStep, leavingOf } from '../../src/lib/server/induction/leaving.ts';
import { giveCondition } from '../../src/lib/server/people/conditions.ts';
import { leave, stay } from '../../src/lib/server/people/leaving.ts';
import { returnPerson, type Return } from '../../src/lib/server/people/returning.ts';
import { giveRole } from '../../src/lib/server/people/roles-held.ts';
import { addManager } from '../../src/lib/server/people/team-managers.ts';
import {
	added,
	dueDays,
	events,
	found,
	foundOrganisation,
	newcomer,
	now,
	sessionsOf,
	signedIn,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
let id: string;
beforeEach(async () => {
	here = await foundOrganisation();
	id = await added(here, {
		email: 'asha@example.org',
		startedOn: '2026-09-01',
		teamIds: [here.teams.east],
		access: 'manager'
	});
	await signedIn(here.db, id);
});

const go = (lastDay: string) => here.db.transaction((tx) => leave(tx, id, lastDay, here.making));
const rowOf = async () => found((await here.db.select().from(person).where(eq(person.id, id)))[0]);
const manage = (personId: string, teamId: string) =>
	here.db.transaction((tx) =>
		addManager(
			tx,
			teamId,
			{ personId, fromDay: today, toDay: null, raiseAccess: true },
			here.making
		)
	);

describe('leaving', () => {
	it('ends what holds, withdraws what is open, signs out, and keeps everything', async () => {
		const { db, making } = here;
		await db.transaction((tx) =>
			giveRole(tx, id, { role: 'ict', fromDay: '2026-12-01', toDay: null, induction: true }, making)
		);
		await db.transaction((tx) =>
			giveCondition(
				tx,
				{ personId: id },
				{ condition: 'adults_at_risk', fromDay: '2026-09-01', toDay: null },
				making
			)
		);
		await db.insert(absence).values({
			personId: id,
			kind: 'other',
			fromDay: '2026-11-18',
			recordedBy: here.administratorId,
			recordedAt: now
		});
		const linesBefore = await db.$count(event);
		const open = await db.$count(period, isNull(period.closedAt));
		const outcome = await go('2026-11-20');
		if (outcome.kind !== 'saved') throw new Error(outcome.message);
		expect(open).toBeGreaterThan(0);
		expect(outcome.changes).toHaveLength(open);
		expect(outcome.changes.every(({ kind }) => kind === 'withdraw')).toBe(true);
		expect(await rowOf()).toMatchObject({ leftOn: '2026-11-20', email: 'asha@example.org' });
		expect(await sessionsOf(db, id)).toBe(0);
		expect(await db.select().from(roleHeld)).toMatchObject([
			{ role: 'tutor', fromDay: '2026-09-01', toDay: '2026-11-20' }
		]);
		expect(await db.select().from(teamMembership)).toMatchObject([{ toDay: '2026-11-20' }]);
		expect(await db.select().from(absence)).toMatchObject([{ toDay: '2026-11-20' }]);
		expect(await dueDays(db, id)).toEqual(new Map());
		expect(await db.$count(period)).toBeGreaterThanOrEqual(open);
		expect(await events(db, 'person.left')).toMatchObject([
			{ subjectId: id, actorId: here.administratorId, data: { leftOn: '2026-11-20' } }
		]);
		expect(await db.$count(event)).toBe(linesBefore + 1 + open);
	});

	it('today signs out at once; later lets them work until then', async () => {
		expect(await go('2026-12-18')).toMatchObject({ kind: 'saved' });
		expect(await sessionsOf(here.db, id)).toBe(1);
		expect((await dueDays(here.db, id)).size).toBeGreaterThan(0);
		expect(await here.db.select().from(roleHeld)).toMatchObject([{ toDay: '2026-12-18' }]);
		expect(await go(today)).toMatchObject({ kind: 'saved' });
		expect(await sessionsOf(here.db, id)).toBe(0);
		expect(await here.db.select().from(roleHeld)).toMatchObject([{ toDay: today }]);
	});

	it('may be put off while it lies ahead, and what ends with it follows', async () => {
		await go('2026-11-30');
		expect(await go('2027-01-31')).toMatchObject({ kind: 'saved' });
		expect(await here.db.select().from(roleHeld)).toMatchObject([{ toDay: '2027-01-31' }]);
		expect(await here.db.select().from(teamMembership)).toMatchObject([{ toDay: '2027-01-31' }]);
	});

	it('is not before the first day, nor twice', async () => {
		expect(await go('2026-08-31')).toMatchObject({ field: 'lastDay' });
		await go('2026-11-20');
		expect(await go('2026-12-18')).toMatchObject({
			field: 'lastDay',
			message: 'They left on 20 Nov 2026 already'
		});
		expect(await events(here.db, 'person.left')).toHaveLength(1);
	});

	it('leaves one day of what began after a last day in the past', async () => {
		const { db, making } = here;
		await db.transaction((tx) =>
			giveRole(tx, id, { role: 'ict', fromDay: '2026-11-18', toDay: null, induction: true }, making)
		);
		await go('2026-11-13');
		expect(await db.select().from(roleHeld).orderBy(roleHeld.fromDay)).toMatchObject([
			{ role: 'tutor', toDay: '2026-11-13' },
			{ role: 'ict', fromDay: '2026-11-18', toDay: '2026-11-18' }
		]);
		expect(await dueDays(db, id)).toEqual(new Map());
	});

	it('tells which teams have nobody to manage them, and whose line manager is gone', async () => {
		const { db, teams } = here;
		const other = await added(here, { name: 'Ben', startedOn: '2026-09-01' });
		await manage(id, teams.east);
		await manage(id, teams.west);
		await manage(other, teams.west);
		const report = await added(here, { name: 'Cem', lineManagerId: id });
		expect(await go('2026-11-30')).toMatchObject({
			teams: [{ id: teams.east, name: 'East' }],
			people: [{ id: report, name: 'Cem' }]
		});
		expect(await db.select().from(teamManager).where(eq(teamManager.personId, id))).toMatchObject([
			{ toDay: '2026-11-30' },
			{ toDay: '2026-11-30' }
		]);
	});
});

describe('staying after all', () => {
	const stays = () => here.db.transaction((tx) => stay(tx, id, here.making));

	it('lets everything go on', async () => {
		const before = await dueDays(here.db, id);
		expect(await stays()).toMatchObject({ kind: 'refused' });
		await go('2026-11-30');
		expect(await stays()).toMatchObject({ kind: 'saved' });
		expect(await rowOf()).toMatchObject({ leftOn: null });
		expect(await here.db.select().from(roleHeld)).toMatchObject([{ toDay: null }]);
		expect(await here.db.select().from(teamMembership)).toMatchObject([{ toDay: null }]);
		expect(await dueDays(here.db, id)).toEqual(before);
		expect(await events(here.db, 'person.stayed')).toMatchObject([{ subjectId: id }]);
	});

	it('comes too late once the day has passed', async () => {
		await go('2026-11-20');
		expect(await stays()).toMatchObject({
			kind: 'refused',
			message: 'They left on 20 Nov 2026. Let them return instead'
		});
	});
});

describe('what is seen to when somebody leaves', () => {
	const confirm = (step: string, change: { answer?: string; confirmedBy?: string } = {}) =>
		confirmLeavingStep(here.db, {
			...{ personId: id, confirmedBy: here.administratorId, step, confirmedOn: today },
			...{ answer: 'All accounts closed on the last day', note: null, now, today, ...change }
		});

	it('is there from the moment a last day is recorded, and moves with it', async () => {
		expect(await leavingOf(here.db, id, today)).toBeNull();
		await go('2026-11-30');
		expect(await leavingOf(here.db, id, today)).toMatchObject({
			...{ id: null, startedOn: '2026-11-30', done: 0 },
			stages: [{ dueOn: '2026-11-30' }, { dueOn: '2026-12-14' }]
		});
		expect(await confirm('accounts-closed')).toBe('confirmed');
		await go('2026-12-04');
		expect(await leavingOf(here.db, id, today)).toMatchObject({
			...{ startedOn: '2026-12-04', done: 1 },
			names: { [here.administratorId]: expect.any(String) }
		});
		// It is no induction, so that the one of their first days stays in view.
		expect(await inductionOf(here.db, id, today)).toMatchObject({ startedOn: '2026-09-01' });
	});

	it('is confirmed once, with its events, and by somebody else', async () => {
		expect(await confirm('accounts-closed')).toBe('no_induction');
		await go('2026-11-20');
		expect(await confirm('accounts-closed', { confirmedBy: id })).toBe('own_induction');
		expect(await confirm('accounts-closed', { answer: 'Perhaps' })).toBe('unknown_answer');
		expect(await here.db.$count(induction, eq(induction.programme, 'leaving'))).toBe(0);
		expect(await confirm('accounts-closed')).toBe('confirmed');
		expect(await confirm('accounts-closed')).toBe('already_confirmed');
		expect(await events(here.db, 'induction.step_confirmed')).toMatchObject([
			{
				subjectId: id,
				actorId: here.administratorId,
				data: { step: 'accounts-closed', confirmedOn: today }
			}
		]);
		expect(await events(here.db, 'induction.started')).toMatchObject([
			{ data: { programme: 'core' } },
			{ data: { programme: 'leaving', startedOn: '2026-11-20' } }
		]);
	});
});

describe('returning', () => {
	const back = (given: Partial<Return> = {}) => {
		const chosen = newcomer({ teamIds: [here.teams.west], ...given });
		return here.db.transaction((tx) => returnPerson(tx, id, chosen, here.making));
	};

	it('begins anew, and keeps all that was', async () => {
		const { db, administratorId } = here;
		await go('2026-10-31');
		const outcome = await back({ startedOn: '2026-11-16', roles: ['volunteer'] });
		if (outcome.kind !== 'saved') throw new Error(outcome.message);
		expect(outcome.changes.length).toBeGreaterThan(2);
		expect(await rowOf()).toMatchObject({
			startedOn: '2026-11-16',
			leftOn: null,
			access: 'staff',
			email: 'asha@example.org'
		});
		expect(await db.select().from(roleHeld).orderBy(roleHeld.fromDay)).toMatchObject([
			{ role: 'tutor', fromDay: '2026-09-01', toDay: '2026-10-31' },
			{ role: 'volunteer', fromDay: '2026-11-16', toDay: null }
		]);
		expect(await db.select().from(teamMembership).orderBy(teamMembership.fromDay)).toMatchObject([
			{ teamId: here.teams.east, toDay: '2026-10-31' },
			{ teamId: here.teams.west, fromDay: '2026-11-16' }
		]);
		expect(await db.select().from(induction)).toMatchObject([{ startedOn: '2026-09-01' }]);
		expect(await events(db, 'person.returned')).toMatchObject([
			{
				subjectId: id,
				actorId: administratorId,
				data: {
					startedOn: '2026-11-16',
					before: { startedOn: '2026-09-01', leftOn: '2026-10-31', access: 'manager' }
				}
			}
		]);
		expect(await db.$count(completion)).toBe(0);
	});

	it('is refused for somebody who is here, too early, and into what is not there', async () => {
		expect(await back()).toMatchObject({ field: 'startedOn', message: 'They have not left' });
		await go('2026-11-20');
		expect(await back({ startedOn: '2026-11-20' })).toMatchObject({ field: 'startedOn' });
		expect(await back({ roles: ['pirate'] })).toMatchObject({ field: 'roles' });
		expect(await back({ teamIds: ['17'] })).toMatchObject({ field: 'team' });
		expect(await back({ lineManagerId: id })).toMatchObject({ field: 'lineManager' });
		expect(await back({ contactFrom: '2026-11-20' })).toMatchObject({ field: 'contactFrom' });
		expect(await events(here.db, 'person.returned')).toEqual([]);
		expect(await back({ startedOn: today })).toMatchObject({ kind: 'saved' });
	});

	it('waits until what then held by mistake is over', async () => {
		const { db, making } = here;
		await db.transaction((tx) =>
			giveRole(tx, id, { role: 'ict', fromDay: '2026-11-18', toDay: null, induction: true }, making)
		);
		await go('2026-11-13');
		expect(await back({ startedOn: '2026-11-16', roles: ['ict'] })).toMatchObject({
			field: 'startedOn'
		});
		expect(await back({ startedOn: '2026-11-19', roles: ['ict'] })).toMatchObject({
			kind: 'saved'
		});
	});

	it('gives nobody the induction twice, and a first one to whoever had none', async () => {
		id = await added(here, { name: 'Ben', startedOn: '2026-09-01', roles: [] });
		await go('2026-10-31');
		await back({ startedOn: '2026-12-01' });
		expect(await here.db.select().from(induction).where(eq(induction.personId, id))).toMatchObject([
			{ programme: 'core', startedOn: '2026-12-01' }
		]);
	});

	it('leads whoever was away for more than six months through some of it again', async () => {
		id = await added(here, { name: 'Ben', startedOn: '2026-01-05', roles: ['tutor'] });
		await go('2026-04-30');
		await back({ startedOn: '2026-11-02', roles: ['tutor'] });
		expect(await here.db.select().from(induction).where(eq(induction.personId, id))).toMatchObject([
			{ programme: 'core', startedOn: '2026-01-05' },
			{ programme: 'returning', startedOn: '2026-11-02' }
		]);
		expect(await inductionOf(here.db, id, today)).toMatchObject({
			title: 'Welcome back',
			startedOn: '2026-11-02',
			done: 0
		});
	});
});
