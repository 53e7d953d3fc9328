import * as v from 'valibot';
import { expect, it } from 'vitest';
import { enteredDay, enteredDayOrNone, enteredText } from './form-fields.ts';

it.each([
	[' 2028-02-29 ', '2028-02-29'],
	['2027-02-29', null],
	['29.2.2028', null],
	['', null]
])('%j is the day %s', (written, read) => {
	const parsed = v.safeParse(enteredDay('Enter the day'), written);
	expect(parsed.success ? parsed.output : null).toBe(read);
	if (read === null) expect(parsed.issues?.[0]?.message).toBe('Enter the day');
});

it.each([
	['2028-02-29', '2028-02-29'],
	['  ', null],
	['2027-02-29', 'refused'],
	['soon', 'refused']
])('%j, where no day is needed, is %s', (written, read) => {
	const parsed = v.safeParse(enteredDayOrNone('Enter a day, or leave it empty'), written);
	expect(parsed.success ? parsed.output : 'refused').toBe(read);
});

it('ends the lines of a text as they were typed', () => {
	expect(v.parse(enteredText(), ' one\r\ntwo\nthree ')).toBe('one\ntwo\nthree');
});
