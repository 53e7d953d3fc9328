import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Access } from '../../src/lib/rules/permissions.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { event, person, session, signInFailure } from '../../src/lib/server/db/schema/index.ts';
import { hashPassword, verifyOrPretend } from '../../src/lib/server/people/passwords.ts';
import { createSession, validateSession } from '../../src/lib/server/people/sessions.ts';
import {
	changePassword,
	signIn,
	signOut,
	signOutEverywhere
} from '../../src/lib/server/people/sign-in.ts';
import { testDatabase } from './database.ts';

const now = new Date('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const PASSWORD = 'kettle moss harbour';
const passwordHash = await hashPassword(PASSWORD);

let db: Database;
let asha: string;

beforeEach(async () => {
	db = await testDatabase();
	asha = await add('asha@harbourlane.example');
});

async function add(
	email: string,
	more: { access?: Access; leftOn?: string; passwordHash?: string | null } = {}
): Promise<string> {
	const values = { name: 'Asha Verma', email, startedOn: '2026-11-01', createdAt: now };
	const [row] = await db
		.insert(person)
		.values({ ...values, passwordHash, ...more })
		.returning({ id: person.id });
	if (!row) throw new Error('Nobody was added');
	return row.id;
}

function tryIn(
	password: string,
	more: { email?: string; address?: string; now?: Date; broughtToken?: string } = {}
) {
	return signIn(db, {
		email: 'asha@harbourlane.example',
		address: '192.0.2.1',
		now,
		today,
		password,
		...more
	});
}

async function eventsOf(kind: string) {
	return db.select().from(event).where(eq(event.kind, kind));
}

describe('signing in', () => {
	it('starts a session and writes the event', async () => {
		const result = await tryIn(PASSWORD, { email: '  Asha@HarbourLane.example ' });
		expect(result).toMatchObject({ kind: 'signed_in', personId: asha, access: 'staff' });
		if (result.kind !== 'signed_in') return;
		const who = await validateSession(db, { token: result.token, now, today });
		expect(who).toMatchObject({ id: asha, name: 'Asha Verma', signedInAt: now });
		expect(await eventsOf('person.signed_in')).toMatchObject([
			{ at: now, actorId: asha, subjectId: asha }
		]);
	});

	it('takes the same password typed with composed or separate accents', async () => {
		await add('rene@harbourlane.example', {
			passwordHash: await hashPassword('caf\u00e9 kettle moss')
		});
		const result = await tryIn('cafe\u0301 kettle moss', { email: 'rene@harbourlane.example' });
		expect(result.kind).toBe('signed_in');
	});

	it('answers the same to a wrong password, nobody, no password yet, and one who left', async () => {
		await add('new@harbourlane.example', { passwordHash: null });
		await add('left@harbourlane.example', { leftOn: '2026-11-20' });
		const refused = { kind: 'refused' };
		expect(await tryIn('wrong horse battery')).toEqual(refused);
		expect(await tryIn(PASSWORD, { email: 'nobody@harbourlane.example' })).toEqual(refused);
		expect(await tryIn(PASSWORD, { email: 'new@harbourlane.example' })).toEqual(refused);
		expect(await tryIn(PASSWORD, { email: 'left@harbourlane.example' })).toEqual(refused);
		expect(await tryIn('')).toEqual(refused);
		expect(await eventsOf('person.signed_in')).toEqual([]);
		expect(await db.select().from(session)).toEqual([]);
	});

	it('still lets somebody in on their last day', async () => {
		await add('last@harbourlane.example', { leftOn: today });
		expect((await tryIn(PASSWORD, { email: 'last@harbourlane.example' })).kind).toBe('signed_in');
	});

	it('is refused with a password that is being changed at that moment', async () => {
		let trying: ReturnType<typeof tryIn> | undefined;
		await db.transaction(async (tx) => {
			await tx.update(person).set({ passwordHash: 'another' }).where(eq(person.id, asha));
			trying = tryIn(PASSWORD);
			await new Promise((resolve) => setTimeout(resolve, 500));
		});
		expect(await trying).toEqual({ kind: 'refused' });
		expect(await db.$count(session)).toBe(0);
	});

	it('ends the session that the browser brought, even somebody else’s', async () => {
		const other = await add('ben@harbourlane.example');
		const planted = await createSession(db, { personId: other, now, today });
		const result = await tryIn(PASSWORD, { broughtToken: planted });
		expect(result).not.toMatchObject({ token: planted });
		expect(await validateSession(db, { token: planted, now, today })).toBeNull();
		expect(await eventsOf('person.signed_out')).toMatchObject([{ actorId: other }]);
	});
});

describe('guessing', () => {
	it('is slowed down after five failures, and counts on while it goes on', async () => {
		for (let n = 0; n < 5; n++) expect(await tryIn('wrong')).toEqual({ kind: 'refused' });
		expect(await tryIn('wrong')).toEqual({ kind: 'wait', seconds: 15 });
		expect(await tryIn(PASSWORD, { now: later(14) })).toEqual({ kind: 'wait', seconds: 1 });
		expect(await tryIn('wrong', { now: later(15) })).toEqual({ kind: 'refused' });
		expect(await tryIn('wrong', { now: later(16) })).toEqual({ kind: 'wait', seconds: 29 });
		expect((await tryIn(PASSWORD, { now: later(45) })).kind).toBe('signed_in');
	});

	it('is not counted against an account that signed in', async () => {
		for (let n = 0; n < 4; n++) await tryIn('wrong');
		await tryIn(PASSWORD);
		expect(await db.select().from(signInFailure)).toEqual([]);
		for (let n = 0; n < 5; n++) expect(await tryIn('wrong')).toEqual({ kind: 'refused' });
	});

	it('cannot be outrun by many guesses at once', async () => {
		const results = await Promise.all(Array.from({ length: 20 }, () => tryIn('wrong')));
		expect(results.filter(({ kind }) => kind === 'refused')).toHaveLength(5);
		expect(results.filter(({ kind }) => kind === 'wait')).toHaveLength(15);
	});

	it('is counted for accounts that do not exist just the same', async () => {
		const email = 'nobody@harbourlane.example';
		for (let n = 0; n < 5; n++) await tryIn('wrong', { email });
		expect(await tryIn('wrong', { email })).toEqual({ kind: 'wait', seconds: 15 });
	});

	it('does not keep anybody else waiting, from the same address neither', async () => {
		await add('ben@harbourlane.example');
		for (let n = 0; n < 6; n++) await tryIn('wrong');
		const result = await tryIn(PASSWORD, { email: 'ben@harbourlane.example' });
		expect(result.kind).toBe('signed_in');
	});

	it('at many accounts from one address is slowed down after sixty failures', async () => {
		const guess = (n: number, address: string) =>
			tryIn('wrong', { email: `guess${n}@harbourlane.example`, address });
		// The addresses of one IPv6 customer count as one.
		for (let n = 0; n < 60; n++) await guess(n, `2001:db8:1:2::${n.toString(16)}`);
		expect(await guess(61, '2001:db8:1:2:ffff::1')).toEqual({ kind: 'wait', seconds: 15 });
		expect(await guess(61, '2001:db8:1:3::1')).toEqual({ kind: 'refused' });
	});

	it('is forgotten after a quarter of an hour, and its rows are removed', async () => {
		for (let n = 0; n < 5; n++) await tryIn('wrong');
		expect(await tryIn('wrong', { now: later(901) })).toEqual({ kind: 'refused' });
		expect(await db.select().from(signInFailure)).toHaveLength(1);
	});

	it('leaves neither the e-mail address nor the network address in the table', async () => {
		await tryIn('wrong');
		const [row] = await db.select().from(signInFailure);
		expect(row?.accountKey).toMatch(/^[0-9a-f]{64}$/);
		expect(row?.addressKey).toMatch(/^[0-9a-f]{64}$/);
	});
});

describe('signing out', () => {
	it('ends the session with its event, and does nothing the second time', async () => {
		const token = await createSession(db, { personId: asha, now, today });
		const other = await createSession(db, { personId: asha, now, today });
		await signOut(db, { token, now });
		await signOut(db, { token, now });
		expect(await validateSession(db, { token, now, today })).toBeNull();
		expect(await validateSession(db, { token: other, now, today })).not.toBeNull();
		expect(await eventsOf('person.signed_out')).toMatchObject([
			{ at: now, actorId: asha, subjectId: asha }
		]);
	});

	it('everywhere ends all sessions of this person and nobody else’s', async () => {
		const ben = await add('ben@harbourlane.example');
		await createSession(db, { personId: asha, now, today });
		await createSession(db, { personId: asha, now, today });
		await createSession(db, { personId: ben, now, today });
		await signOutEverywhere(db, { personId: asha, now });
		const rest = await db.select({ personId: session.personId }).from(session);
		expect(rest).toEqual([{ personId: ben }]);
		expect(await eventsOf('person.signed_out')).toMatchObject([
			{ actorId: asha, data: { everywhere: true } }
		]);
	});
});

describe('changing the password', () => {
	const change = (currentPassword: string, newPassword: string) =>
		changePassword(db, {
			personId: asha,
			currentPassword,
			newPassword,
			organisationName: 'Harbour Lane Learning',
			address: '192.0.2.1',
			now,
			today
		});

	it('keeps one new session, ends the others and writes the event', async () => {
		const old = await createSession(db, { personId: asha, now, today });
		const result = await change(PASSWORD, 'lantern puddle orbit');
		expect(result.kind).toBe('changed');
		if (result.kind !== 'changed') return;
		expect(await validateSession(db, { token: old, now, today })).toBeNull();
		expect(await validateSession(db, { token: result.token, now, today })).not.toBeNull();
		expect(await tryIn(PASSWORD)).toEqual({ kind: 'refused' });
		expect((await tryIn('lantern puddle orbit')).kind).toBe('signed_in');
		expect(await eventsOf('person.password_changed')).toMatchObject([
			{ at: now, actorId: asha, subjectId: asha }
		]);
	});

	it('needs the current one, and guesses at it are slowed down', async () => {
		for (let n = 0; n < 5; n++) {
			expect(await change('wrong', 'lantern puddle orbit')).toEqual({ kind: 'wrong_password' });
		}
		expect(await change(PASSWORD, 'lantern puddle orbit')).toEqual({ kind: 'wait', seconds: 15 });
		expect(await eventsOf('person.password_changed')).toEqual([]);
	});

	it('refuses one that will not do', async () => {
		expect(await change(PASSWORD, 'short')).toMatchObject({ kind: 'unsuitable' });
		expect(await change(PASSWORD, 'harbourlanelearning1')).toMatchObject({ kind: 'unsuitable' });
	});
});

describe('passwords', () => {
	it('are kept as argon2id with the parameters that OWASP asks for', () => {
		expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	});

	it('are never right where there is no hash, and take about as long', async () => {
		const time = async (hash: string | null) => {
			const start = performance.now();
			expect(await verifyOrPretend(hash, 'wrong')).toBe(false);
			return performance.now() - start;
		};
		await time(null);
		const pretending = Math.min(await time(null), await time(null), await time(null));
		const real = Math.min(
			await time(passwordHash),
			await time(passwordHash),
			await time(passwordHash)
		);
		expect(pretending).toBeGreaterThan(real / 3);
	});
});
