import { dialled } from '../reachable.ts';

/** The name under which a page keeps the reader's own contacts in the Svelte context. */
export const LOCAL_CONTEXT = 'local';

/** One post as the reader's organisation has filled it. */
export interface LocalPost {
	title: string;
	name: string | null;
	phone: string | null;
	url: string | null;
	/** Stands in the sentence while nothing is recorded, or nobody has checked it for long. */
	fallback: string;
	/** Another holder of the post: a sentence names two at most, a list names all. */
	other?: { name: string; phone: string | null } | undefined;
}

/** What `{{dsl}}` and `{{organisation}}` mean to one reader. */
export interface Local {
	organisation: string;
	posts: Record<string, LocalPost | undefined>;
}

/** How a placeholder is shown: words with a telephone number after them or an address to go to. */
export interface Contact {
	words: string;
	phone: string | null;
	url: string | null;
	/** Something is recorded for it, so that it may stand out. */
	known: boolean;
	/** Who holds the post besides; left out where nobody does. */
	other?: { words: string; phone: string | null };
}

/**
 * Placeholders that stand for whichever of several posts is right, with the posts among which they
 * choose: `{{instead_of_dsl}}` is whom to tell when the worry is about the safeguarding lead.
 */
export const CHOSEN_POSTS: Readonly<Record<string, readonly string[]>> = {
	instead_of_dsl: ['dsl', 'allegations_lead', 'chair']
};

const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;

/** A text cut at its placeholders, in order. */
export function splitPlaceholders(text: string): (string | { key: string })[] {
	const parts: (string | { key: string })[] = [];
	let end = 0;
	for (const match of text.matchAll(PLACEHOLDER)) {
		if (match.index > end) parts.push(text.slice(end, match.index));
		parts.push({ key: String(match[1]) });
		end = match.index + match[0].length;
	}
	if (end < text.length) parts.push(text.slice(end));
	return parts;
}

/** The keys of the placeholders in a text, each once. */
export function placeholdersIn(text: string): string[] {
	return [...new Set([...text.matchAll(PLACEHOLDER)].map((match) => String(match[1])))];
}

/**
 * What a placeholder says to this reader. A post that the page did not pass at all falls back to
 * the safeguarding lead, who is the right person to ask about any of them.
 */
export function contactFor(key: string, local: Local): Contact {
	if (key === 'organisation') {
		return { words: local.organisation, phone: null, url: null, known: false };
	}
	if (key === 'instead_of_dsl') return insteadOfLead(local);
	const post = local.posts[key];
	if (!post) return { words: 'your safeguarding lead', phone: null, url: null, known: false };
	const { name, phone, url, fallback } = post;
	if (key === 'concern_form') return { words: fallback, phone: null, url, known: url !== null };
	if (key === 'platform') {
		return { words: name ?? fallback, phone: null, url, known: Boolean(name ?? url) };
	}
	const words = name ? `${name}, ${inSentence(post.title)}` : fallback;
	const contact = { words, phone, url: phone ? null : url, known: Boolean(name ?? phone ?? url) };
	if (!name || !post.other) return contact;
	return { ...contact, other: { words: post.other.name, phone: post.other.phone } };
}

/**
 * Whom to tell when the worry is about the safeguarding lead: who handles allegations, and the chair
 * where that is the same person. Where we cannot know, the reader is told both.
 */
function insteadOfLead(local: Local): Contact {
	const lead = contactFor('allegations_lead', local);
	const chair = contactFor('chair', local);
	const name = local.posts['allegations_lead']?.name;
	const dsl = local.posts['dsl'];
	if (!name || !dsl?.name) {
		const words = `if that is the safeguarding lead too, ${chair.words}`;
		return { ...lead, other: { words, phone: chair.phone } };
	}
	const theirs = [dsl.name, dsl.other?.name ?? ''].map(comparable);
	return theirs.includes(comparable(name)) ? chair : lead;
}

/** A name without what two people write differently. */
function comparable(name: string): string {
	return name.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}

/** "Safeguarding lead" within a sentence is "safeguarding lead", but "IT desk" stays. */
export function inSentence(title: string): string {
	return /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}

/** The text with its placeholders filled in as plain words: for what is signed, sent or printed as text. */
export function fillPlain(text: string, local: Local): string {
	return splitPlaceholders(text)
		.map((part) => {
			if (typeof part === 'string') return part;
			const { words, phone, url, other } = contactFor(part.key, local);
			const first = withReach(words, phone ?? url);
			return other ? `${first}, or ${withReach(other.words, other.phone)}` : first;
		})
		.join('');
}

/** Words with where they lead; null where they lead nowhere. */
export interface LinkedWords {
	text: string;
	href: string | null;
}

/** A placeholder as a page shows it: it stands out where something is recorded for it. */
export interface Reference {
	known: boolean;
	parts: LinkedWords[];
}

/** A text for a page: its own words, and its placeholders with links to numbers and addresses. */
export type LinkedText = (string | Reference)[];

/** A contact with its number to ring, or the address to go to. */
export function referenceTo({ words, phone, url, known, other }: Contact): Reference {
	const first = phone ? withNumber(words, phone) : [{ text: words, href: url }];
	if (!other) return { known, parts: first };
	const or = { text: ', or ', href: null };
	const second = other.phone
		? withNumber(other.words, other.phone)
		: [{ text: other.words, href: null }];
	return { known, parts: [...first, or, ...second] };
}

function withNumber(words: string, phone: string): LinkedWords[] {
	return [
		{ text: `${words} (`, href: null },
		{ text: phone, href: `tel:${dialled(phone)}` },
		{ text: ')', href: null }
	];
}

/** The text with its placeholders filled in as words that lead somewhere. */
export function fillLinked(text: string, local: Local): LinkedText {
	return splitPlaceholders(text).map((part) =>
		typeof part === 'string' ? part : referenceTo(contactFor(part.key, local))
	);
}

function withReach(words: string, reach: string | null): string {
	return reach ? `${words} (${reach})` : words;
}

/**
 * The paragraphs of a YAML text. A folded block (`>-`) keeps one line break for a blank line, a
 * kept block (`|-`) keeps two and the author's own line breaks besides.
 */
export function paragraphs(text: string): string[] {
	const trimmed = text.trim();
	const cut = /\n\s*\n/.test(trimmed) ? /\n\s*\n/ : /\n/;
	return trimmed.split(cut).map((paragraph) => paragraph.replaceAll(/\s*\n\s*/g, ' ').trim());
}
