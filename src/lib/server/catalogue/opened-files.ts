import type * as v from 'valibot';
import type { Problem } from '../../rules/content/problem.ts';
import type { ContentFiles } from './content-files.ts';
import { YamlFile } from './folder.ts';
import type { ContentProblem } from './report.ts';

/** The files of a content folder as a check opens them, with the problems it finds on the way. */
export class OpenedFiles {
	readonly files: ContentFiles;
	readonly #yaml = new Map<string, YamlFile>();
	readonly #problems: Problem[] = [];

	constructor(files: ContentFiles) {
		this.files = files;
	}

	/** The YAML files opened so far, by their address. */
	get yaml(): ReadonlyMap<string, YamlFile> {
		return this.#yaml;
	}

	report(...problems: readonly Problem[]): void {
		this.#problems.push(...problems);
	}

	/** What a YAML file holds; null, with the problem reported, where it is missing or does not fit. */
	read<Schema extends v.GenericSchema>(schema: Schema, file: string): v.InferOutput<Schema> | null {
		const text = this.files.text(file);
		if (text === undefined) {
			this.report({ file, path: [], message: 'This file is missing: write it' });
			return null;
		}
		const yaml = new YamlFile(file, text);
		this.#yaml.set(file, yaml);
		return yaml.read(schema);
	}

	/** The problems with their lines; what has a path is looked up in its file. */
	sorted(): (ContentProblem & { unfinished: boolean })[] {
		const schemas = [...this.#yaml.values()].flatMap((yaml) => yaml.problems);
		return [...schemas, ...this.#problems]
			.map(({ file, path: place, line, message, unfinished }) => ({
				file,
				line: line ?? this.#yaml.get(file)?.lineOf(place) ?? 1,
				message,
				unfinished: unfinished ?? false
			}))
			.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
	}
}
