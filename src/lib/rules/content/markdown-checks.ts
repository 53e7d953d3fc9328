import { boxMessages } from './box-checks.ts';
import type { Problem } from './problem.ts';
import { placeholderMessages, withoutPlaceholders, type PlaceholderRules } from './text-checks.ts';
import { unfinishedMessages } from './unfinished.ts';
import { avoidedWords } from './words.ts';

/** What a Markdown text may hold. */
export interface MarkdownRules extends PlaceholderRules {
	/** The addresses it may link to; null where any https address will do. */
	links: ReadonlySet<string> | null;
	/** The diagrams there are. */
	diagrams: ReadonlySet<string>;
}

/** Signs that have no place in a lesson, because they would become code or break the page. */
const REFUSED: readonly { sign: RegExp; message: string }[] = [
	{ sign: /</, message: 'There is a "<": write "less than" or "under"; HTML is not allowed' },
	{ sign: /[{}]/, message: 'Curly brackets are for contacts like {{dsl}} only' },
	{ sign: /`|~~~/, message: 'Code marks (` or ~~~) are not allowed: use quotation marks' },
	{ sign: /&#?\w+;/, message: 'Write the sign itself instead of its HTML code' },
	{ sign: /!\[/, message: 'Images are not allowed in a lesson' },
	{ sign: /\[\^/, message: 'Footnotes are not allowed: say it in the text' },
	{ sign: /^\s{0,3}\[[^\]!]+\]:/, message: 'Write the link where it stands: [words](https://…)' },
	{ sign: /^\s{0,3}#(?:\s|$)/, message: 'The page shows the title: begin with ## headings' },
	{ sign: /^\s{0,3}#{1,6}[^#\s]/, message: 'Put a space between ## and the heading' },
	{ sign: /^\s{0,3}=+\s*$/, message: 'The page shows the title: write headings with ##' },
	{
		sign: /^\s{0,3}-{2,}\s*$/,
		message: 'Lines of hyphens are not allowed: write headings with ##'
	},
	{
		sign: /^(?:\t| {4})(?![\s]*(?:[-*+]|\d+[.)]) )/,
		message: 'Too many spaces: text set in by four is shown as code'
	}
];

/** What is wrong with the Markdown of a lesson or an agreement, line by line. */
export function checkMarkdown(file: string, markdown: string, rules: MarkdownRules): Problem[] {
	const lines = markdown.split(/\r?\n/);
	const messages = lines.flatMap((line, index) =>
		[
			...refusedSigns(line),
			...linkMessages(line, rules.links),
			...boxMessages(lines, index, rules.diagrams),
			...placeholderMessages(line, rules)
		].map((message) => ({ line: index + 1, message }))
	);
	const left = lines.flatMap((line, index) =>
		unfinishedMessages(line).map((message) => ({
			line: index + 1,
			message,
			unfinished: true as const
		}))
	);
	return [
		...left,
		...messages,
		...wordMessages(markdown),
		...headingMessages(lines),
		...onlyOne(lines)
	].map((found) => ({ file, path: [], ...found }));
}

function refusedSigns(line: string): string[] {
	const text = withoutPlaceholders(line);
	return REFUSED.filter(({ sign }) => sign.test(text)).map(({ message }) => message);
}

function linkMessages(line: string, links: MarkdownRules['links']): string[] {
	const written = [...line.matchAll(/\]\(([^)\s]*)[^)]*\)/g)].map((match) => String(match[1]));
	const messages = written.flatMap((address) => {
		if (!address.startsWith('https://')) {
			return [`The link to "${address}" must start with https://`];
		}
		if (!links || links.has(bare(address))) return [];
		return [`The link to ${address} is not among the sources: add it to module.yaml`];
	});
	const rest = line.replaceAll(/\]\([^)]*\)/g, '');
	if (/\bhttps?:\/\/|\bwww\./.test(rest)) {
		messages.push('Write a web address as a link: [words](https://…)');
	}
	return messages;
}

/** An address as it is compared: without the slash at its end. */
export function bare(address: string): string {
	return address.replace(/\/$/, '');
}

function wordMessages(markdown: string): { line: number; message: string }[] {
	return avoidedWords(markdown).map(({ at, message }) => ({
		line: markdown.slice(0, at).split('\n').length,
		message
	}));
}

function headingMessages(lines: string[]): { line: number; message: string }[] {
	let level = 1;
	return lines.flatMap((line, index) => {
		const depth = /^#{2,6}(?=\s)/.exec(line)?.[0].length;
		if (depth === undefined) return [];
		const message = `This heading skips a level: write ${'#'.repeat(level + 1)}`;
		const found = depth > level + 1 ? [{ line: index + 1, message }] : [];
		level = depth;
		return found;
	});
}

function onlyOne(lines: string[]): { line: number; message: string }[] {
	const places = lines.flatMap((line, index) => (line.includes('[!REMEMBER]') ? [index + 1] : []));
	const message = 'A lesson has one [!REMEMBER] at most: keep the one thing to take away';
	return places.slice(1).map((line) => ({ line, message }));
}
