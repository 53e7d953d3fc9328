import { isNarrowed, peopleFilterFrom, peopleQuery } from '$lib/rules/people-list';
import { teamOptions, teamTree } from '$lib/rules/team-tree';
import { authorise } from '$lib/server/access';
import { roles } from '$lib/server/catalogue';
import { managersGone } from '$lib/server/people/hand-over';
import { isAlone, peopleList } from '$lib/server/people/people-list';
import { openTeams } from '$lib/server/people/team-rows';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'manage_people');
	const { db, now, today } = event.locals;
	const { searchParams } = event.url;
	const filter = peopleFilterFrom(searchParams);
	const teams = await openTeams(db);
	const asked = searchParams.get('page');
	const list = await peopleList(db, filter, { teams, asked, now, today });
	return {
		...list,
		filter,
		query: peopleQuery(filter),
		isNarrowed: isNarrowed(filter),
		teams: teamOptions(teamTree(teams)),
		roles: roles().map(({ key, title }) => ({ value: key, text: title })),
		/** Whose people or teams nobody has taken over yet. */
		gone: await managersGone(db, today),
		/** The reader, when nobody else is recorded yet. */
		alone: list.page.total <= 1 && (await isAlone(db)) ? reader.id : null
	};
};
