import * as v from 'valibot';
import { checkKinds, checkStatuses, regulatedActivities } from '../../rules/checks.ts';
import { enteredDay, enteredDayOrNone, enteredText } from '../../rules/form-fields.ts';
import { LONGEST_LIMITS, SHORTEST_LIMITS } from '../../rules/supervision-plan.ts';
import { LIMITS_LENGTH } from './plans.ts';

/** What somebody sends to record a check. */
export const checkForm = v.object({
	check_kind: v.picklist(checkKinds, 'Choose which check it is'),
	check_status: v.picklist(checkStatuses, 'Choose how it stands'),
	check_day: enteredDay('Enter the day, such as the day on which you saw it'),
	recheck_day: enteredDayOrNone('Enter a day, or leave it empty')
});

/** What somebody sends to decide on regulated activity. */
export const decisionForm = v.object({
	regulated_activity: v.picklist(regulatedActivities, 'Choose one of the answers')
});

/** What somebody sends to make a supervision plan. */
export const planForm = v.object({
	owner: v.pipe(v.string(), v.nonEmpty('Choose who supervises')),
	limits: v.pipe(
		enteredText(),
		v.minLength(SHORTEST_LIMITS, LIMITS_LENGTH),
		v.maxLength(LONGEST_LIMITS, LIMITS_LENGTH)
	),
	plan_from: enteredDay('Enter the first day'),
	plan_until: enteredDay('Enter the last day')
});

/** What somebody sends to close one. */
export const closeForm = v.object({ plan: v.string() });
