import { momentInWords } from '$lib/rules/dates-in-words';
import { howMany } from '$lib/rules/how-many';
import { pageOf } from '$lib/rules/paging';
import { authorise, notFound } from '$lib/server/access';
import { qrPath } from '$lib/server/certificates/qr';
import { readForm } from '$lib/server/form';
import { enqueueJob } from '$lib/server/jobs/jobs';
import { delivery } from '$lib/server/mail/delivery';
import { linkAddress } from '$lib/server/people/invitations';
import { makeLinksFor } from '$lib/server/people/invite';
import { countWithoutEmail, peopleWithoutAccount } from '$lib/server/people/without-account';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';
import { narrowedBy, queryOf } from './narrowed';

const PER_PAGE = 50;
/** So many links fit on one page that a browser still likes to print. */
const MOST_LETTERS = 200;

const Chosen = v.object({
	whom: v.picklist(['ticked', 'all'], 'Choose whom to invite'),
	person: v.array(v.string())
});

/** Everybody whom the address of the page asks for. */
async function listed({ locals, url }: RequestEvent) {
	const { db, now, today } = locals;
	const people = await peopleWithoutAccount(db, narrowedBy(url.searchParams), { now, today });
	if (people === null) notFound();
	return people;
}

/** Those of them who have been chosen, or what is wrong with the choice. */
async function chosen(event: RequestEvent) {
	const people = await listed(event);
	const form = await readForm(event.request, Chosen);
	if (!form.ok) return form;
	const { whom, person } = form.value;
	const ticked = new Set(person);
	const some = whom === 'all' ? people : people.filter(({ id }) => ticked.has(id));
	if (some.length > 0) return { ok: true as const, values: form.value, people: some };
	const errors = { whom: 'Tick at least one person in the list' };
	return { ok: false as const, errors, values: form.value };
}

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const people = await listed(event);
	const { locals, url } = event;
	const page = pageOf(url.searchParams.get('page'), people.length, PER_PAGE);
	const narrowed = narrowedBy(url.searchParams);
	const { mailer, origin } = delivery();
	return {
		people: people.slice(page.offset, page.offset + page.perPage),
		page,
		narrowed,
		query: queryOf(narrowed),
		withoutEmail: await countWithoutEmail(locals.db, locals.today),
		timeZone: locals.organisation?.timeZone ?? 'Europe/London',
		organisation: locals.organisation?.name ?? '',
		sendsMail: mailer !== null,
		elsewhere: origin === url.origin ? null : origin
	};
};

export const actions: Actions = {
	check: async (event) => {
		authorise(event, 'manage_people');
		if (delivery().mailer === null) notFound();
		const choice = await chosen(event);
		if (!choice.ok) return fail(400, { errors: choice.errors, values: choice.values });
		const { people, values } = choice;
		const { whom } = values;
		const ids = whom === 'all' ? [] : people.map(({ id }) => id);
		const again = people.filter(({ state }) => state === 'invited').length;
		return { check: { whom, ids, people: people.length, again } };
	},
	send: async (event) => {
		const { id: createdBy } = authorise(event, 'manage_people');
		if (delivery().mailer === null) notFound();
		const choice = await chosen(event);
		if (!choice.ok) return fail(400, { errors: choice.errors, values: choice.values });
		const { db, now } = event.locals;
		const data = { personIds: choice.people.map(({ id }) => id) };
		const job = await enqueueJob(db, { kind: 'invitations', data, createdBy, now });
		redirect(303, `/jobs/${job}`);
	},
	letters: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		const choice = await chosen(event);
		if (!choice.ok) return fail(400, { errors: choice.errors, values: choice.values });
		const { people, values } = choice;
		if (people.length > MOST_LETTERS) {
			const whom = `These are ${howMany(people.length, 'letter', 'letters')}. Choose at most ${MOST_LETTERS} at a time`;
			return fail(400, { errors: { whom }, values });
		}
		const { db, now, today, organisation } = event.locals;
		const ids = people.map(({ id }) => id);
		const { made } = await makeLinksFor(db, ids, { actorId, now, today });
		const order = new Map(ids.map((id, index) => [id, index]));
		const place = (id: string) => order.get(id) ?? 0;
		return {
			letters: made
				.sort((a, b) => place(a.personId) - place(b.personId))
				.map(({ personId, name, email, token, expiresAt }) => {
					const address = linkAddress(delivery().origin, token);
					const until = momentInWords(expiresAt, organisation?.timeZone ?? 'Europe/London');
					return { personId, name, email, address, qr: qrPath(address), until };
				})
		};
	}
};
