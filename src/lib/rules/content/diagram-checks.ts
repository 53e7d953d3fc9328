import type { Problem } from './problem.ts';
import { DIAGRAM_CLASSES } from './diagrams.ts';

/** What a diagram may be made of. Nothing here can run, load or carry a colour of its own. */
const ELEMENTS = new Set(
	'svg title g rect circle ellipse line polyline polygon path text tspan'.split(' ')
);
const ATTRIBUTES = new Set(
	'xmlns viewBox class x y dx dy width height rx ry cx cy r x1 y1 x2 y2 points d transform text-anchor'.split(
		' '
	)
);

/** The widest a diagram may be, so that its letters stay legible on a phone. */
const WIDEST = 400;

const TAG = /<(\/?)([a-zA-Z][\w:-]*)((?:\s+[\w:-]+\s*=\s*"[^"]*")*)\s*(\/?)>/g;

/** What is wrong with the drawing of a diagram, `diagrams/<name>.svg`. */
export function checkDiagram(file: string, svg: string): Problem[] {
	const messages = [
		...headMessages(svg),
		...[...svg.matchAll(TAG)].flatMap(([, , name = '', attributes = '']) => [
			...elementMessages(name),
			...attributeMessages(attributes)
		]),
		...nestingMessages(svg)
	];
	return [...new Set(messages)].map((message) => ({ file, path: [], message }));
}

function headMessages(svg: string): string[] {
	const [, attributes = ''] = /^\s*<svg\b([^>]*)>/.exec(svg) ?? [];
	const [, width] = /\sviewBox="0 0 (\d+) \d+"/.exec(attributes) ?? [];
	const messages: string[] = [];
	if (width === undefined) {
		messages.push('The drawing must begin with <svg … viewBox="0 0 360 480">');
	} else if (Number(width) > WIDEST) {
		messages.push(
			`The viewBox is ${width} wide, at most ${WIDEST}: draw it upright, as phones are`
		);
	}
	if (/\s(?:width|height)=/.test(attributes)) {
		messages.push('Take width and height off the <svg>: the page gives it its size');
	}
	if (!/^\s*<svg\b[^>]*>\s*<title>[^<]*\S[^<]*<\/title>/.test(svg)) {
		messages.push('The drawing must have a <title> first: what it shows, in one line');
	}
	return messages;
}

function elementMessages(name: string): string[] {
	if (ELEMENTS.has(name)) return [];
	return [`<${name}> is not allowed in a diagram: use ${[...ELEMENTS].join(', ')}`];
}

function attributeMessages(written: string): string[] {
	return [...written.matchAll(/([\w:-]+)\s*=\s*"([^"]*)"/g)].flatMap(
		([, name = '', value = '']) => {
			if (!ATTRIBUTES.has(name)) {
				return [`${name}="…" is not allowed in a diagram: colours and letters come from classes`];
			}
			if (name !== 'class') return [];
			return value
				.split(/\s+/)
				.filter((one) => !DIAGRAM_CLASSES.has(one))
				.map(
					(one) => `"${one}" is not a class of diagrams: use ${[...DIAGRAM_CLASSES].join(', ')}`
				);
		}
	);
}

/** A drawing that is not closed properly, or holds signs that are no tags, would break its page. */
function nestingMessages(svg: string): string[] {
	const open: string[] = [];
	let isNested = true;
	for (const [, slash, name = '', , closed] of svg.matchAll(TAG)) {
		if (slash) isNested &&= open.pop() === name;
		else if (!closed) open.push(name);
	}
	const messages: string[] = [];
	if (!isNested || open.length > 0)
		messages.push('The tags of the drawing are not closed in order');
	if (/[<>{}`]/.test(svg.replaceAll(TAG, ''))) {
		messages.push('There is a sign between the tags that is none: comments and < > { } ` go');
	}
	return messages;
}
