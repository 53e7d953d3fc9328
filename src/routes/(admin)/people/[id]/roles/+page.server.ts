import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { conditions, roles } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import { changeRoles } from '$lib/server/people/change-spans';
import { conditionsOf, conditionsThroughRoles } from '$lib/server/people/conditions';
import { rolesForm } from '$lib/server/people/forms';
import { asTyped } from '$lib/server/people/from-forms';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { rolesOf } from '$lib/server/people/roles-held';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { goOn, putRight, requirePerson, toSave } from '../../two-steps';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const person = await requirePerson(event);
	const { db, today } = event.locals;
	const held = await rolesOf(db, person.id);
	const [own, throughRoles] = await Promise.all([
		conditionsOf(db, { personId: person.id }),
		conditionsThroughRoles(db, held)
	]);
	return {
		person,
		today,
		held,
		conditions: own,
		throughRoles,
		roles: roles().map(({ key, title, workforce }) => ({ key, title, workforce })),
		conditionsToChoose: conditions(),
		saved: event.url.searchParams.has('saved')
	};
};

async function change(
	event: RequestEvent<{ id: string }>,
	{ id: actorId }: SignedIn,
	forGood: boolean
) {
	const person = await requirePerson(event);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, rolesForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	const outcome = await makeOrShow(db, forGood, (tx) =>
		changeRoles(tx, person.id, form.value, { actorId, now, today })
	);
	// The page offers nothing that is not there, so whoever sends it has an older page.
	if (outcome === null) notFound();
	if (outcome.kind === 'refused') return putRight({ [outcome.field]: outcome.message }, values);
	if (forGood) redirect(303, `/people/${person.id}/roles?saved`);
	return toSave(values, { changes: changesShown(outcome.changes), notes: [] });
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'manage_people');
		return change(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'manage_people');
		return change(event, who, true);
	},
	again: async (event) => {
		authorise(event, 'manage_people');
		const form = await readForm(event.request, rolesForm);
		return goOn(form.ok ? asTyped(form.value) : form.values);
	}
};
