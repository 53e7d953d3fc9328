import { htmlWords, plainWords, type Words } from './html-words.ts';

/** How a text of a question is written. */
export type TextFormat = 'html' | 'moodle' | 'plain' | 'markdown';

/** A text as it stands in the file. */
export interface RawText {
	text: string;
	format: TextFormat;
	/** Where it begins, from 1. */
	line: number;
}

/** The plain words of a text of any format on one line, or why it cannot be put into words. */
export function wordsOf({ text, format }: RawText): Words {
	if (format === 'plain') return plainWords(text);
	if (/\$\$|\\\(|\\\[/.test(text)) {
		return { kind: 'refused', reason: 'it has a formula, and questions here are plain words' };
	}
	if (format !== 'markdown') return htmlWords(text);
	if (/!\[|\]\(|\]\[/.test(text)) {
		const reason = 'it has a link or a picture, and questions here are plain words';
		return { kind: 'refused', reason };
	}
	return htmlWords(withoutMarkdown(text));
}

/** Emphasis, headings and list signs of Markdown taken away; a list becomes one of HTML. */
function withoutMarkdown(text: string): string {
	return (
		text
			.replaceAll(/^ {0,3}#{1,6} /gm, '')
			.replaceAll(/^ {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]/gm, '<li>')
			.replaceAll(/^[ \t]*\n/gm, '<p>')
			.replaceAll(/`+|(?<!\s)\*+|\*+(?!\s)/g, '')
			// The blank of a missing word, "_____", stays.
			.replaceAll(/(?<!\w)_{1,2}(?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}])_{1,2}(?!\w)/gu, '')
	);
}
