import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { person, teamManager } from '../../src/lib/server/db/schema/index.ts';
import { changePerson, type PersonChange } from '../../src/lib/server/people/change-person.ts';
import { factsOf } from '../../src/lib/server/people/facts.ts';
import { findPerson } from '../../src/lib/server/people/find-person.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { personDetails } from '../../src/lib/server/people/person-details.ts';
import { addManager } from '../../src/lib/server/people/team-managers.ts';
import {
	added,
	events,
	found,
	foundOrganisation,
	sessionsOf,
	signedIn,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
beforeEach(async () => {
	here = await foundOrganisation();
});

const change = (personId: string, given: PersonChange) =>
	here.db.transaction((tx) => changePerson(tx, personId, given, here.making));
const rowOf = async (id: string) =>
	found((await here.db.select().from(person).where(eq(person.id, id)))[0]);

describe('the line manager', () => {
	it('is somebody else, who is here, and whom the person does not manage', async () => {
		const a = await added(here, { name: 'Ann' });
		const b = await added(here, { name: 'Ben', lineManagerId: a });
		const c = await added(here, { name: 'Cem', lineManagerId: b });
		expect(await change(a, { lineManagerId: a })).toMatchObject({ field: 'lineManager' });
		expect(await change(a, { lineManagerId: b })).toMatchObject({ field: 'lineManager' });
		expect(await change(a, { lineManagerId: c })).toMatchObject({
			field: 'lineManager',
			message: expect.stringMatching(/^Cem is managed by this person/)
		});
		expect(await change(c, { lineManagerId: a })).toMatchObject({ kind: 'saved' });
		expect(await change(c, { lineManagerId: null })).toMatchObject({ kind: 'saved' });
	});

	it('makes no ring when two are changed at the same moment', async () => {
		const a = await added(here, { name: 'Ann' });
		const b = await added(here, { name: 'Ben' });
		const both = await Promise.all([
			change(a, { lineManagerId: b }),
			change(b, { lineManagerId: a })
		]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
	});
});

describe('another access', () => {
	it('signs the person out everywhere, with an event', async () => {
		const { db } = here;
		const id = await added(here, { email: 'asha@example.org' });
		await signedIn(db, id);
		expect(await change(id, { access: 'manager' })).toMatchObject({ fields: ['access'] });
		expect((await rowOf(id)).access).toBe('manager');
		expect(await sessionsOf(db, id)).toBe(0);
		expect(await events(db, 'person.access_changed')).toMatchObject([
			{ subjectId: id, data: { from: 'staff', to: 'manager' } }
		]);
		expect(await events(db, 'person.changed')).toEqual([]);
	});

	it('that sees nobody ends what they manage; one that sees more does not', async () => {
		const { db, making, teams } = here;
		const id = await added(here, {
			startedOn: '2026-09-01',
			email: 'asha@example.org',
			access: 'manager'
		});
		const manage = (teamId: string, fromDay: string) =>
			db.transaction((tx) =>
				addManager(tx, teamId, { personId: id, fromDay, toDay: null, raiseAccess: false }, making)
			);
		await manage(teams.east, '2026-10-01');
		await manage(teams.west, '2026-12-01');
		expect(await change(id, { access: 'lead' })).toMatchObject({ managed: [] });
		expect(await change(id, { access: 'auditor' })).toMatchObject({ managed: ['East', 'West'] });
		expect(await db.select().from(teamManager)).toMatchObject([
			{ teamId: teams.east, toDay: today }
		]);
		expect(await events(db, 'team.manager_ended')).toHaveLength(1);
		expect(await events(db, 'team.manager_taken_back')).toHaveLength(1);
	});

	it('is not taken from the last administrator who can sign in', async () => {
		const { db, administratorId, making } = here;
		const id = await added(here, { email: 'asha@example.org', access: 'administrator' });
		const problem = { kind: 'refused', field: 'access' };
		expect(await change(administratorId, { access: 'lead' })).toMatchObject(problem);
		expect(await change(administratorId, { email: null })).toMatchObject({ field: 'email' });
		expect(
			await db.transaction((tx) => leave(tx, administratorId, '2027-01-31', making))
		).toMatchObject({ kind: 'refused', field: 'lastDay' });
		// Who has not chosen a password may be taken back, and keeps nobody out.
		expect(await change(id, { access: 'staff' })).toMatchObject({ kind: 'saved' });
		await change(id, { access: 'administrator' });
		await db.update(person).set({ passwordHash: 'not a hash' }).where(eq(person.id, id));
		const both = await Promise.all([
			change(id, { access: 'staff' }),
			change(administratorId, { access: 'staff' })
		]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
	});
});

describe('whom a text means', () => {
	it('is told by address, reference or a name that only one person has', async () => {
		const { db, making } = here;
		const ana = await added(here, { name: 'Ana Cruz', email: 'ana@example.org' });
		const other = await added(here, { name: 'Ana Cruz', reference: 'P-3' });
		const zoe = await added(here, { name: 'Zoë Lund', startedOn: '2026-03-02' });
		const meant = (written: string) => findPerson(db, written, today);
		expect(await meant(' ANA@example.org ')).toMatchObject({ kind: 'found', id: ana });
		expect(await meant('Ana Cruz <ana@example.org>')).toMatchObject({ id: ana });
		expect(await meant('Ana Cruz <P-3>')).toMatchObject({ id: other });
		expect(await meant('zoë  lund')).toMatchObject({ kind: 'found', id: zoe });
		expect(await meant('Ana Cruz')).toEqual({
			kind: 'unclear',
			message:
				'Several people are called Ana Cruz. Enter the email address instead, such as ana@example.org or P-3'
		});
		expect(await meant('Nobody')).toMatchObject({ kind: 'unclear' });
		await db.transaction((tx) => leave(tx, zoe, '2026-11-20', making));
		expect(await meant('Zoë Lund')).toEqual({
			kind: 'unclear',
			message: 'Zoë Lund left on 20 Nov 2026. Choose somebody who is here'
		});
	});
});

it('a person reads as recorded, with the line manager as a field writes them', async () => {
	const { db, administratorId: id } = here;
	const personId = await added(here, { lineManagerId: id, access: 'lead' });
	expect(await personDetails(db, personId)).toMatchObject({
		name: 'Asha Bello',
		access: 'lead',
		hasAccount: false,
		lineManager: { id, name: 'Priya Nair', written: 'Priya Nair <priya@example.org>' }
	});
	expect(await personDetails(db, '17')).toBeNull();
});

it('the facts about people hold all that planning needs, and nobody who is not there', async () => {
	const { db, administratorId } = here;
	const id = await added(here, { contactFrom: '2026-12-01' });
	const facts = await factsOf(db, [id, administratorId, '00000000-0000-4000-8000-000000000000']);
	expect([...facts.keys()].sort()).toEqual([id, administratorId].sort());
	expect(facts.get(id)).toEqual({
		startedOn: today,
		leftOn: null,
		contactFrom: '2026-12-01',
		roles: [
			{ role: 'tutor', fromDay: today, toDay: null },
			{ role: 'all_staff', fromDay: today, toDay: null }
		],
		conditions: [],
		absences: []
	});
	expect(facts.get(administratorId)?.roles).toEqual([]);
	expect(await factsOf(db, [])).toEqual(new Map());
});
