import * as v from 'valibot';
import { absenceKinds, lastDayAway } from '../../rules/absences.ts';
import { enteredDay, enteredDayOrNone } from '../../rules/form-fields.ts';

/** People think of the day on which they are back; what is kept is the last day away. */
const backOn = v.pipe(
	enteredDayOrNone('Enter the first day back, or leave it empty'),
	v.transform((day) => (day === null ? null : { day, lastDayAway: lastDayAway(day) }))
);

/** A new absence. */
export const absenceForm = v.object({
	kind: v.picklist(absenceKinds, 'Choose why they are away'),
	fromDay: enteredDay('Enter the first day away'),
	backOn
});

/** Another end of an absence, or the return of somebody who is away with no end known. */
export const returnForm = v.object({ absence: v.string(), backOn });

/** An absence to take out. */
export const removalForm = v.object({ absence: v.string() });
