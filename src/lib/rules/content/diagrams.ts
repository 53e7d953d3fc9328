/** The name under which a lesson finds its drawings: a function from name to SVG. */
export const DIAGRAM_CONTEXT = 'diagram';

/**
 * The classes that a diagram may use. `components/content/diagrams.css` gives them their colours and letters for
 * light, dark, forced colours and paper.
 */
export const DIAGRAM_CLASSES: ReadonlySet<string> = new Set([
	'box',
	'box-strong',
	'box-warn',
	'box-bad',
	'box-good',
	'box-calm',
	'box-dashed',
	'line',
	'arrow',
	'badge',
	'badge-words',
	'words',
	'words-strong',
	'words-on-strong'
]);

/** A drawing as it stands in a page: one picture with a name, for those who cannot see it. */
export function inlineDiagram(svg: string): string {
	const title = /<title>([^<]*)<\/title>/.exec(svg)?.[1]?.trim() ?? '';
	return svg
		.trim()
		.replace(/<title>[^<]*<\/title>\s*/, '')
		.replace('<svg', `<svg role="img" aria-label="${title.replaceAll('"', '&quot;')}"`);
}
