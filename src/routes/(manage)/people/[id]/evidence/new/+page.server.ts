import type { SignedIn } from '$lib/server/access';
import { authorise, notFound } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import {
	enterRecord,
	problemsBefore,
	type RefusedField
} from '$lib/server/learning/entered-records';
import { factsFrom, fileFrom, recordForm } from '$lib/server/learning/record-form';
import { recordableFor, recordSubject } from '$lib/server/learning/recordable';
import { personSeenBy } from '$lib/server/people/person-seen';
import { changeShown, makeOrShow } from '$lib/server/people/preview';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const who = authorise(event, 'enter_evidence');
	const { db, today } = event.locals;
	const person = await personSeenBy(db, who, event.params.id, today);
	if (person === null) notFound();
	const item = event.url.searchParams.get('item');
	const subject = item === null ? null : recordSubject(item);
	if (item !== null && subject === null) notFound();
	return {
		person,
		today,
		subject,
		choices: subject ? null : await recordableFor(db, person.id, today)
	};
};

/** What was refused, at the fields of the form; what is about no field, at the form itself. */
function inForm(problems: readonly RefusedField[]): Record<string, string> {
	return Object.fromEntries(
		problems.map(({ field, message }) => [field === 'personId' ? 'form' : field, message])
	);
}

/** Reads the form and enters the record: for good, or only to find out what it would change. */
async function enter(event: RequestEvent<{ id: string }>, who: SignedIn, forGood: boolean) {
	const { db, now, today } = event.locals;
	const person = await personSeenBy(db, who, event.params.id, today);
	if (person === null) notFound();
	const form = await readForm(event.request, recordForm);
	if (!form.ok) return fail(400, { errors: form.errors, values: form.values, checked: null });
	const { file: given, ...texts } = form.value;
	const values = { ...texts, statedUntil: texts.statedUntil ?? '' };
	const file = await fileFrom(given);
	const facts = factsFrom(form.value);
	const record = { personId: person.id, ...facts, file, actorId: who.id, now, today };
	const problems = problemsBefore(record);
	if (problems.length > 0) return fail(400, { errors: inForm(problems), values, checked: null });
	const answer = await makeOrShow(db, forGood, (tx) => enterRecord(tx, record));
	if (answer.kind === 'refused') {
		return fail(400, { errors: inForm([answer]), values, checked: null });
	}
	if (forGood) redirect(303, `/people/${person.id}/evidence/${answer.recordId}?entered`);
	const changes = answer.changes.map(changeShown);
	return { errors: undefined, values, checked: { validUntil: answer.validUntil, changes } };
}

export const actions: Actions = {
	check: async (event) => {
		const who = authorise(event, 'enter_evidence');
		return enter(event, who, false);
	},
	save: async (event) => {
		const who = authorise(event, 'enter_evidence');
		return enter(event, who, true);
	}
};
