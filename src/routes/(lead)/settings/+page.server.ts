import { nations } from '$lib/rules/nations';
import { authorise, type SignedIn } from '$lib/server/access';
import { modules, profiles } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import { refresherModules, setRefresher } from '$lib/server/learning/module-settings';
import { circumstancesOf } from '$lib/server/people/organisation';
import { changeSettings } from '$lib/server/requirements/settings';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { decide, makingOf, refuse, type Step } from '../decide';
import type { Actions, PageServerLoad } from './$types';

const Settings = v.object({
	nation: v.picklist(
		nations.map(({ key }) => key),
		'Choose where you mainly work'
	),
	profiles: v.array(v.string())
});

const Refreshers = v.object({ modules: v.array(v.string()) });

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_requirements');
	const { db } = event.locals;
	const [circumstances, refreshers] = await Promise.all([
		circumstancesOf(db),
		refresherModules(db)
	]);
	return {
		...circumstances,
		allProfiles: profiles(),
		modules: modules().map(({ slug, title }) => {
			return { slug, title, isRefreshed: refreshers.has(slug) };
		}),
		saved: ['changed', 'refreshers'].find((word) => event.url.searchParams.has(word)) ?? null
	};
};

async function change(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, Settings);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	return decide(event, who, {
		step,
		values,
		change: (tx) => changeSettings(tx, values, makingOf(event, who)),
		done: () => '/settings?changed'
	});
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return change(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return change(event, who, 'save');
	},
	refreshers: async (event) => {
		const who = authorise(event, 'manage_requirements');
		const form = await readForm(event.request, Refreshers);
		if (!form.ok) return refuse(form.errors, form.values);
		const { db, now } = event.locals;
		const chosen = new Set(form.value.modules);
		await db.transaction(async (tx) => {
			for (const { slug } of modules()) {
				const refresher = chosen.has(slug);
				await setRefresher(tx, { module: slug, refresher, actorId: who.id, now });
			}
		});
		redirect(303, '/settings?refreshers');
	}
};
