import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ModuleFile } from '../../rules/content/module.ts';
import type { Quiz } from '../../rules/content/quiz.ts';

/** Everything in a module that `coverage.yaml` can name. */
export function moduleReferences(slug: string, file: ModuleFile, quiz: Quiz | null): string[] {
	return [
		`card:${slug}`,
		...file.steps.map(({ kind, name }) =>
			kind === 'lesson' ? `module:${slug}/${name}` : `scenario:${slug}/${name}`
		),
		...(quiz?.questions ?? []).map(({ key }) => `question:${slug}/${key}`)
	];
}

/**
 * The pages of the app, as `page:/team/clearance`; none where the content lies without the app.
 *
 * @param folder of the content, beside which `src` lies
 */
export async function pageReferences(folder: string): Promise<string[]> {
	const routes = path.join(folder, '../src/routes');
	const entries = await readdir(routes, { recursive: true }).catch(() => []);
	return entries
		.map((entry) => entry.split(path.sep))
		.filter((parts) => /^\+(?:page\.svelte|server\.ts)$/.test(parts.at(-1) ?? ''))
		.map((parts) => parts.slice(0, -1).filter((part) => !part.startsWith('(')))
		.map((parts) => `page:/${parts.join('/')}`);
}
