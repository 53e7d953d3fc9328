import { resolve } from '$app/paths';
import { dayOf } from '$lib/rules/day';
import { authorise, notFound } from '$lib/server/access';
import { agreementPage } from '$lib/server/agreements/shown';
import { signAgreement } from '$lib/server/agreements/sign';
import { readForm } from '$lib/server/form';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'learn');
	const { db, today, organisation } = event.locals;
	const { slug } = event.params;
	const organisationName = organisation?.name ?? '';
	const reader = { personId: person.id, slug, organisationName, today };
	const page = await agreementPage(db, reader, event.url.searchParams.get('text'));
	if (page === null) notFound();
	const { signed, declinedAt, ...agreement } = page;
	const onDay = (moment: Date) => dayOf(moment, organisation?.timeZone ?? 'UTC');
	return {
		slug,
		personName: person.name,
		agreement,
		signed: signed && { ...signed, signedOn: onDay(signed.signedAt) },
		declinedOn: declinedAt && onDay(declinedAt)
	};
};

/** What a box, an option or a name left out means is for the rules to say, all at once. */
const Sign = v.object({
	sha256: v.string(),
	read: v.string(),
	understood: v.string(),
	answer: v.string(),
	name: v.string()
});

const TEXT_CHANGED =
	'The wording has changed since you opened this page. Read the new text, then tick both boxes and sign';

export const actions: Actions = {
	sign: async (event) => {
		const person = authorise(event, 'learn');
		const { db, now, today, organisation } = event.locals;
		const { slug } = event.params;
		const posted = await readForm(event.request, Sign);
		if (!posted.ok) return fail(400, { ...posted, feedback: null });
		const { sha256, ...values } = posted.value;
		const answer = await signAgreement(db, {
			personId: person.id,
			personName: person.name,
			signedInAt: person.signedInAt,
			organisationName: organisation?.name ?? '',
			slug,
			now,
			today,
			sha256,
			form: { ...values, read: values.read !== '', understood: values.understood !== '' }
		});
		switch (answer.kind) {
			case 'unknown':
				return notFound();
			case 'text_changed': {
				// They have not read the new text, so only what they typed and chose is kept.
				const kept = { ...values, read: '', understood: '' };
				return fail(409, { errors: { text: TEXT_CHANGED }, values: kept, feedback: null });
			}
			case 'refused':
				return fail(400, { errors: answer.errors, values, feedback: answer.feedback });
			default: {
				const { signatureId: id } = answer;
				const page = resolve(`/agreements/${slug}`);
				// Without a fragment of its own the address would inherit that of the form.
				redirect(303, `${id === null ? page : `${page}/receipt?id=${id}`}#top`);
			}
		}
	}
};
