import { sha256 } from '../fingerprint.ts';

/**
 * Options in an order that differs from seed to seed and stays the same for each: with the person's
 * id in the seed, the page does not change under their hands and the best option has no usual place.
 */
export function steadyOrder<T extends { key: string }>(options: readonly T[], seed: string): T[] {
	return options
		.map((option) => ({ option, rank: sha256(`${seed}/${option.key}`) }))
		.sort((a, b) => (a.rank < b.rank ? -1 : 1))
		.map(({ option }) => option);
}
