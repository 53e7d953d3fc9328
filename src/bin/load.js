/**
 * Loads TypeScript of ours in a command, where neither Vite nor SvelteKit runs. It looks at no
 * tsconfig.json, because ours extends one that SvelteKit writes only later, and it is quick.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

/** A package or a part of Node, as opposed to a file of ours. */
const PACKAGE = /^(?:node:|@?[a-z][\w-]*(?:[/.]|$))/;

/**
 * What a file of `src` exports.
 *
 * @param {string} file from `src`: 'lib/server/catalogue/check.ts'
 * @returns {Promise<unknown>}
 */
export async function load(file) {
	process.setSourceMapsEnabled(true);
	const bundle = await rolldown({
		input: path.join(import.meta.dirname, '..', file),
		platform: 'node',
		tsconfig: false,
		plugins: [
			{
				name: 'packages-stay-outside',
				resolveId: {
					filter: { id: PACKAGE },
					// By their full address, because what is loaded lies where no package can be found.
					handler: (id) => ({ id: import.meta.resolve(id), external: true })
				}
			}
		]
	});
	const folder = await mkdtemp(path.join(tmpdir(), 'safehands-'));
	try {
		const { output } = await bundle.generate({ sourcemap: 'inline' });
		const place = path.join(folder, 'loaded.mjs');
		await writeFile(place, output[0].code);
		return await import(pathToFileURL(place).href);
	} finally {
		await bundle.close();
		await rm(folder, { recursive: true });
	}
}
