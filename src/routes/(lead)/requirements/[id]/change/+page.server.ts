import { fieldsFrom, termsFields, termsFrom } from '$lib/rules/requirement-terms';
import { authorise, notFound, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { changeRequirement } from '$lib/server/requirements/change-requirement';
import { requirementPage, termsInWords } from '$lib/server/requirements/requirement-list';
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { decide, makingOf, refuse, type Step } from '../../../decide';
import type { Actions, PageServerLoad } from './$types';

const Change = v.object(termsFields);
type Event = RequestEvent<{ id: string }>;

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_requirements');
	const { today } = event.locals;
	const { line, present, next } = await pageOf(event);
	return {
		id: event.params.id,
		today,
		line,
		values: fieldsFrom(present, today),
		planned: next.map(({ fromDay }) => fromDay)
	};
};

async function pageOf({ locals, params }: Event) {
	const page = await requirementPage(locals.db, params.id, locals.today);
	if (!page?.present) notFound();
	return { ...page, present: page.present };
}

async function change(event: Event, who: SignedIn, step: Step) {
	const { id } = event.params;
	const { present } = await pageOf(event);
	const form = await readForm(event.request, Change);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const read = termsFrom(values, event.locals.today, present);
	if (!read.ok) return refuse({ ...read.errors }, values);
	const { terms, fromDay } = read;
	const answer = await decide(event, who, {
		step,
		values,
		change: (tx) => changeRequirement(tx, { id, terms, fromDay }, makingOf(event, who)),
		done: (newId) => `/requirements/${newId}?saved`
	});
	return 'simulation' in answer ? { ...answer, terms: termsInWords(terms) } : answer;
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return change(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return change(event, who, 'save');
	}
};
