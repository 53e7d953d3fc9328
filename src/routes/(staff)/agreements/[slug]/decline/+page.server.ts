import { resolve } from '$app/paths';
import { authorise, notFound } from '$lib/server/access';
import { declineAgreement } from '$lib/server/agreements/decline';
import { agreementPage } from '$lib/server/agreements/shown';
import { readForm } from '$lib/server/form';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'learn');
	const { db, today, organisation } = event.locals;
	const { slug } = event.params;
	const organisationName = organisation?.name ?? '';
	const page = await agreementPage(db, { personId: person.id, slug, organisationName, today });
	if (page === null) notFound();
	// There is nothing to decline, or it is declined already: the agreement's own page says so.
	if (!page.signing.open || page.declinedAt) redirect(303, resolve(`/agreements/${slug}`));
	const { title, version, onDecline, sha256 } = page;
	return { slug, title, version, onDecline, sha256 };
};

const Decline = v.object({ sha256: v.string() });

export const actions: Actions = {
	default: async (event) => {
		const person = authorise(event, 'learn');
		const { db, now, today, organisation } = event.locals;
		const { slug } = event.params;
		const posted = await readForm(event.request, Decline);
		const answer = await declineAgreement(db, {
			personId: person.id,
			organisationName: organisation?.name ?? '',
			slug,
			now,
			today,
			sha256: posted.ok ? posted.value.sha256 : ''
		});
		if (answer === 'unknown') notFound();
		if (answer === 'text_changed') {
			const text = 'The wording has changed since you opened this page. Read the new text first';
			return fail(409, { errors: { text } });
		}
		redirect(303, resolve(`/agreements/${slug}`));
	}
};
