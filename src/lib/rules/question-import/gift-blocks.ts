/** The lines of one question, as they stand in the file; comments are empty lines. */
export interface GiftBlock {
	/** Where it begins, from 1. */
	line: number;
	lines: string[];
	/** A blank line stands in its text, before the answers. */
	hasGap: boolean;
}

/** What escaped signs become while the others are read: noncharacters, which no file has. */
const ESCAPED: Readonly<Record<string, string>> = {
	'\\': '\ufdd0',
	':': '\ufdd1',
	'#': '\ufdd2',
	'=': '\ufdd3',
	'~': '\ufdd4',
	'{': '\ufdd5',
	'}': '\ufdd6',
	n: '\ufdd7'
};
const MEANT = new Map(
	Object.entries(ESCAPED).map(([sign, code]) => [code, sign === 'n' ? '\n' : sign])
);

/** Takes escaped signs out of the reading: what is left of `: # = ~ { }` rules the format. */
export function hideEscapes(text: string): string {
	return text.replaceAll(/\\([\\:#=~{}n])/g, (_, sign: string) => String(ESCAPED[sign]));
}

/** The signs that were meant by escapes. */
export function showEscapes(text: string): string {
	return text.replaceAll(/[\ufdd0-\ufdd7]/g, (code) => String(MEANT.get(code)));
}

/**
 * Cuts a GIFT file into its questions. Blank lines part them, but not within the answers nor after
 * a title without answers, where people put some all the same; categories and comments belong to
 * no question. A line that plainly
 * begins a question begins one even if the answers before it were never closed, so that one
 * forgotten bracket does not swallow the rest of the file.
 *
 * @param text cleaned, with escapes hidden
 */
export function giftBlocks(text: string): GiftBlock[] {
	const cut = new Cut();
	text.split('\n').forEach((line, at) => cut.take(line, at + 1));
	return cut.blocks;
}

class Cut {
	readonly blocks: GiftBlock[] = [];
	#block: GiftBlock | null = null;
	/** Between the brackets of the answers. */
	#isOpen = false;
	#wasClosed = false;
	#afterBlank = false;

	take(line: string, number: number): void {
		const words = line.trim();
		if (words.startsWith('//')) this.#comment();
		else if (words === '') this.#blank();
		else if (words.startsWith('$CATEGORY:')) this.#block = null;
		else this.#words(line, words, number);
	}

	#comment(): void {
		// Moodle writes one above each question, so a gap before it is an end.
		if (this.#afterBlank && !this.#isOpen) this.#block = null;
		this.#block?.lines.push('');
	}

	#blank(): void {
		if (!this.#isOpen && !this.#isTitleOnly()) this.#block = null;
		this.#block?.lines.push('');
		this.#afterBlank = true;
	}

	/** Whether there is a question with a title whose answers have not begun. */
	#isTitleOnly(): boolean {
		return !this.#wasClosed && /^\s*::/.test(this.#block?.lines[0] ?? '');
	}

	#words(line: string, words: string, number: number): void {
		if (this.#block === null || this.#begins(words)) {
			this.#block = { line: number, lines: [], hasGap: false };
			this.blocks.push(this.#block);
			this.#isOpen = false;
			this.#wasClosed = false;
		} else if (this.#afterBlank && !this.#isOpen) {
			this.#block.hasGap = true;
		}
		this.#block.lines.push(line);
		this.#afterBlank = false;
		for (const [bracket] of line.matchAll(/[{}]/g)) {
			this.#isOpen = bracket === '{';
			this.#wasClosed ||= bracket === '}';
		}
	}

	/** Whether a line begins another question, though no blank line or no bracket ended the last. */
	#begins(words: string): boolean {
		if (words.startsWith('::')) return this.#isOpen || this.#wasClosed || this.#afterBlank;
		return this.#isOpen && this.#afterBlank && /^[^{}]*\{/.test(words);
	}
}
