import { render } from 'svelte/server';
import { formatDrafts, formatProblems, inspectContent } from '../lib/server/catalogue/check.ts';
import Broken from './Broken.svelte';

/** A page of the preview: what stands in its head and its body. */
export interface PreviewPage {
	status: number;
	head: string;
	body: string;
}

/**
 * The page at an address of the preview. Where the content cannot even be read, the page says what
 * is wrong with it.
 *
 * @param folder of the content
 */
export async function previewPage(address: URL, folder: string): Promise<PreviewPage> {
	const { problems, drafts } = await inspectContent(folder);
	const own = /^\/((?:modules|agreements)\/[^/]+)\/?$/.exec(address.pathname)?.[1];
	const here = own === undefined ? problems : problems.filter(isIn(own));
	const left = drafts.filter((draft) => own === undefined || draft.folder === own);
	const notes = {
		problems: formatProblems(folder, here),
		count: here.length,
		left: formatDrafts(folder, left)
	};
	try {
		// Loaded only now, because what it loads reads all of the content at once.
		const { view } = await import('./view.ts');
		return await view(address, notes);
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		const all = formatProblems(folder, problems);
		const { head, body } = render(Broken, { props: { message, problems: all } });
		return { status: 500, head, body };
	}
}

/** What the check found on the way. */
export interface Notes {
	problems: string;
	count: number;
	left: string;
}

function isIn(folder: string) {
	return ({ file }: { file: string }) => file.startsWith(`${folder}/`);
}
