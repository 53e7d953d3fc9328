import type { Day } from '$lib/rules/day';
import { authorise, notFound } from '$lib/server/access';
import { findModule } from '$lib/server/catalogue';
import { certificateNumberOf } from '$lib/server/certificates/of-completion';
import type { Database } from '$lib/server/db/connect';
import { attemptResult } from '$lib/server/learning/result';
import { myTraining } from '$lib/server/requirements/my-training';
import { localContacts } from '$lib/server/people/contacts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id: personId } = authorise(event, 'learn');
	const { db, today, organisation } = event.locals;
	const { slug, attempt: attemptId } = event.params;
	if (!findModule(slug)) notFound();
	const local = await localContacts(db, personId, organisation?.name ?? '', today);
	const result = await attemptResult(db, { personId, slug, attemptId, local });
	if (result === null) notFound();
	const { completion, passed } = result;
	return {
		slug,
		result,
		certificateNumber: completion && (await certificateNumberOf(db, completion.id)),
		next: passed ? await nextDue(db, personId, today) : null
	};
};

/** What is due soonest after this, so that nobody has to look for it. */
async function nextDue(db: Database, personId: string, today: Day) {
	const { due, comingUp } = await myTraining(db, { id: personId }, today);
	const line = [...due, ...comingUp].find(({ href }) => href !== null);
	if (!line) return null;
	const { title, href, standing, day } = line;
	return { title, href, standing, day };
}
