import type { FormValues } from '$lib/rules/form-values';
import type { FormErrors } from '$lib/server/form';
import { notFound } from '$lib/server/access';
import { personDetails, type PersonDetails } from '$lib/server/people/person-details';
import type { ChangeShown } from '$lib/server/people/preview';
import { fail, type RequestEvent } from '@sveltejs/kit';

/** What a form answers that is checked first and saved then. */
export type Step = {
	errors: FormErrors | undefined;
	values: FormValues;
	/** What saving would do; null while the form is still to be filled in. */
	checked: Checked | null;
	/** Somebody who left and who may be the one that is meant. */
	left?: { id: string; name: string } | null;
};

export type Checked = {
	changes: ChangeShown[];
	/** What else somebody should know before they save. */
	notes: string[];
};

/** The form again, with what is to be put right. */
export function putRight(errors: FormErrors, values: FormValues, left: Step['left'] = null) {
	const step: Step = { errors, values, checked: null, left };
	return fail(400, step);
}

/** The form again, as it was typed. */
export function goOn(values: FormValues): Step {
	return { errors: undefined, values, checked: null };
}

/** What saving would do, with what was typed, to be posted again. */
export function toSave(values: FormValues, checked: Checked): Step {
	return { errors: undefined, values, checked };
}

/** The person whom a page is about. Answers 404 when there is none. */
export async function requirePerson({
	locals,
	params
}: RequestEvent<{ id: string }>): Promise<PersonDetails> {
	const person = await personDetails(locals.db, params.id);
	if (person === null) notFound();
	return person;
}
