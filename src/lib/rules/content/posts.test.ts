import { describe, expect, it } from 'vitest';
import { postsIn, type PostEntry, type PostKind } from './posts.ts';

const inEngland: PostKind = {
	key: 'lado',
	title: 'LADO',
	fallback: 'the LADO',
	description: 'Only in England.',
	kind: 'service',
	urgent: false
};
const lado: PostEntry = {
	...inEngland,
	nations: {
		wales: { title: 'Local contact', fallback: 'the local contact', description: 'In Wales.' },
		scotland: { title: 'Local contact' }
	}
};

describe('the posts in the words of a nation', () => {
	it.each([
		['england', {}],
		['northern_ireland', {}],
		['nowhere', {}],
		['scotland', { title: 'Local contact' }],
		['wales', { title: 'Local contact', fallback: 'the local contact', description: 'In Wales.' }]
	])('in %s', (nation, different) => {
		expect(postsIn([lado], nation)).toEqual([{ ...inEngland, ...different }]);
	});
});
