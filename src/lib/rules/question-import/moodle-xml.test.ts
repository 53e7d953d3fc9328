import { describe, expect, it } from 'vitest';
import { readMoodleXml } from './moodle-xml.ts';

const ANSWERS = ['The lead', 'A friend', 'Nobody', 'A neighbour'];

/** A question as Moodle writes it; the first answer is right. */
function quiz({
	type = 'multichoice',
	single = '',
	text = '<questiontext format="html"><text>Who is told?</text></questiontext>',
	fractions = ['100', '0', '0', '0'],
	more = ''
}: {
	type?: string;
	single?: string;
	text?: string;
	fractions?: string[];
	more?: string;
}): string {
	const answers = ANSWERS.map(
		(answer, at) =>
			`<answer fraction="${fractions[at]}"><text>${answer}</text><feedback><text>So it is.</text></feedback></answer>`
	);
	const name = '<name><text>Told</text></name>';
	return `<quiz>\n<question type="${type}">${name}${text}${single}${answers.join('')}${more}</question></quiz>`;
}

const questions = (change: Parameters<typeof quiz>[0]) => readMoodleXml(quiz(change)).questions;
const refusals = (xml: string) =>
	readMoodleXml(xml).refusals.map(({ line, message }) => `${line} ${message}`);

describe('a kind of question that is no choice is named', () => {
	it.each([
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
		['random', 'a question drawn by chance'],
		[' Essay ', 'an essay question, without answers to choose,'],
		['stack', 'a question of the type “stack”'],
		['', 'a question without a type']
	])('%j', (type, words) => {
		expect(refusals(quiz({ type }))).toEqual([`2 “Told”: ${words} cannot be carried`]);
	});

	it('but a category is passed over', () => {
		expect(readMoodleXml(quiz({ type: 'category' }))).toEqual({
			...{ questions: [], refusals: [], notes: [] }
		});
	});
});

describe('a choice', () => {
	const two = ['50', '50', '0', '0'];
	it.each([
		['multichoice', '', ['100', '0', '0', '0'], 'single'],
		['multichoice', '<single>true</single>', ['100', '0', '0', '0'], 'single'],
		['multichoice', '<single> FALSE </single>', two, 'multiple'],
		['multichoice', '<single>0</single>', two, 'multiple'],
		['multichoiceset', '', two, 'multiple'],
		['MultiChoice', '<single>false</single>', two, 'multiple']
	])('of the type %s with %j and %j is %s', (type, single, fractions, kind) => {
		expect(questions({ type, single, fractions })).toMatchObject([{ kind }]);
	});

	it.each(['100', '+100', ' 100.00000 ', '100,0', '1000e-1'])('counts %j in full', (weight) => {
		const [question] = questions({ fractions: [weight, '0', '-25', '-33.33333'] });
		expect(question?.options.map(({ correct }) => correct)).toEqual([true, false, false, false]);
	});

	it.each(['', 'all', '100%', '--100', '1.0.0'])('is refused with the weight %j', (weight) => {
		expect(refusals(quiz({ fractions: [weight, '0', '0', '0'] }))).toEqual([
			'2 “Told”: the weight of an answer is not a number'
		]);
	});

	it.each([
		['html', '&lt;b&gt;Who&lt;/b&gt; is &amp;quot;told&amp;quot;?', 'Who is "told"?'],
		['moodle_auto_format', '&lt;b&gt;Who&lt;/b&gt; is told?', 'Who is told?'],
		['wiki_like', '&lt;b&gt;Who&lt;/b&gt; is told?', 'Who is told?'],
		['plain_text', 'Who is *told* &amp;amp; when?', 'Who is *told* &amp; when?'],
		[' Markdown ', '# Who **is** told?', 'Who is told?'],
		['something new', '&lt;b&gt;Who&lt;/b&gt; is told?', 'Who is told?']
	])('is read in the format %j', (format, words, text) => {
		const written = `<questiontext format="${format}"><text>${words}</text></questiontext>`;
		expect(questions({ text: written })).toMatchObject([{ text }]);
	});

	it.each([
		['the part itself', '<questiontext>Who is told?</questiontext>', 'Who is told?'],
		[
			'elements of the file',
			'<questiontext><text>Who <b>is &amp; was</b> told?</text></questiontext>',
			'Who is & was told?'
		]
	])('may have its words in %s', (_, text, expected) => {
		expect(questions({ text })).toMatchObject([{ text: expected }]);
	});

	it.each([
		['<image>face.png</image>', ''],
		['<image_base64>iVBOR</image_base64>', ''],
		['<generalfeedback><text>x</text><file name="a.png">iVBOR</file></generalfeedback>', ' “a.png”']
	])('is refused with a picture: %s', (more, name) => {
		expect(refusals(quiz({ more }))).toEqual([
			`2 “Told”: it has a picture or another file${name}, which cannot be carried: say it in words`
		]);
	});

	it('is carried with an empty picture', () => {
		expect(questions({ more: '<image> </image>' })).toHaveLength(1);
	});
});

it('a file of another kind is refused by the name with which it begins', () => {
	expect(refusals('<lesson><question type="essay"/></lesson>')).toEqual([
		'1 The file begins with <lesson>, and Moodle XML with <quiz>: export it as “Moodle XML format”'
	]);
});
