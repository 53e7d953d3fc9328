import { and, eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { passwordProblem } from '../../rules/password.ts';
import { isAccess, type Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { invitation, person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { sha256 } from '../fingerprint.ts';
import { linksOpen, looksLikeToken, revokeLinks } from './invitations.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { hashPassword } from './passwords.ts';
import { createSession, endAllSessions } from './sessions.ts';
import { signOut } from './sign-in.ts';
import { forgetFailures, takeTry } from './throttling.ts';

/** Whom a link that still works belongs to. */
export type OpenLink = {
	id: string;
	personId: string;
	name: string;
	email: string;
	/** Whether they choose their first password. */
	isFirst: boolean;
};

/**
 * Whom a link belongs to, or null when it does not work: one that never was, was used or revoked,
 * ran out, or belongs to somebody who has left, all the same. It changes nothing, because mail
 * servers follow links to look for harm.
 */
export async function openLink(
	db: Database,
	token: string,
	{ now, today }: { now: Date; today: Day }
): Promise<OpenLink | null> {
	if (!looksLikeToken(token)) return null;
	const [found] = await db
		.select({
			id: invitation.id,
			personId: person.id,
			name: person.name,
			email: person.email,
			leftOn: person.leftOn,
			passwordHash: person.passwordHash
		})
		.from(invitation)
		.innerJoin(person, eq(person.id, invitation.personId))
		.where(and(eq(invitation.tokenHash, sha256(token)), linksOpen(now)));
	if (!found || found.email === null) return null;
	if (found.leftOn !== null && found.leftOn < today) return null;
	const { id, personId, name, email, passwordHash } = found;
	return { id, personId, name, email, isFirst: passwordHash === null };
}

export type ChosenPassword =
	/** With the session of the person, who is signed in at once. */
	| { kind: 'chosen'; personId: string; access: Access; token: string }
	/** The password will not do; the message says why. The link is still good. */
	| { kind: 'unsuitable'; message: string }
	| { kind: 'unusable' }
	| { kind: 'wait'; seconds: number };

/**
 * Uses a link, once, to choose a password. It ends all sessions of the person, and the one that the
 * browser brought along, and starts a new one. Of two browsers that use it at once, one succeeds.
 *
 * @param link the token of the link
 * @param address the network address that the request came from
 */
export async function choosePassword(
	db: Database,
	attempt: {
		link: string;
		password: string;
		organisationName: string;
		address: string;
		now: Date;
		today: Day;
		broughtToken?: string | undefined;
	}
): Promise<ChosenPassword> {
	const { link, password, organisationName: organisation, address, now } = attempt;
	const open = await openLink(db, link, attempt);
	if (open === null) {
		// Counted for the address: nobody can guess a token, and who tries shall at least be slow.
		const account = `link from ${address}`;
		const allowed = await takeTry(db, { account, address, now });
		return allowed.kind === 'wait' ? allowed : { kind: 'unusable' };
	}
	const { email, name } = open;
	const message = passwordProblem(password, { email, name, organisation });
	if (message !== null) return { kind: 'unsuitable', message };
	const passwordHash = await hashPassword(password);
	return db.transaction((tx) => use(tx, { ...attempt, open, passwordHash }));
}

async function use(
	tx: Database,
	attempt: {
		link: string;
		open: OpenLink;
		passwordHash: string;
		now: Date;
		today: Day;
		broughtToken?: string | undefined;
	}
): Promise<ChosenPassword> {
	const { link, passwordHash, now, today, broughtToken } = attempt;
	const { personId } = attempt.open;
	// Whoever makes, revokes or uses a link of theirs now stands in a queue, so this look is the last.
	await oneAtATime(tx, personId);
	const open = await openLink(tx, link, { now, today });
	if (open === null) return { kind: 'unusable' };
	await tx.update(invitation).set({ usedAt: now }).where(eq(invitation.id, open.id));
	const [changed] = await tx
		.update(person)
		.set({ passwordHash })
		.where(eq(person.id, personId))
		.returning({ access: person.access });
	if (!changed || !isAccess(changed.access)) {
		throw new Error(`The access of person ${personId} is unknown`);
	}
	const line = { at: now, actorId: personId, subjectId: personId };
	const kind = open.isFirst ? 'person.account_opened' : 'person.password_reset';
	await recordEvent(tx, { ...line, kind, data: { invitationId: open.id } });
	await revokeLinks(tx, personId, { actorId: personId, now, because: 'used_another' });
	await forgetFailures(tx, open.email);
	if (broughtToken) await signOut(tx, { token: broughtToken, now });
	await endAllSessions(tx, personId);
	const token = await createSession(tx, { personId, now, today });
	await recordEvent(tx, { ...line, kind: 'person.signed_in' });
	return { kind: 'chosen', personId, access: changed.access, token };
}
