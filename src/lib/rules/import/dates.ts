import { monthNames } from '../dates-in-words.ts';
import { addDays, type Day } from '../day.ts';

/** A day that was read, or why it could not be: the end of a sentence that begins with the text. */
export type ReadDay = { day: Day; why: null } | { day: null; why: string };

const HOW = 'Write it like 03/09/2026 or 3 Sep 2026';

/** Excel counts days from here; what is smaller or larger is no date of a working life. */
const EXCEL_BEGINS = '1899-12-30';
const EXCEL_FIRST = 14_611; // 1 January 1940
const EXCEL_LAST = 73_050; // 31 December 2099
const FIRST_YEAR = 1940;
const LAST_YEAR = 2099;
/** Two digits up to this are of this century. */
const THIS_CENTURY = 60;

/** Days that mean "no end" in the exports of payroll systems. */
const NEVER =
	/^(31[/.-]12[/.-](2999|4712|9999)|(2999|4712|9999)-12-31|00[/.-]00[/.-]0000|0000-00-00)\b/;

/** Whether a leaving date says that there is none yet, as `31/12/9999` does. */
export function meansNever(text: string): boolean {
	return NEVER.test(text);
}

/**
 * Reads a day as it is written in the United Kingdom, the day before the month; never in American
 * order. Also reads ISO days, months in words and the serial numbers of Excel; a time of day behind
 * it is left out. Expects tidied text.
 */
export function readDay(text: string): ReadDay {
	const plain = text
		.toLowerCase()
		.replace(/[–—]/g, '-')
		.replace(/[t ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?z|[+-]\d{2}:?\d{2})?$/, '')
		.replace(/^(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*[ ,.]+(?=\d)/, '');
	const serial = /^(\d{5})(\.\d+)?$/.exec(plain)?.[1];
	if (serial !== undefined) return fromSerial(Number(serial));
	const iso = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})$/.exec(plain);
	if (iso) {
		const [, year = '', , month = '', date = ''] = iso;
		// Whoever writes the year first has the month in the middle too, so that needs no hint.
		return Number(month) > 12 ? wrong(`has no month ${month}. ${HOW}`) : checked(date, month, year);
	}
	const numbers = /^(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})$/.exec(plain);
	if (numbers) {
		const [, date = '', month = '', year = ''] = numbers;
		return checked(date, month, year);
	}
	const words = /^(\d{1,2})(?:st|nd|rd|th)?(?: of)?[-/. ,]*([a-z]{3,9})[-/. ,]*(\d{4}|\d{2})$/.exec(
		plain
	);
	if (words === null) return wrong(`is not a date that we can read. ${HOW}`);
	const [, date = '', name = '', year = ''] = words;
	const month = monthNames.findIndex((full) =>
		full.toLowerCase().startsWith(name.replace(/^sept$/, 'sep'))
	);
	return month < 0
		? wrong(`names no month that we know. ${HOW}`)
		: checked(date, String(month + 1), year);
}

function wrong(why: string): ReadDay {
	return { day: null, why };
}

function fromSerial(serial: number): ReadDay {
	if (serial < EXCEL_FIRST || serial > EXCEL_LAST) {
		return wrong(`is not a date that we can read. ${HOW}`);
	}
	return { day: addDays(EXCEL_BEGINS, serial), why: null };
}

/** A day, month and year as text; there is such a day, or the answer says why not. */
function checked(dateText: string, monthText: string, yearText: string): ReadDay {
	const date = Number(dateText);
	const month = Number(monthText);
	const year = fullYear(yearText);
	if (month < 1 || month > 12) {
		const hint = date <= 12 ? ': the day comes first, then the month' : '';
		return wrong(`has no month ${month}${hint}. ${HOW}`);
	}
	if (year < FIRST_YEAR || year > LAST_YEAR) return wrong(`has the year ${year}. ${HOW}`);
	const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
	if (date < 1 || date > last) {
		return wrong(`does not exist: ${monthNames[month - 1]} ${year} has ${last} days`);
	}
	return { day: [year, twoDigits(month), twoDigits(date)].join('-'), why: null };
}

const twoDigits = (n: number) => String(n).padStart(2, '0');

function fullYear(text: string): number {
	const year = Number(text);
	if (text.length === 4) return year;
	return year <= THIS_CENTURY ? 2000 + year : 1900 + year;
}
