import { authorise, notFound } from '$lib/server/access';
import { stepOf } from '$lib/server/imports/steps';
import { importOf } from '$lib/server/imports/stored';
import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Leads to the step at which the file is. */
export const GET: RequestHandler = async (event) => {
	authorise(event, 'manage_people');
	const { db } = event.locals;
	const file = await importOf(db, event.params.id);
	if (file === null) notFound();
	const { step } = await stepOf(db, file);
	const page = step === 'columns' || step === 'choices' || step === 'check' ? step : 'result';
	redirect(303, `/people/import/${file.id}/${page}`);
};
