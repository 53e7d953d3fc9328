import { momentInWords } from '$lib/rules/dates-in-words';
import { may } from '$lib/rules/permissions';
import { authorise } from '$lib/server/access';
import { contactWarnings } from '$lib/server/people/contact-list';
import { lawFigures } from '$lib/server/law/register';
import { overview } from '$lib/server/reports/overview';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_overview');
	const { db, now, today, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	return {
		figures: await overview(db, { today, timeZone }),
		law: await lawFigures(db, today),
		organisation: organisation?.name ?? '',
		warnings: may(access, 'manage_contacts') ? await contactWarnings(db, today) : null,
		asAt: momentInWords(now, timeZone)
	};
};
