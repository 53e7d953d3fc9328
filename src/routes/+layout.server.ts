import { navigationFor } from '$lib/rules/navigation';
import { frameContacts } from '$lib/server/people/contacts';
import { helplineForAnybody } from '$lib/server/people/helplines';
import type { LayoutServerLoad } from './$types';

/** The frame of every page, signed in or not: it gives away nothing but the reader's own contacts. */
export const load: LayoutServerLoad = async ({ locals }) => {
	const { db, organisation, person, today } = locals;
	const frame = {
		helpline: helplineForAnybody(),
		organisation: organisation?.name ?? null,
		isDemonstration: organisation?.isDemonstration ?? false
	};
	if (!person) return { ...frame, reader: null };
	return {
		...frame,
		reader: {
			name: person.name,
			navigation: navigationFor(person.access),
			...(await frameContacts(db, person.id, today))
		}
	};
};
