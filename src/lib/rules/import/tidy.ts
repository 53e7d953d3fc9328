import * as v from 'valibot';

/** Every kind of space, line break and tab. */
const SPACES = /[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
/** What takes no room on a page: byte order marks, joiners, soft hyphens, controls. */
// eslint-disable-next-line no-control-regex -- they come in files, and PostgreSQL does not take all of them
const UNSEEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2060\ufeff\ufffe]/g;
/** What spreadsheets write where they mean that there is nothing. */
const NOTHING = /^(-+|–|—|n\/?a|#n\/a|nil|none|null)$/i;

/**
 * The text of a cell as it was meant: without stray spaces, with plain quotation marks and hyphens,
 * each letter written one way. `="00123"` is how some systems keep a spreadsheet from dropping the
 * zeros, and an apostrophe before `=`, `+`, `-` or `@` how they, and we, keep it from calculating.
 */
export function tidy(cell: string): string {
	const text = cell
		.normalize('NFC')
		.replace(UNSEEN, '')
		.replace(/[‘’‚‛′ʼ´`]/g, "'")
		.replace(/[“”„‟″]/g, '"')
		.replace(/[\u2010\u2011]/g, '-')
		.replace(SPACES, ' ')
		.trim();
	const kept = /^="(.*)"$/.exec(text)?.[1] ?? text;
	return kept.replace(/^'(?=[=+\-@])/, '').trim();
}

/** A text to compare by: what differs only in case or in the length of a dash is the same. */
export function keyOf(text: string): string {
	return tidy(text).replace(/[–—]/g, '-').toLocaleLowerCase('en-GB');
}

/** Whether a cell that is no name says that there is nothing: `n/a`, `-` and the like. */
export function saysNothing(text: string): boolean {
	return text === '' || NOTHING.test(text);
}

const emailAddress = v.pipe(v.string(), v.email(), v.maxLength(254));

/** The address in a cell, in lower case; null when there is none that could be right. */
export function readEmail(text: string): string | null {
	const inBrackets = /^[^<>]*<([^<>]*)>$/.exec(text)?.[1] ?? text;
	const address = inBrackets
		.replace(/^mailto:/i, '')
		.trim()
		.toLowerCase();
	return v.is(emailAddress, address) ? address : null;
}

/** Letters after a name that stand behind a comma and are no first name. */
const AFTER_A_NAME = /^(jr|sr|jnr|snr|i{2,3}|iv|[mock]be|phd|mba|ba|bsc|ma|msc|qts|pgce|frsa)\.?$/i;

/** A person's name as it is spoken: `Bello, Asha` is Asha Bello. */
export function readName(text: string): string {
	const [, surname, forenames] = /^([^,]+), ?([^,]+)$/.exec(text) ?? [];
	if (surname === undefined || forenames === undefined) return text;
	return AFTER_A_NAME.test(forenames) ? text : `${forenames.trim()} ${surname.trim()}`;
}

/** How people are addressed before their name. */
const TITLE = /^(mr|mrs|ms|miss|mx|dr|prof|rev|sir|dame)\.? (?=\S)/i;

/** A name to compare by: without case, without a title before it. */
export function nameKey(name: string): string {
	return keyOf(readName(tidy(name)).replace(TITLE, ''));
}

/** Whether two spellings of a name differ in nothing but that one is all capitals or has none. */
export function isSameName(recorded: string, written: string): boolean {
	if (recorded === written) return true;
	const isFlat = written === written.toUpperCase() || written === written.toLowerCase();
	return isFlat && keyOf(recorded) === keyOf(written);
}
