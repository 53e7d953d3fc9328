import { momentInWords } from '$lib/rules/dates-in-words';
import { authorise, notFound } from '$lib/server/access';
import { qrPath } from '$lib/server/certificates/qr';
import { delivery } from '$lib/server/mail/delivery';
import { accountOf } from '$lib/server/people/account';
import { linkAddress, noLinkInWords, type MadeLink } from '$lib/server/people/invitations';
import { inviteByMail, makeLinkFor, revokeLinksOf } from '$lib/server/people/invite';
import { signOutEverywhere } from '$lib/server/people/sign-in';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const SHARED = 'Everybody who looks round shares this account, so its password stays as it is';
const UNSET = { name: '', timeZone: 'Europe/London', isDemonstration: false };

/** The account that the page is about. Answers 404 when there is no such person. */
async function requireAccount(event: RequestEvent<{ id: string }>) {
	const { db, now, today, organisation } = event.locals;
	const { name, timeZone, isDemonstration } = organisation ?? UNSET;
	const account = await accountOf(db, event.params.id, { now, today, timeZone });
	if (account === null) notFound();
	const isShared = isDemonstration && account.state === 'has_account';
	return { account, isShared, organisation: { name, timeZone } };
}

/** A link for the one page on which it can be seen. */
function shown({ token, expiresAt }: MadeLink, timeZone: string) {
	const address = linkAddress(delivery().origin, token);
	return { address, qr: qrPath(address), until: momentInWords(expiresAt, timeZone) };
}

export const load: PageServerLoad = async (event) => {
	const { id } = authorise(event, 'manage_people');
	const { account, isShared, organisation } = await requireAccount(event);
	const { mailer, origin } = delivery();
	const { searchParams, origin: here } = event.url;
	return {
		account,
		isShared,
		isOwn: id === account.id,
		timeZone: organisation.timeZone,
		sendsMail: mailer !== null,
		elsewhere: origin === here ? null : origin,
		done: ['sent', 'revoked', 'ended'].find((word) => searchParams.has(word)) ?? null
	};
};

export const actions: Actions = {
	link: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		const { account, isShared, organisation } = await requireAccount(event);
		if (isShared) return fail(400, { problem: SHARED });
		const { db, now, today } = event.locals;
		const result = await makeLinkFor(db, account.id, { actorId, now, today });
		if (result.kind === 'refused') return fail(400, { problem: noLinkInWords(result.reason) });
		return { made: shown(result.link, organisation.timeZone) };
	},
	send: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		const { account, isShared, organisation } = await requireAccount(event);
		const { mailer, origin } = delivery();
		if (isShared) return fail(400, { problem: SHARED });
		// The page offers no button for it then, so whoever presses one has no such page.
		if (mailer === null) notFound();
		const { db, now, today } = event.locals;
		const by = { actorId, now, today, mailer, origin, organisation };
		const result = await inviteByMail(db, account.id, by);
		if (result.kind === 'refused') return fail(400, { problem: noLinkInWords(result.reason) });
		if (result.kind === 'sent') redirect(303, `/people/${account.id}/account?sent`);
		return { notSent: result.reason, made: shown(result.link, organisation.timeZone) };
	},
	revoke: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		const { account } = await requireAccount(event);
		const { db, now } = event.locals;
		await revokeLinksOf(db, account.id, { actorId, now });
		redirect(303, `/people/${account.id}/account?revoked`);
	},
	end: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		const { account } = await requireAccount(event);
		const { db, now } = event.locals;
		await signOutEverywhere(db, { personId: account.id, actorId, now });
		redirect(303, `/people/${account.id}/account?ended`);
	}
};
