import { firstPage } from '$lib/rules/next-page';
import { waitInWords } from '$lib/rules/throttle';
import { keepSession } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { setUp } from '$lib/server/people/setup';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';

const SetUp = v.object({
	code: v.pipe(v.string(), v.trim(), v.nonEmpty('Enter the setup code')),
	organisationName: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Enter the name of your organisation'),
		v.maxLength(120, 'Use at most 120 characters')
	),
	nation: v.picklist(
		['england', 'wales', 'scotland', 'northern_ireland'],
		'Choose where you mainly work'
	),
	name: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Enter your name'),
		v.maxLength(120, 'Use at most 120 characters')
	),
	email: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Enter your email address'),
		v.email('Enter an email address like name@example.org'),
		v.maxLength(254, 'Enter an email address like name@example.org')
	),
	// What a password must be depends on the other fields, so `setUp` judges it.
	password: v.pipe(v.string(), v.nonEmpty('Choose a password'))
});

export const load = ({ locals }) => {
	if (locals.organisation) redirect(303, '/sign-in');
};

export const actions = {
	default: async (event) => {
		const { db, now } = event.locals;
		const form = await readForm(event.request, SetUp);
		if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
		const { password, ...values } = form.value;
		const address = event.getClientAddress();
		const result = await setUp(db, { ...values, password, address, now });
		switch (result.kind) {
			case 'unsuitable_password':
				return fail(400, { errors: { password: result.message }, values });
			case 'wrong_code': {
				const code = 'This code is not right. Use the newest one that the server printed';
				return fail(400, { errors: { code }, values });
			}
			case 'wait': {
				const code = `Wait ${waitInWords(result.seconds)}, then try the code again`;
				event.setHeaders({ 'retry-after': String(result.seconds) });
				return fail(429, { errors: { code }, values });
			}
			case 'already_set_up':
				redirect(303, '/sign-in');
		}
		keepSession(event, result.token);
		redirect(303, firstPage('administrator'));
	}
};
