import { authorise } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { ChoicesForm, choicesFrom, choicesPage } from '$lib/server/imports/choices-page';
import { choicesOf, saveChoices } from '$lib/server/imports/remembered';
import { fail, redirect } from '@sveltejs/kit';
import { openFile } from '../open-file';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: importerId } = authorise(event, 'manage_people');
	const { db, today } = event.locals;
	const file = await openFile(event, 'choices');
	const page = await choicesPage(db, file, { importerId, today });
	return { id: file.id, kind: file.kind, ...page };
};

export const actions: Actions = {
	default: async (event) => {
		authorise(event, 'manage_people');
		const { db, today } = event.locals;
		const file = await openFile(event, 'choices');
		const form = await readForm(event.request, ChoicesForm);
		if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
		const before = await choicesOf(db, file, today);
		const given = choicesFrom(form.value, before, today);
		if (!given.ok) return fail(400, { errors: given.errors, values: form.value });
		await saveChoices(db, file.id, given.choices);
		redirect(303, `/people/import/${file.id}/check`);
	}
};
