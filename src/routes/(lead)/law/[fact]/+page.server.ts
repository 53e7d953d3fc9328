import { momentInWords } from '$lib/rules/dates-in-words';
import { may } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { recordLawCheck } from '$lib/server/law/checks';
import { lawCheckForm } from '$lib/server/law/forms';
import { lawFactPage } from '$lib/server/law/register';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_law');
	const { db, today, organisation } = event.locals;
	const page = await lawFactPage(db, event.params.fact, today);
	if (page === null) notFound();
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	return {
		...page,
		checks: page.checks.map(({ recordedAt, ...check }) => ({
			...check,
			recorded: momentInWords(recordedAt, timeZone)
		})),
		today,
		mayCheck: may(access, 'check_law'),
		isSaved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	check: async (event) => {
		const { id: actorId } = authorise(event, 'check_law');
		const { db, now, today } = event.locals;
		const form = await readForm(event.request, lawCheckForm);
		if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
		const { outcome, checked_on: onDay, note } = form.value;
		const check = { fact: event.params.fact, outcome, onDay, note, actorId, now, today };
		const result = await recordLawCheck(db, check);
		if (result.kind === 'no_fact') notFound();
		if (result.kind === 'refused') {
			const errors: Record<string, string> = { [result.field]: result.message };
			return fail(400, { errors, values: { ...form.value } });
		}
		redirect(303, `/law/${event.params.fact}?saved`);
	}
};
