import { fieldsFrom, termsFields, termsFrom } from '$lib/rules/requirement-terms';
import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { addRequirement } from '$lib/server/requirements/change-requirement';
import { requirementChoices } from '$lib/server/requirements/choices';
import { shownLine, termsInWords } from '$lib/server/requirements/requirement-list';
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { decide, makingOf, refuse, type Step } from '../../decide';
import type { Actions, PageServerLoad } from './$types';

const New = v.object({
	role: v.string(),
	item: v.string(),
	condition: v.string(),
	...termsFields
});

export const load: PageServerLoad = (event) => {
	authorise(event, 'manage_requirements');
	const { today } = event.locals;
	const { searchParams } = event.url;
	const usual = fieldsFrom(
		{
			...{ dueFrom: 'role', dueDays: 7, dueOn: null, gate: false, windowDays: 60 },
			renewal: { kind: 'months', months: 12 },
			...{ basisKind: 'organisation', basisText: '' }
		},
		today
	);
	const chosen = { role: searchParams.get('role') ?? '', item: searchParams.get('item') ?? '' };
	return { today, choices: requirementChoices(), values: { ...usual, ...chosen, condition: '' } };
};

async function add(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, New);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const { role, item, condition } = values;
	const read = termsFrom(values, event.locals.today);
	const missing = {
		...(role === '' && { role: 'Choose a role' }),
		...(item === '' && { item: 'Choose a module, an agreement or a certificate' })
	};
	if (!read.ok || 'role' in missing || 'item' in missing) {
		return refuse({ ...missing, ...(read.ok ? {} : read.errors) }, values);
	}
	const { terms, fromDay } = read;
	const line = { role, item, condition: condition || null, profile: null, nation: null };
	const answer = await decide(event, who, {
		step,
		values,
		change: (tx) => addRequirement(tx, { line, terms, fromDay }, makingOf(event, who)),
		done: (id) => `/requirements/${id}?saved`
	});
	if (!('simulation' in answer)) return answer;
	return { ...answer, line: shownLine(line), terms: termsInWords(terms) };
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return add(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return add(event, who, 'save');
	}
};
