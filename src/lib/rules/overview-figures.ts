import { addDays, type Day } from './day.ts';
import { tileOf, type TeamTile } from './team-tiles.ts';
import type { Standing } from './standing.ts';

/**
 * Whole percent of what is required that is in date, rounded down, so that it says 100 only when
 * nothing is missing. Null when nothing is required.
 */
export function shareInDate({
	required,
	inDate
}: {
	required: number;
	inDate: number;
}): number | null {
	return required === 0 ? null : Math.floor((inDate * 100) / required);
}

/**
 * Whether a standing counts as required and as in date. A waiver or a long absence takes an item
 * out of the count, and so does a first cycle whose first day has not come; what can be renewed is still in date.
 */
export function countsAs(standing: Standing): { required: boolean; inDate: boolean } {
	const out: readonly Standing[] = ['waived', 'paused', 'not_required', 'not_yet_open'];
	const valid: readonly Standing[] = ['complete', 'expiring'];
	return { required: !out.includes(standing), inDate: valid.includes(standing) };
}

/** The last days of the `count` months before the month of a day, the oldest first. */
export function lastMonthEnds(today: Day, count: number): Day[] {
	const ends: Day[] = [];
	let end = addDays(`${today.slice(0, 7)}-01`, -1);
	while (ends.length < count) {
		ends.unshift(end);
		end = addDays(`${end.slice(0, 7)}-01`, -1);
	}
	return ends;
}

/** The months, as `YYYY-MM`, that two days and all between them fall into. */
export function monthsBetween(from: Day, to: Day): string[] {
	const months: string[] = [];
	for (let day = from; day.slice(0, 7) <= to.slice(0, 7);) {
		months.push(day.slice(0, 7));
		day = addDays(`${day.slice(0, 7)}-28`, 4);
	}
	return months;
}

/** How the standings of one item spread over people. */
export type ItemFigures = {
	item: string;
	title: string;
	/** By the groups of the pages; what is waived, or paused for somebody away, stands apart. */
	tiles: Record<TeamTile, number>;
	waived: number;
	/** Everybody of whom the item is required, those with a waiver or away left out. */
	total: number;
};

/** Counts by item and standing as one line for each item, in the order of the items given. */
export function figuresByItem(
	items: readonly { item: string; title: string }[],
	counts: readonly { item: string; standing: Standing; people: number }[]
): ItemFigures[] {
	return items.map(({ item, title }) => {
		const tiles = { overdue: 0, 'due-soon': 0, 'not-started': 0, 'up-to-date': 0 };
		let waived = 0;
		for (const { standing, people } of counts.filter((count) => count.item === item)) {
			if (standing === 'waived' || standing === 'paused') waived += people;
			else tiles[tileOf(standing)] += people;
		}
		const total = Object.values(tiles).reduce((sum, n) => sum + n, 0);
		return { item, title, tiles, waived, total };
	});
}
