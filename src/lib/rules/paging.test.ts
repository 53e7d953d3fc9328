import { expect, it } from 'vitest';
import { pageOf } from './paging.ts';

it.each([
	[null, 0, 1, 1, 0],
	[null, 50, 1, 1, 0],
	['2', 50, 1, 1, 0],
	['2', 51, 2, 2, 50],
	['1', 51, 1, 2, 0],
	['0', 51, 1, 2, 0],
	['999999', 120, 3, 3, 100],
	['-1', 120, 1, 3, 0],
	['two', 120, 1, 3, 0],
	['1e3', 120, 1, 3, 0]
])('%s of %i people is page %i of %i, from %i on', (asked, total, number, pages, offset) => {
	expect(pageOf(asked, total, 50)).toEqual({ number, pages, offset, perPage: 50, total });
});
