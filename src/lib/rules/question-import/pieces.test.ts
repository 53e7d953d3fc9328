import { describe, expect, it } from 'vitest';
import { cleanFile, shortened, tidy } from './clean.ts';
import { unfinishedMessages } from '../content/unfinished.ts';
import { decodeEntities, ENTITIES } from './entities.ts';
import { UNWRITTEN } from './found.ts';
import { readGift } from './gift.ts';
import { htmlWords } from './html-words.ts';
import { keysFor, optionKey } from './keys.ts';
import { spreadRight } from './places.ts';
import { weigh } from './weights.ts';
import { wordsOf } from './words-of.ts';
import { readXml } from './xml-tree.ts';

describe('the text of a file', () => {
	it('has one kind of line end and no signs that no text has', () => {
		expect(cleanFile('\ufeffa\r\nb\rc\u0000\u0085\ufdd0\ud800d\te')).toBe('a\nb\nc    d\te');
	});

	it('is tidied to one line', () => {
		expect(tidy(' a\u00a0 \n b\u00adc\u200b\u202ed ')).toBe('a bcd');
	});

	it('is shortened by whole signs', () => {
		expect(shortened('😀😀😀', 3)).toBe('😀😀😀');
		expect(shortened('a b 😀😀', 4)).toBe('a b…');
		expect(shortened('ab cdef', 4)).toBe('ab…');
	});
});

describe('entities', () => {
	it('are the signs HTML means', () => {
		expect(ENTITIES.get('nbsp')).toBe('\u00a0');
		expect(ENTITIES.get('yuml')).toBe('ÿ');
		expect(ENTITIES.get('umacr')).toBe('ū');
		expect(ENTITIES.get('ensp')).toBe('\u2002');
		expect(ENTITIES.get('bsol')).toBe('\\');
		expect([...ENTITIES.values()].every((sign) => [...sign].length === 1)).toBe(true);
		expect(ENTITIES.size).toBeGreaterThan(300);
	});

	it.each([
		['&lt;b&gt; &amp;amp; R&D &', '<b> &amp; R&D &'],
		['&#65;&#x42;&#128;&#x9F;&#159;', 'AB€ŸŸ'],
		['&#0;&#xD800;&#9999999;', '\ufffd\ufffd\ufffd'],
		['&notanythinglongerthanthirtyoneletters;', '&notanythinglongerthanthirtyoneletters;']
	])('%j become %j', (text, decoded) => {
		expect(decodeEntities(text)).toEqual({ text: decoded });
	});

	it('that are not known are named', () => {
		expect(decodeEntities('&one; &constructor; &two;')).toEqual({ unknown: '&one;' });
	});
});

describe('HTML in words', () => {
	it.each([
		['<p>One</p><p>two<br/>three</p>', 'One two three'],
		['a<b>b</b><I>c</I> <em class="x > y">d</em>', 'abc d'],
		['<ul><li>one</li><li>two.</li><li></li><li>three</li></ul>Then', 'one; two. three. Then'],
		['Of:<ol><li> one<li>two</ol>', 'Of: one; two'],
		['x < y <= z <3', 'x < y <= z <3'],
		['a<!-- <table> -->b<![if !x]>c<?xml:namespace prefix = o />d<o:p></o:p>', 'abcd'],
		["<p title='a'>it's &lt;i&gt;</p>", "it's <i>"],
		['', '']
	])('%j is %j', (html, text) => {
		expect(htmlWords(html)).toEqual({ kind: 'words', text });
	});

	it.each([
		['a <b', 'never closed'],
		['a <b title="x>', 'never closed'],
		['<!-- a >', 'never closed'],
		['<table>', 'a table'],
		['</a>', 'a link'],
		['<IMG>', 'a picture'],
		['<iframe>', 'sound, video or an embedded page'],
		['<script>', 'a script'],
		['10<sup>6</sup>', 'raised or lowered signs'],
		['<del>no</del>', 'struck out'],
		['<input>', 'a form'],
		['<math>', 'a formula'],
		['<blink>', 'the HTML tag <blink>'],
		['&wat;', '&wat; stands for no sign'],
		['\ufffd', 'a sign was lost']
	])('%j is refused', (html, reason) => {
		expect(htmlWords(html)).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) });
	});
});

