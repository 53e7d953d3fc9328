import { cleanFile, shortened } from './clean.ts';
import type { Found } from './found.ts';
import { judge, labelOf, type RawOption } from './judge.ts';
import type { RawText, TextFormat } from './words-of.ts';
import { readXml, type XmlElement } from './xml-tree.ts';

/** Kinds of questions whose answers are a choice between several. */
const CHOICES = new Set(['multichoice', 'multichoiceset']);

/** Other kinds of questions, in words. */
const OTHERS: ReadonlyMap<string, string> = new Map([
	['description', 'a description, which asks nothing,'],
	['shortanswer', 'a short answer question, where people type the answer,'],
	['numerical', 'a numerical question'],
	['essay', 'an essay question, without answers to choose,'],
	['matching', 'a matching question'],
	['randomsamatch', 'a matching question'],
	['cloze', 'a cloze question, with its answers within a text,'],
	['multianswer', 'a cloze question, with its answers within a text,'],
	['gapselect', 'a question with gaps to fill'],
	['calculated', 'a calculated question'],
	['calculatedsimple', 'a calculated question'],
	['calculatedmulti', 'a calculated question'],
	['ddwtos', 'a drag and drop question'],
	['ddimageortext', 'a drag and drop question'],
	['ddmarker', 'a drag and drop question'],
	['ddmatch', 'a drag and drop question'],
	['ordering', 'a question about an order'],
	['random', 'a question drawn by chance']
]);

const FORMATS: ReadonlyMap<string, TextFormat> = new Map([
	['html', 'html'],
	['moodle_auto_format', 'moodle'],
	['plain_text', 'plain'],
	['markdown', 'markdown'],
	['wiki_like', 'moodle']
]);

/**
 * Reads a file in Moodle XML.
 * Source: docs.moodle.org, "Moodle XML format".
 */
export function readMoodleXml(text: string): Found {
	const found: Found = { questions: [], refusals: [], notes: [] };
	const { root, stopped } = readXml(cleanFile(text), (element, root) => {
		if (root === 'quiz' && element.name === 'question') readQuestion(element, found);
	});
	if (root !== null && root !== 'quiz') {
		const message = `The file begins with <${shortened(root)}>, and Moodle XML with <quiz>: export it as “Moodle XML format”`;
		return { ...found, refusals: [{ line: 1, message }] };
	}
	if (stopped) {
		const message = `Nothing from here on was read: ${stopped.reason}`;
		found.refusals.push({ line: stopped.line, message });
	}
	return found;
}

function readQuestion(element: XmlElement, found: Found): void {
	const type = (element.attributes['type'] ?? '').trim().toLowerCase();
	// A category says where the questions after it belong in Moodle.
	if (type === 'category') return;
	const { line } = element;
	const text = textOf(element, 'questiontext', 'html');
	const name = textOf(element, 'name', 'plain').text.trim() || null;
	const reasons = reasonsAgainst(element, type);
	const label = reasons.length > 0 ? labelOf(name, text.text) : '';
	for (const { line, reason } of reasons) {
		found.refusals.push({ line, message: `${label}: ${reason}` });
	}
	if (reasons.length > 0) return;
	const single = wordsIn(child(element, 'single')).trim().toLowerCase();
	judge(
		{
			line,
			name,
			text,
			feedback: textOf(element, 'generalfeedback', text.format),
			options: children(element, 'answer').map(readOption),
			chooseOne: type === 'multichoice' && single !== 'false' && single !== '0'
		},
		found
	);
}

/** Why a question cannot be carried whatever its words are. */
function reasonsAgainst(element: XmlElement, type: string): { line: number; reason: string }[] {
	const { line } = element;
	if (type === 'truefalse') {
		const reason =
			'a true or false question has two answers, and a question here has at least four: ask for a choice instead';
		return [{ line, reason }];
	}
	if (!CHOICES.has(type)) {
		const unknown =
			type === '' ? 'a question without a type' : `a question of the type “${shortened(type)}”`;
		return [{ line, reason: `${OTHERS.get(type) ?? unknown} cannot be carried` }];
	}
	const answers = children(element, 'answer');
	const places = [
		element,
		...['questiontext', 'generalfeedback'].flatMap((name) => children(element, name)),
		...answers,
		...answers.flatMap((answer) => children(answer, 'feedback'))
	];
	return places.flatMap(filesOf);
}

function filesOf(element: XmlElement): { line: number; reason: string }[] {
	// <image> is how Moodle 1 named the picture of a question; most often it is empty.
	const images = children(element, 'image').filter((image) => wordsIn(image).trim() !== '');
	return [...children(element, 'file'), ...children(element, 'image_base64'), ...images].map(
		({ line, attributes }) => {
			const name = attributes['name'] ? ` “${attributes['name']}”` : '';
			const reason = `it has a picture or another file${name}, which cannot be carried: say it in words`;
			return { line, reason };
		}
	);
}

function readOption(answer: XmlElement): RawOption {
	const written = (answer.attributes['fraction'] ?? '0').trim().replace(',', '.');
	const format = formatOf(answer, 'html');
	const words = child(answer, 'text');
	return {
		text: { text: words ? wordsIn(words) : ownWords(answer), format, line: answer.line },
		weight: /^[+-]?\d+(?:\.\d*)?(?:e-?\d{1,2})?$/i.test(written) ? Number(written) : Number.NaN,
		feedback: textOf(answer, 'feedback', format)
	};
}

/** The text of a part, which stands in its <text>, or in a file written by hand in the part itself. */
function textOf(element: XmlElement, part: string, fallback: TextFormat): RawText {
	const found = child(element, part);
	if (!found) return { text: '', format: fallback, line: element.line };
	const words = child(found, 'text') ?? found;
	return { text: wordsIn(words), format: formatOf(found, fallback), line: found.line };
}

function formatOf(element: XmlElement, fallback: TextFormat): TextFormat {
	return FORMATS.get((element.attributes['format'] ?? '').trim().toLowerCase()) ?? fallback;
}

function children(element: XmlElement, name: string): XmlElement[] {
	return element.content.filter(
		(piece): piece is XmlElement => typeof piece !== 'string' && piece.name === name
	);
}

function child(element: XmlElement, name: string): XmlElement | undefined {
	return children(element, name)[0];
}

/** What stands in an element itself, without the elements in it. */
function ownWords(element: XmlElement): string {
	return element.content.filter((piece) => typeof piece === 'string').join('');
}

/**
 * What stands in an element. Where somebody wrote HTML as elements of the file instead of as text,
 * it is put back together, without attributes, which show nothing.
 */
function wordsIn(element: XmlElement | undefined): string {
	if (!element) return '';
	if (element.content.every((piece) => typeof piece === 'string')) return ownWords(element);
	return element.content
		.map((piece) =>
			typeof piece === 'string'
				? piece.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
				: `<${piece.name}>${wordsIn(piece)}</${piece.name}>`
		)
		.join('');
}
