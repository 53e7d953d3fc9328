import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.resolve(import.meta.dirname, '../..');

/** One file of `src`, with its path from the top of the project and the text of its code. */
export type Source = { file: string; text: string };

/** Every TypeScript, JavaScript and Svelte file of `src`, in the order of their names. */
export function sources(): Source[] {
	return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
		.map((name) => `src/${name.replaceAll(path.sep, '/')}`)
		.filter((file) => /\.(ts|js|svelte)$/.test(file))
		.sort()
		.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/**
 * What a file imports, types included: files of ours as paths from the top of the project, without
 * their ending, and everything else as it is written.
 */
export function importsOf({ file, text }: Source): { written: string; target: string }[] {
	const code = file.endsWith('.svelte') ? scriptsOf(text) : text;
	return ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => ({
		written: fileName,
		target: resolveImport(file, fileName)
	}));
}

function scriptsOf(text: string): string {
	return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)]
		.map(([, code]) => code)
		.join('\n');
}

function resolveImport(file: string, written: string): string {
	const inLib = written.replace(/^\$lib(?=\/|$)/, 'src/lib').replace(/^\$content(?=\/)/, 'content');
	const full = inLib.startsWith('.') ? path.posix.join(path.posix.dirname(file), inLib) : inLib;
	return full.replace(/\.(ts|js)$/, '');
}
