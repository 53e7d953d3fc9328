import type { SignedIn } from '$lib/server/access';
import { authorise, notFound } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import {
	absencesOf,
	endAbsence,
	recordAbsence,
	removeAbsence,
	type AbsenceAnswer
} from '$lib/server/people/absences';
import { absenceForm, removalForm, returnForm } from '$lib/server/people/absence-form';
import { personSeenBy } from '$lib/server/people/person-seen';
import { changeShown, makeOrShow } from '$lib/server/people/preview';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

type Asking = RequestEvent<{ id: string }>;

/** The person whom the page is about. Answers 404 for one out of scope. */
async function personAsked({ locals, params }: Asking, who: SignedIn) {
	const person = await personSeenBy(locals.db, who, params.id, locals.today);
	if (person === null) notFound();
	return person;
}

export const load: PageServerLoad = async (event) => {
	const who = authorise(event, 'record_absence');
	const person = await personAsked(event, who);
	const { db, today } = event.locals;
	return {
		person,
		today,
		absences: await absencesOf(db, person.id),
		saved: event.url.searchParams.has('saved')
	};
};

/** What a form of the page answers: its errors, or what saving would change. */
function answered(
	answer: AbsenceAnswer,
	{ values, about }: { values: Record<string, string>; about: string | null }
) {
	if (answer.kind === 'unknown') notFound();
	if (answer.kind === 'refused') {
		const field = answer.field === 'personId' ? 'form' : answer.field;
		const errors: Record<string, string> = { [field]: answer.message };
		return fail(400, { about, errors, values, checked: null });
	}
	return { about, errors: undefined, values, checked: answer.changes.map(changeShown) };
}

async function record(event: Asking, who: SignedIn, forGood: boolean) {
	const { id: personId } = await personAsked(event, who);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, absenceForm);
	if (!form.ok) return fail(400, { ...form, about: null, checked: null });
	const { kind, fromDay, backOn } = form.value;
	const doing = { personId, actorId: who.id, now, today };
	const answer = await makeOrShow(db, forGood, (tx) =>
		recordAbsence(tx, { ...doing, kind, fromDay, toDay: backOn?.lastDayAway ?? null })
	);
	if (forGood && answer.kind === 'saved') redirect(303, `/people/${personId}/absence?saved`);
	const values = { kind, fromDay, backOn: backOn?.day ?? '' };
	return answered(answer, { values, about: null });
}

async function end(event: Asking, who: SignedIn, forGood: boolean) {
	const { id: personId } = await personAsked(event, who);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, returnForm);
	if (!form.ok) {
		const { absence = '' } = form.values;
		return fail(400, { ...form, about: String(absence), checked: null });
	}
	const { absence: absenceId, backOn } = form.value;
	const doing = { personId, actorId: who.id, now, today };
	const answer = await makeOrShow(db, forGood, (tx) =>
		endAbsence(tx, { ...doing, absenceId, toDay: backOn?.lastDayAway ?? null })
	);
	if (forGood && answer.kind === 'saved') redirect(303, `/people/${personId}/absence?saved`);
	return answered(answer, { values: { backOn: backOn?.day ?? '' }, about: absenceId });
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'record_absence');
		return record(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'record_absence');
		return record(event, who, true);
	},
	checkEnd: async (event) => {
		const who = authorise(event, 'record_absence');
		return end(event, who, false);
	},
	end: async (event) => {
		const who = authorise(event, 'record_absence');
		return end(event, who, true);
	},
	remove: async (event) => {
		const who = authorise(event, 'record_absence');
		const { id: personId } = await personAsked(event, who);
		const { db, now, today } = event.locals;
		const form = await readForm(event.request, removalForm);
		if (!form.ok) notFound();
		const doing = { personId, actorId: who.id, now, today };
		const answer = await db.transaction((tx) =>
			removeAbsence(tx, { ...doing, absenceId: form.value.absence })
		);
		if (answer.kind !== 'saved') notFound();
		redirect(303, `/people/${personId}/absence?saved`);
	}
};
