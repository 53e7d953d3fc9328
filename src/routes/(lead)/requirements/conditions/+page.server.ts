import { addDays } from '$lib/rules/day';
import { may } from '$lib/rules/permissions';
import { isAhead, isOver, spanInWords } from '$lib/rules/span-changes';
import { authorise, type SignedIn } from '$lib/server/access';
import { conditions, roles } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import {
	conditionsOfRoles,
	endCondition,
	giveCondition,
	takeBackCondition
} from '$lib/server/people/conditions';
import { requirementList } from '$lib/server/requirements/requirement-list';
import type { RequestEvent } from '@sveltejs/kit';
import { decide, makingOf, refuse, type Step } from '../../decide';
import { EndCondition, GiveCondition } from './forms';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_requirements');
	const { db, today } = event.locals;
	const [held, { lines }] = await Promise.all([conditionsOfRoles(db), requirementList(db, today)]);
	const titles = new Map(roles().map(({ key, title }) => [key, title]));
	return {
		today,
		roles: roles().map(({ key, title }) => ({ value: key, text: title })),
		conditions: conditions().map((condition) => ({
			...condition,
			asked: lines
				.filter((line) => line.condition === condition.title)
				.map(({ roleTitle, title }) => `${roleTitle}: ${title}`),
			held: held
				.filter((line) => line.condition === condition.key && !isOver(line, today))
				.map((line) => ({
					...{ id: line.id, role: line.role },
					roleTitle: titles.get(line.role) ?? line.role,
					days: spanInWords(line, today),
					isAhead: isAhead(line, today)
				}))
		})),
		mayChange: may(access, 'manage_requirements'),
		isSaved: event.url.searchParams.has('saved')
	};
};

const done = () => '/requirements/conditions?saved' as const;

async function give(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, GiveCondition);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const { role, condition, fromDay } = values;
	if (fromDay < event.locals.today) {
		return refuse({ fromDay: 'Choose today or a later day' }, values);
	}
	const change = async (tx: Parameters<typeof giveCondition>[0]) => {
		const span = { condition, fromDay, toDay: null };
		const outcome = await giveCondition(tx, { role }, span, makingOf(event, who));
		return outcome.kind === 'saved' ? ({ kind: 'saved', fromDay } as const) : outcome;
	};
	return decide(event, who, { step, values, change, done });
}

async function end(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, EndCondition);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const { line: id, role, toDay } = values;
	const { today } = event.locals;
	if (toDay !== '' && toDay < today) {
		return refuse({ toDay: 'Choose today or a later day' }, values);
	}
	const change = async (tx: Parameters<typeof endCondition>[0]) => {
		const making = makingOf(event, who);
		// What has not begun is taken back as a whole, so its form asks for no day.
		const outcome =
			toDay === ''
				? await takeBackCondition(tx, { role }, id, making)
				: await endCondition(tx, { role }, { id, toDay }, making);
		if (outcome?.kind !== 'saved') return outcome;
		return { kind: 'saved', fromDay: toDay === '' ? today : addDays(toDay, 1) } as const;
	};
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
