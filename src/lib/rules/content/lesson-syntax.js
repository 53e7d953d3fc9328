/**
 * Lessons and agreements are documents: nothing in them may turn into code. mdsvex would compile
 * braces, tags and code blocks, so this preprocessor runs before it, changes every sign that could
 * do so into a harmless one that looks alike (the content check refuses them anyway and names the
 * line), and leaves a word in the place of each `{{dsl}}`. `boxes.js` turns that word into the
 * component that shows the reader's own contact.
 */

/** The folder whose Markdown is content. */
const CONTENT = /[\\/]content[\\/](?:modules|agreements)[\\/].+\.md$/;

const PLACEHOLDER = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;

const IMPORT = `<script>
	import Diagram from '$lib/components/content/Diagram.svelte';
	import Law from '$lib/components/content/Law.svelte';
	import Post from '$lib/components/content/Post.svelte';
</script>

`;

/**
 * The word that travels through Markdown in the place of a placeholder. It is made of letters, so
 * that quotes, emphasis and paragraphs around it come out as they would around a name.
 *
 * @param {string} key
 */
export function placeholderWord(key) {
	return `zqz${key.replaceAll('_', 'zqu')}zqz`;
}

/**
 * A text cut at those words, in order.
 *
 * @param {string} text
 * @returns {(string | { key: string })[]}
 */
export function splitPlaceholderWords(text) {
	return text
		.split(/zqz([a-z0-9]+?)zqz/)
		.map((part, index) => (index % 2 === 0 ? part : { key: part.replaceAll('zqu', '_') }))
		.filter((part) => part !== '');
}

/**
 * Markdown without anything that could compile to code.
 *
 * @param {string} markdown
 */
export function harmless(markdown) {
	return markdown
		.replaceAll(PLACEHOLDER, (_, key) => placeholderWord(String(key)))
		.replaceAll('{', '｛')
		.replaceAll('}', '｝')
		.replaceAll('<', '＜')
		.replaceAll('`', '´')
		.replaceAll(/~{3,}/g, '~~')
		.replaceAll(/&(?=#?\w+;)/g, '＆');
}

/**
 * @param {string} markdown
 */
export function prepareLesson(markdown) {
	return IMPORT + harmless(markdown);
}

/**
 * The Svelte preprocessor; it stands before mdsvex in `svelte.config.js`.
 *
 * @returns {import('svelte/compiler').PreprocessorGroup}
 */
export function lessonSyntax() {
	return {
		name: 'lesson-syntax',
		markup({ content, filename = '' }) {
			return CONTENT.test(filename) ? { code: prepareLesson(content) } : undefined;
		}
	};
}
