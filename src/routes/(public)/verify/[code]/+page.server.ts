import { certificateByCode } from '$lib/server/certificates/certificates';
import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	const { db, today, now, organisation } = locals;
	const timeZone = organisation?.timeZone ?? 'UTC';
	// A name in a search engine or a cache would outlive the certificate.
	setHeaders({ 'x-robots-tag': 'noindex', 'cache-control': 'no-store' });
	const certificate = await certificateByCode(db, params.code, { today, timeZone });
	if (certificate === null) error(404, 'No certificate has this code');
	return { certificate, now, timeZone };
};