describe('HTML that carries more than words', () => {
	it.each([
		['a table', 'table thead tbody tfoot tr td th caption'],
		['a link', 'a'],
		['a picture', 'img picture svg canvas map figure'],
		['sound, video or an embedded page', 'audio video source track embed object iframe'],
		['a script', 'script'],
		['a style sheet', 'style'],
		['raised or lowered signs', 'sub sup'],
		['words that are struck out', 's strike del'],
		['a form', 'input select textarea button form'],
		['a formula', 'math']
	])('is refused for %s: %s', (what, tags) => {
		for (const tag of tags.split(' ')) {
			expect(htmlWords(`One <${tag} class="x">two</${tag}>`), tag).toEqual({
				kind: 'refused',
				reason: `it has ${what}, and questions here are plain words`
			});
		}
	});

	it('says at which sign it cannot be read', () => {
		expect(htmlWords('3 <b')).toEqual({
			kind: 'refused',
			reason: 'a < is never closed: write &lt; where it means “less than”'
		});
		expect(htmlWords('&wat;')).toEqual({
			kind: 'refused',
			reason: '&wat; stands for no sign that is known here: write the sign'
		});
	});
});

describe('a text', () => {
	const words = (format: 'plain' | 'markdown' | 'moodle', text: string) =>
		wordsOf({ text, format, line: 1 });

	it.each([
		['plain', ' <b> &amp; **x** $$ ', '<b> &amp; **x** $$'],
		['moodle', '<i>a</i> **x**', 'a **x**'],
		[
			'markdown',
			'# Head\n\n**Bold** _it_ __is__ `code` 5 * 3 snake_case _____',
			'Head Bold it is code 5 * 3 snake_case _____'
		],
		['markdown', '## Room # 5\n\nIs it free?', 'Room # 5 Is it free?'],
		['markdown', 'Of:\n\n- one\n* two\n1. three\n\nThen', 'Of: one; two; three. Then'],
		['markdown', '9) nine\n10) ten', 'nine; ten']
	] as const)('in %s: %j', (format, text, expected) => {
		expect(words(format, text)).toEqual({ kind: 'words', text: expected });
	});

	it.each([
		['moodle', '\\(x\\)', 'a formula'],
		['markdown', '![x](y)', 'a link or a picture'],
		['markdown', '[x][y]', 'a link or a picture'],
		['plain', '\ufffd', 'a sign was lost']
	] as const)('in %s: %j is refused', (format, text, reason) => {
		expect(words(format, text)).toEqual({
			kind: 'refused',
			reason: expect.stringContaining(reason)
		});
	});
});

describe('weights', () => {
	it.each([
		[[100, 0, 0, -25], true, 'single'],
		[[99, 0, 0, 0], true, 'single'],
		[[100, 0, 0, 0], false, 'single'],
		[[50, 50, 0, 0], false, 'multiple'],
		[[33, 33, 33, 0], false, 'multiple'],
		[[60, 40, -50, 0], false, 'multiple'],
		[[101, 0, 0, 0], true, 'single'],
		[[100, 100, 0, 0], false, 'multiple'],
		[[98.9, 0, 0, 0], true, 'refused'],
		[[101.1, 0, 0, 0], true, 'refused'],
		[[34, 34, 34, 0], false, 'refused'],
		[[50, 40, 0, 0], false, 'refused'],
		[[100, 50, 0, 0], false, 'refused'],
		[[100, 50, 0, 0], true, 'refused'],
		[[100, 100, 0, 0], true, 'refused'],
		[[25, 25, 25, 25], false, 'refused'],
		[[0, 0, 0, -1], true, 'refused'],
		[[100, Number.NaN, 0, 0], true, 'refused'],
		[[], true, 'refused']
	])('%j, one to choose: %s, are %s', (weights, chooseOne, kind) => {
		expect(weigh(weights, chooseOne).kind).toBe(kind);
	});
});

