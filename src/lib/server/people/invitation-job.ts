import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { CannotBeDone, keepPlace, type Handler } from '../jobs/jobs.ts';
import { delivery } from '../mail/delivery.ts';
import type { Delivered } from '../mail/mailer.ts';
import { makeLinks } from './invitations.ts';
import { readOrganisation } from './organisation.ts';
import { inviterOf, mailLink, type Sending } from './send-invitation.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const nothingYet = { next: 0, sent: 0, notSent: 0, leftOut: 0 };
const Data = v.object({
	personIds: v.array(v.pipe(v.string(), v.uuid())),
	/** How far it got before the app was stopped. */
	place: v.optional(
		v.object({ next: whole, sent: whole, notSent: whole, leftOut: whole }),
		nothingYet
	)
});

/** When the mail server itself fails this often in a row, the rest would only wait for the same. */
const MOST_FAILURES_IN_A_ROW = 3;

/**
 * Invites many people by mail, one after the other. Each link is made at the moment of sending,
 * because only its hash is kept. A mail that is refused is noted at its person and holds nobody
 * else up; a mail server that cannot be reached ends the work before older links of people whom it
 * cannot tell are revoked.
 */
export const sendInvitations: Handler = async (db, job, progress, { now, today }) => {
	const { personIds, place } = v.parse(Data, job.data);
	const { createdBy: actorId } = job;
	if (actorId === null) throw new Error('Somebody invites, never the platform by itself');
	const sending = await sendingFor(db, actorId, now);
	const counts = { ...place };
	let failedInARow = 0;
	for (const [index, personId] of personIds.entries()) {
		if (index < place.next) continue;
		const outcome = await inviteOne(db, personId, { ...sending, today, actorId });
		if (outcome === null) counts.leftOut++;
		else if (outcome.kind === 'taken') counts.sent++;
		else counts.notSent++;
		counts.next = index + 1;
		await keepPlace(db, job.id, counts);
		await progress(counts.next, personIds.length);
		const isServer = outcome?.kind === 'failed' && outcome.lies === 'server';
		failedInARow = isServer ? failedInARow + 1 : 0;
		if (failedInARow === MOST_FAILURES_IN_A_ROW && isServer) {
			throw new CannotBeDone(
				`${outcome.reason}. ${counts.sent} of ${personIds.length} mails had been sent by then. ` +
					'The others can be invited again under People, Invitations, when the mail server works.'
			);
		}
	}
	const { sent, notSent, leftOut } = counts;
	return { sent, notSent, leftOut };
};

async function sendingFor(db: Database, actorId: string, now: Date): Promise<Sending> {
	const { mailer, origin } = delivery();
	const organisation = await readOrganisation(db);
	if (mailer === null || organisation === null) {
		throw new CannotBeDone('No mail server is set (SMTP_URL), so nothing was sent.');
	}
	return { mailer, origin, organisation, inviter: await inviterOf(db, actorId), now };
}

/** Null when the person no longer needs an invitation, or cannot have one. */
async function inviteOne(
	db: Database,
	personId: string,
	{ actorId, today, ...sending }: Sending & { actorId: string; today: Day }
): Promise<Delivered | null> {
	const by = { actorId, now: sending.now, today, onlyFirst: true };
	const { made } = await db.transaction((tx) => makeLinks(tx, [personId], by));
	return made[0] ? mailLink(db, made[0], sending) : null;
}
