import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { recordWithdrawalForm } from '$lib/server/learning/record-form';
import { recordFor } from '$lib/server/learning/record-pages';
import { withdrawRecord } from '$lib/server/learning/withdraw-record';
import { personSeenBy } from '$lib/server/people/person-seen';
import { changesShown, makeOrShow } from '$lib/server/people/preview';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

type Asking = RequestEvent<{ id: string; record: string }>;

/** The person and their record. Answers 404 for one out of scope and for a record of another. */
async function recordAsked({ locals, params }: Asking, who: SignedIn) {
	const { db, today } = locals;
	const person = await personSeenBy(db, who, params.id, today);
	const asked = { personId: params.id, recordId: params.record, today };
	const record = person && (await recordFor(db, who, asked));
	if (person === null || record === null) notFound();
	return { person, record };
}

export const load: PageServerLoad = async (event) => {
	const who = authorise(event, 'withdraw_evidence');
	const { person, record } = await recordAsked(event, who);
	// It cannot be withdrawn twice, and the page of the record says who did.
	if (record.withdrawal !== null) redirect(303, `/people/${person.id}/evidence/${record.id}`);
	return { person, record };
};

async function withdraw(event: Asking, who: SignedIn, forGood: boolean) {
	const { person, record } = await recordAsked(event, who);
	const { db, now, today } = event.locals;
	const form = await readForm(event.request, recordWithdrawalForm);
	if (!form.ok) return fail(400, { errors: form.errors, values: form.values, checked: null });
	const { reason } = form.value;
	const given = { personId: person.id, recordId: record.id, reason, actorId: who.id, now, today };
	const answer = await makeOrShow(db, forGood, (tx) => withdrawRecord(tx, given));
	if (answer.kind === 'unknown') notFound();
	if (answer.kind === 'refused') {
		const errors: Record<string, string> = { [answer.field]: answer.message };
		return fail(400, { errors, values: form.value, checked: null });
	}
	// Somebody else may have been quicker: what was wanted has happened.
	if (forGood || answer.kind === 'already_withdrawn') {
		redirect(303, `/people/${person.id}/evidence/${record.id}?withdrawn`);
	}
	return { errors: undefined, values: form.value, checked: changesShown(answer.changes) };
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'withdraw_evidence');
		return withdraw(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'withdraw_evidence');
		return withdraw(event, who, true);
	}
};
