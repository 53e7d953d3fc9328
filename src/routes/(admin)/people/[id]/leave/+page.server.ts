import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { leavingForm } from '$lib/server/people/forms';
import { asTyped, leaveByForm } from '$lib/server/people/from-forms';
import { leftBehindBy } from '$lib/server/people/hand-over';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { goOn, putRight, requirePerson, toSave } from '../../two-steps';
import { leavingNotes } from './in-words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const person = await requirePerson(event);
	const { db, today } = event.locals;
	// Only who leaves, or has left, leaves something behind.
	const behind = person.leftOn === null ? null : await leftBehindBy(db, person, today);
	return { person, today, behind, saved: event.url.searchParams.has('saved') };
};

async function record(
	event: RequestEvent<{ id: string }>,
	{ id: actorId }: SignedIn,
	forGood: boolean
) {
	const person = await requirePerson(event);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, leavingForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	const outcome = await makeOrShow(db, forGood, (tx) =>
		leaveByForm(tx, person.id, form.value, { actorId, now, today })
	);
	if (outcome.kind === 'refused') return putRight({ [outcome.field]: outcome.message }, values);
	if (forGood) redirect(303, `/people/${person.id}/leave?saved`);
	const notes = leavingNotes(form.value, outcome, { person, today });
	return toSave(values, { changes: changesShown(outcome.changes), notes });
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'manage_people');
		return record(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'manage_people');
		return record(event, who, true);
	},
	again: async (event) => {
		authorise(event, 'manage_people');
		const form = await readForm(event.request, leavingForm);
		return goOn(form.ok ? asTyped(form.value) : form.values);
	}
};
