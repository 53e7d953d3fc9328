import { firstPage } from '$lib/rules/next-page';
import { waitInWords } from '$lib/rules/throttle';
import { broughtToken, keepSession, notFound } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { choosePassword, openLink } from '$lib/server/people/choose-password';
import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

const Chosen = v.object({ password: v.pipe(v.string(), v.nonEmpty('Choose a password')) });

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	// The address is a secret: it stays out of caches, search engines and what other pages are told.
	// With `no-referrer` browsers would hide the origin of our own form, too, which is then refused.
	setHeaders({
		'cache-control': 'no-store',
		'x-robots-tag': 'noindex',
		'referrer-policy': 'strict-origin'
	});
	const { db, now, today, person, organisation } = locals;
	const link = await openLink(db, params.token, { now, today });
	if (link === null) notFound();
	const { name, email, isFirst, personId } = link;
	const signedIn = person && person.id !== personId ? person.name : null;
	return { name, email, isFirst, signedIn, organisation: organisation?.name ?? '' };
};

export const actions: Actions = {
	default: async (event) => {
		const { db, now, today, organisation } = event.locals;
		const form = await readForm(event.request, Chosen);
		if (!form.ok) return fail(400, { errors: form.errors });
		const result = await choosePassword(db, {
			link: event.params.token,
			password: form.value.password,
			organisationName: organisation?.name ?? '',
			address: event.getClientAddress(),
			now,
			today,
			broughtToken: broughtToken(event)
		});
		if (result.kind === 'unusable') notFound();
		if (result.kind === 'unsuitable') return fail(400, { errors: { password: result.message } });
		if (result.kind === 'wait') {
			event.setHeaders({ 'retry-after': String(result.seconds) });
			error(429, `Wait ${waitInWords(result.seconds)}, then open the link again`);
		}
		keepSession(event, result.token);
		redirect(303, firstPage(result.access));
	}
};
