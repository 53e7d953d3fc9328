import { authorise, notFound } from '$lib/server/access';
import { receiptAsRead, receiptFor } from '$lib/server/agreements/receipts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	// Whose receipts they may read is decided below, person by person.
	const who = authorise(event, 'see_records');
	const { db, today, organisation } = event.locals;
	const { slug } = event.params;
	const id = event.url.searchParams.get('id');
	const receipt = await receiptFor(db, who, { slug, id, today });
	if (receipt === null) notFound();
	const organisationName = organisation?.name ?? '';
	return {
		slug,
		receipt,
		html: await receiptAsRead(db, receipt, { slug, organisationName, today }),
		isOwn: receipt.personId === who.id,
		organisation: organisationName,
		timeZone: organisation?.timeZone ?? 'UTC'
	};
};
