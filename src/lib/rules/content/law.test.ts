import { describe, expect, it } from 'vitest';
import { lawElsewhere, lawTitle } from './law.ts';

describe('a law box', () => {
	it.each([
		[['england'], 'Law in England'],
		[['wales', 'england'], 'Law in England and Wales'],
		[['scotland', 'england', 'wales'], 'Law in England, Wales and Scotland'],
		[['northern_ireland'], 'Law in Northern Ireland'],
		[[], 'Law in ']
	])('of %j is called "%s"', (about, title) => {
		expect(lawTitle(about)).toBe(title);
	});

	it('says nothing more to a reader where it holds, or of whom nothing is known', () => {
		expect(lawElsewhere(['england', 'wales'], { nation: 'wales', words: 'W.' })).toBeNull();
		expect(lawElsewhere(['england'], undefined)).toBeNull();
	});

	it('tells a reader elsewhere what holds there', () => {
		expect(lawElsewhere(['england'], { nation: 'wales', words: 'W.' })).toEqual({
			nation: 'Wales',
			words: 'W.'
		});
	});
});
