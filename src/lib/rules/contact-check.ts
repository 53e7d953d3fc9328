import { daysBetween, type Day } from './day.ts';

/** Days after which a contact's details should be checked again: names and numbers change. */
export const CHECK_AFTER_DAYS = 90;

/** Whether a contact was last checked too long ago to be relied on without a word. */
export function needsChecking(checkedOn: Day, today: Day): boolean {
	return daysBetween(checkedOn, today) > CHECK_AFTER_DAYS;
}
