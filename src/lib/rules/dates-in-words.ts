import type { Day } from './day.ts';

/** The months from January on, in full. */
export const monthNames = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
] as const;

function parts(day: Day): { date: number; month: string; year: string } {
	const [year = '', month = '', date = ''] = day.split('-');
	return { date: Number(date), month: monthNames[Number(month) - 1] ?? month, year };
}

/** `2026-11-27` as `27 Nov 2026`. */
export function shortDay(day: Day): string {
	const { date, month, year } = parts(day);
	return `${date} ${month.slice(0, 3)} ${year}`;
}

/** `2026-11-27` as `27 November 2026`. */
export function longDay(day: Day): string {
	const { date, month, year } = parts(day);
	return `${date} ${month} ${year}`;
}

/** `2026-11` (or any day in it) as `November 2026`. */
export function monthInWords(day: Day): string {
	const { month, year } = parts(day);
	return `${month} ${year}`;
}

/** A moment as `27 November 2026, 14:05` in the given time zone (IANA name). */
export function momentInWords(moment: Date, timeZone: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		dateStyle: 'long',
		timeStyle: 'short',
		timeZone,
		hourCycle: 'h23'
	})
		.format(moment)
		.replace(' at ', ', ');
}
