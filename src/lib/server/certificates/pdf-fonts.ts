import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as v from 'valibot';

export type Weight = 'regular' | 'bold';

/** A font with the characters that it can show; its files, or the names of standard PDF fonts. */
export type Face = { covers: (character: string) => boolean } & Record<Weight, string>;

/** The faces to choose from, the first that fits wins; embedded ones travel inside the PDF. */
export type Faces = { faces: readonly Face[]; embedded: boolean };

const PACKAGE = '@fontsource/noto-sans';
const require = createRequire(import.meta.url);

/**
 * Noto Sans (SIL Open Font License) comes in one file for each script, so a name may need several.
 * Where the package is not installed, the standard PDF fonts serve, which know Western European
 * letters only.
 */
function load(): Faces {
	const ranges = unicodeRanges();
	if (ranges === null) return { faces: [standard], embedded: false };
	const file = (script: string, weight: number) =>
		require.resolve(`${PACKAGE}/files/noto-sans-${script}-${weight}-normal.woff`);
	// The plain Latin file first: it is the smallest and has nearly every text to itself.
	const scripts = Object.entries(ranges).sort(([a], [b]) => rank(a) - rank(b));
	return {
		faces: scripts.map(([script, range]) => ({
			covers: coverage(range),
			regular: file(script, 400),
			bold: file(script, 700)
		})),
		embedded: true
	};
}

function unicodeRanges(): Record<string, string> | null {
	let path: string;
	try {
		path = require.resolve(`${PACKAGE}/unicode.json`);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return null;
		throw error;
	}
	return v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync(path, 'utf8')));
}

function rank(script: string): number {
	return ['latin', 'latin-ext'].indexOf(script) + 1 || 9;
}

/** Reads `U+0000-00FF,U+0131`. */
function coverage(range: string): (character: string) => boolean {
	const spans = range.split(',').map((span) => {
		const [from = '', to = from] = span.replace('U+', '').split('-');
		return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
	});
	return (character) => {
		const point = character.codePointAt(0) ?? 0;
		return spans.some(([from, to]) => point >= from && point <= to);
	};
}

/** What the encoding of the standard fonts (WinAnsi) has beyond Latin-1. */
const WIN_ANSI = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const standard: Face = {
	covers: (character) => /[\x20-\x7e\xa0-\xff]/.test(character) || WIN_ANSI.includes(character),
	regular: 'Helvetica',
	bold: 'Helvetica-Bold'
};

let loaded: Faces | undefined;

/** The faces for certificates, read once. */
export function certificateFaces(): Faces {
	return (loaded ??= load());
}

/** Letters that are no base letter with a mark, but have a usual plain spelling. */
const PLAIN: Record<string, string> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ħ: 'h', Ħ: 'H' };

/**
 * The text with letters that the faces can show: a letter that they do not have loses its accent.
 * Null when that is not enough, because a wrong name is worse than none.
 */
export function showable(text: string, { faces }: Faces): string | null {
	const covered = (character: string) => faces.some((face) => face.covers(character));
	let shown = '';
	for (const character of text.normalize('NFC')) {
		const plain = PLAIN[character] ?? character.normalize('NFD').replaceAll(/\p{M}/gu, '');
		if (covered(character)) shown += character;
		else if ([...plain].every(covered)) shown += plain;
		else return null;
	}
	return shown;
}
