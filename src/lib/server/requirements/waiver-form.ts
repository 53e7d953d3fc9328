import * as v from 'valibot';
import { enteredDay, enteredText } from '../../rules/form-fields.ts';

/** A new waiver; the rules say what its reason and its last day may be. */
export const waiverForm = v.object({
	item: v.pipe(v.string(), v.nonEmpty('Choose what to waive')),
	reason: enteredText(),
	untilDay: enteredDay('Enter the last day of the waiver')
});

/** A waiver to take back. */
export const withdrawalForm = v.object({ waiver: v.string() });
