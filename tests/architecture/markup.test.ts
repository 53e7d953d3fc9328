import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';

/** The markup of the Svelte files, without their scripts, styles and comments. */
const pages = sources()
	.filter(({ file }) => file.endsWith('.svelte'))
	.map(({ file, text }) => ({
		file,
		markup: text.replace(/<!--[\s\S]*?-->/g, '').replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '')
	}));

const filesWith = (pattern: RegExp) =>
	pages.filter(({ markup }) => pattern.test(markup)).map(({ file }) => file);

describe('the content security policy forbids styles in the markup', () => {
	it('so no element carries one', () => {
		expect(pages.length).toBeGreaterThan(0);
		expect(filesWith(/\sstyle\s*=|\sstyle:[\w-]+|\{style\}/)).toEqual([]);
	});

	it('nor a transition, which would write one', () => {
		expect(filesWith(/\s(transition|in|out|animate):\w+/)).toEqual([]);
	});
});

it('forms post: what somebody typed never lands in an address or a log', () => {
	const forms = pages.flatMap(({ file, markup }) =>
		[...markup.matchAll(/<form\b[^>]*>/g)].map(([tag]) => ({ file, tag }))
	);
	// A search is a question, and its address worth keeping.
	const others = forms.filter(({ tag }) => !/role="search"|method="get"/i.test(tag));
	expect(others.filter(({ tag }) => !/method="post"/i.test(tag))).toEqual([]);
});
