import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import type { Mailer } from '../mail/mailer.ts';
import {
	makeLinks,
	revokeLinks,
	type MadeLink,
	type MadeLinks,
	type NoLink
} from './invitations.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { inviterOf, mailLink } from './send-invitation.ts';

/** The administrator who invites, and when. */
type By = { actorId: string; now: Date; today: Day };

type Refused = { kind: 'refused'; reason: NoLink };

/** Makes a link for one person, for the administrator to hand over. */
export async function makeLinkFor(
	db: Database,
	personId: string,
	by: By
): Promise<{ kind: 'made'; link: MadeLink } | Refused> {
	const { made, refused } = await db.transaction((tx) => makeLinks(tx, [personId], by));
	const [link] = made;
	if (link) return { kind: 'made', link };
	return { kind: 'refused', reason: refused[0]?.reason ?? 'unknown' };
}

/**
 * Makes a link for one person and mails it. Where the mail server does not take it the link is
 * good all the same, and is answered to be handed over instead.
 */
export async function inviteByMail(
	db: Database,
	personId: string,
	by: By & {
		mailer: Mailer;
		origin: string;
		organisation: { name: string; timeZone: string };
	}
): Promise<{ kind: 'sent' } | { kind: 'not_sent'; reason: string; link: MadeLink } | Refused> {
	const result = await makeLinkFor(db, personId, by);
	if (result.kind === 'refused') return result;
	const { link } = result;
	const inviter = await inviterOf(db, by.actorId);
	const delivered = await mailLink(db, link, { ...by, inviter });
	if (delivered.kind === 'taken') return { kind: 'sent' };
	return { kind: 'not_sent', reason: delivered.reason, link };
}

/** Makes links for many people who have no account yet, all or none. */
export async function makeLinksFor(
	db: Database,
	personIds: readonly string[],
	by: By
): Promise<MadeLinks> {
	return db.transaction((tx) => makeLinks(tx, personIds, { ...by, onlyFirst: true }));
}

/** Revokes the links of a person that still work; answers how many there were. */
export async function revokeLinksOf(
	db: Database,
	personId: string,
	{ actorId, now }: { actorId: string; now: Date }
): Promise<number> {
	return db.transaction(async (tx) => {
		await oneAtATime(tx, personId);
		return revokeLinks(tx, personId, { actorId, now, because: 'revoked' });
	});
}
