import type { Face, Weight } from './pdf-fonts.ts';

export type Style = { size: number; weight: Weight; colour: string };
type Run = { text: string; font: string; width: number };
export type Line = { runs: Run[]; width: number };
/** Where a line stands: `x` is the left edge of `width`, `y` the baseline; in points. */
export type Place = { x: number; y: number; width: number; align: 'left' | 'center' };

/** Lines stand 1.35 sizes apart. */
export const LEADING = 1.35;

/**
 * Sets text line by line, choosing the font of each character. PDFKit's own paragraphs know one
 * font at a time, and a name may need the letters of two.
 */
export class TextSetter {
	readonly #doc: PDFKit.PDFDocument;
	readonly #faces: readonly Face[];

	constructor(doc: PDFKit.PDFDocument, faces: readonly Face[]) {
		this.#doc = doc;
		this.#faces = faces;
	}

	/** The text broken into lines of at most `width` points; a word that is too long is cut. */
	lines(text: string, style: Style, width: number): Line[] {
		const lines: Line[] = [];
		let current = '';
		for (const word of text.split(/\s+/).flatMap((long) => this.#cut(long, style, width))) {
			const longer = current === '' ? word : `${current} ${word}`;
			if (current !== '' && this.#measure(longer, style).width > width) {
				// The space stays at the end of the line, so that who copies the text keeps the words apart.
				lines.push(this.#measure(`${current} `, style));
				current = word;
			} else {
				current = longer;
			}
		}
		return [...lines, this.#measure(current, style)];
	}

	/** Draws the lines from a baseline downwards and answers the baseline that comes next. */
	draw(lines: readonly Line[], style: Style, { x, y, width, align }: Place): number {
		let baseline = y;
		for (const line of lines) {
			let at = align === 'center' ? x + (width - line.width) / 2 : x;
			for (const { font, text, width: runWidth } of line.runs) {
				this.#doc.font(font, style.size).fillColor(style.colour);
				this.#doc.text(text, at, baseline, { lineBreak: false, baseline: 'alphabetic' });
				at += runWidth;
			}
			baseline += style.size * LEADING;
		}
		return baseline;
	}

	/** The largest of the sizes at which the text needs no more than `most` lines, else the last. */
	fit(text: string, style: Style, width: number, most: number, sizes: readonly number[]): Style {
		const fits = sizes.find((size) => this.lines(text, { ...style, size }, width).length <= most);
		return { ...style, size: fits ?? sizes.at(-1) ?? style.size };
	}

	#cut(word: string, style: Style, width: number): string[] {
		if (this.#measure(word, style).width <= width) return [word];
		const pieces: string[] = [];
		let piece = '';
		for (const character of word) {
			if (piece !== '' && this.#measure(piece + character, style).width > width) {
				pieces.push(piece);
				piece = '';
			}
			piece += character;
		}
		return [...pieces, piece];
	}

	#measure(text: string, { size, weight }: Style): Line {
		const runs = this.#runs(text, weight).map(({ text: part, font }) => ({
			text: part,
			font,
			width: this.#doc.font(font, size).widthOfString(part)
		}));
		return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) };
	}

	#runs(text: string, weight: Weight): { text: string; font: string }[] {
		const runs: { text: string; font: string }[] = [];
		for (const character of text) {
			const last = runs.at(-1);
			const face = this.#faces.find((one) => one.covers(character)) ?? this.#faces[0];
			const font = face?.[weight] ?? 'Helvetica';
			if (last?.font === font) last.text += character;
			else runs.push({ text: character, font });
		}
		return runs;
	}
}
