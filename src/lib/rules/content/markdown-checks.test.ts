import { describe, expect, it } from 'vitest';
import { checkMarkdown, type MarkdownRules } from './markdown-checks.ts';

const rules: MarkdownRules = {
	known: new Set(['dsl', 'lado']),
	panel: new Set(['dsl']),
	links: new Set(['https://www.gov.uk/guide']),
	diagrams: new Set(['flow'])
};

function found(markdown: string, changed: Partial<MarkdownRules> = {}): string[] {
	return checkMarkdown('l.md', markdown, { ...rules, ...changed }).map(
		({ line, message }) => `${line}: ${message}`
	);
}

describe('the Markdown of a lesson', () => {
	it('is fine as authors are asked to write it', () => {
		const text = [
			'First. Tell {{dsl}}, or {{organisation}}.',
			'',
			'## Heading',
			'',
			'### Below',
			'- one [guide](https://www.gov.uk/guide/)',
			'    - deeper',
			'',
			'> [!REMEMBER]',
			'>',
			'> Words & more.',
			'',
			'> [!CHECKLIST]',
			'>',
			'> - Look.',
			'',
			'> [!CHECKLIST]  ',
			'> ',
			'>  12) Look again.',
			'',
			'> [!LAW england wales]',
			'>',
			'> It holds there.',
			'',
			'> [!DIAGRAM flow]',
			'>',
			'>  1. First.'
		].join('\n');
		expect(found(text)).toEqual([]);
	});

	it.each([
		['a < b', '"<"'],
		['a <b>bold</b>', '"<"'],
		['see {name}', 'Curly brackets'],
		['a `code`', 'Code marks'],
		['~~~', 'Code marks'],
		['&#123;', 'HTML code'],
		['R&amp;D', 'HTML code'],
		['![x](https://www.gov.uk/guide)', 'Images'],
		['x [^1]', 'Footnotes'],
		['[x]: https://www.gov.uk', 'Write the link where it stands'],
		['  [a guide]: https://www.gov.uk', 'Write the link where it stands'],
		['# Title', 'begin with ##'],
		['   # Title', 'begin with ##'],
		['#', 'begin with ##'],
		['##Title', 'Put a space'],
		['  ##Title', 'Put a space'],
		['====', 'write headings with ##'],
		[' ==  ', 'write headings with ##'],
		['---', 'Lines of hyphens'],
		['  --  ', 'Lines of hyphens'],
		['    set in', 'Too many spaces'],
		['\tset in', 'Too many spaces'],
		['[x](http://www.gov.uk/guide)', 'must start with https://'],
		['[x](http://www.gov.uk/guide "The guide")', 'must start with https://'],
		['[x](/here)', 'must start with https://'],
		['[x](https://elsewhere.example)', 'not among the sources'],
		['go to https://www.gov.uk', 'as a link'],
		['go to www.gov.uk', 'as a link'],
		['go to http://x.example', 'as a link'],
		['> [!REMEMBR]', 'is not a box we know'],
		['> [!NEVER] Words', 'must stand alone'],
		['>[!NEVER]', 'must stand alone'],
		['> [!NEVER england]\n>\n> x', 'takes no further words'],
		['> [!CHECKLIST]\n>\n> Words.', 'holds a list'],
		['> [!CHECKLIST]\n>', 'holds a list'],
		['> [!LAW England]\n>\n> x', 'is not a box we know'],
		['> [!LAW]\n>\n> x', 'must say where it holds'],
		['> [!LAW france]\n>\n> x', '"france" is no nation'],
		['> [!LAW wales wales]\n>\n> x', 'names a nation twice'],
		['> [!LAW england wales scotland northern_ireland]\n>\n> x', 'needs no [!LAW] box'],
		['> [!DIAGRAM]\n>\n> x', 'the name of one diagram'],
		['> [!DIAGRAM flow flow]\n>\n> x', 'the name of one diagram'],
		['> [!DIAGRAM gone]\n>\n> x', 'There is no diagrams/gone.svg'],
		['> [!DIAGRAM flow]\n>', 'Put the diagram in words'],
		['> [!DIAGRAM flow]\n>\nx', 'Put the diagram in words'],
		['> [!NEVER]', 'Put a line with only ">"'],
		['tell {{boss}}', 'not a contact we know'],
		['tell {{lado}}', 'add lado to "posts"'],
		['vulnerable adult', 'adult at risk'],
		['#### Deep', 'skips a level: write ##']
	])('%s is refused with its line', (line, message) => {
		const messages = found(`First.\n${line}`).filter((one) => one.includes(message));
		expect(messages).toHaveLength(1);
		expect(messages[0]).toMatch(/^2: /);
	});

	it.each([
		'Look at [this]: it helps.',
		'Meet in room #5.',
		'= is a sign, and so is ==',
		'-- so she said --',
		'A    wide gap',
		'- one\n    10) deeper\n      - deepest',
		'Not a heading: #### x',
		'One [guide](https://www.gov.uk/guide "The guide").'
	])('may hold %j', (text) => {
		expect(found(text)).toEqual([]);
	});

	it('says which heading would be right, and finds words in the middle', () => {
		expect(found('## One\n\n#### Two')).toEqual(['3: This heading skips a level: write ###']);
		expect(found('One.\nA vulnerable adult.\nThree.')).toEqual([
			expect.stringMatching(/^2: "vulnerable adult"/)
		]);
	});

	it('names the boxes and nations there are', () => {
		expect(found('> [!REMEMBR]')).toContain(
			'1: [!REMEMBR] is not a box we know: use one of [!REMEMBER], [!NEVER], [!EXAMPLE], [!TRY], [!CHECKLIST], [!LAW england] or [!DIAGRAM name]'
		);
		const nations = 'england, wales, scotland, northern_ireland';
		expect(found('> [!LAW]\n>\n> x')).toEqual([
			`1: [!LAW] must say where it holds: add ${nations}`
		]);
		expect(found('> [!LAW france wales spain]\n>\n> x')).toEqual([
			`1: "france spain" is no nation: write ${nations}`
		]);
	});

	it('has one thing to remember', () => {
		const box = '> [!REMEMBER]\n>\n> x\n\n';
		expect(found(box + box)).toEqual([expect.stringMatching(/^5: .*one \[!REMEMBER\] at most/)]);
	});

	it('says what is left to write, which a draft may leave for later', () => {
		expect(found('First.\nTODO second.')).toEqual([expect.stringMatching(/^2: "TODO" stands for/)]);
	});

	it('may link anywhere secure and use every post in an agreement', () => {
		const text = '{{lado}} [x](https://elsewhere.example)';
		expect(found(text, { links: null, panel: null })).toEqual([]);
	});
});
