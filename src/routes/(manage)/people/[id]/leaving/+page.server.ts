import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { confirmationForm, problemAtField } from '$lib/server/induction/confirmation-form';
import { confirmLeavingStep, leavingOf } from '$lib/server/induction/leaving';
import { namesOf } from '$lib/server/people/names';
import { personInScope, scopeOf } from '$lib/server/people/scope';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Answers 404 when the person is none of those whom the reader may see, or the reader themself. */
async function requireInScope({ locals }: RequestEvent, reader: SignedIn, personId: string) {
	const { db, today } = locals;
	const scope = await scopeOf(db, reader, today);
	if (reader.id === personId || !(await personInScope(db, scope, personId, today))) notFound();
}

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'confirm_induction');
	const { id } = event.params;
	const { db, today } = event.locals;
	await requireInScope(event, reader, id);
	const [names, leaving] = await Promise.all([namesOf(db, [id]), leavingOf(db, id, today)]);
	if (leaving === null) notFound();
	const told = event.url.searchParams.get('confirmed');
	return { person: { id, name: names.get(id) ?? '' }, leaving, today, told };
};

export const actions: Actions = {
	confirm: async (event) => {
		const reader = authorise(event, 'confirm_induction');
		const { id } = event.params;
		const { db, now, today } = event.locals;
		await requireInScope(event, reader, id);
		const form = await readForm(event.request, confirmationForm);
		if (!form.ok) {
			const { step = '' } = form.values;
			return fail(400, { step: String(step), errors: form.errors, values: form.values });
		}
		const { step, confirmed_on: confirmedOn, answer, note } = form.value;
		const given = { personId: id, confirmedBy: reader.id, step, confirmedOn, answer, now, today };
		const outcome = await confirmLeavingStep(db, { ...given, note: note === '' ? null : note });
		const problem = problemAtField(outcome);
		if (problem) {
			const errors: Record<string, string> = { [problem.field]: problem.message };
			return fail(400, { step, errors, values: form.value });
		}
		// The page offers no form for what else is refused, so whoever sends it has no such page.
		if (outcome !== 'confirmed' && outcome !== 'already_confirmed') notFound();
		redirect(303, `/people/${id}/leaving?confirmed=${encodeURIComponent(step)}`);
	}
};
