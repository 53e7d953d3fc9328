import { resolve } from '$app/paths';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { WHAT_CHANGED } from '$lib/rules/content/module';
import { authorise, notFound } from '$lib/server/access';
import { findModule, renderLesson } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import { stepBar } from '$lib/server/learning/module-page';
import { choose, scenarioPage } from '$lib/server/learning/scenarios';
import { markStepDone } from '$lib/server/learning/steps';
import { whatChanged } from '$lib/server/learning/what-changed';
import { localContacts } from '$lib/server/people/contacts';
import type { Actions, PageServerLoad } from './$types';

/** Lessons and scenarios are documents and forms: they need no script at all. */
export const csr = false;

export const load: PageServerLoad = async (event) => {
	const { id: personId } = authorise(event, 'learn');
	const { db, today, organisation } = event.locals;
	const { slug, step } = event.params;
	const bar = await stepBar(db, { personId, slug, step, today });
	if (bar === null) noSuchStep(slug, step);
	const local = await localContacts(db, personId, organisation?.name ?? '', today);
	if (bar.step.kind === 'lesson') {
		const html = await renderLesson(slug, step, local, organisation?.nation ?? null);
		return { kind: 'lesson' as const, slug, bar, html };
	}
	if (bar.step.kind === 'changes') {
		const news = await whatChanged(db, { personId, slug, today, local });
		if (news === null) notFound();
		return { kind: 'changes' as const, slug, bar, news };
	}
	const scenario = await scenarioPage(db, { personId, slug, scenario: step, today, local });
	if (scenario === null) notFound();
	// After a choice the page tells what came of it, and only then goes on.
	const told = event.url.searchParams.has('after') && scenario.last !== null;
	return { kind: 'scenario' as const, slug, bar, scenario, told };
};

const chosen = v.object({
	decision: v.string(),
	choice: v.pipe(v.string(), v.nonEmpty('Choose what you would do'))
});

export const actions: Actions = {
	read: async (event) => {
		const { id: personId } = authorise(event, 'learn');
		const { db, now, today } = event.locals;
		const { slug, step } = event.params;
		const done = await markStepDone(db, { personId, slug, step, now, today });
		const bar = done && (await stepBar(db, { personId, slug, step, today }));
		if (!bar) noSuchStep(slug, step);
		redirect(303, resolve(`/modules/${slug}/${bar.next.name}`));
	},
	choose: async (event) => {
		const { id: personId } = authorise(event, 'learn');
		const { db, now, today } = event.locals;
		const { slug, step } = event.params;
		const form = await readForm(event.request, chosen);
		if (!form.ok) return fail(400, { errors: form.errors });
		const work = { personId, slug, scenario: step, now, today };
		const answer = await choose(db, { ...work, ...form.value });
		if (answer.ok || answer.reason === 'already_made') {
			redirect(303, resolve(`/modules/${slug}/${step}?after`));
		}
		if (answer.reason === 'no_scenario') notFound();
		if (answer.reason === 'not_offered') {
			return fail(400, { errors: { choice: 'Choose one of the answers on this page' } });
		}
		// They have gone on in another window: show them where they are.
		redirect(303, resolve(`/modules/${slug}/${step}`));
	}
};

/** What has changed is told only in a refresher; whoever is past it is led back to the module. */
function noSuchStep(slug: string, step: string): never {
	if (step === WHAT_CHANGED && findModule(slug)) redirect(303, resolve(`/modules/${slug}`));
	notFound();
}
