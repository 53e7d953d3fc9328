import * as v from 'valibot';
import { recordKinds, type RecordFacts } from '../../rules/entered-records.ts';
import { LARGEST_FILE_BYTES } from '../../rules/evidence-file.ts';
import { enteredDay, enteredDayOrNone, enteredText } from '../../rules/form-fields.ts';
import { itemTitle } from '../catalogue/index.ts';

/** What somebody sends to enter a record; a file that was not chosen comes as an empty one. */
export const recordForm = v.object({
	item: v.pipe(v.string(), v.nonEmpty('Choose what was completed')),
	kind: v.picklist(recordKinds, 'Choose what kind of evidence it is'),
	title: v.pipe(v.string(), v.trim()),
	provider: v.pipe(v.string(), v.trim()),
	completedOn: enteredDay('Enter the day on which it was completed'),
	statedUntil: enteredDayOrNone('Enter the last day, or leave it empty'),
	version: v.string(),
	note: enteredText(),
	file: v.union([v.instance(File), v.literal('')], 'Choose a file')
});

/** Why a record is withdrawn; the rules say how long it may be. */
export const recordWithdrawalForm = v.object({ reason: enteredText() });

/** The facts of a posted record. Without a title of its own it has that of the item. */
export function factsFrom(posted: v.InferOutput<typeof recordForm>): RecordFacts {
	const { item, kind, title, provider, completedOn, statedUntil, version, note } = posted;
	const isFromElsewhere = kind === 'external_certificate' || kind === 'other_organisation';
	return {
		...{ item, kind, completedOn, statedUntil },
		title: title || itemTitle(item),
		provider: isFromElsewhere || provider !== '' ? provider : null,
		note: note || null,
		version: item.startsWith('agreement:') && version !== '' ? version : null
	};
}

/**
 * The chosen file with its bytes; null when none was chosen. Of one that is too large only the
 * beginning is read: enough to see that it is.
 */
export async function fileFrom(
	file: File | ''
): Promise<{ name: string; bytes: Uint8Array } | null> {
	if (file === '' || (file.size === 0 && file.name === '')) return null;
	const read = await file.slice(0, LARGEST_FILE_BYTES + 1).arrayBuffer();
	return { name: file.name, bytes: new Uint8Array(read) };
}
