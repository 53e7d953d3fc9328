import { describe, expect, it } from 'vitest';
import { reading } from './reading.ts';

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

	it('says nothing about nothing', () => {
		expect(reading('## Only this\n')).toEqual({ words: 0, sentences: 0, grade: 0 });
		expect(reading('Hmm shhh 2026.').words).toBe(3);
	});
});
