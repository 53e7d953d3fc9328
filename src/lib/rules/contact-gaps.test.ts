import { expect, it } from 'vitest';
import { isMissing, moduleGaps, type PostState } from './contact-gaps.ts';

const state = (key: string, more: Partial<PostState> = {}): PostState => {
	return { key, title: key.toUpperCase(), contacts: 1, without: 0, hasOld: false, ...more };
};

it.each([
	[{}, false],
	[{ contacts: 0 }, true],
	[{ contacts: 0, without: 5 }, true],
	[{ contacts: 2, without: 1 }, true]
])('a post with %j is missing: %s', (more, expected) => {
	expect(isMissing(state('dsl', more))).toBe(expected);
});

it('finds the modules that name what is missing or old', () => {
	const modules = [
		{ slug: 'fine', title: 'Fine', posts: ['dsl'] },
		{ slug: 'both', title: 'Both', posts: ['dsl', 'lado', 'chair'] },
		{ slug: 'old', title: 'Old', posts: ['lado'] },
		{ slug: 'missing', title: 'Missing', posts: ['chair'] }
	];
	const states = [state('dsl'), state('lado', { hasOld: true }), state('chair', { contacts: 0 })];
	expect(moduleGaps(modules, states)).toEqual([
		{ slug: 'both', title: 'Both', missing: ['CHAIR'], old: ['LADO'] },
		{ slug: 'old', title: 'Old', missing: [], old: ['LADO'] },
		{ slug: 'missing', title: 'Missing', missing: ['CHAIR'], old: [] }
	]);
});
