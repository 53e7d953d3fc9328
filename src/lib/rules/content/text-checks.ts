import { CHOSEN_POSTS, placeholdersIn } from './local.ts';
import type { Path, Problem } from './problem.ts';
import { unfinishedMessages } from './unfinished.ts';
import { avoidedWords } from './words.ts';

/** Which placeholders a file may use, and what to say about others. */
export interface PlaceholderRules {
	/** Every post there is, of `posts.yaml`. */
	known: ReadonlySet<string>;
	/** The posts of the module's panel; null outside modules. */
	panel: ReadonlySet<string> | null;
}

/**
 * What is wrong with the words of a YAML file, as it was read before the schema: what is left to
 * write, words to avoid, unknown placeholders, markup. Names of sources and services stay as their
 * owners wrote them.
 */
export function checkTexts(file: string, data: unknown, rules: PlaceholderRules): Problem[] {
	return textsIn(data, []).flatMap(({ path, text }) => {
		const left = unfinishedMessages(text).map((message): Problem => ({
			file,
			path,
			message,
			unfinished: true
		}));
		if (path[0] === 'sources' || path[0] === 'helplines') return left;
		const wrong = [
			...avoidedWords(text).map(({ message }) => message),
			...placeholderMessages(text, rules),
			...markupMessages(text)
		];
		return [...left, ...wrong.map((message) => ({ file, path, message }))];
	});
}

/** What is wrong with the placeholders of a text. */
export function placeholderMessages(text: string, { known, panel }: PlaceholderRules): string[] {
	return placeholdersIn(text).flatMap((key) => {
		if (key === 'organisation') return [];
		const posts = CHOSEN_POSTS[key] ?? [key];
		if (!posts.every((post) => known.has(post))) {
			const chosen = Object.keys(CHOSEN_POSTS);
			const names = ['organisation', ...[...known].sort(), ...chosen].join(', ');
			return [`{{${key}}} is not a contact we know: use one of ${names}`];
		}
		if (panel === null) return [];
		return posts
			.filter((post) => !panel.has(post))
			.map((post) => `{{${key}}} is used here: add ${post} to "posts" in module.yaml`);
	});
}

/** A text without its placeholders, for looking at what else is in it. */
export function withoutPlaceholders(text: string): string {
	return text.replaceAll(/\{\{\s*[a-z][a-z0-9_]*\s*\}\}/g, '');
}

/** Whether a text has signs that would be shown as they are. */
export function markupMessages(text: string): string[] {
	const rest = withoutPlaceholders(text);
	const messages: string[] = [];
	if (/[{}]/.test(rest)) {
		messages.push('Curly brackets are for contacts like {{dsl}} only: take the others out');
	}
	if (/<\/?[a-z!]|\*\*|\]\(|^#+ /im.test(rest)) {
		messages.push('This text is shown as plain words: take the HTML or Markdown signs out');
	}
	return messages;
}

function textsIn(data: unknown, path: Path): { path: Path; text: string }[] {
	if (typeof data === 'string') return [{ path, text: data }];
	if (Array.isArray(data)) {
		return data.flatMap((entry: unknown, index) => textsIn(entry, [...path, index]));
	}
	if (typeof data === 'object' && data !== null) {
		return Object.entries(data).flatMap(([key, entry]) => textsIn(entry, [...path, key]));
	}
	return [];
}
