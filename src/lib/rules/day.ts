import { Temporal } from 'temporal-polyfill';

/** A calendar day as `YYYY-MM-DD`, in the organisation's time zone. Days compare as text. */
export type Day = string;

/**
 * The calendar day on which a moment falls.
 * @param timeZone IANA name, e.g. `Europe/London`. Throws RangeError when it is unknown.
 */
export function dayOf(moment: Date, timeZone: string): Day {
	return Temporal.Instant.fromEpochMilliseconds(moment.getTime())
		.toZonedDateTimeISO(timeZone)
		.toPlainDate()
		.toString();
}

/** `days` later (or earlier, when negative). */
export function addDays(day: Day, days: number): Day {
	return Temporal.PlainDate.from(day).add({ days }).toString();
}

/**
 * `months` later (or earlier). A day that the month does not have becomes its last:
 * 31 January + 1 month is 28 or 29 February, 29 February + 12 months is 28 February.
 */
export function addMonths(day: Day, months: number): Day {
	return Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString();
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' })
		.days;
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
	return a < b ? a : b;
}

/** The later of two days. */
export function later(a: Day, b: Day): Day {
	return a > b ? a : b;
}
