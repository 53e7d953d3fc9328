import { describe, expect, it } from 'vitest';
import { checkReading, reading } from './reading.ts';

describe('reading', () => {
	it('counts words and sentences without headings and markers', () => {
		const text = [
			'## A heading of words',
			'',
			'One two three. Four',
			'five six! "Seven eight?" Nine.',
			'',
			'> [!TRY]',
			'>',
			'> Ten [eleven](https://x.example) {{dsl}}.',
			'',
			'- a list',
			'  that runs on',
			'1. second entry'
		].join('\n');
		expect(reading(text)).toMatchObject({ words: 19, sentences: 7 });
	});

	it('is low for plain words and high for heavy ones', () => {
		expect(reading('The cat sat on the mat. It was glad.').grade).toBeLessThan(2);
		const heavy =
			'Organisational accountability necessitates comprehensive documentation of individual safeguarding responsibilities throughout multidisciplinary environments.';
		expect(reading(heavy).grade).toBeGreaterThan(15);
	});

	it.each([
		['a paragraph without a full stop', 'One two\n\nthree four', 4, 2],
		['a line that is only signs', 'One two.\n\n***\n\nThree.', 3, 2],
		['a contact of several words', 'Tell {{instead_of_dsl}} now.', 3, 1],
		['a dash within a sentence', 'They said\nyes - and no.', 5, 1],
		['a line that begins with a single letter', 'They saw\na man.', 4, 1],
		['a list that counts beyond nine', '9) nine\n10) ten', 2, 2]
	])('counts %s', (_, text, words, sentences) => {
		expect(reading(text)).toMatchObject({ words, sentences });
	});

	it.each([
		['eye', 1],
		['young', 1],
		['don’t', 1],
		['make', 1],
		['makes', 1],
		['baked', 1],
		['wanted', 2],
		['needed', 2],
		['table', 2],
		['beginning', 3],
		['safeguarding', 4]
	])('hears the syllables of "%s": %i', (word, syllables) => {
		// The grade of a single word: Flesch and Kincaid's formula.
		expect(reading(word).grade).toBeCloseTo(0.39 + 11.8 * syllables - 15.59, 0);
	});

	it('may be as hard as the highest grade, and no harder', () => {
		const text = 'The cat sat on the mat because it was comfortable.';
		const { grade } = reading(text);
		expect(checkReading('l.md', text, [], grade)).toEqual([]);
		expect(checkReading('l.md', text, ['text'], grade - 0.1)).toEqual([
			{ file: 'l.md', path: ['text'], message: expect.stringContaining('use shorter sentences') }
		]);
	});

	it('says nothing about nothing', () => {
		expect(reading('## Only this\n')).toEqual({ words: 0, sentences: 0, grade: 0 });
		expect(reading('Hmm shhh 2026.').words).toBe(3);
	});
});
