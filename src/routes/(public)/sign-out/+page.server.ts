import { broughtToken, endSession } from '$lib/server/access';
import { signOut } from '$lib/server/people/sign-in';
import { redirect } from '@sveltejs/kit';

export const load = ({ locals }) => {
	if (!locals.person) redirect(303, '/sign-in');
};

export const actions = {
	default: async (event) => {
		const token = broughtToken(event);
		if (token) await signOut(event.locals.db, { token, now: event.locals.now });
		endSession(event);
		redirect(303, '/sign-in');
	}
};
