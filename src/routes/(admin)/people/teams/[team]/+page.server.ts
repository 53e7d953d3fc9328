import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm, type FormErrors } from '$lib/server/form';
import { managersToSuggest } from '$lib/server/people/choices';
import { managerForm, managerLineForm, teamForm } from '$lib/server/people/forms';
import { addManagerByForm, asTyped } from '$lib/server/people/from-forms';
import { endManager, takeBackManager } from '$lib/server/people/team-managers';
import { teamPage } from '$lib/server/people/team-pages';
import { changeTeam, closeTeam, reopenTeam } from '$lib/server/people/team-tree';
import type { FormValues } from '$lib/rules/form-values';
import { isUuid } from '$lib/rules/uuid';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

type Asking = RequestEvent<{ team: string }>;

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const { db, today } = event.locals;
	const [team, suggestions] = await Promise.all([
		teamPage(db, event.params.team, today),
		managersToSuggest(db, today)
	]);
	if (team === null) notFound();
	return { team, suggestions, today, saved: event.url.searchParams.has('saved') };
};

/** What every form of the page has in common: which team, who, when. */
function asking({ locals, params }: Asking, { id: actorId }: SignedIn) {
	if (!isUuid(params.team)) notFound();
	const { db, now, today } = locals;
	return { db, teamId: params.team, making: { actorId, now, today } };
}

function putRight(about: string, errors: FormErrors, values: FormValues) {
	return fail(400, { about, errors, values });
}

/** Leads back to the page when something was saved, or says what is to be put right at which form. */
function answered(
	outcome: { kind: 'saved' } | { kind: 'refused'; field: string; message: string } | null,
	{ teamId, about, values }: { teamId: string; about: string; values: FormValues }
) {
	// The page offers nothing that is not there, so whoever sends it has an older page.
	if (outcome === null) notFound();
	if (outcome.kind === 'saved') redirect(303, `/people/teams/${teamId}?saved`);
	return putRight(about, { [outcome.field]: outcome.message }, values);
}

export const actions: Actions = {
	change: async (event) => {
		const who = authorise(event, 'manage_people');
		const { db, teamId, making } = asking(event, who);
		const form = await readForm(event.request, teamForm);
		if (!form.ok) return putRight('change', form.errors, form.values);
		const { name, parent } = form.value;
		const outcome = await db.transaction((tx) =>
			changeTeam(tx, teamId, { name, parentId: parent || null }, making)
		);
		return answered(outcome, { teamId, about: 'change', values: form.value });
	},
	manager: async (event) => {
		const who = authorise(event, 'manage_people');
		const { db, teamId, making } = asking(event, who);
		const form = await readForm(event.request, managerForm);
		if (!form.ok) return putRight('manager', form.errors, form.values);
		const outcome = await db.transaction((tx) => addManagerByForm(tx, teamId, form.value, making));
		return answered(outcome, { teamId, about: 'manager', values: asTyped(form.value) });
	},
	end: async (event) => {
		const who = authorise(event, 'manage_people');
		const { db, teamId, making } = asking(event, who);
		const form = await readForm(event.request, managerLineForm);
		if (!form.ok) return putRight('end', form.errors, form.values);
		const { line: id, toDay } = form.value;
		const outcome = await db.transaction((tx) => endManager(tx, teamId, { id, toDay }, making));
		return answered(outcome, { teamId, about: 'end', values: asTyped(form.value) });
	},
	takeBack: async (event) => {
		const who = authorise(event, 'manage_people');
		const { db, teamId, making } = asking(event, who);
		const form = await readForm(event.request, managerLineForm);
		if (!form.ok) notFound();
		const outcome = await db.transaction((tx) =>
			takeBackManager(tx, teamId, form.value.line, making)
		);
		return answered(outcome, { teamId, about: 'end', values: {} });
	},
	close: async (event) => {
		const who = authorise(event, 'manage_people');
		const { db, teamId, making } = asking(event, who);
		const outcome = await db.transaction((tx) => closeTeam(tx, teamId, making));
		return answered(outcome, { teamId, about: 'close', values: {} });
	},
	reopen: async (event) => {
		const who = authorise(event, 'manage_people');
		const { db, teamId, making } = asking(event, who);
		const outcome = await db.transaction((tx) => reopenTeam(tx, teamId, making));
		return answered(outcome, { teamId, about: 'reopen', values: {} });
	}
};
