import { groupedCode } from '$lib/rules/certificates';
import { authorise, notFound } from '$lib/server/access';
import { certificateByNumber } from '$lib/server/certificates/certificates';
import { qrPath } from '$lib/server/certificates/qr';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	// Whose certificates they may read is decided below, person by person.
	const who = authorise(event, 'see_records');
	const { db, today, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'UTC';
	const found = await certificateByNumber(db, who, event.params.number, { today, timeZone });
	if (found === null) notFound();
	const { personId, code: plain, ...certificate } = found;
	const code = groupedCode(plain);
	const address = `${event.url.origin}/verify/${code}`;
	return { certificate, code, address, qr: qrPath(address), isOwn: personId === who.id, personId };
};
