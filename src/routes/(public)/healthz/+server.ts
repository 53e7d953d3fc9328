import { isDatabaseAnswering } from '$lib/server/db/health';
import { json } from '@sveltejs/kit';
import { version } from '../../../../package.json';

/** For whatever keeps the app running: 200 when it can work, 503 when it cannot. */
export async function GET({ locals }) {
	const headers = { 'cache-control': 'no-store' };
	if (await isDatabaseAnswering(locals.db)) {
		return json({ status: 'ok', database: 'ok', version }, { headers });
	}
	return json({ status: 'error', database: 'unreachable', version }, { status: 503, headers });
}
