import { expect, it } from 'vitest';
import { nationName, nations } from './nations.ts';

it('names the nations', () => {
	expect(nations.map(({ key }) => nationName(key))).toEqual(nations.map(({ name }) => name));
	expect(nationName('france')).toBe('france');
});
