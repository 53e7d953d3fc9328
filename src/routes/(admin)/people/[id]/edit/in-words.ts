import { longDay } from '$lib/rules/dates-in-words';
import { textOf, type FormValues } from '$lib/rules/form-values';
import { accessWords } from '$lib/rules/people-list';
import { isAccess } from '$lib/rules/permissions';
import type { Changed } from '$lib/server/people/change-person';
import type { PersonDetails } from '$lib/server/people/person-details';

/** What is recorded of a person, as the form has it. */
export function asForm(person: PersonDetails): FormValues {
	const { name, email, reference, startedOn, contactFrom, access, lineManager } = person;
	return {
		name,
		email: email ?? '',
		reference: reference ?? '',
		startedOn,
		contactFrom: contactFrom ?? '',
		lineManager: lineManager?.written ?? '',
		access
	};
}

const terms: readonly [string, string][] = [
	['name', 'Name'],
	['email', 'Email address'],
	['reference', 'Reference'],
	['startedOn', 'First day'],
	['contactFrom', 'Unsupervised contact from'],
	['lineManager', 'Line manager'],
	['access', 'Access']
];

function inWords(field: string, value: string): string {
	if (value === '') return 'none';
	if (field === 'startedOn' || field === 'contactFrom') return longDay(value);
	return field === 'access' && isAccess(value) ? accessWords[value] : value;
}

/** What will be different, as `before → after`; empty when nothing will. */
export function differencesInWords(person: PersonDetails, values: FormValues) {
	const before = asForm(person);
	return terms.flatMap(([field, term]) => {
		const [old, now] = [textOf(before, field), textOf(values, field)];
		return old === now
			? []
			: [{ term, text: `${inWords(field, now)} (was: ${inWords(field, old)})` }];
	});
}

/** What else a change of a person brings with it. */
export function notesOn(
	{ fields, managed }: Changed,
	{ person, isOwn, today }: { person: PersonDetails; isOwn: boolean; today: string }
): string[] {
	const { name, startedOn, hasAccount } = person;
	const who = isOwn ? 'You' : name;
	const notes: (string | false)[] = [
		fields.includes('access') &&
			`${who} will be signed out everywhere, so that the new access holds at once.`,
		managed.length > 0 && `${name} will no longer manage ${managed.join(', ')}.`,
		fields.includes('email') &&
			hasAccount &&
			'From now on they sign in with the new address. Links that were sent to the old one no longer work.',
		fields.includes('startedOn') &&
			startedOn > today &&
			'What was to begin on the first day moves with it: roles, teams and the induction.',
		fields.includes('startedOn') &&
			startedOn <= today &&
			'Roles and teams that have begun keep their days.'
	];
	return notes.filter((note) => note !== false);
}
