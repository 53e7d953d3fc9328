import { may } from '$lib/rules/permissions';
import { authorise } from '$lib/server/access';
import { contactWarnings } from '$lib/server/people/contact-list';
import { requirementList } from '$lib/server/requirements/requirement-list';
import { standardNews } from '$lib/server/requirements/standard-news';
import { newVersions } from '$lib/server/requirements/versions';
import type { PageServerLoad } from './$types';

const views = ['roles', 'items', 'table'] as const;

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_requirements');
	const { db, today } = event.locals;
	const { searchParams } = event.url;
	const [list, news, versions] = await Promise.all([
		requirementList(db, today),
		standardNews(db, today),
		newVersions(db, today)
	]);
	return {
		...list,
		today,
		view: views.find((view) => view === searchParams.get('by')) ?? 'roles',
		news: news.filter(({ wasEnded }) => !wasEnded).length,
		versions: versions.length,
		mayChange: may(access, 'manage_requirements'),
		warnings: may(access, 'manage_contacts') ? await contactWarnings(db, today) : null,
		isEnded: searchParams.has('ended')
	};
};
