import { eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { invitation, person } from '../db/schema/index.ts';
import { composeLetter } from '../mail/letter.ts';
import type { Delivered, Mailer } from '../mail/mailer.ts';
import type { Sender } from '../mail/settings.ts';
import { invitationLetter } from './invitation-letter.ts';
import { linkAddress, type MadeLink } from './invitations.ts';

/** What sending a link needs besides the link. */
export type Sending = {
	mailer: Mailer;
	origin: string;
	organisation: { name: string; timeZone: string };
	/** The administrator who made it; null when the person asked for it. */
	inviter: Sender | null;
	now: Date;
};

/**
 * Mails a link to its person and records on its row whether the mail server took it. Call it after
 * the transaction that made the link has ended: a letter must never lead to a link that was rolled
 * back, and no lock waits for a mail server.
 */
export async function mailLink(
	db: Database,
	link: MadeLink,
	{ mailer, origin, organisation, inviter, now }: Sending
): Promise<Delivered> {
	const address = linkAddress(origin, link.token);
	const letter = composeLetter(invitationLetter(link, { organisation, inviter, address }));
	const delivered = await mailer.send({
		...letter,
		to: { name: link.name, address: link.email },
		replyTo: inviter ?? undefined
	});
	const isTaken = delivered.kind === 'taken';
	await db
		.update(invitation)
		.set({ sentAt: isTaken ? now : null, sendFailure: isTaken ? null : delivered.reason })
		.where(eq(invitation.id, link.id));
	return delivered;
}

/** Whom a letter names as the one who invites. */
export async function inviterOf(db: Database, personId: string): Promise<Sender | null> {
	const [found] = await db
		.select({ name: person.name, address: person.email })
		.from(person)
		.where(eq(person.id, personId));
	return found ? { name: found.name, address: found.address ?? '' } : null;
}
