import { authorise, type SignedIn } from '$lib/server/access';
import { postKinds } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import { addContact, contactProblem } from '$lib/server/people/contact-changes';
import { contactForm } from '$lib/server/people/contact-forms';
import { contactEffect } from '$lib/server/people/contact-list';
import { teamsToChoose } from '$lib/server/people/team-rows';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { asTyped, detailsOf, putRight, toSave } from '../saving';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_contacts');
	const { db, organisation } = event.locals;
	const kinds = postKinds(organisation?.nation);
	const asked = event.url.searchParams.get('post');
	return {
		teams: await teamsToChoose(db),
		kinds: kinds.map(({ key, title }) => ({ key, title })),
		kind: kinds.find(({ key }) => key === asked)?.key ?? ''
	};
};

async function add(event: RequestEvent, { id: actorId }: SignedIn, step: 'check' | 'save') {
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, contactForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const details = detailsOf(form.value);
	if (step === 'check') {
		const problem = await db.transaction((tx) => contactProblem(tx, details, null));
		if (problem) return putRight({ [problem.field]: problem.message }, asTyped(form.value));
		const change = { ending: null, wanted: details };
		return toSave(form.value, await contactEffect(db, change, today));
	}
	const outcome = await db.transaction((tx) => addContact(tx, details, { actorId, now, today }));
	if (outcome.kind === 'refused') {
		return putRight({ [outcome.field]: outcome.message }, asTyped(form.value));
	}
	redirect(303, `/contacts/manage?added#post-${details.kind}`);
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_contacts');
		return add(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_contacts');
		return add(event, who, 'save');
	}
};
