import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { personChoices } from '$lib/server/people/choices';
import { editForm } from '$lib/server/people/forms';
import { asTyped, changeByForm, namingExactly } from '$lib/server/people/from-forms';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { goOn, putRight, requirePerson, toSave } from '../../two-steps';
import { notesOn } from './in-words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id } = authorise(event, 'manage_people');
	const person = await requirePerson(event);
	const { db, today } = event.locals;
	const { managers } = await personChoices(db, today);
	return {
		person,
		managers,
		today,
		isOwn: id === person.id,
		saved: event.url.searchParams.has('saved')
	};
};

async function edit(
	event: RequestEvent<{ id: string }>,
	{ id: actorId }: SignedIn,
	forGood: boolean
) {
	const person = await requirePerson(event);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, editForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	const outcome = await makeOrShow(db, forGood, (tx) =>
		changeByForm(tx, person, form.value, { actorId, now, today })
	);
	if (outcome.kind === 'refused') return putRight({ [outcome.field]: outcome.message }, values);
	// Whoever has changed their own access is signed out, and so cannot be told on this page.
	if (forGood) redirect(303, `/people/${person.id}/edit?saved`);
	const notes = notesOn(outcome, { person, isOwn: actorId === person.id, today });
	return toSave(await namingExactly(db, values, today), {
		changes: changesShown(outcome.changes),
		notes
	});
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'manage_people');
		return edit(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'manage_people');
		return edit(event, who, true);
	},
	again: async (event) => {
		authorise(event, 'manage_people');
		const form = await readForm(event.request, editForm);
		return goOn(form.ok ? asTyped(form.value) : form.values);
	}
};
