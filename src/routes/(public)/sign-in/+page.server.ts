import { firstPage, safeNextPage } from '$lib/rules/next-page';
import { waitInWords } from '$lib/rules/throttle';
import { broughtToken, keepSession, notFound } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import {
	DEMONSTRATION_PASSWORD,
	demonstrationAccounts
} from '$lib/server/people/demonstration-accounts';
import { signIn } from '$lib/server/people/sign-in';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';

const SignIn = v.object({
	email: v.pipe(v.string(), v.trim(), v.nonEmpty('Enter your email address')),
	password: v.pipe(v.string(), v.nonEmpty('Enter your password'))
});
const Account = v.object({
	account: v.picklist(demonstrationAccounts.map(({ email }) => email))
});

export const load = ({ locals, url }) => {
	const next = safeNextPage(url.searchParams.get('next'));
	if (locals.person) redirect(303, next ?? firstPage(locals.person.access));
	return { next, accounts: locals.organisation?.isDemonstration ? demonstrationAccounts : null };
};

export const actions = {
	password: async (event) => {
		const form = await readForm(event.request, SignIn);
		if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
		return enter(event, form.value);
	},
	/** One press of a button in the demonstration; everything behind it is the ordinary way in. */
	demonstration: async (event) => {
		if (!event.locals.organisation?.isDemonstration) notFound();
		const form = await readForm(event.request, Account);
		if (!form.ok) notFound();
		return enter(event, { email: form.value.account, password: DEMONSTRATION_PASSWORD });
	}
};

async function enter(event: RequestEvent, given: { email: string; password: string }) {
	const { db, now, today } = event.locals;
	const address = event.getClientAddress();
	const brought = { address, now, today, broughtToken: broughtToken(event) };
	const result = await signIn(db, { ...given, ...brought });
	const values = { email: given.email };
	if (result.kind === 'refused') {
		const email = 'The email address or the password is not right. Check both and try again';
		return fail(400, { errors: { email }, values });
	}
	if (result.kind === 'wait') {
		event.setHeaders({ 'retry-after': String(result.seconds) });
		const wait = waitInWords(result.seconds);
		const email = `That did not work a few times in a row. Wait ${wait}, then try again`;
		return fail(429, { errors: { email }, values });
	}
	keepSession(event, result.token);
	redirect(303, safeNextPage(event.url.searchParams.get('next')) ?? firstPage(result.access));
}
