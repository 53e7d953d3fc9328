import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { changeTeams } from '$lib/server/people/change-spans';
import { teamsForm } from '$lib/server/people/forms';
import { asTyped } from '$lib/server/people/from-forms';
import { membershipsOf } from '$lib/server/people/memberships';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { managersSeeing } from '$lib/server/people/team-managers';
import { teamsToChoose } from '$lib/server/people/team-rows';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { goOn, putRight, requirePerson, toSave } from '../../two-steps';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const person = await requirePerson(event);
	const { db, today } = event.locals;
	const [memberships, teams] = await Promise.all([membershipsOf(db, person.id), teamsToChoose(db)]);
	return { person, today, memberships, teams, saved: event.url.searchParams.has('saved') };
};

async function change(
	event: RequestEvent<{ id: string }>,
	{ id: actorId }: SignedIn,
	forGood: boolean
) {
	const person = await requirePerson(event);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, teamsForm);
	if (!form.ok) return putRight(form.errors, form.values);
	const values = asTyped(form.value);
	const outcome = await makeOrShow(db, forGood, (tx) =>
		changeTeams(tx, person.id, form.value, { actorId, now, today })
	);
	// The page offers nothing that is not there, so whoever sends it has an older page.
	if (outcome === null) notFound();
	if (outcome.kind === 'refused') return putRight({ [outcome.field]: outcome.message }, values);
	if (forGood) redirect(303, `/people/${person.id}/teams?saved`);
	const { team, fromDay } = form.value;
	const managers = team === '' ? null : await managersSeeing(db, team, fromDay ?? today);
	const notes = managers === null ? [] : [managersInWords(managers)];
	return toSave(values, { changes: changesShown(outcome.changes), notes });
}

function managersInWords(names: readonly string[]): string {
	return names.length === 0
		? 'No manager will see how they stand: nobody manages that team, or one above it, on that day.'
		: `Whoever manages that team or one above it will see how they stand: ${names.join(', ')}.`;
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
		const form = await readForm(event.request, teamsForm);
		return goOn(form.ok ? asTyped(form.value) : form.values);
	}
};
