/** The nations, as pages offer and name them. */
export const nations = [
	{ key: 'england', name: 'England' },
	{ key: 'wales', name: 'Wales' },
	{ key: 'scotland', name: 'Scotland' },
	{ key: 'northern_ireland', name: 'Northern Ireland' }
] as const;

/** The name of a nation; the key itself where it is none of ours. */
export function nationName(key: string): string {
	return nations.find((nation) => nation.key === key)?.name ?? key;
}