describe('keys', () => {
	const keys = (names: (string | null)[], taken: string[] = []) =>
		keysFor(
			names.map((name) => ({ name, text: 'What is “asked” of Zoë’s friend?' })),
			taken
		);

	it('come from the name, or from the text where the name only counts', () => {
		const names = ['Late on a Friday', null, 'Q 12', '007', 'Item 7 ', 'Ünïcode & mo\u00adre'];
		expect(keys(names)).toEqual([
			'late-on-a-friday',
			'what-is-asked-of-zoes-friend',
			'what-is-asked-of-zoes-friend-2',
			'what-is-asked-of-zoes-friend-3',
			'what-is-asked-of-zoes-friend-4',
			'unicode-mo-re'
		]);
	});

	it('are unique among themselves and those there are', () => {
		expect(keys(['a', 'A', 'a-2', 'a'], ['a-3'])).toEqual(['a', 'a-2', 'a-2-2', 'a-4']);
	});

	it('are cut between words, and within one only when it is alone', () => {
		expect(keys([`${'word '.repeat(20)}`])).toEqual(['word-'.repeat(8) + 'word']);
		expect(keys([`${'word '.repeat(9)}end`])).toEqual(['word-'.repeat(9) + 'end']);
		expect(keys(['x'.repeat(80)])).toEqual(['x'.repeat(48)]);
	});

	it('exist for texts without a letter they can hold', () => {
		expect(keysFor([{ name: 'Вопрос', text: '???' }], [])).toEqual(['question']);
	});

	it('of answers are letters', () => {
		expect([0, 1, 25].map(optionKey)).toEqual(['a', 'b', 'z']);
	});
});

describe('right answers', () => {
	const asked = (right: number, kind: 'single' | 'multiple' = 'single') => ({
		kind,
		options: [0, 1, 2, 3, 4].map((at) => ({ text: `${at}`, correct: at === right }))
	});
	const places = (questions: ReturnType<typeof asked>[]) =>
		questions.map(({ options }) => options.findIndex(({ correct }) => correct));

	const eightFirst = Array.from({ length: 8 }, () => asked(0));

	it('are spread where all of them stand first', () => {
		expect(places(spreadRight(eightFirst, []))).toEqual([0, 0, 0, 1, 2, 3, 1, 2]);
	});

	it('stay where no place has too many, in the few of a short quiz and where several are right', () => {
		const fine = [0, 1, 2, 3, 0, 4].map((right) => asked(right));
		expect(spreadRight(fine, [])).toEqual(fine);
		const few = [0, 0, 0, 0, 0].map((right) => asked(right));
		expect(spreadRight(few, [])).toEqual(few);
		const withOne = [...few, asked(0, 'multiple')];
		expect(spreadRight(withOne, [])).toEqual(withOne);
		const several = Array.from({ length: 9 }, () => asked(0, 'multiple'));
		expect(spreadRight([...fine, ...several], [])).toEqual([...fine, ...several]);
	});

	it('make up for those the quiz has', () => {
		const before = [1, 1, 1].map((right) => asked(right));
		const more = [asked(0, 'multiple')];
		expect(
			places(
				spreadRight(
					[1, 1, 1].map((right) => asked(right)),
					[...before, ...more]
				)
			)
		).toEqual([0, 2, 3]);
	});

	it('change places with the answer that stood there', () => {
		const [, , , moved] = spreadRight(eightFirst, []);
		expect(moved?.options.map(({ text }) => text).join('')).toBe('10234');
	});
});

describe('XML', () => {
	it('is stopped where it is nested too deep', () => {
		const deep = readXml(`<quiz>\n${'<a>'.repeat(100_000)}`, () => undefined);
		expect(deep).toEqual({
			root: 'quiz',
			stopped: { line: 2, reason: expect.stringContaining('nested deeper') }
		});
	});

	it('is refused without a root, and its entities have no other names than those of HTML', () => {
		expect(readXml('', () => undefined)).toEqual({
			root: null,
			stopped: {
				line: 1,
				reason: 'the XML is not well formed here (document must contain a root element)'
			}
		});
		expect(readXml('\n\n<quiz>&constructor;</quiz>', () => undefined).stopped?.line).toBe(3);
	});
});

it('leaves a word that the content check finds where nothing says why', () => {
	expect(unfinishedMessages(UNWRITTEN)).toEqual([expect.stringContaining('TODO')]);
});

it('lets the general feedback stand for a single answer without asking for more', () => {
	const text =
		'::One:: Whom do you tell? {=The lead#Yes. ~A friend#No. ~Nobody#No. ~All ####Tell the lead.}';
	const { questions, notes } = readGift(text);
	expect(questions[0]?.options.at(-1)).toMatchObject({ text: 'All', feedback: 'Tell the lead.' });
	expect(notes).toEqual([]);
});
