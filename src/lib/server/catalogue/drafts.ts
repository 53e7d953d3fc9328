import type { ContentProblem } from './report.ts';

/** A module or agreement that is not ready yet. */
export interface Draft {
	/** From the content folder: `modules/my-module`. */
	folder: string;
	/** What has to be done before it can be offered. */
	left: ContentProblem[];
}

const HEAD = /^((?:modules|agreements)\/[^/]+)\/(?:module|agreement)\.yaml$/;

/**
 * The folders of drafts. A draft is found by the line itself, so that a file that cannot be read
 * yet is one too.
 */
export function draftFolders(files: Readonly<Record<string, string>>): Set<string> {
	const folders = Object.entries(files).flatMap(([file, text]) => {
		const folder = HEAD.exec(file)?.[1];
		return folder !== undefined && /^draft:\s*true\s*(?:#.*)?$/m.test(text) ? [folder] : [];
	});
	return new Set(folders);
}

/** Takes out of the problems what a draft may leave for later. */
export function setDraftsApart(
	problems: readonly (ContentProblem & { unfinished: boolean })[],
	folders: ReadonlySet<string>
): { problems: ContentProblem[]; drafts: Draft[] } {
	const drafts = [...folders].sort().map((folder): Draft => ({ folder, left: [] }));
	const rest: ContentProblem[] = [];
	for (const { unfinished, ...problem } of problems) {
		const draft = drafts.find(({ folder }) => problem.file.startsWith(`${folder}/`));
		if (unfinished && draft) draft.left.push(problem);
		else rest.push(problem);
	}
	return { problems: rest, drafts };
}
