import { waitInWords } from '$lib/rules/throttle';
import { notFound } from '$lib/server/access';
import { afterwards } from '$lib/server/afterwards';
import { readForm } from '$lib/server/form';
import { delivery } from '$lib/server/mail/delivery';
import { forgotPassword } from '$lib/server/people/forgotten-password';
import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

const Forgotten = v.object({
	email: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Enter your email address'),
		v.includes('@', 'Enter an email address like name@example.org'),
		v.maxLength(254, 'Enter an email address like name@example.org')
	)
});

export const load: PageServerLoad = ({ locals }) => ({
	sendsMail: delivery().mailer !== null,
	isDemonstration: locals.organisation?.isDemonstration ?? false
});

export const actions: Actions = {
	default: async (event) => {
		const { mailer, origin } = delivery();
		const { db, now, today, organisation } = event.locals;
		// The page offers no form then, so whoever sends one has no such page.
		if (mailer === null || organisation === null) notFound();
		const form = await readForm(event.request, Forgotten);
		if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
		const { email } = form.value;
		const address = event.getClientAddress();
		const how = { mailer, origin, organisation, address, now, today };
		const result = await forgotPassword(db, { email, ...how });
		if (result.kind === 'wait') {
			event.setHeaders({ 'retry-after': String(result.seconds) });
			const errors = {
				email: `You have asked a few times in a row. Wait ${waitInWords(result.seconds)}, then try again`
			};
			return fail(429, { errors, values: { email } });
		}
		afterwards(result.work);
		return { asked: email };
	}
};
