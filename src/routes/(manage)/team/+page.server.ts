import { momentInWords } from '$lib/rules/dates-in-words';
import { may } from '$lib/rules/permissions';
import { isTeamTile } from '$lib/rules/team-tiles';
import { authorise } from '$lib/server/access';
import { scopeOf, teamsManaged } from '$lib/server/people/scope';
import { teamReport } from '$lib/server/reports/team';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_team');
	const { db, now, today, organisation } = event.locals;
	const scope = await scopeOf(db, reader, today);
	const show = event.url.searchParams.get('show') ?? '';
	const [report, managed] = await Promise.all([
		teamReport(db, scope, today, {
			tile: isTeamTile(show) ? show : null,
			page: event.url.searchParams.get('page')
		}),
		scope.everybody ? [] : teamsManaged(db, reader.id, today)
	]);
	return {
		...report,
		/** The whole organisation, or the teams that the reader manages. */
		of: scope.everybody ? [organisation?.name ?? ''] : managed.map((team) => team.name),
		asAt: momentInWords(now, organisation?.timeZone ?? 'Europe/London'),
		mayConfirm: may(reader.access, 'confirm_induction'),
		mayRemind: reader.access !== 'auditor',
		home: event.url.origin
	};
};
