import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { personChoices } from '$lib/server/people/choices';
import { conditionsOf } from '$lib/server/people/conditions';
import { returnForm } from '$lib/server/people/forms';
import { asTyped, namingExactly, returnByForm } from '$lib/server/people/from-forms';
import { membershipsOf } from '$lib/server/people/memberships';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { rolesOf } from '$lib/server/people/roles-held';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { goOn, putRight, requirePerson, toSave } from '../../two-steps';
import { returnNotes } from './in-words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const person = await requirePerson(event);
	const { db, today } = event.locals;
	const [choices, held, memberships] = await Promise.all([
		personChoices(db, today),
		rolesOf(db, person.id),
		membershipsOf(db, person.id)
	]);
	const last = held.filter(({ toDay }) => toDay === person.leftOn);
	return {
		...choices,
		person,
		today,
		/** What they did and where when they left: most come back to the same. */
		lastRoles: last.map(({ role }) => role),
		lastManager: choices.managers.find((written) => written === person.lineManager?.written) ?? '',
		lastTeam: memberships.findLast(({ toDay }) => toDay === person.leftOn)?.teamId ?? '',
		saved: event.url.searchParams.has('saved')
	};
};

async function record(
	event: RequestEvent<{ id: string }>,
	{ id: actorId }: SignedIn,
	forGood: boolean
) {
	const person = await requirePerson(event);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, returnForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	const outcome = await makeOrShow(db, forGood, (tx) =>
		returnByForm(tx, person, form.value, { actorId, now, today })
	);
	if (outcome.kind === 'refused') return putRight({ [outcome.field]: outcome.message }, values);
	if (forGood) redirect(303, `/people/${person.id}/return?saved`);
	const ended = (await conditionsOf(db, { personId: person.id }))
		.filter(({ toDay }) => toDay === person.leftOn)
		.map(({ title }) => title);
	const notes = returnNotes(person, ended);
	return toSave(await namingExactly(db, values, today), {
		changes: changesShown(outcome.changes),
		notes
	});
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
		const form = await readForm(event.request, returnForm);
		return goOn(form.ok ? asTyped(form.value) : form.values);
	}
};
