import { keyOf } from './tidy.ts';

/** A word of the file that is none of ours, and what somebody has said that it means. */
export type UnknownWord = {
	word: string;
	/** How often it stands in the file. */
	lines: number;
	/** The key that it most likely means; null when none is close. */
	suggestion: string | null;
	/** The key that was chosen for it, empty: it is left out; null when nobody has chosen. */
	choice: string | null;
};

/** Beyond so many unknown words the column itself is the wrong one, and comparing them all is slow. */
const MOST_SUGGESTIONS = 100;

/** Keeps the unknown words of a file, in its order, each once. */
export function unknownWords(suggest: (word: string) => string | null) {
	const seen = new Map<string, UnknownWord>();
	return {
		note(word: string, choice: string | null): UnknownWord {
			const known = seen.get(keyOf(word));
			if (known) {
				known.lines += 1;
				return known;
			}
			const suggestion = seen.size < MOST_SUGGESTIONS ? suggest(word) : null;
			const noted = { word, lines: 1, suggestion, choice };
			seen.set(keyOf(word), noted);
			return noted;
		},
		suggestionFor: (word: string): string | null => seen.get(keyOf(word))?.suggestion ?? null,
		list: (): UnknownWord[] => [...seen.values()]
	};
}

/**
 * What was chosen for a word: a key, empty where it is to be left out, null where nothing was. A
 * choice of another time may name something that there is no longer, and then counts for nothing.
 */
export function chooser(
	choices: Readonly<Record<string, string>>,
	offered: readonly string[]
): (word: string) => string | null {
	const chosen = new Map(Object.entries(choices));
	const isOffered = new Set(['', ...offered]);
	return (word) => {
		const choice = chosen.get(keyOf(word));
		return choice !== undefined && isOffered.has(choice) ? choice : null;
	};
}
