import { authorise, notFound } from '$lib/server/access';
import { lawOfModule } from '$lib/server/law/register';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'see_law');
	const { db, today } = event.locals;
	return (await lawOfModule(db, event.params.slug, today)) ?? notFound();
};
