import { may } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { requirementPage } from '$lib/server/requirements/requirement-list';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_requirements');
	const { db, today } = event.locals;
	const page = await requirementPage(db, event.params.id, today);
	if (page === null) notFound();
	const { present, ...shown } = page;
	return {
		...shown,
		id: event.params.id,
		mayChange: present !== null && may(access, 'manage_requirements'),
		isSaved: event.url.searchParams.has('saved')
	};
};
