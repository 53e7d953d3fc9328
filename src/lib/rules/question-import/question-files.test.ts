import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../server/imports/decode.ts';
import { UNWRITTEN } from './found.ts';
import { formatOfQuestions, readQuestions } from './read-questions.ts';

/* Files as teachers have them: what is carried, and what is said of the rest on which line. */

const FOLDER = 'tests/fixtures/questions';

function read(file: string) {
	return readQuestions(textOf(readFileSync(`${FOLDER}/${file}`)) ?? '');
}

/** A question as one line. */
function line(question: ReturnType<typeof read>['questions'][number]): string {
	const options = question.options.map(
		({ text, correct, feedback }) => ` ${correct ? '=' : '~'}${text}#${feedback}`
	);
	return `${question.line} ${question.name ?? '-'} (${question.kind}): ${question.text}${options.join('')}`;
}

const carried = (file: string) => read(file).questions.map(line);
const said = (list: { line: number; message: string }[]) =>
	list.map(({ line, message }) => `${line} ${message}`);
const refused = (file: string) => said(read(file).refusals);
const containing = (parts: string[]) => parts.map((part) => expect.stringContaining(part));

describe('a GIFT file', () => {
	it('is read with titles and without, on one line and several', () => {
		expect(carried('plain.gift')).toEqual([
			'4 Late on a Friday (single): A learner tells you something worrying at ten to five on a Friday. What now? =Report it today#Yes. Worries go on the same day. ~Wait for Monday#Two nights may be long for the learner. ~Ask a friend what they think#Only those who need to know should know. ~Note it in your diary#A diary is not where others can act on it.',
			'11 - (single): Who may promise a child to keep a secret? ~The tutor#Nobody can. ~The manager#Nobody can. ~A parent#Not about harm. =Nobody#Right, and we say so early.'
		]);
		expect(refused('plain.gift')).toEqual([]);
	});

	it('has weights, feedback, general feedback, text formats and missing words', () => {
		expect(carried('options.gift')).toEqual([
			'2 Two of four (multiple): Which two belong in a record ? =The words that were used#Yes, word for word. ~What you think of the parent#Opinions < facts. Leave them out. =Date and time#Yes. ~A guess at the reason#A guess is no record.',
			'11 Three thirds (multiple): Tick three. =One#All of one, two and three. =Two#All of one, two and three. =Three#All of one, two and three. ~Four#All of one, two and three.',
			'19 One tick (single): Only one is right, but there are boxes. =Yes#Yes it is. ~No#Yes it is. ~Perhaps#Yes it is. ~Later#Yes it is.',
			'21 Missing word (single): Tell your _____ on the same day. =safeguarding lead#Yes. ~friend#No. ~neighbour#No. ~sister#No.',
			'23 General (single): Whom do you tell? =The lead#The lead decides what follows. ~A friend#Only who needs to know. ~Nobody#The lead decides what follows. ~Everybody#The lead decides what follows.'
		]);
		expect(said(read('options.gift').notes)).toEqual([
			'7 “Two of four”: the general feedback is left out: each answer has its own',
			'11 “Three thirds”: answers 1, 2, 3, 4 have the general feedback: say what holds for each',
			'19 “One tick”: could be answered with several ticks; here one answer is chosen',
			'19 “One tick”: answers 1, 2, 3, 4 have the general feedback: say what holds for each',
			'23 “General”: answers 1, 3, 4 have the general feedback: say what holds for each'
		]);
	});

	it('has escaped signs and entities', () => {
		expect(carried('escapes.gift')).toEqual([
			'1 Signs : all of them (single): Which line of code is {{dsl}} in? 2 = 2 ~ 1 A second line, and a \\ besides. =It is #1#Yes: one = one ~ one ~C:\\temp#No #2 ~= 4#So it is #. ~~ 5 // no comment here#So it is #.',
			'9 - (single): Odd & ends: R&D, AT&T, café, ’, ’, ’, x < y, 5 > 3 and 100% =a#x ~b#x ~c#x ~d#x'
		]);
	});

	it('has blank lines within the answers, comments anywhere, and none between titles', () => {
		expect(carried('blank-lines.gift').map((one) => one.split(' =')[0])).toEqual([
			'4 One (single): Somebody tells you a secret. What now?',
			'14 - (single): Seven?',
			'16 Three (single): Which?',
			'28 Four (single): Which?',
			'29 Five (single): Which?',
			'36 - (single): Six?'
		]);
		expect(carried('blank-lines.gift')[2]).toContain('~Later#why it goes on here');
		expect(refused('blank-lines.gift')).toEqual(
			containing(['8 “Description”: it has no answers', '10 “Two”: it has no answers'])
		);
		expect(said(read('blank-lines.gift').notes)).toEqual(
			containing(['4 “One”: a blank line stands in its text'])
		);
	});

	it.each(['crlf.gift', 'cr.gift'])('has other line ends: %s', (file) => {
		expect(carried(file)).toEqual([
			expect.stringContaining('(single): Which of them? =One#1 ~Two#2 ~Three#3 ~Four#4')
		]);
		expect(refused(file)).toEqual([expect.stringMatching(/^9 “Few”/)]);
	});

	it.each(['utf-8-bom.gift', 'utf-16-le.gift', 'utf-16-be.gift', 'windows-1252.gift'])(
		'is in another encoding: %s',
		(file) => {
			expect(carried(file)).toEqual([
				'1 Café (single): “Who” is Zoë’s key worker – and why? =Núñez#Yes – €5 ~Smith#No ~Müller#No ~O’Brien#No'
			]);
		}
	);

	it('is refused where it has other kinds of questions', () => {
		expect(carried('other-kinds.gift')).toEqual([]);
		expect(refused('other-kinds.gift')).toEqual(
			containing([
				'1 “This is a description without any answers.”: it has no answers in { }',
				'3 “Essay”: an essay question',
				'5 “Essay with words”: an essay question',
				'7 “True or false”: a true or false question has two answers',
				'9 “False”: a true or false question',
				'11 “Short”: a short answer question',
				'13 “Numbers”: a numerical question',
				'15 “Numbers in a list”: a numerical question',
				'19 “Match”: a matching question',
				'24 “Cloze”: a cloze question'
			])
		);
	});

	it('is refused where a question says too little or too much', () => {
		const { refusals, questions, notes } = read('troubles.gift');
		expect(said(refusals)).toEqual(
			containing([
				'1 “Few”: it has 3 answers',
				'3 “Partly”: some answers are partly right (100 %, 50 %)',
				'5 “Two fully”: 2 answers are each fully right',
				'7 “None”: no answer is marked as right',
				'9 “All”: all its answers are right',
				'11 “Not a hundred”: its right answers count 20 %, 20 %',
				'13 “Half”: its only right answer counts 50 %',
				'15 “Open”: its answers begin with { and are never closed',
				'19 “Only closed?}”: its answers end with } and never begin',
				'21 “Twice”: it has more than one { }',
				'23 “Once”: it has more than one { }',
				'26 “Table”: its text: it has a table',
				'28 “Link”: its text: it has a link',
				'30 “Picture”: its text: it has a picture',
				'32 “Markdown”: its text: it has a link or a picture',
				'34 “Formula”: its text: it has a formula',
				'36 “Same”: two answers say “b”',
				'38 “Empty”: it has no words',
				'40 “Empty answer”: answer 2 has no words',
				'42 “Brackets”: its text: Curly brackets',
				'48 “Unknown sign”: its text: &foo; stands for no sign'
			])
		);
		expect(questions.map(({ name }) => name)).toEqual([
			'Fine',
			'Above',
			'No feedback',
			'One without'
		]);
		expect(questions[2]?.options.map(({ feedback }) => feedback)).toEqual([
			'1',
			UNWRITTEN,
			UNWRITTEN,
			UNWRITTEN
		]);
		expect(said(notes)).toEqual(
			containing([
				'44 “Above”: “None of the above” points at other answers',
				'46 “No feedback”: no feedback on answers 2, 3, 4',
				'50 “One without”: no feedback on answer 4'
			])
		);
	});
});

