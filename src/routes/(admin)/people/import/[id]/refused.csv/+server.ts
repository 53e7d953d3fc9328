import { authorise, notFound } from '$lib/server/access';
import { refusedCsv } from '$lib/server/imports/csv';
import { refusedOf } from '$lib/server/imports/refused';
import { importOf } from '$lib/server/imports/stored';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { id: importerId } = authorise(event, 'manage_people');
	const { db, today } = event.locals;
	const file = await importOf(db, event.params.id);
	const refused = file && (await refusedOf(db, file, { importerId, today }));
	if (!file || !refused) notFound();
	return new Response(refusedCsv(file, refused), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="refused-lines.csv"'
		}
	});
};
