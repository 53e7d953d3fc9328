import { momentInWords } from '$lib/rules/dates-in-words';
import { may } from '$lib/rules/permissions';
import { personLinks } from '$lib/rules/person-links';
import { authorise, notFound } from '$lib/server/access';
import { scopeOf } from '$lib/server/people/scope';
import { personReport } from '$lib/server/reports/person';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const reader = authorise(event, 'see_person');
	const { db, now, today, organisation } = event.locals;
	const scope = await scopeOf(db, reader, today);
	const { access } = reader;
	const report = await personReport(db, { scope, access }, event.params.id, { today, now });
	if (report === null) notFound();
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	const isReader = reader.id === report.id;
	const hasLeft = report.leftOn !== null && report.leftOn < today;
	const hasInduction = report.induction !== null;
	const isLeaving = report.leftOn !== null;
	return {
		report,
		today,
		timeZone,
		hasLeft,
		asAt: momentInWords(now, timeZone),
		links: personLinks(access, { isReader, hasLeft, hasInduction, isLeaving }),
		/** Administrators find people in their own list, everybody else in the team. */
		cameFromPeople: may(access, 'manage_people'),
		mayConfirm: may(access, 'confirm_induction') && !isReader && !hasLeft
	};
};
