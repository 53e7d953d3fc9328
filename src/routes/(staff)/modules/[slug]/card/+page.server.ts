import { authorise, notFound } from '$lib/server/access';
import { cardPage } from '$lib/server/learning/cards';
import type { PageServerLoad } from './$types';

/** A card is kept for the time without a network, when no script could be loaded. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { id: personId } = authorise(event, 'learn');
	const { db, now, today, organisation } = event.locals;
	const card = await cardPage(db, event.params.slug, { personId, organisation, today });
	if (card === null) notFound();
	return { card, now, timeZone: organisation?.timeZone ?? 'UTC' };
};
