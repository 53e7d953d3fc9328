import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import {
	induction,
	person,
	roleHeld,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import { inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { addPerson, writePeople, type NewPerson } from '../../src/lib/server/people/add-person.ts';
import { changePerson, type PersonChange } from '../../src/lib/server/people/change-person.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { closeTeam } from '../../src/lib/server/people/team-tree.ts';
import { dryRun } from '../../src/lib/server/requirements/dry-run.ts';
import {
	added,
	dueDays,
	events,
	found,
	foundOrganisation,
	newcomer,
	sessionsOf,
	signedIn,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
beforeEach(async () => {
	here = await foundOrganisation();
});

const add = (given: Partial<NewPerson>) =>
	here.db.transaction((tx) => addPerson(tx, newcomer(given), here.making));
const change = (personId: string, given: PersonChange) =>
	here.db.transaction((tx) => changePerson(tx, personId, given, here.making));
const rowOf = async (id: string) =>
	found((await here.db.select().from(person).where(eq(person.id, id)))[0]);

describe('adding a person', () => {
	it('records them with roles and team, opens what is due and starts the induction', async () => {
		const { db, teams, administratorId } = here;
		const outcome = await add({
			email: 'asha@example.org',
			reference: 'P-17',
			teamIds: [teams.east],
			lineManagerId: administratorId,
			contactFrom: '2026-12-01'
		});
		if (outcome.kind !== 'saved') throw new Error(outcome.message);
		const { personId, changes } = outcome;
		expect(await rowOf(personId)).toMatchObject({
			name: 'Asha Bello',
			reference: 'P-17',
			lineManagerId: administratorId,
			contactFrom: '2026-12-01',
			access: 'staff',
			passwordHash: null
		});
		expect(await db.select().from(roleHeld)).toMatchObject([
			{ personId, role: 'tutor', fromDay: today, toDay: null }
		]);
		expect(await db.select().from(teamMembership)).toMatchObject([
			{ personId, teamId: teams.east, fromDay: today }
		]);
		expect(await db.select().from(induction)).toMatchObject([{ personId, startedOn: today }]);
		expect(changes.length).toBeGreaterThan(3);
		expect(await dueDays(db, personId)).toHaveProperty('size', changes.length);
		expect(await events(db, 'person.added')).toMatchObject([
			{
				subjectId: personId,
				actorId: administratorId,
				data: { startedOn: today, access: 'staff', roles: ['tutor'], teamIds: [teams.east] }
			}
		]);
		expect(await events(db, 'induction.started')).toHaveLength(1);
		expect(await events(db, 'period.opened')).toHaveLength(changes.length);
	});

	it('knows somebody who starts later, with what will be due then', async () => {
		const outcome = await add({ startedOn: '2026-12-01' });
		if (outcome.kind !== 'saved') throw new Error(outcome.message);
		expect(await here.db.select().from(induction)).toMatchObject([{ startedOn: '2026-12-01' }]);
		expect(outcome.changes.length).toBeGreaterThan(3);
		for (const day of (await dueDays(here.db, outcome.personId)).values()) {
			expect(found(day) >= '2026-12-01').toBe(true);
		}
	});

	it.each([
		['without a role', { roles: [] }],
		['who knows the organisation already', { induction: false }]
	])('starts no induction for somebody %s', async (_, given) => {
		await add(given);
		expect(await here.db.$count(induction)).toBe(0);
		expect(await events(here.db, 'person.added')).toHaveLength(1);
	});

	it('starts the short induction of somebody of the board', async () => {
		const id = await added(here, { roles: ['trustee'] });
		const state = await inductionOf(here.db, id, today);
		const keys = state?.stages.flatMap(({ steps }) => steps.map(({ key }) => key));
		expect(keys).toContain('board-arrangements');
		expect(keys).not.toContain('checks-confirmed');
	});

	it('refuses an address and a reference that are taken, also by somebody who left', async () => {
		const { db, making } = here;
		const id = await added(here, {
			email: 'asha@example.org',
			reference: 'P-17',
			startedOn: '2026-03-02'
		});
		expect(await add({ email: 'asha@example.org' })).toMatchObject({
			kind: 'refused',
			field: 'email',
			message: expect.stringMatching(/^Asha Bello has this email address already/),
			by: { id, left: false }
		});
		expect(await add({ reference: 'P-17' })).toMatchObject({ kind: 'refused', field: 'reference' });
		await db.transaction((tx) => leave(tx, id, '2026-11-13', making));
		expect(await add({ email: 'asha@example.org' })).toMatchObject({
			message: expect.stringMatching(/left on 13 Nov 2026.*return/),
			by: { id, name: 'Asha Bello', left: true }
		});
		expect(await db.$count(person)).toBe(2);
	});

	it('refuses an address that somebody else gets at the same moment', async () => {
		const twice = await Promise.all([
			add({ email: 'asha@example.org' }),
			add({ email: 'asha@example.org' })
		]);
		expect(twice.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
		// An import does not look for each address by itself.
		const slow = here.db.transaction(async (tx) => {
			await writePeople(tx, [newcomer({ email: 'ben@example.org' })], here.making);
			await new Promise((resolve) => setTimeout(resolve, 300));
		});
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(await add({ email: 'ben@example.org' })).toMatchObject({
			kind: 'refused',
			field: 'email'
		});
		await slow;
	});

	it.each([
		['an unknown role', { roles: ['pirate'] }, 'roles'],
		['a team that is none of ours', { teamIds: ['17'] }, 'team'],
		['contact before the first day', { contactFrom: '2026-11-20' }, 'contactFrom']
	])('refuses %s', async (_, given, field) => {
		expect(await add(given)).toMatchObject({ kind: 'refused', field });
		expect(await events(here.db, 'person.added')).toEqual([]);
	});

	it('refuses a closed team and a line manager who left', async () => {
		const { db, making, teams } = here;
		await db.transaction((tx) => closeTeam(tx, teams.west, making));
		expect(await add({ teamIds: [teams.west] })).toMatchObject({ kind: 'refused', field: 'team' });
		const gone = await added(here, { name: 'Owen Farrow', startedOn: '2026-03-02' });
		await db.transaction((tx) => leave(tx, gone, '2026-11-20', making));
		expect(await add({ lineManagerId: gone })).toMatchObject({
			field: 'lineManager',
			message: 'Owen Farrow left on 20 Nov 2026. Choose somebody who is here'
		});
	});

	it('shows what it would do without doing it', async () => {
		const shown = await dryRun(here.db, (tx) => addPerson(tx, newcomer(), here.making));
		expect(shown).toMatchObject({ kind: 'saved' });
		expect(await here.db.$count(person)).toBe(1);
		expect(await events(here.db, 'person.added')).toEqual([]);
	});

	it('writes many at once', async () => {
		const { db, making, teams } = here;
		const many = Array.from({ length: 1203 }, (_, i) =>
			newcomer({
				name: `Person ${String(i)}`,
				email: `p${String(i)}@example.org`,
				teamIds: [teams.east]
			})
		);
		const ids = await db.transaction((tx) => writePeople(tx, many, making));
		expect(new Set(ids).size).toBe(1203);
		expect((await rowOf(found(ids[1100]))).name).toBe('Person 1100');
		expect(await events(db, 'person.added')).toHaveLength(1203);
		expect(await db.$count(induction)).toBe(1203);
	});
});

describe('changing a person', () => {
	it('changes what is different, and says which fields, not what stood in them', async () => {
		const { db, administratorId } = here;
		const id = await added(here, { email: 'asha@example.org' });
		const outcome = await change(id, {
			name: 'Asha Bello-Reid',
			email: 'asha@example.org',
			lineManagerId: administratorId,
			contactFrom: '2026-12-01'
		});
		expect(outcome).toMatchObject({ fields: ['name', 'lineManagerId', 'contactFrom'] });
		expect(await rowOf(id)).toMatchObject({ name: 'Asha Bello-Reid', contactFrom: '2026-12-01' });
		const [line] = await events(db, 'person.changed');
		expect(line).toMatchObject({ subjectId: id, actorId: administratorId });
		expect(line?.data).toEqual({
			fields: ['name', 'lineManagerId', 'contactFrom'],
			lineManagerId: { from: null, to: administratorId },
			contactFrom: { from: null, to: '2026-12-01' }
		});
		expect(await change(id, { name: 'Asha Bello-Reid' })).toMatchObject({
			fields: [],
			changes: []
		});
		expect(await events(db, 'person.changed')).toHaveLength(1);
	});

	it('moves what begins on a first day that lies ahead', async () => {
		const { db, teams } = here;
		const id = await added(here, { startedOn: '2026-12-01', teamIds: [teams.east] });
		const before = await dueDays(db, id);
		const outcome = await change(id, { startedOn: '2027-01-04' });
		expect(outcome).toMatchObject({ kind: 'saved', fields: ['startedOn'] });
		expect(await db.select().from(roleHeld)).toMatchObject([{ fromDay: '2027-01-04' }]);
		expect(await db.select().from(teamMembership)).toMatchObject([{ fromDay: '2027-01-04' }]);
		expect(await db.select().from(induction)).toMatchObject([{ startedOn: '2027-01-04' }]);
		expect(await events(db, 'induction.moved')).toHaveLength(1);
		const after = await dueDays(db, id);
		expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
		for (const [item, day] of after) expect(found(day) > found(before.get(item))).toBe(true);
	});

	it('leaves what has begun where it is', async () => {
		const id = await added(here, { startedOn: '2026-11-02' });
		await change(id, { startedOn: '2026-11-09' });
		expect(await here.db.select().from(roleHeld)).toMatchObject([{ fromDay: '2026-11-02' }]);
	});

	it('refuses an address that is taken, and days in the wrong order', async () => {
		const id = await added(here, { contactFrom: '2026-12-01' });
		expect(await change(id, { email: 'priya@example.org' })).toMatchObject({ field: 'email' });
		expect(await change(id, { startedOn: '2026-12-02' })).toMatchObject({ field: 'contactFrom' });
		await here.db.transaction((tx) => leave(tx, id, '2026-12-31', here.making));
		expect(await change(id, { contactFrom: null, startedOn: '2027-01-01' })).toMatchObject({
			field: 'startedOn'
		});
		expect(await events(here.db, 'person.changed')).toEqual([]);
	});

	it('ends the account with the address', async () => {
		const { db } = here;
		const id = await added(here, { email: 'asha@example.org' });
		await db.update(person).set({ passwordHash: 'not a hash' }).where(eq(person.id, id));
		await signedIn(db, id);
		await change(id, { email: 'asha.b@example.org' });
		expect(await sessionsOf(db, id)).toBe(1);
		await change(id, { email: null });
		expect(await sessionsOf(db, id)).toBe(0);
		expect(await rowOf(id)).toMatchObject({ email: null, passwordHash: null });
	});
});
