import { authorise, type SignedIn } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { shownLine, termsInWords } from '$lib/server/requirements/requirement-list';
import { standardTerms } from '$lib/server/requirements/standard';
import { adoptStandard, standardNews } from '$lib/server/requirements/standard-news';
import type { RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { decide, makingOf, refuse, type Step } from '../../decide';
import type { Actions, PageServerLoad } from './$types';

const Chosen = v.object({
	keys: v.pipe(v.array(v.string()), v.minLength(1, 'Choose at least one'))
});

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_requirements');
	const { db, today } = event.locals;
	const news = await standardNews(db, today);
	return {
		news: news.map(({ key, standard, wasEnded }) => ({
			...{ key, wasEnded },
			line: shownLine(standard),
			terms: termsInWords(standardTerms(standard))
		})),
		isSaved: event.url.searchParams.has('saved')
	};
};

async function adopt(event: RequestEvent, who: SignedIn, step: Step) {
	const form = await readForm(event.request, Chosen);
	if (!form.ok) return refuse(form.errors, form.values);
	const { value: values } = form;
	const fromDay = event.locals.today;
	return decide(event, who, {
		step,
		values,
		change: (tx) => adoptStandard(tx, { ...values, fromDay }, makingOf(event, who)),
		done: () => '/requirements/standard?saved'
	});
}

export const actions: Actions = {
	check: (event) => {
		const who = authorise(event, 'manage_requirements');
		return adopt(event, who, 'check');
	},
	save: (event) => {
		const who = authorise(event, 'manage_requirements');
		return adopt(event, who, 'save');
	}
};
