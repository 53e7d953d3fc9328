import { groupedCode } from '$lib/rules/certificates';
import { authorise, notFound } from '$lib/server/access';
import { certificateByNumber } from '$lib/server/certificates/certificates';
import { certificatePdf } from '$lib/server/certificates/pdf';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	// Whose certificates they may read is decided below, person by person.
	const who = authorise(event, 'see_records');
	const { db, today, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'UTC';
	const found = await certificateByNumber(db, who, event.params.number, { today, timeZone });
	if (found === null) notFound();
	const address = `${event.url.origin}/verify/${groupedCode(found.code)}`;
	const pdf = await certificatePdf(found, address);
	return new Response(new Uint8Array(pdf), {
		headers: {
			'content-type': 'application/pdf',
			'content-length': String(pdf.length),
			'content-disposition': `inline; filename="certificate-${found.number}.pdf"`,
			'cache-control': 'private, no-store'
		}
	});
};
