import { mdsvex } from 'mdsvex';
import { preprocess } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { boxes, diagramsIn } from './boxes.js';
import { harmless, lessonSyntax, placeholderWord, splitPlaceholderWords } from './lesson-syntax.js';

const LESSON = '/srv/app/content/modules/prevent-duty/lessons/01-first.md';

/** What a lesson is compiled to, without the import of the component. */
async function compiled(markdown: string, filename = LESSON): Promise<string> {
	const preprocessors = [
		lessonSyntax(),
		mdsvex({ extensions: ['.md'], highlight: false, rehypePlugins: [boxes] })
	];
	const { code } = await preprocess(markdown, preprocessors, { filename });
	return code.replace(/<script>[^<]*Post\.svelte';\s*<\/script>/, '').trim();
}

describe('a lesson', () => {
	it('shows contacts in paragraphs, lists, emphasis and boxes', async () => {
		const markdown =
			"{{dsl}} helps.\n\n- Ask **{{ deputy_dsl }}**\n\n> [!TRY]\n>\n> {{dsl}}'s desk";
		expect(await compiled(markdown)).toBe(
			[
				'<p><Post key="dsl" /> helps.</p>',
				'<ul>',
				'<li>Ask <strong><Post key="deputy_dsl" /></strong></li>',
				'</ul>',
				'<div class="note try"><p class="note-title">Try this</p>',
				'',
				'<p><Post key="dsl" />’s desk</p>',
				'</div>'
			].join('\n')
		);
	});

	it('has curly quotes and dashes', async () => {
		expect(await compiled(`It's "fine" -- really.`)).toBe('<p>It’s “fine” — really.</p>');
	});

	it('imports the components that know the reader and the drawings', async () => {
		const { code } = await preprocess('x', [lessonSyntax()], { filename: LESSON });
		for (const name of ['Diagram', 'Law', 'Post']) {
			expect(code).toContain(`import ${name} from '$lib/components/content/${name}.svelte';`);
		}
	});

	it('compiles nothing of its text to code', async () => {
		const evil = [
			'---\ntitle: x\n---',
			'<script>alert(1)</script>',
			'{evil()} {@html evil()} &#123;evil()&#125; &lbrace;evil()&rbrace;',
			'`{evil()}` <svelte:head>',
			'~~~js\n${evil()}\n~~~',
			'    ${evil()}'
		].join('\n\n');
		const code = await compiled(evil);
		expect(code).not.toMatch(/[{}`]/);
		expect(code).not.toMatch(/<(?!\/?(?:p|hr|h2)\b)/);
		expect(code).toContain('evil()');
	});

	it('shows signs that look alike in their place', () => {
		expect(harmless('{a} <b> `c` ~~~~ ~~d~~ &amp; &#38; R&D')).toBe(
			'｛a｝ ＜b> ´c´ ~~ ~~d~~ ＆amp; ＆#38; R&D'
		);
	});

	it('may begin and end with a contact', () => {
		const text = `${placeholderWord('deputy_dsl')} or ${placeholderWord('dsl')}`;
		expect(splitPlaceholderWords(text)).toEqual([{ key: 'deputy_dsl' }, ' or ', { key: 'dsl' }]);
	});

	it('links to secure addresses only', async () => {
		expect(await compiled('[a](https://www.gov.uk "t") [b](javascript:alert) [c]()')).toBe(
			'<p><a href="https://www.gov.uk">a</a> <a>b</a> <a>c</a></p>'
		);
	});
});

describe('a box', () => {
	it.each([
		['REMEMBER', 'remember', 'Remember this'],
		['NEVER', 'never', 'Never do this'],
		['EXAMPLE', 'example', 'For example'],
		['TRY', 'try', 'Try this'],
		['CHECKLIST', 'checklist', 'Checklist']
	])('[!%s] has its class and title', async (marker, name, title) => {
		expect(await compiled(`> [!${marker}]\n>\n> Words.`)).toBe(
			`<div class="note ${name}"><p class="note-title">${title}</p>\n\n<p>Words.</p>\n</div>`
		);
	});

	it('of law names its nations to a component', async () => {
		expect(await compiled('> [!LAW england  wales]\n>\n> Words of {{dsl}}.')).toBe(
			'<div class="note law"><Law about="england wales">\n\n<p>Words of <Post key="dsl" />.</p>\n</Law></div>'
		);
	});

	it('of a diagram is a figure with the drawing and its words', async () => {
		expect(await compiled('> [!DIAGRAM four-areas]\n>\n> - One.')).toBe(
			'<figure class="diagram"><Diagram about="four-areas">\n\n<ul>\n<li>One.</li>\n</ul>\n</Diagram></figure>'
		);
	});

	it('names the diagrams of a lesson', () => {
		const markdown = '> [!DIAGRAM one]\n>\n> x\n\n> [!NEVER]\n>\n> x\n\n> [!DIAGRAM two]\n>\n> x';
		expect(diagramsIn(markdown)).toEqual(['one', 'two']);
		expect(diagramsIn('>[!DIAGRAM three]')).toEqual(['three']);
	});

	it('keeps words that follow the marker', async () => {
		expect(await compiled('> [!NEVER]\n> Words.')).toMatch(/<p>\s*Words\.<\/p>/);
		expect(await compiled('> [!NEVER]Words.')).toMatch(/<p>\s*Words\.<\/p>/);
	});

	it('stays a quotation without a marker we know at its start', async () => {
		expect(await compiled('> We wrote [!NEVER]')).toContain('<blockquote>');
		expect(await compiled('> x[!NEVER]')).toContain('<blockquote>');
		expect(await compiled('> [!OTHER]\n>\n> x')).toContain('<blockquote>');
		expect(await compiled('> x')).toBe('<blockquote>\n<p>x</p>\n</blockquote>');
		expect(await compiled('> **x**')).toContain('<blockquote>');
		expect(await compiled('>')).toContain('<blockquote>');
	});
});

describe('other Markdown', () => {
	it.each([['/srv/README.md'], [`${LESSON}.svelte`], [undefined]])(
		'is left alone: %s',
		async (filename) => {
			const { code } = await preprocess('{x}', [lessonSyntax()], filename ? { filename } : {});
			expect(code).toBe('{x}');
		}
	);
});
