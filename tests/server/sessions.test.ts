import { eq } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { person, session } from '../../src/lib/server/db/schema/index.ts';
import {
	createSession,
	endAllSessions,
	endSession,
	validateSession
} from '../../src/lib/server/people/sessions.ts';
import { testDatabase } from './database.ts';

const start = new Date('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const after = (hours: number) => new Date(start.getTime() + hours * 3_600_000);

let db: Database;
let personId: string;

beforeEach(async () => {
	db = await testDatabase();
	const [row] = await db
		.insert(person)
		.values({
			name: 'Asha Verma',
			email: 'asha@harbourlane.example',
			access: 'manager',
			startedOn: '2026-11-01',
			createdAt: start
		})
		.returning({ id: person.id });
	personId = row?.id ?? '';
});

const create = (now = start) => createSession(db, { personId, now, today });
const validate = (token: string, now: Date, day = today) =>
	validateSession(db, { token, now, today: day });

it('knows whose session it is and when it began', async () => {
	const token = await create();
	expect(await validate(token, after(1))).toEqual({
		id: personId,
		name: 'Asha Verma',
		email: 'asha@harbourlane.example',
		access: 'manager',
		sessionId: expect.stringMatching(/^[0-9a-f]{64}$/),
		signedInAt: start
	});
});

it('keeps the hash of the token and never the token', async () => {
	const token = await create();
	const [row] = await db.select().from(session);
	expect(row?.id).toMatch(/^[0-9a-f]{64}$/);
	expect(JSON.stringify(row)).not.toContain(token);
	expect(await validate(row?.id ?? '', start)).toBeNull();
});

it.each(['', 'x', 'nobodyssession234567nobodyssession234567', "' or 1=1 --", 'a'.repeat(70)])(
	'does not know %j',
	async (token) => {
		await create();
		expect(await validate(token, start)).toBeNull();
	}
);

it('ends after 24 hours without use, and is removed', async () => {
	const token = await create();
	expect(await validate(token, after(24))).toBeNull();
	expect(await db.select().from(session)).toEqual([]);
});

it('lives on when it is used at least once a day, wherever in the day that is', async () => {
	const token = await create();
	// Eight hours of work, a night, and the next morning: more than a day after signing in.
	expect(await validate(token, after(8))).not.toBeNull();
	expect(await validate(token, after(31))).not.toBeNull();
	expect(await validate(token, after(54))).not.toBeNull();
	expect(await validate(token, after(78))).toBeNull();
});

it('ends 14 days after it began, however busy it is', async () => {
	const token = await create();
	for (let hours = 12; hours < 14 * 24; hours += 12) {
		expect(await validate(token, after(hours))).not.toBeNull();
	}
	expect(await validate(token, after(14 * 24 - 0.01))).not.toBeNull();
	expect(await validate(token, after(14 * 24))).toBeNull();
});

it('is not written again for every request', async () => {
	const token = await create();
	const expiry = async () => (await db.select().from(session))[0]?.expiresAt;
	await validate(token, after(0.5));
	expect(await expiry()).toEqual(after(24));
	await validate(token, after(2));
	expect(await expiry()).toEqual(after(26));
});

it('is over on the day after the person left', async () => {
	const token = await create();
	await db.update(person).set({ leftOn: today }).where(eq(person.id, personId));
	expect(await validate(token, after(1))).not.toBeNull();
	expect(await validate(token, after(2), '2026-11-22')).toBeNull();
	expect(await db.select().from(session)).toEqual([]);
});

it('shows at once when the person may do less', async () => {
	const token = await create();
	await db.update(person).set({ access: 'staff' }).where(eq(person.id, personId));
	expect(await validate(token, start)).toMatchObject({ access: 'staff' });
});

it('ends when told to, alone or with all the others', async () => {
	const [one, two, three] = [await create(), await create(), await create()];
	expect(await endSession(db, one)).toBe(personId);
	expect(await endSession(db, one)).toBeNull();
	expect(await validate(one, start)).toBeNull();
	expect(await validate(two, start)).not.toBeNull();
	await endAllSessions(db, personId);
	expect(await validate(two, start)).toBeNull();
	expect(await validate(three, start)).toBeNull();
});

it('clears away sessions that ran out when somebody signs in', async () => {
	await create();
	await create(after(25));
	expect(await db.select().from(session)).toHaveLength(1);
});

it('gives every session a token of its own that nobody can guess', async () => {
	const tokens = await Promise.all(Array.from({ length: 20 }, () => create()));
	expect(new Set(tokens).size).toBe(20);
	expect(tokens.every((token) => token.length === 40)).toBe(true);
});
