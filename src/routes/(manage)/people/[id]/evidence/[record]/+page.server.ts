import { dayOf } from '$lib/rules/day';
import { may } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { recordFor } from '$lib/server/learning/record-pages';
import { namesOf } from '$lib/server/people/names';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	// Whose records they may read is decided below, person by person.
	const who = authorise(event, 'see_records');
	const { db, today, organisation } = event.locals;
	const { id: personId, record: recordId } = event.params;
	const record = await recordFor(db, who, { personId, recordId, today });
	if (record === null) notFound();
	return {
		record,
		personName: (await namesOf(db, [personId])).get(personId) ?? '',
		checkedOn: dayOf(record.checkedAt, organisation?.timeZone ?? 'UTC'),
		isOwn: who.id === personId,
		maySeePerson: may(who.access, 'see_person'),
		mayEnterMore: may(who.access, 'enter_evidence') && who.id !== personId,
		hasRunOut: record.validUntil !== null && record.validUntil < today,
		mayWithdraw:
			record.withdrawal === null && may(who.access, 'withdraw_evidence') && who.id !== personId,
		timeZone: organisation?.timeZone ?? 'UTC',
		withdrawn: event.url.searchParams.has('withdrawn'),
		entered: event.url.searchParams.has('entered')
	};
};
