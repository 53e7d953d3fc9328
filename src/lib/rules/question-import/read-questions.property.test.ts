import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuestion, asGift, asMoodleXml } from '../../../../tests/fixtures/question-writers.ts';
import type { Found, FoundQuestion } from './found.ts';
import { readGift } from './gift.ts';
import { readMoodleXml } from './moodle-xml.ts';
import { readQuestions } from './read-questions.ts';

const unnumbered = (questions: readonly FoundQuestion[]) =>
	questions.map((question) => ({ ...question, line: 0 }));

/** Whatever was read: every line exists, and every question can stand in a quiz. */
function expectSound(text: string, found: Found): void {
	const lines = text.split(/\r\n?|\n/).length;
	for (const { line, message } of [...found.refusals, ...found.notes]) {
		expect(Number.isInteger(line) && line >= 1 && line <= lines).toBe(true);
		expect(message.length).toBeLessThan(600);
	}
	for (const { line, kind, text, options } of found.questions) {
		expect(line >= 1 && line <= lines).toBe(true);
		const right = options.filter(({ correct }) => correct).length;
		expect(right >= (kind === 'single' ? 1 : 2) && right < options.length).toBe(true);
		expect(options.length).toBeGreaterThanOrEqual(4);
		for (const said of [text, ...options.flatMap((o) => [o.text, o.feedback])]) {
			expect(said).toBe(said.trim());
			expect(said).not.toMatch(/^$|[\n\t\ufdd0-\ufdef]/);
		}
	}
}

/** Pieces that mean something to one of the formats. */
const piece = fc.constantFrom(
	...'{ } ~ = # #### :: \\ \\n \\{ % %50% %-100% // -> [html] [markdown] $CATEGORY: T F'.split(' '),
	...'<?xml?> <quiz> </quiz> <question type="multichoice"> </question> <answer> </answer>'.split(
		' '
	),
	...'<answer fraction="100"> <text> </text> <![CDATA[ ]]> <!-- --> &amp; &nbsp; &#x0; &lol;'.split(
		' '
	),
	...'<p> <p <li> " \' <!DOCTYPE <file> ** _ `'.split(' '),
	...['\n', '\n\n', '\r', ' ', 'a', 'b', 'c', 'é', '\u0000', '\ufdd0', '\ud800']
);

describe('any questions', () => {
	it('come back from GIFT as they were', () => {
		fc.assert(
			fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 5 }), (questions) => {
				const { format, ...found } = readQuestions(asGift(questions));
				expect(format).toBe('gift');
				expect({ ...found, questions: unnumbered(found.questions) }).toEqual({
					questions,
					refusals: [],
					notes: []
				});
			})
		);
	});

	it('come back from Moodle XML as they were', () => {
		fc.assert(
			fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 5 }), (questions) => {
				const { format, ...found } = readQuestions(asMoodleXml(questions));
				expect(format).toBe('moodle-xml');
				expect({ ...found, questions: unnumbered(found.questions) }).toEqual({
					questions,
					refusals: [],
					notes: []
				});
			})
		);
	});

	it('are read up to where a file was cut off, and something is said about the rest', () => {
		fc.assert(
			fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 3 }), fc.nat(), (some, nat) => {
				for (const [text, read] of [
					[asGift(some), readGift],
					[asMoodleXml(some), readMoodleXml]
				] as const) {
					const cut = text.slice(0, nat % text.length);
					const found = read(cut);
					expectSound(cut, found);
					const whole = unnumbered(found.questions).slice(0, -1);
					expect(whole).toEqual(some.slice(0, whole.length));
				}
			})
		);
	});
});

describe('any text', () => {
	it.each([
		['GIFT', readGift],
		['Moodle XML', readMoodleXml],
		['whatever it is', readQuestions]
	] as const)('is read as %s without a fault, each word with its line', (_, read) => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 300 }),
			fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
			fc.array(piece, { maxLength: 60 }).map((pieces) => `<quiz>${pieces.join('')}`),
			fc
				.array(piece, { maxLength: 30 })
				.map((pieces) => `Which? {=a#1 ~b#2 ~c#3 ~d#4 ${pieces.join('')}}`)
		);
		fc.assert(
			fc.property(text, (any) => expectSound(any, read(any))),
			{ numRuns: 500 }
		);
	});
});

describe('a text made to be slow', () => {
	it.each([
		['open brackets', (n: number) => '{'.repeat(n)],
		['open answers', (n: number) => 'Which? {=a\n\n'.repeat(n / 10)],
		['one open answer and many texts', (n: number) => `{${'\n\nwords'.repeat(n / 8)}`],
		['titles', (n: number) => `{}${'::'.repeat(n)}`],
		['titles and gaps', (n: number) => `{}${'\n\n::a\n\nb'.repeat(n / 8)}`],
		['backslashes', (n: number) => `${'\\'.repeat(n)}{`],
		['spaces', (n: number) => `${' '.repeat(n)}x{~${' '.repeat(n)}x`],
		['answers', (n: number) => `{${'~a'.repeat(n / 2)}}`],
		['per cents', (n: number) => `{${'~%'.repeat(n / 2)}}`],
		['hashes', (n: number) => `{~a${'#'.repeat(n)}}`],
		['asterisks', (n: number) => `[markdown]${'* '.repeat(n / 2)}${'*'.repeat(n)}{~a}`],
		['underscores', (n: number) => `[markdown]a${'_'.repeat(n)} ${'_a'.repeat(n)}{~a}`],
		['open tags', (n: number) => `${'<p '.repeat(n / 3)}{~a}`],
		['open quotes', (n: number) => `${'<p a="'.repeat(n / 6)}{~a}`],
		['open comments', (n: number) => `${'<!-- '.repeat(n / 5)}{~a}`],
		['ampersands', (n: number) => `${'&a'.repeat(n / 2)}{~a ~b}`],
		['the same name', (n: number) => '::a::b{=a ~b ~c ~d}\n\n'.repeat(n / 20)],
		['elements', (n: number) => `<quiz>${'<a>'.repeat(n / 3)}`],
		['attributes', (n: number) => `<quiz><question ${'a="" '.repeat(n / 5)}>`],
		['ends of elements', (n: number) => `<quiz>${'</a>'.repeat(n / 4)}`],
		['sections', (n: number) => `<quiz><question><text>${'<![CDATA['.repeat(n / 9)}`],
		['ends of sections', (n: number) => `<quiz><question><text><![CDATA[${']]'.repeat(n / 2)}`],
		[
			'files',
			(n: number) => {
				const files = '<file/>'.repeat(n / 20);
				return `<quiz><question type="multichoice">${files}<name>${'a'.repeat(n)}</name></question></quiz>`;
			}
		]
	])('takes no longer for it: %s', (_, textOf) => {
		const text = textOf(150_000);
		const start = performance.now();
		readQuestions(text);
		// In proportion to its length a tenth of it or so; with its square a minute at least.
		expect(performance.now() - start).toBeLessThan(5000);
	});
});
