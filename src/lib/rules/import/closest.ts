import { keyOf } from './tidy.ts';

/**
 * The name that somebody most likely meant by a word: one that the word contains or begins, or else
 * the one with the fewest letters wrong. Null when none is close.
 */
export function closest(word: string, names: readonly string[]): string | null {
	const key = keyOf(word);
	if (key.length < 3) return null;
	const contained = names
		.filter((name) => isPart(key, keyOf(name)))
		.sort((a, b) => b.length - a.length)[0];
	if (contained !== undefined) return contained;
	let best: string | null = null;
	let fewest = Math.min(3, Math.floor(key.length / 3)) + 1;
	for (const name of names) {
		const wrong = lettersWrong(key, keyOf(name), fewest);
		if (wrong < fewest) [best, fewest] = [name, wrong];
	}
	return best;
}

/** Whether one is the beginning of the other, or the name a word of its own in the text. */
function isPart(text: string, name: string): boolean {
	if (name.length < 3) return false;
	return (
		` ${text.replace(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${name} `) || name.startsWith(text)
	);
}

/**
 * How many letters have to be changed, added, left out or swapped with their neighbour to make one
 * text of the other; `atMost` or more when it is not fewer than that.
 */
export function lettersWrong(a: string, b: string, atMost: number): number {
	if (Math.abs(a.length - b.length) >= atMost) return atMost;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, n) => n);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const same = a[i - 1] === b[j - 1] ? 0 : 1;
			const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			next.push(
				Math.min(
					at(row, j) + 1,
					at(next, j - 1) + 1,
					at(row, j - 1) + same,
					at(before, j - 2) + (swapped ? 1 : Infinity)
				)
			);
		}
		if (Math.min(...next) >= atMost) return atMost;
		[before, row] = [row, next];
	}
	return at(row, b.length);
}

/** Outside of the table nothing can be reached. */
function at(row: readonly number[], index: number): number {
	return row[index] ?? Infinity;
}
