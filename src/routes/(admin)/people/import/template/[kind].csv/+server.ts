import { isImportKind } from '$lib/rules/import/fields';
import { authorise, notFound } from '$lib/server/access';
import { templateCsv } from '$lib/server/imports/csv';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => {
	authorise(event, 'manage_people');
	const { kind } = event.params;
	if (!isImportKind(kind)) notFound();
	return new Response(templateCsv(kind), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="safehands-${kind}.csv"`
		}
	});
};
