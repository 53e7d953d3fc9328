import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { day } from '$lib/rules/content/fields';
import { readForm } from '$lib/server/form';
import { endRequirement } from '$lib/server/requirements/change-requirement';
import { requirementPage } from '$lib/server/requirements/requirement-list';
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { decide, makingOf, refuse, type Step } from '../../../decide';
import type { Actions, PageServerLoad } from './$types';

const End = v.object({
	fromDay: v.pipe(
		v.string(),
		v.trim(),
		v.nonEmpty('Enter a day'),
		v.check((text) => v.is(day, text), 'Enter a day that is in the calendar')
	)
});

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_requirements');
	const { db, today } = event.locals;
	const page = await requirementPage(db, event.params.id, today);
	if (!page?.present) notFound();
	return { id: event.params.id, today, line: page.line };
};

async function end(event: RequestEvent<{ id: string }>, who: SignedIn, step: Step) {
	const { id } = event.params;
	const form = await readForm(event.request, End);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	return decide(event, who, {
		step,
		values,
		change: (tx) => endRequirement(tx, { id, ...values }, makingOf(event, who)),
		done: () => '/requirements?ended'
	});
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return end(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return end(event, who, 'save');
	}
};
