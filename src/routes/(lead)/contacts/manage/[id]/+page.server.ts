import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import {
	changeContact,
	contactProblem,
	endContact,
	type ContactOutcome
} from '$lib/server/people/contact-changes';
import { contactForm } from '$lib/server/people/contact-forms';
import { contactEffect, contactToChange } from '$lib/server/people/contact-list';
import { teamsToChoose } from '$lib/server/people/team-rows';
import type { FormValues } from '$lib/rules/form-values';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { asTyped, detailsOf, putRight, toSave } from '../saving';
import type { Actions, PageServerLoad } from './$types';

type Asking = RequestEvent<{ id: string }>;

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_contacts');
	const { db, today } = event.locals;
	const found = await contactToChange(db, event.params.id);
	if (found === null) notFound();
	const { id } = found.contact;
	return {
		...found,
		teams: await teamsToChoose(db),
		ifEnded: await contactEffect(db, { ending: id, wanted: null }, today)
	};
};

async function change(event: Asking, { id: actorId }: SignedIn, step: 'check' | 'save') {
	const { db, now, today } = event.locals;
	const { id } = event.params;
	const form = await readForm(event.request, contactForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	if (step === 'save') {
		const making = { actorId, now, today };
		const outcome = await db.transaction((tx) =>
			changeContact(tx, id, detailsOf(form.value), making)
		);
		return answered(outcome, 'changed', values);
	}
	const found = await contactToChange(db, id);
	if (found === null) notFound();
	const wanted = { ...detailsOf(form.value), kind: found.contact.kind };
	const problem = await db.transaction((tx) => contactProblem(tx, wanted, found.contact));
	if (problem) return putRight({ [problem.field]: problem.message }, values);
	return toSave(form.value, await contactEffect(db, { ending: id, wanted }, today));
}

/** Leads to the list when something was saved, or says what is to be put right. */
function answered(outcome: ContactOutcome | null, done: 'changed' | 'ended', values: FormValues) {
	if (outcome === null) notFound();
	if (outcome.kind === 'saved') redirect(303, `/contacts/manage?${done}`);
	return putRight({ [outcome.field]: outcome.message }, values);
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_contacts');
		return change(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_contacts');
		return change(event, who, 'save');
	},
	end: async (event) => {
		const { id: actorId } = authorise(event, 'manage_contacts');
		const { db, now, today } = event.locals;
		const making = { actorId, now, today };
		const outcome = await db.transaction((tx) => endContact(tx, event.params.id, making));
		return answered(outcome, 'ended', {});
	}
};
