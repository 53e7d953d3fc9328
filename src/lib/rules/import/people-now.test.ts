import { describe, expect, it } from 'vitest';
import { someone } from '../../../../tests/fixtures/imports.ts';
import { hasLeft, indexOf, withoutZeros } from './people-now.ts';

it.each([
	['00123', '123'],
	['0', '0'],
	['000', '0'],
	[' 007 ', '7'],
	['A00123', 'a00123'],
	['0012A', '0012a'],
	['100', '100']
])('the reference %j is kept by a spreadsheet as %j', (reference, kept) => {
	expect(withoutZeros(reference)).toBe(kept);
});

it.each([
	[null, false],
	['2026-11-20', true],
	['2026-11-21', false],
	['2026-11-22', false]
])('somebody whose last day is %s has left before 21 November: %s', (leftOn, left) => {
	expect(hasLeft({ leftOn }, '2026-11-21')).toBe(left);
});

describe('people are found', () => {
	const ada = someone('Ada King', { reference: '00123', email: 'ada@harbourlane.example' });
	const bob = someone('Bob King', { reference: '0123', email: null });
	const twin = someone('ada king', { id: 'twin', reference: null });
	const index = indexOf([ada, bob, twin]);

	it('by id and by email address', () => {
		expect(index.byId(bob.id)).toBe(bob);
		expect(index.byEmail('ada@harbourlane.example')).toBe(ada);
		expect(index.byEmail('bob@harbourlane.example')).toBeUndefined();
	});

	it('by reference, without its zeros where only one can be meant', () => {
		expect(index.byReference('0123')).toBe(bob);
		expect(index.byReference('123')).toBeUndefined();
		expect(indexOf([ada]).byReference('123')).toBe(ada);
		expect(indexOf([ada]).byReference('0000123')).toBe(ada);
		expect(index.byReference('9')).toBeUndefined();
	});

	it('by name, all of the same', () => {
		expect(index.byName('King, Ada')).toEqual([ada, twin]);
		expect(index.byName('Ada Queen')).toEqual([]);
	});
});
