import { leadSentence } from '$lib/rules/my-training';
import { firstPage } from '$lib/rules/next-page';
import { may } from '$lib/rules/permissions';
import { authorise } from '$lib/server/access';
import { myTraining } from '$lib/server/requirements/my-training';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Everybody may come to `/`: who has nothing to learn is led on to their own first page. */
export const load: PageServerLoad = async (event) => {
	const person = authorise(event, 'use_platform');
	if (!may(person.access, 'learn')) redirect(303, firstPage(person.access));
	const { db, today, organisation } = event.locals;
	const training = await myTraining(db, person, today);
	const { due, comingUp, upToDate, induction } = training;
	return {
		...training,
		lead: leadSentence({
			name: person.name,
			organisation: organisation?.name ?? 'Safehands',
			inductionDay: induction && !induction.isNewRole ? induction.day : null,
			due: due.flatMap(({ day }) => day ?? []),
			nextDueOn: comingUp.find(({ standing }) => standing !== 'not_yet_open')?.day ?? null,
			asked: due.length + comingUp.length + upToDate.length > 0,
			today
		})
	};
};
