import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { managersToSuggest } from '$lib/server/people/choices';
import { handOverForm } from '$lib/server/people/forms';
import { asTyped } from '$lib/server/people/from-forms';
import { findPerson } from '$lib/server/people/find-person';
import { handOver, leftBehindBy } from '$lib/server/people/hand-over';
import { makeOrShow } from '$lib/server/people/preview';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '../../two-steps';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const { id, name, leftOn } = await requirePerson(event);
	const { db, today } = event.locals;
	return {
		person: { id, name, leftOn },
		...(await leftBehindBy(db, { id, leftOn }, today)),
		suggestions: await managersToSuggest(db, today),
		saved: event.url.searchParams.has('saved')
	};
};

async function give(
	event: RequestEvent<{ id: string }>,
	{ id: actorId }: SignedIn,
	forGood: boolean
) {
	const person = await requirePerson(event);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, handOverForm);
	if (!form.ok) return fail(400, { errors: form.errors, values: form.values, checked: null });
	const values = asTyped(form.value);
	const no = (field: string, message: string) => {
		const errors: Record<string, string> = { [field]: message };
		return fail(400, { errors, values, checked: null });
	};
	const meant = await findPerson(db, form.value.person, today);
	if (meant.kind === 'unclear') return no('person', meant.message);
	const given = { toId: meant.id, raiseAccess: form.value.raiseAccess === 'yes' };
	const outcome = await makeOrShow(db, forGood, (tx) =>
		handOver(tx, person.id, given, { actorId, now, today })
	);
	if (outcome.kind === 'refused') return no(outcome.field, outcome.message);
	if (forGood) redirect(303, `/people/${person.id}/hand-over?saved`);
	const checked = { ...outcome, name: meant.name };
	return { errors: undefined, values: { ...values, person: meant.written }, checked };
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'manage_people');
		return give(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'manage_people');
		return give(event, who, true);
	}
};
