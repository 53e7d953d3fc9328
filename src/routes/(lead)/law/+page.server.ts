import { authorise } from '$lib/server/access';
import { lawRegister } from '$lib/server/law/register';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'see_law');
	const { db, today } = event.locals;
	return { register: await lawRegister(db, today), today };
};
