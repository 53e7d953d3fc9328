import * as v from 'valibot';
import { enteredDay, enteredText } from '../../rules/form-fields.ts';
import { lawOutcomes, LONGEST_NOTE } from '../../rules/law-checks.ts';

/** What somebody sends to record that they looked at a fact again. */
export const lawCheckForm = v.object({
	outcome: v.picklist(lawOutcomes, 'Choose what you found'),
	checked_on: enteredDay('Enter the day on which you looked'),
	note: v.pipe(enteredText(), v.maxLength(LONGEST_NOTE, `Write at most ${LONGEST_NOTE} characters`))
});
