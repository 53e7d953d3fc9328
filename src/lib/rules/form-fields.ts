import * as v from 'valibot';
import { day } from './content/fields.ts';

/** A day as a field of a form gives it; `message` is said when there is none or it does not exist. */
export function enteredDay(message: string) {
	return v.pipe(
		v.string(),
		v.trim(),
		v.check((written) => v.is(day, written), message)
	);
}

/** The same for a field that may stay empty: null then. */
export function enteredDayOrNone(message: string) {
	return v.pipe(
		v.string(),
		v.trim(),
		v.check((written) => written === '' || v.is(day, written), message),
		v.transform((written) => (written === '' ? null : written))
	);
}

/** A text of several lines: browsers send two characters for a line's end, which nobody typed. */
export function enteredText() {
	return v.pipe(
		v.string(),
		v.trim(),
		v.transform((text) => text.replaceAll('\r\n', '\n'))
	);
}
