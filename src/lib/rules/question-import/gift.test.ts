import { describe, expect, it } from 'vitest';
import { readGift } from './gift.ts';

const refusals = (text: string) =>
	readGift(text).refusals.map(({ line, message }) => `${line} ${message}`);
const question = (text: string) => readGift(text).questions[0];
const OTHERS = '~Two#B. ~Three#C. ~Four#D.';

describe('answers that are no choice are named', () => {
	const trueOrFalse =
		'a true or false question has two answers, and a question here has at least four: ask for a choice instead';
	const short = 'a short answer question, where people type the answer, cannot be carried';
	it.each([
		['', 'an essay question, without answers to choose, cannot be carried'],
		['####All of it.', 'an essay question, without answers to choose, cannot be carried'],
		['T', trueOrFalse],
		['F', trueOrFalse],
		['true', trueOrFalse],
		['FALSE #No.#Yes.', trueOrFalse],
		['=Tea', short],
		['Tea', short],
		['=one =two', short],
		['=one -> two =three -> four', 'a matching question cannot be carried'],
		['#5:1', 'a numerical question cannot be carried'],
		['1:SHORTANSWER:=lead', 'a cloze question, with its answers within a text, cannot be carried'],
		['10:mc:=a', 'a cloze question, with its answers within a text, cannot be carried']
	])('{%s}', (answers, reason) => {
		expect(refusals(`::Told:: Who is told? {${answers}}`)).toEqual([`1 “Told”: ${reason}`]);
	});
});

describe('brackets that do not fit are named', () => {
	const many =
		'it has more than one { }: put a blank line between questions, and write \\{ and \\} where brackets are meant as signs';
	it.each([
		[
			'Who is told?',
			'it has no answers in { }, so it is a description, which asks nothing. If its answers stand further down, take the blank line out'
		],
		['Who is told? {=a ~b', 'its answers begin with { and are never closed: add the }'],
		['Who is told? =a ~b}', 'its answers end with } and never begin: add the {, or write \\}'],
		['Who {=a} is {=b}?', many],
		['Who }{?', many]
	])('%s', (text, reason) => {
		expect(refusals(`::Told:: ${text}`)).toEqual([`1 “Told”: ${reason}`]);
	});
});

describe('a question is called', () => {
	it.each([
		['::Told:: Who is told? {T}', '“Told”'],
		['  ::Told\\: first:: Who? {T}', '“Told: first”'],
		['Who is told? {T}', '“Who is told?”'],
		['::Who is told? {T}', '“Who is told?”'],
		['{T}', '“A question without words”']
	])('%s: %s', (text, label) => {
		expect(refusals(text)[0]).toContain(`${label}: a true or false question`);
	});
});

describe('an answer', () => {
	it.each([
		['=One#A.', [100]],
		['~%100%One#A.', [100]],
		['~ %100% One#A.', [100]],
		['~%100,000%One#A.', [100]]
	])('%s is right', (answer) => {
		const { options = [] } = question(`Who? {${answer} ${OTHERS}}`) ?? {};
		expect(options.map(({ text, correct }) => `${text} ${correct}`)).toEqual([
			'One true',
			'Two false',
			'Three false',
			'Four false'
		]);
	});

	it('may count against; any other sign of per cent is a word', () => {
		const { options = [] } = question('Who? {=One#A. ~%-50%Two#B. ~Three%#C. ~5% less#D.}') ?? {};
		expect(options.map(({ text }) => text)).toEqual(['One', 'Two', 'Three%', '5% less']);
	});

	it('is left out where nothing stands behind its sign', () => {
		expect(question(`Who? {~=One#A. ${OTHERS}}`)?.options).toHaveLength(4);
	});

	it.each([
		['[html]<b>One</b>', 'One'],
		[' [Markdown]**One**', 'One'],
		['[plain]One &amp; all', 'One &amp; all'],
		['[one] of them', '[one] of them']
	])('in the format of %s says %s', (written, text) => {
		expect(question(`Who? {=${written}#A. ${OTHERS}}`)?.options[0]?.text).toBe(text);
	});

	it('is told on its own line', () => {
		const text = `Who?\n{\n=One#A.\n~<table>#B.\n~Three#C.\n~Four#<table>\n}`;
		expect(readGift(text).refusals.map(({ line }) => line)).toEqual([4, 6]);
	});
});
