import type { StandingFamily } from '$lib/rules/standing';
import type { TeamTile } from '$lib/rules/team-tiles';

/** How the page names its tiles, and the colour and icon of each. */
export const tileWords: Record<TeamTile, { text: string; family: StandingFamily; nobody: string }> =
	{
		overdue: {
			text: 'Overdue or expired',
			family: 'bad',
			nobody: 'Nobody is late with anything.'
		},
		'due-soon': {
			text: 'Due soon or expiring',
			family: 'warn',
			nobody: 'Nobody has something due or running out soon that is not late with something else.'
		},
		'not-started': {
			text: 'Not started or not yet due',
			family: 'calm',
			nobody: 'Everybody has done what they were asked to do.'
		},
		'up-to-date': {
			text: 'Up to date',
			family: 'good',
			nobody: 'Nobody has everything in date yet. People appear here when they have.'
		}
	};
