import { authorise } from '$lib/server/access';
import { inductionOf } from '$lib/server/induction/inductions';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'learn');
	const { db, today } = event.locals;
	return { induction: await inductionOf(db, person.id, today) };
};
