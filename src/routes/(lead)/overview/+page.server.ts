import { momentInWords } from '$lib/rules/dates-in-words';
import { authorise } from '$lib/server/access';
import { overview } from '$lib/server/reports/overview';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(event, 'see_overview');
	const { db, now, today, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	return {
		figures: await overview(db, { today, timeZone }),
		organisation: organisation?.name ?? '',
		asAt: momentInWords(now, timeZone)
	};
};
