import { splitPlaceholderWords } from './lesson-syntax.js';

/**
 * The part of an HTML tree (hast) that lessons need.
 *
 * @typedef {{
 *   type: string,
 *   tagName?: string,
 *   properties?: Record<string, unknown>,
 *   value?: string,
 *   children?: Node[]
 * }} Node
 */

/**
 * The boxes a lesson may have: `> [!NEVER]` and so on, and what the reader sees above each.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const BOX_TITLES = {
	REMEMBER: 'Remember this',
	NEVER: 'Never do this',
	EXAMPLE: 'For example',
	TRY: 'Try this'
};

const MARKER = /^\s*\[!([A-Z]+)\]\s*/;

/**
 * A rehype plugin for mdsvex: turns marked block quotes into boxes, the words left by
 * `lessonSyntax()` into components, and takes the address from links that are not https.
 */
export function boxes() {
	return (/** @type {Node} */ tree) => {
		visit(tree);
	};
}

/**
 * @param {Node} node
 */
function visit(node) {
	if (node.tagName === 'blockquote') turnIntoBox(node);
	if (node.tagName === 'a') keepSafeLink(node);
	if (!node.children) return;
	node.children = node.children.flatMap(withPosts);
	for (const child of node.children) visit(child);
}

/**
 * The title is a paragraph and no heading, because a box may stand above the first heading of a
 * page, where a heading of its level would skip one.
 *
 * @param {Node} quote
 */
function turnIntoBox(quote) {
	const first = quote.children?.find((child) => child.type === 'element');
	const start = first?.children?.[0];
	const name = MARKER.exec(start?.value ?? '')?.[1];
	const title = name === undefined ? undefined : BOX_TITLES[name];
	if (!quote.children || !first?.children || !start || !name || !title) return;
	start.value = String(start.value).replace(MARKER, '');
	const isEmpty = first.children.length === 1 && start.value === '';
	const body = isEmpty ? quote.children.filter((child) => child !== first) : quote.children;
	quote.tagName = 'div';
	quote.properties = { className: ['note', name.toLowerCase()] };
	quote.children = [element('p', ['note-title'], title), ...body];
}

/**
 * @param {string} tagName
 * @param {string[]} className
 * @param {string} words
 * @returns {Node}
 */
function element(tagName, className, words) {
	const children = [{ type: 'text', value: words }];
	return { type: 'element', tagName, properties: { className }, children };
}

/**
 * @param {Node} link
 */
function keepSafeLink(link) {
	const href = link.properties?.href;
	link.properties = typeof href === 'string' && href.startsWith('https://') ? { href } : {};
}

/**
 * @param {Node} node
 * @returns {Node[]}
 */
function withPosts(node) {
	if (node.type !== 'text' || node.value === undefined) return [node];
	return splitPlaceholderWords(node.value).map((part) =>
		typeof part === 'string'
			? { type: 'text', value: part }
			: { type: 'raw', value: `<Post key="${part.key}" />` }
	);
}
