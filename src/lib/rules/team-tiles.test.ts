import { expect, it } from 'vitest';
import { standings, type Standing } from './standing.ts';
import {
	countTiles,
	isTeamTile,
	standingsByUrgency,
	standingsIn,
	teamTiles,
	tileOf,
	type TeamTile
} from './team-tiles.ts';

const expected: Record<Standing, TeamTile> = {
	expired: 'overdue',
	overdue: 'overdue',
	expiring: 'due-soon',
	due_soon: 'due-soon',
	not_started: 'not-started',
	in_progress: 'not-started',
	not_yet_open: 'not-started',
	complete: 'up-to-date',
	waived: 'up-to-date',
	paused: 'up-to-date',
	not_required: 'up-to-date'
};

it.each(standings)('puts a person who is at worst %s into one group', (standing) => {
	expect(tileOf(standing)).toBe(expected[standing]);
	expect(teamTiles.filter((tile) => standingsIn(tile).includes(standing))).toEqual([
		expected[standing]
	]);
});

it('sorts the standings so that the groups follow each other', () => {
	expect([...new Set(standingsByUrgency.map(tileOf))]).toEqual([...teamTiles]);
	expect(standingsByUrgency).toHaveLength(standings.length);
});

it('counts each person once, and those of whom nothing is asked as up to date', () => {
	const counts = countTiles([
		{ worst: 'expired', people: 1 },
		{ worst: 'overdue', people: 2 },
		{ worst: 'in_progress', people: 4 },
		{ worst: 'waived', people: 8 },
		{ worst: null, people: 16 }
	]);
	expect(counts).toEqual({ overdue: 3, 'due-soon': 0, 'not-started': 4, 'up-to-date': 24 });
});

it('knows the name of a group when it sees one', () => {
	expect(teamTiles.every(isTeamTile)).toBe(true);
	expect(isTeamTile('late')).toBe(false);
});
