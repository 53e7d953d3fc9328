import { expect, it } from 'vitest';
import { textOf } from './form-values.ts';

it.each([
	[undefined, ''],
	[{}, ''],
	[{ name: 'Asha' }, 'Asha'],
	[{ name: ['Asha', 'Ben'] }, '']
])('of %j shows "%s"', (values, text) => {
	expect(textOf(values, 'name')).toBe(text);
});
