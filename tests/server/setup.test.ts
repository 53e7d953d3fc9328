import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	event,
	organisation,
	person,
	requirement,
	roleHeld,
	setupCode,
	team
} from '../../src/lib/server/db/schema/index.ts';
import { readOrganisation } from '../../src/lib/server/people/organisation.ts';
import { validateSession } from '../../src/lib/server/people/sessions.ts';
import { ensureSetupCode, setUp } from '../../src/lib/server/people/setup.ts';
import { signIn } from '../../src/lib/server/people/sign-in.ts';
import { testDatabase } from './database.ts';

// Summer: half past midnight in London is still the day before in UTC.
const now = new Date('2026-06-30T23:30:00Z');
const today = '2026-07-01';

let db: Database;
let code: string;

beforeEach(async () => {
	db = await testDatabase();
	code = (await ensureSetupCode(db, now)) ?? '';
});

function tryToSetUp(more: { code?: string; password?: string; address?: string } = {}) {
	return setUp(db, {
		code,
		organisationName: 'Harbour Lane Learning',
		nation: 'wales',
		name: 'Ines Moreno',
		email: 'Ines@harbourlane.example',
		password: 'kettle moss orbit',
		address: '192.0.2.1',
		now,
		...more
	});
}

describe('the setup code', () => {
	it('is easy to read out and is kept as a hash', async () => {
		expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){3}[2-9A-HJKMNP-Z]{4}$/);
		expect(JSON.stringify(await db.select().from(setupCode))).not.toContain(code);
	});

	it('is made anew for every start, and each of them works', async () => {
		const second = await ensureSetupCode(db, now);
		expect(second).not.toBe(code);
		expect((await tryToSetUp()).kind).toBe('set_up');
	});

	it('is not made once there is an organisation', async () => {
		await tryToSetUp();
		expect(await ensureSetupCode(db, now)).toBeNull();
	});

	it('may be typed without dashes and in small letters', async () => {
		const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
		expect((await tryToSetUp({ code: typed })).kind).toBe('set_up');
	});

	it('cannot be guessed quickly, and guessing keeps nobody else waiting', async () => {
		const wrong = { code: 'AAAA-AAAA-AAAA-AAAA', address: '198.51.100.7' };
		for (let n = 0; n < 5; n++) expect(await tryToSetUp(wrong)).toEqual({ kind: 'wrong_code' });
		expect(await tryToSetUp(wrong)).toEqual({ kind: 'wait', seconds: 15 });
		expect((await tryToSetUp()).kind).toBe('set_up');
	});
});

describe('setting up', () => {
	it('creates the organisation, its team, its requirements and the first administrator', async () => {
		const result = await tryToSetUp();
		expect(await readOrganisation(db)).toEqual({
			name: 'Harbour Lane Learning',
			nation: 'wales',
			timeZone: 'Europe/London',
			isDemonstration: false
		});
		expect(await db.select().from(person)).toMatchObject([
			{
				name: 'Ines Moreno',
				email: 'ines@harbourlane.example',
				access: 'administrator',
				startedOn: today
			}
		]);
		expect(await db.select().from(roleHeld)).toEqual([]);
		expect(await db.select().from(team)).toMatchObject([
			{ name: 'Harbour Lane Learning', parentId: null }
		]);
		const requirements = await db.select().from(requirement);
		expect(requirements.length).toBeGreaterThan(0);
		expect(requirements.every(({ fromDay }) => fromDay === today)).toBe(true);
		expect(result.kind).toBe('set_up');
	});

	it('signs the administrator in, who can do so again with the password', async () => {
		const result = await tryToSetUp();
		if (result.kind !== 'set_up') throw new Error(result.kind);
		const who = await validateSession(db, { token: result.token, now, today });
		expect(who).toMatchObject({ id: result.personId, access: 'administrator' });
		const again = await signIn(db, {
			email: 'ines@harbourlane.example',
			password: 'kettle moss orbit',
			address: '192.0.2.1',
			now,
			today
		});
		expect(again.kind).toBe('signed_in');
	});

	it('writes an event for each thing that came to be', async () => {
		const result = await tryToSetUp();
		if (result.kind !== 'set_up') throw new Error(result.kind);
		const { personId } = result;
		const events = await db.select().from(event).orderBy(event.id);
		expect(events).toMatchObject([
			{ kind: 'organisation.set_up', actorId: personId, subjectId: null, at: now },
			{ kind: 'person.added', actorId: personId, subjectId: personId },
			{ kind: 'requirements.adopted', actorId: personId },
			{ kind: 'person.signed_in', actorId: personId, subjectId: personId }
		]);
	});

	it('changes nothing with a wrong code or a password that will not do', async () => {
		expect(await tryToSetUp({ code: 'AAAA-AAAA-AAAA-AAAA' })).toEqual({ kind: 'wrong_code' });
		expect(await tryToSetUp({ password: 'short' })).toMatchObject({ kind: 'unsuitable_password' });
		const own = await tryToSetUp({ password: 'Harbour Lane Learning' });
		expect(own).toMatchObject({ kind: 'unsuitable_password' });
		expect(await readOrganisation(db)).toBeNull();
		expect(await db.select().from(person)).toEqual([]);
		expect(await db.select().from(event)).toEqual([]);
	});

	it('happens once, even when two ask for it at the same time', async () => {
		const second = await ensureSetupCode(db, now);
		const results = await Promise.all([tryToSetUp(), tryToSetUp({ code: second ?? '' })]);
		expect(results.map(({ kind }) => kind).sort()).toEqual(['already_set_up', 'set_up']);
		expect(await tryToSetUp()).toEqual({ kind: 'already_set_up' });
		expect(await db.select().from(organisation)).toHaveLength(1);
		expect(await db.select().from(person)).toHaveLength(1);
	});
});
