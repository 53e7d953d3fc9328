import { momentInWords } from '$lib/rules/dates-in-words';
import { authorise, notFound } from '$lib/server/access';
import { scopeOf } from '$lib/server/people/scope';
import { trainingMatrix } from '$lib/server/reports/matrix';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_team');
	const { db, now, today, organisation } = event.locals;
	const { searchParams } = event.url;
	// PostgreSQL keeps no NUL in a text, and no name has one.
	const name = (searchParams.get('name') ?? '').replaceAll('\0', '').trim().slice(0, 100);
	const team = searchParams.get('team') || null;
	const scope = await scopeOf(db, reader, today);
	const page = searchParams.get('page');
	const matrix = await trainingMatrix(db, scope, today, { name, team, page });
	if (matrix === null) notFound();
	return {
		...matrix,
		name,
		team,
		asAt: momentInWords(now, organisation?.timeZone ?? 'Europe/London')
	};
};
