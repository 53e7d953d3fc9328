import { isClearanceStatus } from '$lib/rules/clearance-in-words';
import { momentInWords } from '$lib/rules/dates-in-words';
import { may } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { clearanceList } from '$lib/server/clearance/list';
import { scopeOf, teamsManaged } from '$lib/server/people/scope';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_clearance');
	const { db, now, today, organisation } = event.locals;
	const { searchParams } = event.url;
	// PostgreSQL keeps no NUL in a text, and no name has one.
	const name = (searchParams.get('name') ?? '').replaceAll('\0', '').trim().slice(0, 100);
	const team = searchParams.get('team') || null;
	const show = searchParams.get('show') ?? '';
	const status = isClearanceStatus(show) ? show : null;
	const scope = await scopeOf(db, reader, today);
	const reading = { today, seesChecks: may(reader.access, 'see_checks') };
	const [list, managed] = await Promise.all([
		clearanceList(db, scope, reading, { name, team, status, page: searchParams.get('page') }),
		scope.everybody ? [] : teamsManaged(db, reader.id, today)
	]);
	if (list === null) notFound();
	return {
		...list,
		...{ name, team, status },
		/** The whole organisation, or the teams that the reader manages. */
		of: scope.everybody ? [organisation?.name ?? ''] : managed.map((one) => one.name),
		asAt: momentInWords(now, organisation?.timeZone ?? 'Europe/London')
	};
};
