import * as v from 'valibot';
import { checkKinds, checkStatuses, regulatedActivities } from '../../rules/checks.ts';
import { day } from '../../rules/content/fields.ts';
import { LONGEST_LIMITS, SHORTEST_LIMITS } from '../../rules/supervision-plan.ts';
import { LIMITS_LENGTH } from './plans.ts';

const dayField = (message: string) =>
	v.pipe(
		v.string(),
		v.trim(),
		v.check((written) => v.is(day, written), message)
	);

/** What somebody sends to record a check. */
export const checkForm = v.object({
	check_kind: v.picklist(checkKinds, 'Choose which check it is'),
	check_status: v.picklist(checkStatuses, 'Choose how it stands'),
	check_day: dayField('Enter the day, such as the day on which you saw it'),
	recheck_day: v.pipe(
		v.string(),
		v.trim(),
		v.check((written) => written === '' || v.is(day, written), 'Enter a day, or leave it empty'),
		v.transform((written) => (written === '' ? null : written))
	)
});

/** What somebody sends to decide on regulated activity. */
export const decisionForm = v.object({
	regulated_activity: v.picklist(regulatedActivities, 'Choose one of the answers')
});

/** What somebody sends to make a supervision plan. */
export const planForm = v.object({
	owner: v.pipe(v.string(), v.nonEmpty('Choose who supervises')),
	limits: v.pipe(
		v.string(),
		v.trim(),
		// Browsers send two characters for a line's end, which nobody typed.
		v.transform((text) => text.replaceAll('\r\n', '\n')),
		v.minLength(SHORTEST_LIMITS, LIMITS_LENGTH),
		v.maxLength(LONGEST_LIMITS, LIMITS_LENGTH)
	),
	plan_from: dayField('Enter the first day'),
	plan_until: dayField('Enter the last day')
});

/** What somebody sends to close one. */
export const closeForm = v.object({ plan: v.string() });
