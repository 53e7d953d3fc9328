import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDiagram } from './diagram-checks.ts';
import { DIAGRAM_CLASSES, inlineDiagram } from './diagrams.ts';

const START = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 90">';
const TITLE = '<title>Two steps</title>';
const good = `${START}
	${TITLE}
	<rect class="box box-strong" x="2" y="2" width="356" height="40" rx="8" />
	<text class="words" x="20" y="26">First <tspan>now</tspan></text>
</svg>
`;

const drawn = (inside: string) => `${START}${TITLE}${inside}</svg>`;

function found(svg: string): string[] {
	return checkDiagram('diagrams/x.svg', svg).map(({ message }) => message);
}

describe('the drawing of a diagram', () => {
	it('is fine as it is asked for', () => {
		expect(found(good)).toEqual([]);
	});

	it.each([
		['lines before it', `\n\n${good}`],
		['a viewBox as wide as may be', good.replace('360', '400')],
		['a title of one letter', good.replace('Two steps', 'A')],
		['space around its title', good.replace('Two steps', ' Two steps ')],
		['lines and spaces between attributes', good.replaceAll(' x="', '\n\t\tx = "')],
		['spaces between classes', good.replace('box box-strong', 'box  box-strong')]
	])('is fine with %s', (_, svg) => {
		expect(found(svg)).toEqual([]);
	});

	it.each([
		['no drawing', 'x', 'must begin with <svg'],
		['words before it', `Two steps: ${good}`, 'must begin with <svg'],
		['words before it', `Two steps: ${good}`, 'must have a <title> first'],
		['no viewBox', `<svg>${TITLE}</svg>`, 'must begin with <svg'],
		['a wide viewBox', good.replace('360', '401'), '401 wide, at most 400'],
		[
			'a size of its own',
			good.replace(' viewBox', ' width="9" viewBox'),
			'Take width and height off'
		],
		['no title', good.replace(TITLE, ''), 'must have a <title> first'],
		['an empty title', good.replace('Two steps', ' '), 'must have a <title> first'],
		['a script', drawn('<script>alert()</script>'), '<script> is not allowed'],
		[
			'a foreign element',
			drawn('<foreignObject></foreignObject>'),
			'<foreignObject> is not allowed'
		],
		[
			'a link',
			drawn('<a href="https://x.example"></a>'),
			'<a> is not allowed in a diagram: use svg, title, g, rect, circle'
		],
		['an image', drawn('<image href="https://x.example/x.png" />'), '<image> is not allowed'],
		['a style', drawn('<rect style="fill: red" />'), 'style="…" is not allowed'],
		['a colour', drawn('<rect fill="red" />'), 'fill="…" is not allowed'],
		['a handler', drawn('<rect onclick="alert()" />'), 'onclick="…" is not allowed'],
		[
			'an unknown class',
			drawn('<rect class="box loud" />'),
			'"loud" is not a class of diagrams: use box, box-strong, '
		],
		['an attribute with spaces', drawn('<rect fill = "red" />'), 'fill="…" is not allowed'],
		['tags out of order', drawn('<g><text></g></text>'), 'not closed in order'],
		['an open tag', drawn('<g>'), 'not closed in order'],
		['no end', good.replace('</svg>', ''), 'not closed in order'],
		['an end too many', drawn('</g>'), 'not closed in order'],
		['a comment', drawn('<!-- x -->'), 'sign between the tags'],
		['braces', drawn('<text>{x}</text>'), 'sign between the tags'],
		['an attribute without quotes', drawn('<rect x=1 />'), 'sign between the tags']
	])('is reported for %s', (_, svg, message) => {
		expect(found(svg).join('\n')).toContain(message);
	});

	it('says each thing once', () => {
		const svg = drawn('<rect fill="red" /><rect fill="red" />');
		expect(checkDiagram('diagrams/x.svg', svg)).toEqual([
			{ file: 'diagrams/x.svg', path: [], message: expect.stringContaining('fill="…"') }
		]);
	});
});

it('every class of diagrams but plain words has its looks in the style sheet', () => {
	const css = readFileSync('src/lib/components/content/diagrams.css', 'utf8');
	const styled = [...css.matchAll(/\.diagram \.([a-z-]+)/g)].map(([, name]) => name);
	expect(new Set(['words', ...styled])).toEqual(DIAGRAM_CLASSES);
});

describe('a drawing in a page', () => {
	it('is one picture with the name that its title gives', () => {
		expect(inlineDiagram(good.replace('Two steps', ' The "two" steps '))).toBe(
			good
				.trim()
				.replace(`${TITLE}\n\t`, '')
				.replace('<svg', '<svg role="img" aria-label="The &quot;two&quot; steps"')
		);
		expect(inlineDiagram('<svg></svg>')).toBe('<svg role="img" aria-label=""></svg>');
	});
});
