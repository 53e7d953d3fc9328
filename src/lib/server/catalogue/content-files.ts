import type { Problem } from '../../rules/content/problem.ts';
import { draftFolders } from './drafts.ts';

/** The drawing of a diagram. */
export const DIAGRAM = /^diagrams\/([a-z0-9-]+)\.svg$/;

/** The addresses that something reads. */
const READ = [
	/^(?:README\.md|versions\.json)$/,
	/^(?:roles|requirements|conditions|profiles|external-certificates|posts|helplines|law|coverage)\.yaml$/,
	/^schemas\/[^/]+\.schema\.json$/,
	DIAGRAM,
	/^modules\/[^/]+\/(?:module\.yaml|quiz\.yaml|card\.yaml|lessons\/[^/]+\.md|scenarios\/[^/]+\.yaml)$/,
	/^agreements\/[^/]+\/(?:agreement\.yaml|[^/]+\.md)$/,
	/^induction\/(?:additions\/[^/]+|shared\/steps|[^/]+)\.yaml$/
];

/** Files that lie where nothing reads them, most often for a slip in the name. */
export function strangersAmong(files: readonly string[]): Problem[] {
	const message = 'Nothing reads a file of this name here: correct the name or the folder';
	return files
		.filter((file) => !READ.some((place) => place.test(file)))
		.map((file) => ({ file, path: [], message }));
}

/** The files of a content folder, by their address in it, and what their names tell. */
export class ContentFiles {
	/** Folders of modules and agreements that are not ready yet: `modules/my-module`. */
	readonly drafts: ReadonlySet<string>;
	readonly #texts: Readonly<Record<string, string>>;

	constructor(texts: Readonly<Record<string, string>>) {
		this.#texts = texts;
		this.drafts = draftFolders(texts);
	}

	text(file: string): string | undefined {
		return this.#texts[file];
	}

	/** Every address, or those that fit. */
	paths(pattern = /^/): string[] {
		return Object.keys(this.#texts).filter((file) => pattern.test(file));
	}

	/** What the pattern's first group says about each address that fits, each once. */
	names(pattern: RegExp): string[] {
		return [...new Set(this.paths(pattern).map((file) => String(pattern.exec(file)?.[1])))];
	}

	/** The same, without the folders of drafts. */
	offered(pattern: RegExp): string[] {
		const paths = this.paths(pattern).filter(
			(file) => !this.drafts.has(file.split('/').slice(0, 2).join('/'))
		);
		return [...new Set(paths.map((file) => String(pattern.exec(file)?.[1])))];
	}

	/** The texts by what the pattern's first group says. */
	byName(pattern: RegExp): Record<string, string> {
		return Object.fromEntries(
			this.paths(pattern).map((file) => [String(pattern.exec(file)?.[1]), this.#texts[file] ?? ''])
		);
	}
}
