import { authorise } from '$lib/server/access';
import { asOwn, inductionOf } from '$lib/server/induction/inductions';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'learn');
	const { db, today } = event.locals;
	const induction = await inductionOf(db, person.id, today);
	return { induction: induction && asOwn(induction) };
};
