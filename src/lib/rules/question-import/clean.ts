/**
 * The text of a file with one kind of line end, and a space for each sign that no text has: control
 * signs, halves of signs and Unicode's noncharacters, some of which stand for escapes later. Lines
 * stay where they are.
 */
export function cleanFile(text: string): string {
	return text
		.replace(/^\ufeff/, '')
		.replaceAll(/\r\n?/g, '\n')
		.replaceAll(/[\p{Cs}\p{Noncharacter_Code_Point}]|[^\P{Cc}\n\t]/gu, ' ');
}

/** Signs that show nothing and come along when a text is copied; some turn the order of letters. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Most texts have neither these nor other space than single ones, and need no new text. */
const UNTIDY = new RegExp(`[^\\S ]| {2}|${INVISIBLE.source}`);

/** Words on one line with one space between them. */
export function tidy(text: string): string {
	if (!UNTIDY.test(text)) return text.trim();
	return text.replaceAll(INVISIBLE, '').replaceAll(/\s+/g, ' ').trim();
}

/** The start of a text, to name it by. */
export function shortened(text: string, most = 50): string {
	const signs = [...text.slice(0, 4 * most)];
	return signs.length > most
		? `${signs
				.slice(0, most - 1)
				.join('')
				.trimEnd()}…`
		: text;
}
