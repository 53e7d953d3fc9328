import { randomInt } from 'node:crypto';
import { resolve } from '$app/paths';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { authorise, notFound } from '$lib/server/access';
import { findModule } from '$lib/server/catalogue';
import { readForm } from '$lib/server/form';
import { saveAnswer, startAttempt } from '$lib/server/learning/attempts';
import { checkPage, questionPage, quizIntro } from '$lib/server/learning/quiz-page';
import { submitAttempt } from '$lib/server/learning/submission';
import { localContacts } from '$lib/server/people/contacts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
	const { personId, slug, today } = workOf(event);
	const { db, organisation } = event.locals;
	const local = await localContacts(db, personId, organisation?.name ?? '', today);
	const reader = { personId, slug, today, local };
	const intro = await quizIntro(db, { personId, slug, today });
	const frame = { slug, title: intro.title };
	const number = event.url.searchParams.get('q');
	if (number !== null) {
		const question = await questionPage(db, { ...reader, number: Number(number) });
		if (question === null) redirect(303, quizAddress(slug));
		return { ...frame, mode: 'question' as const, question, toCheck: comesFromCheck(event) };
	}
	if (event.url.searchParams.has('check')) {
		const check = await checkPage(db, reader);
		if (check === null) redirect(303, quizAddress(slug));
		return { ...frame, mode: 'check' as const, check };
	}
	return { ...frame, mode: 'intro' as const, intro };
};

const answerForm = v.object({
	attempt: v.string(),
	question: v.string(),
	option: v.array(v.string()),
	go: v.optional(v.picklist(['next', 'back', 'skip']), 'next')
});
const submitForm = v.object({ attempt: v.string() });

export const actions: Actions = {
	start: async (event) => {
		const work = workOf(event);
		const random = (max: number) => randomInt(max);
		const answer = await startAttempt(event.locals.db, { ...work, random });
		redirect(303, answer.ok ? quizAddress(work.slug, 'q=1') : resolve(`/modules/${work.slug}`));
	},
	answer: async (event) => {
		const work = workOf(event);
		const form = await readForm(event.request, answerForm);
		if (!form.ok) return fail(400, { errors: form.errors });
		const { attempt, question, option: options, go } = form.value;
		if (go !== 'skip') {
			const given = { ...work, attemptId: attempt, question, options };
			const saved = await saveAnswer(event.locals.db, given);
			const reason = saved.ok ? null : saved.reason;
			if (reason === 'submitted') redirect(303, resultAddress(work.slug, attempt));
			if (reason === 'outdated' || reason === 'no_attempt') redirect(303, quizAddress(work.slug));
			// Going back without an answer is no mistake.
			if (reason !== null && !(go === 'back' && reason === 'nothing_chosen')) {
				return fail(400, { errors: { option: messages[reason] } });
			}
		}
		redirect(303, await placeAfter(event, go));
	},
	/** Saves while the person is still on the question; the page's script calls it. */
	save: async (event) => {
		const work = workOf(event);
		const form = await readForm(event.request, answerForm);
		if (!form.ok) return fail(400, { errors: form.errors });
		const { attempt, question, option: options } = form.value;
		const given = { ...work, attemptId: attempt, question, options };
		const saved = await saveAnswer(event.locals.db, given);
		return saved.ok ? { saved: true } : fail(409, { errors: { option: 'Not saved' } });
	},
	submit: async (event) => {
		const work = workOf(event);
		const form = await readForm(event.request, submitForm);
		if (!form.ok) return fail(400, { errors: form.errors });
		const attemptId = form.value.attempt;
		const answer = await submitAttempt(event.locals.db, { ...work, attemptId });
		redirect(303, answer.ok ? resultAddress(work.slug, attemptId) : quizAddress(work.slug));
	}
};

const messages = {
	nothing_chosen: 'Choose an answer, or skip the question for now',
	too_many: 'Choose one answer',
	not_offered: 'Choose one of the answers on this page'
};

/** Who works on which module; 404 when there is no such module. */
function workOf(event: RequestEvent) {
	const { id: personId } = authorise(event, 'learn');
	const { slug } = event.params;
	if (!findModule(slug)) notFound();
	const { now, today } = event.locals;
	return { personId, slug, now, today };
}

function comesFromCheck(event: RequestEvent): boolean {
	return event.url.searchParams.get('from') === 'check';
}

function quizAddress(slug: string, query?: `q=${number}` | 'check') {
	return query ? resolve(`/modules/${slug}/quiz?${query}`) : resolve(`/modules/${slug}/quiz`);
}

function resultAddress(slug: string, attemptId: string) {
	return resolve(`/modules/${slug}/quiz/result/${attemptId}`);
}

/** The page after a question: the next or the last one, or the answers to be looked over. */
async function placeAfter(event: RequestEvent, go: 'next' | 'back' | 'skip'): Promise<string> {
	const { slug } = event.params;
	const number = Number(event.url.searchParams.get('q'));
	if (comesFromCheck(event)) return quizAddress(slug, 'check');
	if (go === 'back') return number > 1 ? quizAddress(slug, `q=${number - 1}`) : quizAddress(slug);
	const total = (await quizIntro(event.locals.db, workOf(event))).open?.total ?? 0;
	return number < total ? quizAddress(slug, `q=${number + 1}`) : quizAddress(slug, 'check');
}
