import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closest, lettersWrong } from './closest.ts';

const teams = ['Leicester youth hub', 'Leeds young carers', 'Online tutoring', 'Board of trustees'];

describe('the closest name', () => {
	it.each([
		['Liecester youth hub', 'Leicester youth hub'],
		['Leicester youth', 'Leicester youth hub'],
		['leeds', 'Leeds young carers'],
		['On-line tutoring', 'Online tutoring'],
		['The Board of Trustees (all)', 'Board of trustees'],
		['Hub', null],
		['Lee', 'Leeds young carers'],
		['Accounts', null],
		['On', null]
	])('to %j is %j', (word, name) => {
		expect(closest(word, teams)).toBe(name);
	});

	it('is the longest one that the word contains', () => {
		expect(closest('Senior maths tutor', ['Tutor', 'Maths tutor', 'Manager', 'DS'])).toBe(
			'Maths tutor'
		);
	});

	it('is found with other signs between its words, however short it is', () => {
		expect(closest('Senior maths, tutor (year 9)', ['Maths tutor'])).toBe('Maths tutor');
		expect(closest('The art club', ['Art'])).toBe('Art');
	});

	it('may have one letter in three wrong, and three at most', () => {
		expect(closest('Leads', ['Leeds'])).toBe('Leeds');
		expect(closest('Laads', ['Leeds'])).toBeNull();
		const long = 'Safeguarding and wellbeing';
		expect(closest('Savegarding and welbeing', [long])).toBe(long);
		expect(closest('Savegarding und welbeing', [long])).toBeNull();
	});

	it('is not one of two letters that happen to stand in it', () => {
		expect(closest('it all depends', ['IT'])).toBeNull();
	});
});

describe('letters wrong', () => {
	it.each([
		['tutor', 'tutor', 0],
		['tutro', 'tutor', 1],
		['tuttor', 'tutor', 1],
		['tutr', 'tutor', 1],
		['tudor', 'tutor', 1],
		['ab', 'bc', 2],
		['', 'abc', 3],
		['abc', 'xyz', 3],
		['kitten', 'sitting', 3]
	])('between %j and %j are %i', (a, b, n) => {
		expect(lettersWrong(a, b, 9)).toBe(n);
	});

	it('are not counted to the end when there are too many', () => {
		expect(lettersWrong('abcdef', 'uvwxyz', 2)).toBe(2);
		expect(lettersWrong('a', 'abcdef', 2)).toBe(2);
	});

	it('are the same either way, and none only for the same text', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
				expect(lettersWrong(a, b, 99)).toBe(lettersWrong(b, a, 99));
				expect(lettersWrong(a, b, 99) === 0).toBe(a === b);
			})
		);
	});
});
