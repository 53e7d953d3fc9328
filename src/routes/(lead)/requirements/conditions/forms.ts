import { day } from '$lib/rules/content/fields';
import * as v from 'valibot';

const realDay = v.check((text: string) => v.is(day, text), 'Enter a day that is in the calendar');

/** That a condition holds for everybody with a role, from a day on. */
export const GiveCondition = v.object({
	role: v.pipe(v.string(), v.nonEmpty('Choose a role')),
	condition: v.pipe(v.string(), v.nonEmpty('Choose what holds')),
	fromDay: v.pipe(v.string(), v.trim(), v.nonEmpty('Enter a day'), realDay)
});

/** The last day on which it holds; empty to take back what has not begun. */
export const EndCondition = v.object({
	line: v.pipe(v.string(), v.uuid()),
	role: v.string(),
	toDay: v.union([v.literal(''), v.pipe(v.string(), v.trim(), realDay)], 'Enter a day')
});
