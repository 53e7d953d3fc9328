import { isUuid } from '$lib/rules/uuid';
import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { personChoices, sameNameInWords } from '$lib/server/people/choices';
import { newPersonForm } from '$lib/server/people/forms';
import { addByForm, asTyped, namingExactly } from '$lib/server/people/from-forms';
import { namesOf } from '$lib/server/people/names';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { goOn, putRight, toSave } from '../two-steps';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const { db, today } = event.locals;
	const added = event.url.searchParams.get('added');
	const [choices, names] = await Promise.all([
		personChoices(db, today),
		namesOf(db, added && isUuid(added) ? [added] : [])
	]);
	const name = names.get(added ?? '');
	return { ...choices, today, added: added && name ? { id: added, name } : null };
};

async function add(event: RequestEvent, { id: actorId }: SignedIn, forGood: boolean) {
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, newPersonForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	const outcome = await makeOrShow(db, forGood, (tx) =>
		addByForm(tx, form.value, { actorId, now, today })
	);
	if (outcome.kind === 'refused') {
		const left = 'by' in outcome && outcome.by.left ? outcome.by : null;
		return putRight({ [outcome.field]: outcome.message }, values, left);
	}
	if (forGood) redirect(303, `/people/new?added=${outcome.personId}`);
	const notes = await sameNameInWords(db, form.value.name, today);
	return toSave(await namingExactly(db, values, today), {
		changes: changesShown(outcome.changes),
		notes
	});
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'manage_people');
		return add(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'manage_people');
		return add(event, who, true);
	},
	again: async (event) => {
		authorise(event, 'manage_people');
		const form = await readForm(event.request, newPersonForm);
		return goOn(form.ok ? asTyped(form.value) : form.values);
	}
};
