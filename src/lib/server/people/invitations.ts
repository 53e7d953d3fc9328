import { randomBytes } from 'node:crypto';
import { and, eq, gt, inArray, isNull, ne, type SQL } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { linkExpiry, type LinkPurpose } from '../../rules/invitation.ts';
import type { Database } from '../db/connect.ts';
import { invitation, person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { sha256 } from '../fingerprint.ts';

/** A link at the one moment at which its token is known: whoever has it may use it. */
export type MadeLink = {
	id: string;
	personId: string;
	name: string;
	email: string;
	purpose: LinkPurpose;
	token: string;
	expiresAt: Date;
};

/** Why somebody gets no link. */
export type NoLink =
	| 'unknown'
	| 'left'
	/** The address is what they sign in with. */
	| 'no_email'
	/** Whoever is signed in changes their password where they must know the old one. */
	| 'themselves'
	/** They have an account, and only people without one were meant. */
	| 'has_account';

const refusals: Record<NoLink, string> = {
	unknown: 'There is no such person',
	left: 'This person has left, so their account stays closed',
	no_email: 'Add an email address first: it is what they sign in with',
	themselves: 'You change your own password on your account page',
	has_account: 'This person has an account already'
};

/** Why somebody gets no link, as a sentence without full stop for the administrator. */
export function noLinkInWords(reason: NoLink): string {
	return refusals[reason];
}

export type MadeLinks = { made: MadeLink[]; refused: { personId: string; reason: NoLink }[] };

/** Who makes links: an administrator, or (null) the person, who asked for it. */
type Maker = {
	actorId: string | null;
	now: Date;
	today: Day;
	/** Only for people who have no account yet. */
	onlyFirst?: boolean;
};

const TOKEN_BYTES = 32;

/** What a token looks like; anything else is not worth a query. */
export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** The address of a link. Take the origin from the settings: whoever asks can choose the Host header. */
export function linkAddress(origin: string, token: string): string {
	return `${origin}/invitation/${token}`;
}

/** The condition on `invitation` for links that still work. */
export function linksOpen(now: Date): SQL | undefined {
	return and(
		isNull(invitation.usedAt),
		isNull(invitation.revokedAt),
		gt(invitation.expiresAt, now)
	);
}

/**
 * Makes one-time links: to open an account, or to choose a new password where there is one. Only
 * the SHA-256 of a token is kept, so a link can be handed over now and never again.
 *
 * A link that an administrator makes revokes the older ones of the person. One that was asked for
 * from the sign-in page revokes only others of its kind: anybody who knows an address can ask, and
 * must not be able to make a letter worthless that is on its way.
 */
export async function makeLinks(
	tx: Database,
	personIds: readonly string[],
	maker: Maker
): Promise<MadeLinks> {
	const ids = [...new Set(personIds)];
	const people = await lockPeople(tx, ids);
	const known = new Set(people.map(({ id }) => id));
	const made: MadeLink[] = [];
	const refused: MadeLinks['refused'] = ids
		.filter((id) => !known.has(id))
		.map((personId) => ({ personId, reason: 'unknown' }));
	for (const one of people) {
		const { id: personId, name, email } = one;
		const reason = noLinkFor(one, maker);
		if (reason !== null || email === null) {
			refused.push({ personId, reason: reason ?? 'no_email' });
			continue;
		}
		const purpose = one.passwordHash === null ? 'account' : 'password';
		made.push(await makeLink(tx, { personId, name, email, purpose }, maker));
	}
	return { made, refused };
}

function noLinkFor(
	one: Pick<typeof person.$inferSelect, 'id' | 'email' | 'leftOn' | 'passwordHash'>,
	{ actorId, today, onlyFirst }: Maker
): NoLink | null {
	if (one.leftOn !== null && one.leftOn < today) return 'left';
	if (one.email === null) return 'no_email';
	if (one.id === actorId) return 'themselves';
	return onlyFirst && one.passwordHash !== null ? 'has_account' : null;
}

/** Like `oneAtATime`, in the order of their ids, so that two who make links at once do not lock up. */
async function lockPeople(tx: Database, ids: string[]) {
	if (ids.length === 0) return [];
	return tx
		.select()
		.from(person)
		.where(inArray(person.id, ids))
		.orderBy(person.id)
		.for('no key update');
}

async function makeLink(
	tx: Database,
	about: Pick<MadeLink, 'personId' | 'name' | 'email' | 'purpose'>,
	{ actorId, now }: Maker
): Promise<MadeLink> {
	const { personId, purpose } = about;
	const token = randomBytes(TOKEN_BYTES).toString('base64url');
	const expiresAt = linkExpiry(now, actorId === null ? 'the person' : 'administrator');
	const onlyAskedFor = actorId === null ? isNull(invitation.createdBy) : undefined;
	await revoke(tx, personId, onlyAskedFor, { actorId, now, because: 'replaced' });
	const [row] = await tx
		.insert(invitation)
		.values({
			personId,
			purpose,
			tokenHash: sha256(token),
			createdBy: actorId,
			createdAt: now,
			expiresAt
		})
		.returning({ id: invitation.id });
	if (!row) throw new Error('A row that was inserted did not come back');
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		// What anybody can ask for at the sign-in page is not the deed of the administrator.
		kind: actorId === null ? 'invitation.asked_for' : 'person.invited',
		data: { invitationId: row.id, purpose, expiresAt: expiresAt.toISOString() }
	});
	return { ...about, id: row.id, token, expiresAt };
}

/** Why links of a person stop working before their time. */
export type WhyRevoked =
	'revoked' | 'replaced' | 'used_another' | 'password_changed' | 'email_changed';

/**
 * Revokes the links of a person that still work; answers how many there were. Whatever changes an
 * e-mail address or a password calls it in the same transaction: an older link would lead round it.
 */
export async function revokeLinks(
	tx: Database,
	personId: string,
	how: { actorId: string | null; now: Date; because: WhyRevoked; except?: string }
): Promise<number> {
	return revoke(tx, personId, how.except ? ne(invitation.id, how.except) : undefined, how);
}

async function revoke(
	tx: Database,
	personId: string,
	which: SQL | undefined,
	{ actorId, now, because }: { actorId: string | null; now: Date; because: WhyRevoked }
): Promise<number> {
	const rows = await tx
		.update(invitation)
		.set({ revokedAt: now })
		.where(and(eq(invitation.personId, personId), linksOpen(now), which))
		.returning({ id: invitation.id, purpose: invitation.purpose });
	for (const { id, purpose } of rows) {
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'invitation.revoked',
			data: { invitationId: id, purpose, because }
		});
	}
	return rows.length;
}
