import { may } from '$lib/rules/permissions';
import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { decidedVersions, decideVersion, newVersions } from '$lib/server/requirements/versions';
import { day } from '$lib/rules/content/fields';
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { decide, makingOf, refuse, type Step } from '../../decide';
import type { Actions, PageServerLoad } from './$types';

const Version = v.object({
	item: v.string(),
	version: v.string(),
	change: v.picklist(['minor', 'material'], 'Choose what follows from it'),
	mandatoryFrom: v.pipe(v.string(), v.trim())
});

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_requirements');
	const { db, today } = event.locals;
	const [undecided, decided] = await Promise.all([newVersions(db, today), decidedVersions(db)]);
	return {
		...{ today, undecided, decided },
		mayDecide: may(access, 'manage_requirements'),
		isSaved: event.url.searchParams.has('saved')
	};
};

async function choose(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, Version);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const { item, version, change, mandatoryFrom } = values;
	if (change === 'material' && !v.is(day, mandatoryFrom)) {
		return refuse({ mandatoryFrom: 'Enter the day by which the new version must be done' }, values);
	}
	const decision = change === 'material' ? { change, mandatoryFrom } : { change };
	return decide(event, who, {
		step,
		values,
		change: (tx) => decideVersion(tx, { item, version, decision }, makingOf(event, who)),
		done: () => '/requirements/versions?saved'
	});
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return choose(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return choose(event, who, 'save');
	}
};
