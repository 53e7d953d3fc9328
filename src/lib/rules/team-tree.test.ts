import { expect, it } from 'vitest';
import { teamAndBelow, teamOptions, teamTree } from './team-tree.ts';

const teams = [
	{ id: 'd', name: 'Derby', parentId: 'e' },
	{ id: 'n', name: 'North', parentId: 'all' },
	{ id: 'e', name: 'East', parentId: 'all' },
	{ id: 'b', name: 'Boston', parentId: 'e' },
	{ id: 'all', name: 'Harbour Lane', parentId: null }
];

it('writes each team under the one above it, in the alphabet', () => {
	expect(teamTree(teams)).toEqual([
		{ id: 'all', name: 'Harbour Lane', depth: 0 },
		{ id: 'e', name: 'East', depth: 1 },
		{ id: 'b', name: 'Boston', depth: 2 },
		{ id: 'd', name: 'Derby', depth: 2 },
		{ id: 'n', name: 'North', depth: 1 }
	]);
});

it('puts a team to the top when the one above it is not given', () => {
	const some = teams.filter((team) => team.id !== 'all');
	expect(teamTree(some).map(({ id, depth }) => `${id}${depth}`)).toEqual(['e0', 'b1', 'd1', 'n0']);
});

it.each([
	['all', ['all', 'e', 'b', 'd', 'n']],
	['e', ['e', 'b', 'd']],
	['n', ['n']],
	['elsewhere', []]
])('finds %s and what lies below it', (id, ids) => {
	expect(teamAndBelow(teams, id)).toEqual(ids);
});

it('moves the options of a list in by how deep a team lies', () => {
	expect(teamOptions(teamTree(teams)).slice(0, 3)).toEqual([
		{ value: 'all', text: 'Harbour Lane' },
		{ value: 'e', text: '\u00a0\u00a0East' },
		{ value: 'b', text: '\u00a0\u00a0\u00a0\u00a0Boston' }
	]);
});
