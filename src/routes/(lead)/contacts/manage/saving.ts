import type { FormValues } from '$lib/rules/form-values';
import type { FormErrors } from '$lib/server/form';
import type { ContactDetails } from '$lib/server/people/contact-changes';
import type { ContactForm } from '$lib/server/people/contact-forms';
import type { ContactEffect } from '$lib/server/people/contact-list';
import { fail } from '@sveltejs/kit';

/** What the form of a contact answers: it is checked first, and saved then. */
export type Answer = {
	errors: FormErrors | undefined;
	values: FormValues;
	/** What saving would do; null while something is to be put right. */
	effect: ContactEffect | null;
};

/** The form again, with what is to be put right and all that was typed. */
export function putRight(errors: FormErrors, values: FormValues) {
	const answer: Answer = { errors, values, effect: null };
	return fail(400, answer);
}

/** What saving would do, with what was read, to be posted again. */
export function toSave(form: ContactForm, effect: ContactEffect): Answer {
	return { errors: undefined, values: asTyped(form), effect };
}

/** What was read, as a form holds it. */
export function asTyped(form: ContactForm): FormValues {
	return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value ?? '']));
}

/** What the form says of a contact. */
export function detailsOf({ team, ...rest }: ContactForm): ContactDetails {
	return { ...rest, teamId: team || null };
}
