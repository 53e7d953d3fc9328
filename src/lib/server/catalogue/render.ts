import { render } from 'svelte/server';
import { LOCAL_CONTEXT, fillPlain, type Local } from '../../rules/content/local.ts';
import { compiledMarkdown, markdownFiles } from './files.ts';
import { sha256 } from '../fingerprint.ts';
import { findAgreement, findLesson } from './catalogue.ts';

/** HTML of a lesson for this reader, without client code. Throws when there is no such lesson. */
export async function renderLesson(slug: string, name: string, local: Local): Promise<string> {
	const lesson = findLesson(slug, name);
	if (!lesson) throw new Error(`There is no lesson ${name} in ${slug}.`);
	return renderMarkdown(`/content/modules/${slug}/lessons/${lesson.file}.md`, local);
}

/** An agreement as one reader sees and signs it. */
export interface RenderedAgreement {
	html: string;
	/** The Markdown with the reader's own contacts written in. */
	text: string;
	/** SHA-256 of exactly `text`, in hexadecimal. */
	sha256: string;
}

/** A version of an agreement for this reader. Throws when there is no such version. */
export async function renderAgreement(
	slug: string,
	version: string,
	local: Local
): Promise<RenderedAgreement> {
	const known = findAgreement(slug)?.versions.some((one) => one.version === version);
	const path = `/content/agreements/${slug}/${version}.md`;
	const raw = markdownFiles[path];
	if (!known || raw === undefined) throw new Error(`There is no version ${version} of ${slug}.`);
	const text = fillPlain(raw.replaceAll('\r\n', '\n').trim(), local);
	return { html: await renderMarkdown(path, local), text, sha256: sha256(text) };
}

async function renderMarkdown(path: string, local: Local): Promise<string> {
	const load = compiledMarkdown[path];
	if (!load) throw new Error(`${path.slice(1)} was not compiled.`);
	const { body } = await render(await load(), { context: new Map([[LOCAL_CONTEXT, local]]) });
	// The comments tell a browser where to attach components; lessons have none there.
	return body.replaceAll(/<!--.*?-->/gs, '').trim();
}
