import { authorise, notFound } from '$lib/server/access';
import { receiptFor } from '$lib/server/agreements/receipts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	// Whose receipts they may read is decided below, person by person.
	const who = authorise(event, 'see_records');
	const { db, today, organisation } = event.locals;
	const { slug } = event.params;
	const id = event.url.searchParams.get('id');
	const receipt = await receiptFor(db, who, { slug, id, today });
	if (receipt === null) notFound();
	return {
		slug,
		receipt,
		isOwn: receipt.personId === who.id,
		organisation: organisation?.name ?? '',
		timeZone: organisation?.timeZone ?? 'UTC'
	};
};
