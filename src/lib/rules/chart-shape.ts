import { monthInWords, shortDay } from './dates-in-words.ts';
import type { Day } from './day.ts';
import type { ItemFigures } from './overview-figures.ts';
import type { TeamTile } from './team-tiles.ts';

/** Which of the page's colours and patterns a series is drawn in. */
export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'accent';

/** A chart without its colours: what is drawn, and what is said to those who cannot see it. */
export type ChartShape = {
	kind: 'stacked' | 'line' | 'bars';
	labels: string[];
	series: { name: string; tone: Tone; values: (number | null)[] }[];
	/** Percent run from 0 to 100; numbers of people or items as far as they go. */
	unit: 'percent' | 'count';
	/** One or two sentences in the place of the picture. */
	summary: string;
};

/** The words and tones of the groups in a chart, in the order in which they are stacked. */
export const chartGroups: readonly { tile: TeamTile; name: string; tone: Tone }[] = [
	{ tile: 'up-to-date', name: 'In date', tone: 'good' },
	{ tile: 'due-soon', name: 'Due soon or expiring', tone: 'warn' },
	{ tile: 'not-started', name: 'Not yet due', tone: 'calm' },
	{ tile: 'overdue', name: 'Overdue or expired', tone: 'bad' }
];

/** People by standing for each item, as stacked bars. */
export function standingByItemChart(figures: readonly ItemFigures[]): ChartShape {
	const said = chartGroups.map(({ tile, name }) => {
		const people = figures.reduce((sum, line) => sum + line.tiles[tile], 0);
		return `${name.toLowerCase()} ${people}`;
	});
	return {
		kind: 'stacked',
		labels: figures.map((line) => line.title),
		series: chartGroups.map(({ tile, name, tone }) => ({
			name,
			tone,
			values: figures.map((line) => line.tiles[tile])
		})),
		unit: 'count',
		summary: `Bar chart of people by standing for each item. In all: ${said.join(', ')}.`
	};
}

/** What is said of a share, e.g. `87%`; nothing was required: a word for that. */
export function shareInWords(share: number | null): string {
	return share === null ? 'Nothing required' : `${share}%`;
}

/** The share in date at the end of months, the last point being today, as a line. */
export function shareOverTimeChart(
	points: readonly { day: Day; share: number | null }[]
): ChartShape {
	const known = points.filter((point) => point.share !== null);
	const [first, last] = [known[0], known.at(-1)];
	const said =
		first && last
			? `${shareInWords(first.share)} on ${shortDay(first.day)}, ${shareInWords(last.share)} on ${shortDay(last.day)}.`
			: 'Nothing has been required yet.';
	return {
		kind: 'line',
		labels: points.map((point, i) => (i === points.length - 1 ? 'Today' : shortMonth(point.day))),
		series: [{ name: 'In date', tone: 'accent', values: points.map((point) => point.share) }],
		unit: 'percent',
		summary: `Line chart of the share in date over time: ${said}`
	};
}

/** What runs out, by month, as bars. */
export function expiringChart(months: readonly { month: string; items: number }[]): ChartShape {
	const said = months.map(({ month, items }) => `${monthInWords(month)} ${items}`).join(', ');
	return {
		kind: 'bars',
		labels: months.map(({ month }) => shortMonth(month)),
		series: [{ name: 'Run out', tone: 'warn', values: months.map(({ items }) => items) }],
		unit: 'count',
		summary: `Bar chart of what runs out by month: ${said}.`
	};
}

/** `2026-11` or a day in it as `Nov 26`. */
function shortMonth(day: string): string {
	return `${monthInWords(day).slice(0, 3)} ${day.slice(2, 4)}`;
}
