import { render } from 'svelte/server';
import { textName, type TextForm } from '../../rules/content/agreement.ts';
import { DIAGRAM_CONTEXT, inlineDiagram } from '../../rules/content/diagrams.ts';
import { LAW_CONTEXT, type LawReader } from '../../rules/content/law.ts';
import { LOCAL_CONTEXT, fillPlain, type Local } from '../../rules/content/local.ts';
import { wordsForNation } from '../../rules/content/module.ts';
import { compiledMarkdown, drawingOf, markdownFiles } from './files.ts';
import { sha256 } from '../fingerprint.ts';
import { findAgreement, findLesson, findModule } from './catalogue.ts';

/**
 * HTML of a lesson for this reader, without client code. Throws when there is no such lesson.
 *
 * @param nation where the reader's organisation works; null where that is not known
 */
export async function renderLesson(
	slug: string,
	name: string,
	local: Local,
	nation: string | null
): Promise<string> {
	const module = findModule(slug);
	const lesson = findLesson(slug, name);
	if (!module || !lesson) throw new Error(`There is no lesson ${name} in ${slug}.`);
	const path = `/content/modules/${slug}/lessons/${lesson.file}.md`;
	const law = nation === null ? undefined : { nation, words: wordsForNation(module, nation) };
	return renderMarkdown(path, local, law);
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

/**
 * A further text of a version for this reader, in HTML; null when the version has none of this
 * form. It explains; nobody signs it.
 */
export async function renderTextForm(
	slug: string,
	version: string,
	form: TextForm,
	local: Local
): Promise<string | null> {
	const path = `/content/agreements/${slug}/${textName(version, form)}.md`;
	return path in markdownFiles ? renderMarkdown(path, local) : null;
}

async function renderMarkdown(path: string, local: Local, law?: LawReader): Promise<string> {
	const load = compiledMarkdown[path];
	if (!load) throw new Error(`${path.slice(1)} was not compiled.`);
	const context = new Map<string, unknown>([
		[LOCAL_CONTEXT, local],
		[LAW_CONTEXT, law],
		[DIAGRAM_CONTEXT, (name: string) => inlineDiagram(drawingOf(name))]
	]);
	const { body } = await render(await load(), { context });
	// The comments tell a browser where to attach components; lessons have none there.
	return body.replaceAll(/<!--.*?-->/gs, '').trim();
}
