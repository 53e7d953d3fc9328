import { BOX_TITLES, readMarker } from './boxes.js';
import { nations } from '../nations.ts';

/**
 * What is wrong with the box that begins on a line, if one does.
 *
 * @param index the line, from 0
 * @param diagrams the names of the diagrams there are
 */
export function boxMessages(
	lines: readonly string[],
	index: number,
	diagrams: ReadonlySet<string>
): string[] {
	const line = String(lines[index]);
	const written = /\[!([^\]]*)\]/.exec(line)?.[0];
	if (written === undefined) return [];
	const marker = readMarker(written);
	if (!marker) {
		const names = Object.keys(BOX_TITLES)
			.map((name) => `[!${name}]`)
			.join(', ');
		return [
			`${written} is not a box we know: use one of ${names}, [!LAW england] or [!DIAGRAM name]`
		];
	}
	if (line.trimEnd() !== `> ${written}`) {
		return [`${written} must stand alone on a line that begins with "> "`];
	}
	if (lines[index + 1]?.trim() !== '>') return [`Put a line with only ">" after ${written}`];
	return aboutMessages(marker, lines[index + 2] ?? '', diagrams);
}

/** What is wrong with what a marker names, or with the first line of what it holds. */
function aboutMessages(
	{ name, about }: { name: string; about: string[] },
	first: string,
	diagrams: ReadonlySet<string>
): string[] {
	if (name === 'LAW') return lawMessages(about);
	if (name === 'DIAGRAM') return diagramMessages(about, first, diagrams);
	if (about.length > 0) return [`[!${name}] takes no further words: write [!${name}] alone`];
	if (name === 'CHECKLIST' && !/^>\s+(?:[-*+]|\d+[.)]) /.test(first)) {
		return ['[!CHECKLIST] holds a list: begin its first line with "> - "'];
	}
	return [];
}

function lawMessages(about: string[]): string[] {
	const known = nations.map(({ key }): string => key);
	const strangers = about.filter((one) => !known.includes(one));
	if (about.length === 0) return [`[!LAW] must say where it holds: add ${known.join(', ')}`];
	if (strangers.length > 0) {
		return [`"${strangers.join(' ')}" is no nation: write ${known.join(', ')}`];
	}
	if (new Set(about).size < about.length) return ['[!LAW] names a nation twice: take one out'];
	if (about.length === known.length) {
		return ['What is law in all four nations needs no [!LAW] box: write it as text'];
	}
	return [];
}

function diagramMessages(about: string[], first: string, diagrams: ReadonlySet<string>): string[] {
	const [name] = about;
	if (about.length !== 1 || name === undefined) {
		return ['[!DIAGRAM] takes the name of one diagram, like [!DIAGRAM four-areas]'];
	}
	if (!diagrams.has(name)) {
		return [`There is no diagrams/${name}.svg: draw it or correct the name`];
	}
	return /^>\s+\S/.test(first)
		? []
		: ['Put the diagram in words into its box: a short list that says the same'];
}
