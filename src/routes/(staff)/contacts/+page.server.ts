import { may } from '$lib/rules/permissions';
import { authorise } from '$lib/server/access';
import { contactsOf } from '$lib/server/people/contacts';
import { emergencyLine, helplinesFor } from '$lib/server/people/helplines';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'see_contacts');
	const { db, today, organisation } = event.locals;
	const contacts = await contactsOf(db, person.id, today);
	return {
		emergency: emergencyLine(),
		contacts,
		mayManage: may(person.access, 'manage_contacts'),
		helplines: helplinesFor(organisation?.nation ?? 'england')
	};
};
