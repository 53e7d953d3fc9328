import { authorise } from '$lib/server/access';
import { cardsOf } from '$lib/server/learning/cards';
import type { PageServerLoad } from './$types';

/** The list is kept for the time without a network, when no script of the app could be loaded. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { id: personId } = authorise(event, 'learn');
	const { db, now, today, organisation } = event.locals;
	return {
		cards: await cardsOf(db, { personId, organisation, today }),
		now,
		timeZone: organisation?.timeZone ?? 'UTC'
	};
};
