import type { Path, Problem } from './problem.ts';

/** The highest Flesch-Kincaid grade a lesson may have. */
export const HIGHEST_GRADE = 9;

/** Words a person reads in a minute, with time to think. */
export const WORDS_A_MINUTE = 180;

/** How hard a text is, and how long. */
export interface Reading {
	words: number;
	sentences: number;
	/** Flesch-Kincaid grade: 9 is about age 14. */
	grade: number;
}

/**
 * Measures a Markdown text. Headings and box markers are left out; each list entry is a sentence
 * of its own; a contact counts as one short name.
 */
export function reading(markdown: string): Reading {
	const sentences = blocks(markdown)
		.flatMap((block) => block.split(/(?<=[.!?]["'”’)*_]*)\s+/))
		.map(wordsOf)
		.filter((words) => words.length > 0);
	const words = sentences.flat();
	const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
	if (words.length === 0) return { words: 0, sentences: 0, grade: 0 };
	const grade =
		0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
	return { words: words.length, sentences: sentences.length, grade: Math.round(grade * 10) / 10 };
}

/**
 * Says when a text is harder to read than it should be.
 *
 * @param path where the text stands in a YAML file; nothing for a Markdown file
 * @param highest the highest grade it may have
 */
export function checkReading(
	file: string,
	markdown: string,
	path: Path = [],
	highest = HIGHEST_GRADE
): Problem[] {
	const { grade } = reading(markdown);
	if (grade <= highest) return [];
	const message = `Reading grade ${grade}, at most ${highest}: use shorter sentences and shorter words`;
	return [{ file, path, message }];
}

function blocks(markdown: string): string[] {
	const plain = markdown
		.replaceAll(/\{\{[^}]*\}\}/g, 'Ben')
		.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
	const found: string[] = [];
	let isOpen = false;
	for (const line of plain.split('\n')) {
		const text = line.replace(/^[\s>]+/, '');
		if (text === '' || text.startsWith('#') || text.startsWith('[!')) {
			isOpen = false;
			continue;
		}
		const entry = text.replace(/^(?:[-*+]|\d+[.)])\s+/, '');
		if (isOpen && entry === text) found.push(`${String(found.pop())} ${text}`);
		else found.push(entry);
		isOpen = true;
	}
	return found;
}

function wordsOf(sentence: string): string[] {
	return sentence.match(/[\p{L}\p{N}][\p{L}\p{N}'’]*/gu) ?? [];
}

/** Counts groups of vowels; good to about one word in ten, which evens out over a lesson. */
function syllablesIn(word: string): number {
	const letters = word.toLowerCase().replaceAll(/[^a-z]/g, '');
	if (letters.length <= 3) return 1;
	const spoken = letters.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '').replace(/^y/, '');
	return spoken.match(/[aeiouy]{1,2}/g)?.length ?? 1;
}
