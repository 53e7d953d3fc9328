import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { teamForm } from '$lib/server/people/forms';
import { addTeam } from '$lib/server/people/team-tree';
import { teamsOverview } from '$lib/server/people/team-pages';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const { db, today } = event.locals;
	const overview = await teamsOverview(db, today);
	const done = event.url.searchParams.get('added');
	const added = overview.teams.find(({ id }) => id === done);
	return { ...overview, added: added ? { id: added.id, name: added.name } : null };
};

async function add(event: RequestEvent, { id: actorId }: SignedIn) {
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, teamForm);
	if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
	const { name, parent } = form.value;
	const outcome = await db.transaction((tx) =>
		addTeam(tx, { name, parentId: parent || null }, { actorId, now, today })
	);
	if (outcome.kind === 'refused') {
		const errors: Record<string, string> = { [outcome.field]: outcome.message };
		return fail(400, { errors, values: form.value });
	}
	redirect(303, `/people/teams?added=${outcome.teamId}`);
}

export const actions: Actions = {
	add: async (event) => {
		const who = authorise(event, 'manage_people');
		return add(event, who);
	}
};
