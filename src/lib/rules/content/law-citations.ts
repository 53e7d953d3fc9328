import { longDay } from '../dates-in-words.ts';
import type { Superseded } from './law-facts.ts';
import type { Path, Problem } from './problem.ts';

/** A text that is read as one: a paragraph of a lesson, a line of a YAML file, a whole source. */
export interface Passage {
	text: string;
	/** In a YAML file. */
	path: Path;
	/** In a Markdown file, from 1. */
	line?: number;
}

const MONTHS =
	'january|february|march|april|may|june|july|august|september|october|november|december';

/** Words alone: small letters and digits with one space between them and at both ends. */
function plain(text: string): string {
	return ` ${text
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, ' ')
		.trim()} `;
}

const plainNames = new Map<string, string>();

/** The same of a name: there are few, and each is looked for in every text. */
function plainName(name: string): string {
	const known = plainNames.get(name) ?? plain(name);
	plainNames.set(name, known);
	return known;
}

/**
 * The guidance that a text cites although it was replaced. A text that also names what took its
 * place tells what has changed, and cites nothing. The name of an edition is followed by its year,
 * with at most a month between them.
 */
export function citedIn<Entry extends Superseded>(
	text: string,
	superseded: readonly Entry[]
): Entry[] {
	const words = plain(text);
	const address = text.toLowerCase();
	return superseded.filter(({ names, before, urls, now }) => {
		const isNamed =
			names.some((name) => named(words, plainName(name), before)) ||
			urls.some((part) => address.includes(part.toLowerCase()));
		return isNamed && !now.some((name) => words.includes(plainName(name)));
	});
}

function named(words: string, name: string, before: number | null): boolean {
	// Most texts name none of it, and a pattern for each name would take long.
	if (before === null || !words.includes(name)) return words.includes(name);
	const editions = new RegExp(`${name}(?:(?:${MONTHS}) )?((?:19|20)\\d\\d)(?= )`, 'g');
	return [...words.matchAll(editions)].some(([, year]) => Number(year) < before);
}

/** The paragraphs of a Markdown text, each with its first line; a box counts as one. */
export function passagesOfMarkdown(markdown: string): Passage[] {
	const passages: Passage[] = [];
	let open: Passage | null = null;
	for (const [index, line] of markdown.split(/\r?\n/).entries()) {
		if (line.trim() === '') {
			open = null;
		} else if (open === null) {
			open = { text: line, path: [], line: index + 1 };
			passages.push(open);
		} else {
			open.text += `\n${line}`;
		}
	}
	return passages;
}

/** The texts of a YAML file as it is written, each by itself; an entry of `sources` is one. */
export function passagesOfYaml(data: unknown, path: Path = []): Passage[] {
	if (typeof data === 'string') return [{ text: data, path }];
	if (path.length === 2 && path[0] === 'sources') {
		const parts = passagesOfParts(data, path).map(({ text }) => text);
		return [{ text: parts.join('\n'), path }];
	}
	return passagesOfParts(data, path);
}

function passagesOfParts(data: unknown, path: Path): Passage[] {
	if (Array.isArray(data)) {
		return data.flatMap((entry: unknown, index) => passagesOfYaml(entry, [...path, index]));
	}
	if (typeof data === 'object' && data !== null) {
		return Object.entries(data).flatMap(([key, entry]) => passagesOfYaml(entry, [...path, key]));
	}
	return [];
}

/** What is wrong with a file that cites what was replaced. */
export function checkCitations(
	file: string,
	passages: readonly Passage[],
	superseded: readonly Superseded[]
): Problem[] {
	return passages.flatMap(({ text, path, line }) =>
		citedIn(text, superseded).map(({ title, replacedBy, since }) => {
			const message = `This cites what was replaced (${title}): name ${replacedBy}, in place since ${longDay(since)}, here as well or instead`;
			return { file, path, message, ...(line === undefined ? {} : { line }) };
		})
	);
}
