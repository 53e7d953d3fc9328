import { resolve } from '$app/paths';
import { redirect } from '@sveltejs/kit';
import { may } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { wordsForNation } from '$lib/rules/content/module';
import { nationName } from '$lib/rules/nations';
import { findModule } from '$lib/server/catalogue';
import { certificateNumberOf } from '$lib/server/certificates/of-completion';
import { modulePage } from '$lib/server/learning/module-page';
import { renewEarly } from '$lib/server/learning/steps';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: personId, access } = authorise(event, 'learn');
	const { db, today, organisation } = event.locals;
	const page = await modulePage(db, { personId, slug: event.params.slug, today });
	if (page === null) notFound();
	const { restingOn, module } = page;
	const nation = organisation?.nation ?? '';
	const words = wordsForNation(module, nation);
	return {
		...page,
		mayManageContacts: may(access, 'manage_contacts'),
		forNation: words === null ? null : { name: nationName(nation), words },
		certificateNumber: restingOn && (await certificateNumberOf(db, restingOn.id))
	};
};

export const actions: Actions = {
	renew: async (event) => {
		const { id: personId } = authorise(event, 'learn');
		const { db, now, today } = event.locals;
		const { slug } = event.params;
		if (!findModule(slug)) notFound();
		await renewEarly(db, { personId, slug, now, today });
		redirect(303, resolve(`/modules/${slug}`));
	}
};
