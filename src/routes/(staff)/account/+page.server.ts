import { waitInWords } from '$lib/rules/throttle';
import { authorise, endSession, keepSession } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { changePassword, signOutEverywhere } from '$lib/server/people/sign-in';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';

const Passwords = v.object({
	currentPassword: v.pipe(v.string(), v.nonEmpty('Enter your current password')),
	newPassword: v.pipe(v.string(), v.nonEmpty('Choose a new password'))
});

const SHARED = 'Everybody who looks round shares this account, so its password stays as it is';

export const load = (event) => {
	const { name, email } = authorise(event, 'use_platform');
	const isShared = event.locals.organisation?.isDemonstration ?? false;
	return { name, email, isShared, hasChanged: event.url.searchParams.has('changed') };
};

export const actions = {
	password: async (event) => {
		const { id: personId } = authorise(event, 'use_platform');
		const { db, now, today, organisation } = event.locals;
		if (organisation?.isDemonstration) return fail(400, { errors: { newPassword: SHARED } });
		const form = await readForm(event.request, Passwords);
		if (!form.ok) return fail(400, { errors: form.errors });
		const address = event.getClientAddress();
		const organisationName = organisation?.name ?? '';
		const who = { personId, organisationName, address, now, today };
		const result = await changePassword(db, { ...who, ...form.value });
		switch (result.kind) {
			case 'unsuitable':
				return fail(400, { errors: { newPassword: result.message } });
			case 'wrong_password':
				return fail(400, { errors: { currentPassword: 'This is not your current password' } });
			case 'wait': {
				const currentPassword = `Wait ${waitInWords(result.seconds)}, then try again`;
				return fail(429, { errors: { currentPassword } });
			}
		}
		keepSession(event, result.token);
		redirect(303, '/account?changed');
	},
	everywhere: async (event) => {
		const { id: personId } = authorise(event, 'use_platform');
		await signOutEverywhere(event.locals.db, { personId, now: event.locals.now });
		endSession(event);
		redirect(303, '/sign-in');
	}
};