describe('a Moodle XML file', () => {
	it.each(['moodle.xml', 'utf-16.xml'])('is read as Moodle writes it: %s', (file) => {
		expect(carried(file)).toEqual([
			'13 Late on a Friday (single): A learner tells you something… It is ten to five; It is a Friday. What now? =Report it today#Yes. Worries go on the same day. ~Wait for Monday#Two nights may be long. ~Ask a friend <3 years older#Only those who need to know. ~Note it, R&D style#A diary is no record.',
			'52 Two of four (multiple): Which two belong in a record? words; times =Words#Facts & words. =Time#Facts & words. ~Opinion#Facts & words. ~Guess#Facts & words.'
		]);
		expect(refused(file)).toEqual([]);
	});

	it('is read as people write it', () => {
		expect(carried('by-hand.xml')).toEqual([
			'5 Written by hand (single): Who is called when 3 < 4 & all is well? now; or later =The lead#Café ’tis. ~A friend#Café ’tis. ~Nobody#Café ’tis. ~A neighbour#Café ’tis.',
			'17 - (multiple): All or nothing: which two? =One#One and two. =Two#One and two. ~Three#One and two. ~Four#One and two.'
		]);
		expect(refused('by-hand.xml')).toEqual([
			'26 “Odd weight”: the weight of an answer is not a number'
		]);
	});

	it('is refused where it has other kinds of questions', () => {
		expect(carried('other-kinds.xml')).toEqual([]);
		const lines = read('other-kinds.xml').refusals.map(({ line }) => line);
		expect(lines).toEqual([3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
		expect(refused('other-kinds.xml').at(-2)).toContain('a question of the type “stack”');
		expect(refused('other-kinds.xml').at(-1)).toContain('a question without a type');
	});

	it('is refused where it has pictures, other files or media', () => {
		expect(read('pictures.xml').questions.map(({ name }) => name)).toEqual([
			'Empty picture of Moodle 1'
		]);
		expect(refused('pictures.xml')).toEqual(
			containing([
				'7 “Picture in the text”: it has a picture or another file “face.png”',
				'12 “Picture in the text”: it has a picture or another file “b.png”',
				'14 “Picture in the text”: it has a picture or another file,',
				'20 “Picture of Moodle 1”',
				'19 “Picture of Moodle 1”',
				'38 “Video”: its text: it has sound, video'
			])
		);
	});

	it('is read up to where it is broken', () => {
		expect(read('broken.xml').questions.map(({ name }) => name)).toEqual(['Before the fault']);
		expect(refused('broken.xml')).toEqual([
			'14 Nothing from here on was read: the XML is not well formed here (unexpected close tag)'
		]);
	});

	it('declares nothing: no entity is expanded and no file fetched', () => {
		expect(carried('laughs.xml')).toEqual([]);
		expect(refused('laughs.xml')).toEqual([
			'2 Nothing from here on was read: a document type declaration (<!DOCTYPE …>) is not read: take it out'
		]);
	});
});

describe('the format of a file', () => {
	it.each([
		['<?xml version="1.0"?><quiz/>', 'moodle-xml'],
		['\ufeff \n<quiz>', 'moodle-xml'],
		['\u0000 <quiz>', 'moodle-xml'],
		[`${'\n'.repeat(5000)}<quiz>`, 'moodle-xml'],
		['<!DOCTYPE quiz><quiz/>', 'moodle-xml'],
		['<!-- words --><quiz/>', 'moodle-xml'],
		['<p>Who?</p>{=a ~b}', 'gift'],
		['Who?{T}', 'gift'],
		['{T}', 'gift'],
		['What begins with <quiz>? {=a ~b}', 'gift'],
		['What begins with <html>? {=a ~b}', 'gift'],
		['a \\\\{', 'gift'],
		['a \\{ b', null],
		['<quizzes>', null],
		['<!DOCTYPE html><html>{</html>', null],
		['<html>{', null],
		['Who?\nA. I\nB. You\nANSWER: B', null],
		['', null]
	])('of %j is %s', (text, format) => {
		expect(formatOfQuestions(text)).toBe(format);
	});

	it.each([
		['<?xml version="1.0"?><assessment><item/></assessment>', 'begins with <assessment>'],
		['<?xml version="1.0"?><assessment/>', 'begins with <assessment>'],
		['<quiz><question type="category"/><other/></quiz>', 'There is no question'],
		['// {T}', 'There is no question']
	])('is right, but there is nothing in it: %j', (text, message) => {
		expect(said(readQuestions(text).refusals)).toEqual([expect.stringContaining(message)]);
	});

	it('is said to be unknown', () => {
		expect(readQuestions('Just words')).toEqual({
			questions: [],
			notes: [],
			refusals: [{ line: 1, message: expect.stringContaining('neither GIFT') }],
			format: null
		});
	});
});

it('every file in the folder is read here', () => {
	const source = readFileSync('src/lib/rules/question-import/question-files.test.ts', 'utf8');
	const files = readdirSync(FOLDER);
	expect(files.length).toBeGreaterThan(12);
	expect(files.filter((file) => !source.includes(`'${file}'`))).toEqual([]);
});
