import { tidy } from './clean.ts';
import { decodeEntities, LOST } from './entities.ts';

/** Words, or why there are none. */
export type Words = { kind: 'words'; text: string } | { kind: 'refused'; reason: string };

/** Tags that only say how words look: the words are kept. */
const LOOKS = tags(
	'b i em strong u span font small big abbr acronym label bdi bdo cite dfn ins mark q tt code kbd samp var time address wbr nobr nolink o:p'
);
/** Tags after which words begin on a new line. */
const BREAKS = tags(
	'p br div ul ol h1 h2 h3 h4 h5 h6 hr blockquote center pre section article header footer main dl dt dd html body'
);
/** Tags that carry more than words, and what they carry. */
const CARRIERS: ReadonlyMap<string, string> = new Map([
	...['table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th', 'caption'].map(named('a table')),
	['a', 'a link'],
	...['img', 'picture', 'svg', 'canvas', 'map', 'figure'].map(named('a picture')),
	...['audio', 'video', 'source', 'track', 'embed', 'object', 'iframe'].map(
		named('sound, video or an embedded page')
	),
	['script', 'a script'],
	['style', 'a style sheet'],
	...['sub', 'sup'].map(named('raised or lowered signs')),
	...['s', 'strike', 'del'].map(named('words that are struck out')),
	...['input', 'select', 'textarea', 'button', 'form'].map(named('a form')),
	['math', 'a formula']
]);

/** Begins an item of a list, until the lines are joined. */
const ITEM = '•';

function tags(names: string): ReadonlySet<string> {
	return new Set(names.split(' '));
}

function named(what: string): (tag: string) => [string, string] {
	return (tag) => [tag, what];
}

/**
 * The words of a piece of HTML on one line: emphasis is dropped, items of a list are joined by
 * semicolons. What says more than words is refused, with the reason. Reads each sign once, so its
 * time grows with the length whatever the text.
 */
export function htmlWords(html: string): Words {
	const out: string[] = [];
	let at = 0;
	while (at < html.length) {
		const open = html.indexOf('<', at);
		if (open === -1) break;
		out.push(words(html.slice(at, open)));
		const tag = tagAt(html, open);
		if (tag.kind === 'refused') return tag;
		out.push(tag.text);
		at = tag.end;
	}
	out.push(words(html.slice(at)));
	const decoded = decodeEntities(out.join(''));
	if ('unknown' in decoded) {
		return refused(`${decoded.unknown} stands for no sign that is known here: write the sign`);
	}
	return plainWords(joinLines(decoded.text));
}

/** Words that need no reading of HTML, on one line. */
export function plainWords(text: string): Words {
	if (text.includes(LOST)) return refused('a sign was lost (�): write it again');
	return { kind: 'words', text: tidy(text) };
}

/** A line end in HTML is a space; line ends then stand for the ends of paragraphs. */
function words(text: string): string {
	return /[^\S ]/.test(text) ? text.replaceAll(/\s+/g, ' ') : text;
}

function refused(reason: string): Words & { kind: 'refused' } {
	return { kind: 'refused', reason };
}

type Tag = { kind: 'tag'; text: string; end: number } | (Words & { kind: 'refused' });

/** What a tag adds to the words, and where it ends; a `<` that begins none is itself. */
function tagAt(html: string, open: number): Tag {
	if (!/[a-z/!?]/i.test(html.charAt(open + 1))) {
		return { kind: 'tag', text: '&lt;', end: open + 1 };
	}
	const isComment = html.startsWith('<!--', open);
	const end = isComment ? html.indexOf('-->', open + 4) : endOfTag(html, open);
	if (end === -1) return refused('a < is never closed: write &lt; where it means “less than”');
	const closing = html.charAt(open + 1) === '/';
	const name = /^[a-z][a-z0-9:]*/i.exec(html.slice(open + (closing ? 2 : 1), open + 34))?.[0];
	// Comments and what Word leaves behind (`<?xml:namespace …>`, `<![endif]>`) show nothing.
	if (name === undefined) return { kind: 'tag', text: '', end: end + (isComment ? 3 : 1) };
	return textOfTag(name.toLowerCase(), closing, end + 1);
}

function textOfTag(name: string, closing: boolean, end: number): Tag {
	if (name === 'li') return { kind: 'tag', text: closing ? '\n' : `\n${ITEM}`, end };
	if (BREAKS.has(name)) return { kind: 'tag', text: '\n', end };
	if (LOOKS.has(name)) return { kind: 'tag', text: '', end };
	const what = CARRIERS.get(name) ?? `the HTML tag <${name}>`;
	return refused(`it has ${what}, and questions here are plain words`);
}

/** Where the tag that begins at `open` has its `>`, leaving out those in quotes; -1 for nowhere. */
function endOfTag(html: string, open: number): number {
	let quote = '';
	for (let at = open + 1; at < html.length; at += 1) {
		const sign = html.charAt(at);
		if (quote !== '') {
			if (sign === quote) quote = '';
		} else if (sign === '>') {
			return at;
		} else if ((sign === '"' || sign === "'") && html.charAt(at - 1) === '=') {
			quote = sign;
		}
	}
	return -1;
}

/** "One:", "•two", "•three" and "Four" become "One: two; three. Four". */
function joinLines(text: string): string {
	let joined = '';
	let afterItem = false;
	for (const line of text.split('\n').map(tidy)) {
		const isItem = line.startsWith(ITEM);
		const rest = isItem ? line.slice(ITEM.length).trim() : line;
		if (rest === '') continue;
		const needsSign = afterItem && !/[.;:,!?…]$/.test(joined);
		joined += joined === '' ? rest : `${needsSign ? (isItem ? ';' : '.') : ''} ${rest}`;
		afterItem = isItem;
	}
	return joined;
}
