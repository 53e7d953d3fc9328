import { may } from '$lib/rules/permissions';
import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { requirementChoices } from '$lib/server/requirements/choices';
import {
	endingRoleCondition,
	givingRoleCondition,
	roleConditions
} from '$lib/server/requirements/role-conditions';
import type { RequestEvent } from '@sveltejs/kit';
import { decide, makingOf, refuse, type Step } from '../../decide';
import { EndCondition, GiveCondition } from './forms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_requirements');
	const { db, today } = event.locals;
	return {
		today,
		roles: requirementChoices().roles,
		conditions: await roleConditions(db, today),
		mayChange: may(access, 'manage_requirements'),
		isSaved: event.url.searchParams.has('saved')
	};
};

const done = () => '/requirements/conditions?saved' as const;

async function give(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, GiveCondition);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const change = givingRoleCondition(values, makingOf(event, who));
	return decide(event, who, { step, values, change, done });
}

async function end(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, EndCondition);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const change = endingRoleCondition(values, makingOf(event, who));
	return decide(event, who, { step, values, change, done });
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return give(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return give(event, who, 'save');
	},
	checkEnd: (event) => {
		const who = authorise(event, 'manage_requirements');
		return end(event, who, 'check');
	},
	saveEnd: (event) => {
		const who = authorise(event, 'manage_requirements');
		return end(event, who, 'save');
	}
};
