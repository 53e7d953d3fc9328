import { authorise } from '$lib/server/access';
import { certificatesOf } from '$lib/server/certificates/certificates';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'see_own_certificates');
	const { db, today, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'UTC';
	const all = await certificatesOf(db, person.id, { today, timeZone });
	return {
		valid: all.filter(({ standing }) => standing === 'valid'),
		past: all.filter(({ standing }) => standing !== 'valid')
	};
};
