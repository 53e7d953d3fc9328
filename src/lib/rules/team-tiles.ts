import { byUrgency, familyOf, standings, worstOf, type Standing } from './standing.ts';

/** The four groups into which a page counts people; each name is also its word in the address. */
export const teamTiles = ['overdue', 'due-soon', 'not-started', 'up-to-date'] as const;
export type TeamTile = (typeof teamTiles)[number];

/** Every standing from the most urgent to the least, for sorting where the rows are. */
export const standingsByUrgency: readonly Standing[] = [...standings].sort(byUrgency);

/**
 * The group in which a standing puts a person. Who has a waiver, is away, or of whom nothing is asked, is
 * up to date: there is nothing that they are late with or still have to do.
 */
export function tileOf(standing: Standing): TeamTile {
	if (['waived', 'paused', 'not_required'].includes(standing)) return 'up-to-date';
	const tiles = {
		bad: 'overdue',
		warn: 'due-soon',
		calm: 'not-started',
		good: 'up-to-date'
	} as const;
	return tiles[familyOf(standing)];
}

/** The standings that put a person into a group. */
export function standingsIn(tile: TeamTile): Standing[] {
	return standings.filter((standing) => tileOf(standing) === tile);
}

/** How many people each group holds, when each person counts once, by their worst standing. */
export function countTiles(
	people: readonly { worst: Standing | null; people: number }[]
): Record<TeamTile, number> {
	const counts = { overdue: 0, 'due-soon': 0, 'not-started': 0, 'up-to-date': 0 };
	for (const group of people) counts[tileOf(group.worst ?? worstOf([]))] += group.people;
	return counts;
}

/** Whether a text, e.g. from an address, names a group. */
export function isTeamTile(text: string): text is TeamTile {
	return (teamTiles as readonly string[]).includes(text);
}
