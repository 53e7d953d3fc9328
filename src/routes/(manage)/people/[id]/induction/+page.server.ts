import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { confirmStep } from '$lib/server/induction/confirm';
import { confirmationForm, problemAtField } from '$lib/server/induction/confirmation-form';
import { inductionOf } from '$lib/server/induction/inductions';
import { namesOf } from '$lib/server/people/names';
import { personInScope, scopeOf } from '$lib/server/people/scope';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Answers 404 when the person is none of those whom the manager may see. */
async function requireInScope({ locals }: RequestEvent, manager: SignedIn, personId: string) {
	const { db, today } = locals;
	const scope = await scopeOf(db, manager, today);
	if (!(await personInScope(db, scope, personId, today))) notFound();
}

export const load: PageServerLoad = async (event) => {
	const manager = authorise(event, 'confirm_induction');
	const { id } = event.params;
	const { db, today } = event.locals;
	await requireInScope(event, manager, id);
	const [names, induction] = await Promise.all([namesOf(db, [id]), inductionOf(db, id, today)]);
	return {
		person: { id, name: names.get(id) ?? '' },
		isOwn: manager.id === id,
		induction,
		today,
		confirmed: event.url.searchParams.get('confirmed'),
		already: event.url.searchParams.get('already')
	};
};

export const actions: Actions = {
	confirm: async (event) => {
		const manager = authorise(event, 'confirm_induction');
		const { id } = event.params;
		const { db, now, today } = event.locals;
		await requireInScope(event, manager, id);
		const form = await readForm(event.request, confirmationForm);
		if (!form.ok) {
			const { step = '' } = form.values;
			return fail(400, { step: String(step), errors: form.errors, values: form.values });
		}
		const { step, confirmed_on, answer, note } = form.value;
		const outcome = await confirmStep(db, {
			personId: id,
			confirmedBy: manager.id,
			step,
			confirmedOn: confirmed_on,
			answer,
			note: note === '' ? null : note,
			now,
			today
		});
		const problem = problemAtField(outcome);
		if (problem) {
			const errors: Record<string, string> = { [problem.field]: problem.message };
			return fail(400, { step, errors, values: form.value });
		}
		// The page offers no form for what else is refused, so whoever sends it has no such page.
		if (outcome !== 'confirmed' && outcome !== 'already_confirmed') notFound();
		const told = outcome === 'confirmed' ? 'confirmed' : 'already';
		redirect(303, `/people/${id}/induction?${told}=${encodeURIComponent(step)}`);
	}
};
