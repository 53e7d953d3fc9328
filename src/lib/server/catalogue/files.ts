/// <reference types="vite/client" />
import type { Component } from 'svelte';
import * as v from 'valibot';
import { parse } from 'yaml';
import { typographicTexts } from '../../rules/content/typographic.ts';

/**
 * The content folder as the build took it in. Addresses begin with `/content/`. Vite reads the
 * files, so that the built server needs no content folder beside it.
 */
export const yamlFiles = import.meta.glob<string>('/content/**/*.yaml', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** The Markdown of lessons and agreements as written. */
export const markdownFiles = import.meta.glob<string>(
	['/content/modules/*/lessons/*.md', '/content/agreements/*/*.md'],
	{ query: '?raw', import: 'default', eager: true }
);

/** Only the preview for authors shows what is not ready yet; to the app itself it is not there. */
export const showsDrafts = import.meta.env.MODE === 'authors';

/** The drawings of lessons, as written. */
const drawings = import.meta.glob<string>('/content/diagrams/*.svg', {
	query: '?raw',
	import: 'default',
	eager: true
});

/** The drawing of a diagram. Throws when there is none of this name. */
export function drawingOf(name: string): string {
	const svg = drawings[`/content/diagrams/${name}.svg`];
	if (svg === undefined) throw new Error(`There is no diagram ${name}.`);
	return svg;
}

/** The same files compiled, loaded when first asked for. */
export const compiledMarkdown = import.meta.glob<Component>(
	['/content/modules/*/lessons/*.md', '/content/agreements/*/*.md'],
	{ import: 'default' }
);

/**
 * One YAML file, read through its schema. Content that does not fit fails at the start. Authors
 * type plain quotation marks; everybody reads those that Markdown makes of them in lessons.
 */
export function readYaml<Schema extends v.GenericSchema>(
	schema: Schema,
	path: string
): v.InferOutput<Schema> {
	const raw = yamlFiles[path];
	if (raw === undefined) throw new Error(`There is no ${path.slice(1)}.`);
	const result = v.safeParse(schema, typographicTexts(parse(raw)));
	if (result.success) return result.output;
	const where = v.getDotPath(result.issues[0]) ?? 'the file';
	throw new Error(`${path.slice(1)}: ${where}: ${result.issues[0].message}. Run content:check.`);
}

/** What a YAML file holds as it is written, before any schema. */
export function writtenYaml(path: string): unknown {
	return parse(yamlFiles[path] ?? '');
}

/** What the pattern's first group says about every YAML file it fits, in the order of the alphabet. */
export function namesOf(pattern: RegExp): string[] {
	return Object.keys(yamlFiles)
		.flatMap((path) => pattern.exec(path)?.[1] ?? [])
		.sort();
}
