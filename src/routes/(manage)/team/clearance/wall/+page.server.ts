import { momentInWords } from '$lib/rules/dates-in-words';
import { authorise, notFound } from '$lib/server/access';
import { clearanceWall } from '$lib/server/clearance/list';
import { scopeOf, teamsManaged } from '$lib/server/people/scope';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_clearance');
	const { db, now, today, organisation } = event.locals;
	const scope = await scopeOf(db, reader, today);
	const [wall, managed] = await Promise.all([
		clearanceWall(db, scope, today, event.url.searchParams.get('team') || null),
		scope.everybody ? [] : teamsManaged(db, reader.id, today)
	]);
	if (wall === null) notFound();
	const whole = scope.everybody
		? (organisation?.name ?? '')
		: managed.map((t) => t.name).join(', ');
	return {
		...wall,
		asked: event.url.searchParams.get('team') ?? '',
		of: wall.team ?? whole,
		today,
		printedAt: momentInWords(now, organisation?.timeZone ?? 'Europe/London')
	};
};
