import { and, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { passwordProblem } from '../../rules/password.ts';
import { isAccess, type Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { revokeLinks } from './invitations.ts';
import { hashPassword, verifyOrPretend } from './passwords.ts';
import { createSession, endAllSessions, endSession } from './sessions.ts';
import { forgetFailures, takeTry } from './throttling.ts';

export type SignInResult =
	| { kind: 'signed_in'; personId: string; access: Access; token: string }
	/** No such account, no password chosen yet, a wrong password, or the person has left. */
	| { kind: 'refused' }
	| { kind: 'wait'; seconds: number };

/**
 * Signs a person in with e-mail address and password, and starts a new session.
 *
 * @param address the network address that the request came from
 * @param broughtToken the session that the browser brought along; it ends, whosever it was, so
 *   that nobody can be signed in to a session that somebody else has prepared
 */
export async function signIn(
	db: Database,
	attempt: {
		email: string;
		password: string;
		address: string;
		now: Date;
		today: Day;
		broughtToken?: string | undefined;
	}
): Promise<SignInResult> {
	const { password, address, now, today, broughtToken } = attempt;
	const email = attempt.email.trim().toLowerCase();
	const allowed = await takeTry(db, { account: email, address, now });
	if (allowed.kind === 'wait') return allowed;

	const [found] = await db.select().from(person).where(eq(person.email, email));
	const matches = await verifyOrPretend(found?.passwordHash ?? null, password);
	if (!found?.passwordHash || !matches || hasLeft(found.leftOn, today)) return { kind: 'refused' };
	const { id, access, passwordHash } = found;
	if (!isAccess(access)) throw new Error(`The access of person ${id} is unknown`);

	return db.transaction(async (tx) => {
		// A password that is being changed at this moment ends all sessions; none may slip in after.
		const [unchanged] = await tx
			.select({ id: person.id })
			.from(person)
			.where(and(eq(person.id, id), eq(person.passwordHash, passwordHash)))
			.for('share');
		if (!unchanged) return { kind: 'refused' };
		await forgetFailures(tx, email);
		if (broughtToken) await signOut(tx, { token: broughtToken, now });
		const token = await createSession(tx, { personId: id, now, today });
		await recordEvent(tx, { at: now, actorId: id, subjectId: id, kind: 'person.signed_in' });
		return { kind: 'signed_in', personId: id, access, token };
	});
}

/** Ends the session of a token. Nothing happens when it has ended already. */
export async function signOut(
	db: Database,
	{ token, now }: { token: string; now: Date }
): Promise<void> {
	await db.transaction(async (tx) => {
		const personId = await endSession(tx, token);
		if (personId === null) return;
		await recordEvent(tx, {
			at: now,
			actorId: personId,
			subjectId: personId,
			kind: 'person.signed_out'
		});
	});
}

/** Ends every session of a person, at their own wish or at that of an administrator. */
export async function signOutEverywhere(
	db: Database,
	{ personId, actorId = personId, now }: { personId: string; actorId?: string; now: Date }
): Promise<void> {
	await db.transaction(async (tx) => {
		await endAllSessions(tx, personId);
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'person.signed_out',
			data: { everywhere: true }
		});
	});
}

export type PasswordChange =
	/** With the token of the one session that is left. */
	| { kind: 'changed'; token: string }
	| { kind: 'wrong_password' }
	/** The new password will not do; the message says why. */
	| { kind: 'unsuitable'; message: string }
	| { kind: 'wait'; seconds: number };

/**
 * Changes a person's own password, which they must know, and ends all their sessions but a new
 * one. Wrong guesses count like those at the sign-in page.
 */
export async function changePassword(
	db: Database,
	change: {
		personId: string;
		currentPassword: string;
		newPassword: string;
		organisationName: string;
		address: string;
		now: Date;
		today: Day;
	}
): Promise<PasswordChange> {
	const { personId, currentPassword, newPassword, address, now, today } = change;
	const [found] = await db.select().from(person).where(eq(person.id, personId));
	if (!found?.email) throw new Error(`Person ${personId} has no account`);
	const { email, name } = found;

	const about = { email, name, organisation: change.organisationName };
	const message = passwordProblem(newPassword, about);
	if (message !== null) return { kind: 'unsuitable', message };

	const allowed = await takeTry(db, { account: email, address, now });
	if (allowed.kind === 'wait') return allowed;
	if (!(await verifyOrPretend(found.passwordHash, currentPassword))) {
		return { kind: 'wrong_password' };
	}
	const passwordHash = await hashPassword(newPassword);
	return db.transaction(async (tx) => {
		await forgetFailures(tx, email);
		await tx.update(person).set({ passwordHash }).where(eq(person.id, personId));
		await revokeLinks(tx, personId, { actorId: personId, now, because: 'password_changed' });
		await endAllSessions(tx, personId);
		const token = await createSession(tx, { personId, now, today });
		await recordEvent(tx, {
			at: now,
			actorId: personId,
			subjectId: personId,
			kind: 'person.password_changed'
		});
		return { kind: 'changed', token };
	});
}

function hasLeft(leftOn: Day | null, today: Day): boolean {
	return leftOn !== null && leftOn < today;
}
