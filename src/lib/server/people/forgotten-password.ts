import { and, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { invitation, person } from '../db/schema/index.ts';
import type { Mailer } from '../mail/mailer.ts';
import { linksOpen, makeLinks, type MadeLink } from './invitations.ts';
import { mailLink } from './send-invitation.ts';
import { takeTry } from './throttling.ts';

const HOUR = 3_600_000;
/** So many letters in an hour are enough for anybody, and too few to fill somebody's mailbox. */
const MOST_IN_AN_HOUR = 3;

export type ForgottenPassword =
	/** The answer is the same for everybody; the work is done after it has gone out. */
	{ kind: 'asked'; work: () => Promise<void> } | { kind: 'wait'; seconds: number };

/**
 * Takes down that somebody has forgotten the password of the account with this address. What is
 * answered, and how long that takes, does not tell whether there is such an account: looking it up,
 * making a link and mailing it is the `work` that comes afterwards. Asking is throttled like
 * signing in, by the account and by the address.
 *
 * Whoever has been invited and has not opened their account yet gets a link to do so.
 *
 * @param address the network address that the request came from
 */
export async function forgotPassword(
	db: Database,
	asked: {
		email: string;
		address: string;
		mailer: Mailer;
		origin: string;
		organisation: { name: string; timeZone: string };
		now: Date;
		today: Day;
	}
): Promise<ForgottenPassword> {
	const { address, mailer, origin, organisation, now, today } = asked;
	const email = asked.email.trim().toLowerCase();
	const allowed = await takeTry(db, { account: `forgotten by ${email}`, address, now });
	if (allowed.kind === 'wait') return allowed;
	const work = async () => {
		const link = await db.transaction((tx) => linkFor(tx, email, { now, today }));
		if (link) await mailLink(db, link, { mailer, origin, organisation, inviter: null, now });
	};
	return { kind: 'asked', work };
}

async function linkFor(
	tx: Database,
	email: string,
	{ now, today }: { now: Date; today: Day }
): Promise<MadeLink | null> {
	const [found] = await tx
		.select({ id: person.id, passwordHash: person.passwordHash })
		.from(person)
		.where(eq(person.email, email))
		.for('no key update');
	if (!found) return null;
	const own = eq(invitation.personId, found.id);
	const isInvited = async () =>
		(await tx.$count(invitation, and(own, isNotNull(invitation.createdBy), linksOpen(now)))) > 0;
	if (found.passwordHash === null && !(await isInvited())) return null;
	const since = new Date(now.getTime() - HOUR);
	const lately = and(own, isNull(invitation.createdBy), gt(invitation.createdAt, since));
	if ((await tx.$count(invitation, lately)) >= MOST_IN_AN_HOUR) return null;
	const { made } = await makeLinks(tx, [found.id], { actorId: null, now, today });
	return made[0] ?? null;
}
