import { describe, expect, it } from 'vitest';
import { nearestContacts, reachOf, type Held } from './nearest-contacts.ts';

const teams = [
	{ id: 'root', parentId: null },
	{ id: 'north', parentId: 'root' },
	{ id: 'leeds', parentId: 'north' },
	{ id: 'south', parentId: 'root' }
];
const held: Held[] = [
	{ id: 'all', kind: 'dsl', teamId: null },
	{ id: 'north-1', kind: 'dsl', teamId: 'north' },
	{ id: 'north-2', kind: 'dsl', teamId: 'north' },
	{ id: 'south', kind: 'dso', teamId: 'south' },
	{ id: 'deputy', kind: 'deputy', teamId: 'root' }
];
const seen = (...own: string[]) => nearestContacts(teams, own, held).map(({ id }) => id);

describe('the nearest contacts', () => {
	it('are those of the nearest team above, all of them', () => {
		expect(seen('leeds')).toEqual(['north-1', 'north-2', 'deputy']);
		expect(seen('north')).toEqual(['north-1', 'north-2', 'deputy']);
	});

	it('are those of the whole organisation where no team above has one', () => {
		expect(seen('south')).toEqual(['all', 'south', 'deputy']);
		expect(seen()).toEqual(['all']);
	});

	it('are the nearest of several teams, whichever comes first', () => {
		expect(seen('leeds', 'south')).toEqual(['north-1', 'north-2', 'south', 'deputy']);
		expect(seen('south', 'leeds')).toEqual(['north-1', 'north-2', 'south', 'deputy']);
		expect(seen('leeds', 'north')).toEqual(['north-1', 'north-2', 'deputy']);
	});

	it('are those of both teams of which one lies above the other', () => {
		const own = [
			{ id: 'top', kind: 'dsl', teamId: 'root' },
			{ id: 'above', kind: 'dsl', teamId: 'north' },
			{ id: 'below', kind: 'dsl', teamId: 'leeds' }
		];
		const both = (...teamIds: string[]) => nearestContacts(teams, teamIds, own).map(({ id }) => id);
		expect(both('north', 'leeds')).toEqual(['above', 'below']);
		expect(both('leeds', 'north')).toEqual(['above', 'below']);
		expect(both('leeds')).toEqual(['below']);
	});

	it('lie as near as the shortest way up', () => {
		const more = [...teams, { id: 'docks', parentId: 'hull' }, { id: 'hull', parentId: 'north' }];
		const own = [
			{ id: 'hull', kind: 'dsl', teamId: 'hull' },
			{ id: 'north', kind: 'dsl', teamId: 'north' }
		];
		expect(nearestContacts(more, ['leeds', 'docks'], own)).toEqual(own);
	});

	it('stand still for a team that is not known', () => {
		expect(seen('gone')).toEqual(['all']);
	});
});

it('counts who sees whom, and who sees nobody', () => {
	const groups = [
		{ teamIds: ['leeds'], people: 3 },
		{ teamIds: ['south'], people: 2 },
		{ teamIds: [], people: 1 }
	];
	const { seenBy, without } = reachOf(teams, groups, held, ['dsl', 'dso', 'chair']);
	expect(Object.fromEntries(seenBy)).toEqual({
		all: 3,
		'north-1': 3,
		'north-2': 3,
		south: 2,
		deputy: 5
	});
	expect(Object.fromEntries(without)).toEqual({ dso: 4, chair: 6 });
});
