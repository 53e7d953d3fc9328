import { resolve } from '$app/paths';
import { groupedCode, normaliseCode } from '$lib/rules/certificates';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Takes the code that somebody typed and leads to its page. */
export const load: PageServerLoad = ({ url }) => {
	const typed = url.searchParams.get('code');
	if (typed === null) return { typed: '', error: null };
	const code = normaliseCode(typed);
	if (code !== null) redirect(303, resolve(`/verify/${groupedCode(code)}`));
	const error =
		typed.trim() === ''
			? 'Enter the code that stands on the certificate'
			: 'Enter all 20 letters and digits of the code; the letter U is never in one';
	return { typed: typed.slice(0, 200), error };
};
