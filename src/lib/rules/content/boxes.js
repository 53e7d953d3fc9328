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
	TRY: 'Try this',
	CHECKLIST: 'Checklist'
};

/**
 * The boxes whose content is a component, because it needs to know its reader or a drawing: what
 * they are about stands in the marker, `> [!LAW england wales]`, and goes into `about`.
 *
 * @type {Readonly<Record<string, { component: string, tagName: string, className: string[] }>>}
 */
const COMPONENTS = {
	LAW: { component: 'Law', tagName: 'div', className: ['note', 'law'] },
	DIAGRAM: { component: 'Diagram', tagName: 'figure', className: ['diagram'] }
};

const MARKER = /^\s*\[!([A-Z]+)((?: +[a-z0-9_-]+)*) *\]\s*/;

/**
 * The name of a box and what its marker says it is about; null where this is no marker of ours.
 *
 * @param {string} text begins with the marker
 * @returns {{ name: string, about: string[] } | null}
 */
export function readMarker(text) {
	const [, name = '', about = ''] = MARKER.exec(text) ?? [];
	if (!(name in BOX_TITLES) && !(name in COMPONENTS)) return null;
	return { name, about: about.split(' ').filter((word) => word !== '') };
}

/**
 * The diagrams that a lesson shows, in its order.
 *
 * @param {string} markdown
 * @returns {string[]}
 */
export function diagramsIn(markdown) {
	return markdown.split('\n').flatMap((line) => {
		const marker = readMarker(line.replace(/^> */, ''));
		return marker?.name === 'DIAGRAM' ? marker.about : [];
	});
}

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
	const marker = readMarker(start?.value ?? '');
	if (!quote.children || !first?.children || !start || !marker) return;
	start.value = String(start.value).replace(MARKER, '');
	const isEmpty = first.children.length === 1 && start.value === '';
	const body = isEmpty ? quote.children.filter((child) => child !== first) : quote.children;
	const { name, about } = marker;
	const own = COMPONENTS[name];
	quote.tagName = own?.tagName ?? 'div';
	quote.properties = { className: own?.className ?? ['note', name.toLowerCase()] };
	quote.children = own
		? [raw(`<${own.component} about="${about.join(' ')}">`), ...body, raw(`</${own.component}>`)]
		: [element('p', ['note-title'], String(BOX_TITLES[name])), ...body];
}

/**
 * @param {string} value
 * @returns {Node}
 */
function raw(value) {
	return { type: 'raw', value };
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
		typeof part === 'string' ? { type: 'text', value: part } : raw(`<Post key="${part.key}" />`)
	);
}
