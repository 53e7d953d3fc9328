import path from 'node:path';
import type { Plugin } from 'vite';
import { checkContent, formatProblems } from './check.ts';

/**
 * Fails the build when the content has problems, with the whole list. The kit builds the server
 * and the browser's part one after the other; the content is looked through once.
 */
export function contentCheck(folder = 'content'): Plugin {
	let checked = false;
	return {
		name: 'content-check',
		apply: 'build',
		async buildStart() {
			if (checked || process.env.VITEST) return;
			checked = true;
			const place = path.resolve(folder);
			const problems = await checkContent(place);
			if (problems.length === 0) return;
			this.error(`The content has problems:\n${formatProblems(place, problems)}`);
		}
	};
}
