import { eq, lt, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { Day } from '../../rules/day.ts';
import { isAccess, type Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person, session } from '../db/schema/index.ts';
import { sha256 } from '../fingerprint.ts';

/** The person behind a request. */
export type SignedIn = {
	id: string;
	name: string;
	email: string;
	access: Access;
	/** Names the session in the database; the token itself stays in the browser. */
	sessionId: string;
	signedInAt: Date;
};

export const SESSION_COOKIE = 'safehands_session';

const HOUR = 3_600_000;
const IDLE_MS = 24 * HOUR;
/** However busy a session is, it ends after this. */
export const LONGEST_SESSION_SECONDS = 14 * 24 * 3600;

type SessionAttributes = { createdAt: Date };
type PersonAttributes = { name: string; email: string; access: Access };

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<SessionAttributes, PersonAttributes>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: PersonAttributes;
	}
}

/** Starts a session and answers its token, for the cookie. Sessions that ran out are removed. */
export async function createSession(
	db: Database,
	{ personId, now, today }: { personId: string; now: Date; today: Day }
): Promise<string> {
	const lucia = luciaAt(adapter(db, now, today));
	await lucia.deleteExpiredSessions();
	return (await lucia.createSession(personId, { createdAt: now })).id;
}

/**
 * Who a session token belongs to, or null when the session has ended, has not been used for 24
 * hours, began 14 days ago, or the person has left. Using a session keeps it alive.
 */
export async function validateSession(
	db: Database,
	{ token, now, today }: { token: string; now: Date; today: Day }
): Promise<SignedIn | null> {
	// Ours have 40 characters; whatever somebody else put into the cookie is not worth a query.
	if (!/^[a-z0-9]{20,64}$/.test(token)) return null;
	const own = adapter(db, now, today);
	const { session: found, user } = await luciaAt(own).validateSession(token);
	if (!found) return null;
	// Lucia extends a session from half of its life on, which would end one after twelve idle hours.
	const left = found.expiresAt.getTime() - Date.now();
	if (!found.fresh && left < IDLE_MS - HOUR) {
		await own.updateSessionExpiration(token, new Date(now.getTime() + IDLE_MS));
	}
	const { id, name, email, access } = user;
	return { id, name, email, access, sessionId: sha256(token), signedInAt: found.createdAt };
}

/** Ends the session of a token; answers whose it was, or null when there was none. */
export async function endSession(db: Database, token: string): Promise<string | null> {
	const [ended] = await db
		.delete(session)
		.where(eq(session.id, sha256(token)))
		.returning({ personId: session.personId });
	return ended?.personId ?? null;
}

/** Ends every session of a person, wherever they are signed in. */
export async function endAllSessions(db: Database, personId: string): Promise<void> {
	await db.delete(session).where(eq(session.personId, personId));
}

function luciaAt(own: Adapter): Lucia<SessionAttributes, PersonAttributes> {
	return new Lucia(own, {
		sessionExpiresIn: new TimeSpan(IDLE_MS, 'ms'),
		sessionCookie: { name: SESSION_COOKIE },
		getSessionAttributes: ({ createdAt }) => ({ createdAt }),
		getUserAttributes: ({ name, email, access }) => ({ name, email, access })
	});
}

const lookUps = new WeakMap<Database, ReturnType<typeof prepareLookUp>>();

/** Every request asks this, so its SQL is built once for each pool. */
function prepareLookUp(db: Database) {
	return db
		.select({
			personId: session.personId,
			createdAt: session.createdAt,
			expiresAt: session.expiresAt,
			name: person.name,
			email: person.email,
			access: person.access,
			leftOn: person.leftOn
		})
		.from(session)
		.innerJoin(person, eq(person.id, session.personId))
		.where(eq(session.id, sql.placeholder('id')))
		.prepare('session_with_person');
}

/**
 * Keeps Lucia's sessions under the SHA-256 of their tokens. Lucia reads the machine's clock; the
 * adapter moves what it reads by the difference to `now`, so that Lucia judges as at `now`, and
 * counts what it writes from `now` itself.
 */
function adapter(db: Database, now: Date, today: Day): Adapter {
	const ahead = Date.now() - now.getTime();
	const toLucia = (moment: Date) => new Date(moment.getTime() + ahead);
	const nextExpiry = new Date(now.getTime() + IDLE_MS);
	return {
		async getSessionAndUser(token) {
			let lookUp = lookUps.get(db);
			if (!lookUp) lookUps.set(db, (lookUp = prepareLookUp(db)));
			const [row] = await lookUp.execute({ id: sha256(token) });
			if (!row) return [null, null];
			const { personId: userId, createdAt, name, email, access } = row;
			const attributes = { createdAt };
			const found = { id: token, userId, expiresAt: toLucia(row.expiresAt), attributes };
			const hasLeft = row.leftOn !== null && row.leftOn < today;
			if (hasLeft || email === null || !isAccess(access)) return [found, null];
			return [found, { id: userId, attributes: { name, email, access } }];
		},
		async setSession({ id, userId, attributes: { createdAt } }) {
			const values = { personId: userId, createdAt, expiresAt: nextExpiry };
			await db.insert(session).values({ id: sha256(id), ...values });
		},
		async updateSessionExpiration(token) {
			const latest = sql`least(${nextExpiry.toISOString()}::timestamptz, ${session.createdAt} + make_interval(secs => ${LONGEST_SESSION_SECONDS}))`;
			// The second condition spares a busy session near its end a write for every request.
			await db
				.update(session)
				.set({ expiresAt: latest })
				.where(sql`${session.id} = ${sha256(token)} and ${session.expiresAt} < ${latest}`);
		},
		async deleteSession(token) {
			await endSession(db, token);
		},
		deleteUserSessions: (userId) => endAllSessions(db, userId),
		async deleteExpiredSessions() {
			await db.delete(session).where(lt(session.expiresAt, now));
		},
		// Lucia asks for this to list a person's sessions, which no page does.
		getUserSessions: () => Promise.reject(new Error('Sessions are not listed'))
	};
}
