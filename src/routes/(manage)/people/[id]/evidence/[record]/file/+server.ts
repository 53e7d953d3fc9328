import { authorise, notFound } from '$lib/server/access';
import { recordFileFor } from '$lib/server/learning/record-pages';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	// Whose records they may read is decided below, person by person.
	const who = authorise(event, 'see_records');
	const { db, today } = event.locals;
	const { id: personId, record: recordId } = event.params;
	const file = await recordFileFor(db, who, { personId, recordId, today });
	if (file === null) notFound();
	// Somebody else has made the file: it is handed out to keep, never shown as a page of ours.
	return new Response(new Uint8Array(file.bytes), {
		headers: {
			'content-type': file.mediaType,
			'content-length': String(file.bytes.length),
			'content-disposition': `attachment; filename*=UTF-8''${encoded(file.name)}`,
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			'cache-control': 'private, no-store'
		}
	});
};

/** A name as RFC 5987 writes it into a header: `encodeURIComponent` leaves a few characters out. */
function encoded(name: string): string {
	return encodeURIComponent(name).replaceAll(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
}
