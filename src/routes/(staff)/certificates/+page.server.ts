import { authorise } from '$lib/server/access';
import { certificatesOf } from '$lib/server/certificates/certificates';
import { recordsOf } from '$lib/server/learning/record-pages';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'see_own_certificates');
	const { db, today, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'UTC';
	const all = await certificatesOf(db, person.id, { today, timeZone });
	const isCurrent = (one: (typeof all)[number]) => one.standing === 'valid' && !one.replaced;
	return {
		valid: all.filter(isCurrent),
		past: all.filter((one) => !isCurrent(one)),
		records: await recordsOf(db, person.id)
	};
};
