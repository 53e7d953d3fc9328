import { authorise } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { confirmContacts } from '$lib/server/people/contact-changes';
import { confirmForm } from '$lib/server/people/contact-forms';
import { contactList, formerContacts } from '$lib/server/people/contact-list';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const done = ['added', 'changed', 'ended'] as const;

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_contacts');
	const { db, today, organisation } = event.locals;
	const { searchParams } = event.url;
	const [list, former] = await Promise.all([contactList(db, today), formerContacts(db)]);
	return {
		...list,
		former,
		today,
		timeZone: organisation?.timeZone ?? 'Europe/London',
		checked: searchParams.has('checked') ? Number(searchParams.get('checked')) : null,
		saved: done.find((word) => searchParams.has(word)) ?? null
	};
};

export const actions: Actions = {
	confirm: async (event) => {
		const { id: actorId } = authorise(event, 'manage_contacts');
		const { db, now, today } = event.locals;
		const form = await readForm(event.request, confirmForm);
		const { post, one } = form.ok ? form.value : { post: [], one: '' };
		const ids = one === '' ? post : [one];
		if (ids.length === 0) {
			return fail(400, { errors: { confirm: 'Tick the contacts that are still right' } });
		}
		const checked = await db.transaction((tx) => confirmContacts(tx, ids, { actorId, now, today }));
		redirect(303, `/contacts/manage?checked=${checked}`);
	}
};
