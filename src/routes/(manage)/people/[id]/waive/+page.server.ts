import { waiverProblems } from '$lib/rules/waivers';
import type { SignedIn } from '$lib/server/access';
import { authorise, notFound } from '$lib/server/access';
import { itemTitle } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import { personSeenBy } from '$lib/server/people/person-seen';
import { itemsAsked } from '$lib/server/requirements/asked';
import { dryRun } from '$lib/server/requirements/dry-run';
import { waiverForm, withdrawalForm } from '$lib/server/requirements/waiver-form';
import { grantWaiver, waiversInForce, withdrawWaiver } from '$lib/server/requirements/waivers';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const who = authorise(event, 'waive');
	const { db, today } = event.locals;
	const person = await personSeenBy(db, who, event.params.id, today);
	if (person === null) notFound();
	const asked = await itemsAsked(db, person.id, today);
	const inForce = await waiversInForce(db, person.id, today);
	const { searchParams } = event.url;
	return {
		person,
		today,
		asked,
		inForce: inForce.map((waiver) => ({
			...waiver,
			dueOn: asked.find(({ item }) => item === waiver.item)?.dueOn ?? null
		})),
		done: ['waived', 'withdrawn'].find((word) => searchParams.has(word)) ?? null
	};
};

/** Reads the form and waives: for good, or only to find out whether that can be done. */
async function grant(event: RequestEvent<{ id: string }>, who: SignedIn, forGood: boolean) {
	const { db, now, today } = event.locals;
	const person = await personSeenBy(db, who, event.params.id, today);
	if (person === null) notFound();
	const form = await readForm(event.request, waiverForm);
	if (!form.ok) return fail(400, { errors: form.errors, values: form.values, checked: null });
	const { value: values } = form;
	const problems = waiverProblems(values, today);
	if (problems.length > 0) {
		const errors = Object.fromEntries(problems.map(({ field, message }) => [field, message]));
		return fail(400, { errors, values, checked: null });
	}
	const waiver = { ...values, personId: person.id, actorId: who.id, now, today };
	const answer = forGood
		? await db.transaction((tx) => grantWaiver(tx, waiver))
		: await dryRun(db, (tx) => grantWaiver(tx, waiver));
	if (answer.kind === 'refused') {
		const field = answer.field === 'personId' ? 'form' : answer.field;
		const errors: Record<string, string> = { [field]: answer.message };
		return fail(400, { errors, values, checked: null });
	}
	if (forGood) redirect(303, `/people/${person.id}/waive?waived`);
	return { errors: undefined, values, checked: { ...values, title: itemTitle(values.item) } };
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'waive');
		return grant(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'waive');
		return grant(event, who, true);
	},
	withdraw: async (event) => {
		const who = authorise(event, 'waive');
		const { db, now, today } = event.locals;
		const person = await personSeenBy(db, who, event.params.id, today);
		const form = await readForm(event.request, withdrawalForm);
		if (person === null || !form.ok) notFound();
		const { id: personId } = person;
		const doing = { personId, actorId: who.id, now, today };
		const answer = await db.transaction((tx) =>
			withdrawWaiver(tx, { ...doing, waiverId: form.value.waiver })
		);
		// The page offers nobody to take back their own.
		if (answer === 'own') notFound();
		// Somebody else may have been quicker: what was wanted has happened.
		redirect(303, `/people/${personId}/waive?withdrawn`);
	}
};
