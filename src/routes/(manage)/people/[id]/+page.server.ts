import { momentInWords } from '$lib/rules/dates-in-words';
import { may } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { scopeOf } from '$lib/server/people/scope';
import { personReport } from '$lib/server/reports/person';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_person');
	const { db, now, today, organisation } = event.locals;
	const scope = await scopeOf(db, reader, today);
	const report = await personReport(db, scope, event.params.id, today);
	if (report === null) notFound();
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	return {
		report,
		today,
		timeZone,
		asAt: momentInWords(now, timeZone),
		mayConfirm: may(reader.access, 'confirm_induction') && reader.id !== report.id
	};
};
