import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import {
	isMap,
	isNode,
	isScalar,
	LineCounter,
	parseDocument,
	type Document,
	type Node
} from 'yaml';
import { explain } from '../../rules/content/explain.ts';
import type { Path, Problem } from '../../rules/content/problem.ts';

/** Every YAML, Markdown, SVG and JSON file below a folder, by its address from there (with `/`). */
export async function readFolder(folder: string): Promise<Record<string, string>> {
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile() && /\.(?:yaml|yml|md|svg|json)$/.test(entry.name))
		.map((entry) => path.join(entry.parentPath, entry.name))
		.sort();
	const texts = await Promise.all(
		files.map(async (file) => {
			const address = path.relative(folder, file).split(path.sep).join('/');
			return [address, await readFile(file, 'utf8')] as const;
		})
	);
	return Object.fromEntries(texts);
}

/** A YAML file with what is needed to say on which line something stands. */
export class YamlFile {
	readonly file: string;
	readonly problems: Problem[];
	/** The data as written, before any schema. */
	readonly data: unknown;
	readonly #lines = new LineCounter();
	readonly #document: Document.Parsed;

	constructor(file: string, text: string) {
		this.file = file;
		this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
		this.problems = [...this.#document.errors, ...this.#document.warnings].map((error) => ({
			file,
			path: [],
			line: this.#lines.linePos(error.pos[0]).line,
			message: `The YAML cannot be read here: ${error.message}`
		}));
		this.data = this.problems.length > 0 ? null : (this.#document.toJS() as unknown);
	}

	/** What the file holds by its schema; null, with the problems added, where it does not fit. */
	read<Schema extends v.GenericSchema>(schema: Schema): v.InferOutput<Schema> | null {
		if (this.problems.length > 0) return null;
		const result = v.safeParse(schema, this.data);
		if (result.success) return result.output;
		this.problems.push(...result.issues.map((issue) => explain(this.file, issue)));
		return null;
	}

	/** The line of a path, or of the nearest thing around it that is there. */
	lineOf(place: Path): number {
		for (let length = place.length; length > 0; length--) {
			const node = this.#nodeAt(place.slice(0, length));
			if (node?.range) return this.#lines.linePos(node.range[0]).line;
		}
		return 1;
	}

	/** What begins at a path: the name of a line, or an entry of a list. */
	#nodeAt(place: Path): Node | undefined {
		const inside = place.slice(0, -1);
		const group = inside.length > 0 ? this.#document.getIn(inside, true) : this.#document.contents;
		if (isMap(group)) {
			const pair = group.items.find(({ key }) => isScalar(key) && key.value === place.at(-1));
			return isNode(pair?.key) ? pair.key : undefined;
		}
		const node = this.#document.getIn(place, true);
		return isNode(node) ? node : undefined;
	}
}
