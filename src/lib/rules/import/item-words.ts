import { closest } from './closest.ts';
import { keyOf } from './tidy.ts';
import { chooser, unknownWords, type UnknownWord } from './unknown-words.ts';

/** Something that people complete: a module, an agreement or a certificate from elsewhere. */
export type ItemName = { item: string; title: string };

/** Reads cells that say what was done; see `itemFinder`. */
export type ItemFinder = {
	/** The item; empty for what is to be left out, null for what is none of ours. */
	read(cell: string): string | null;
	suggestionFor(word: string): string | null;
	words(): UnknownWord[];
};

/**
 * Reads items by title, by name (`prevent-duty`) or in full (`module:prevent-duty`). `choices` says
 * what titles mean that are not ours (by `keyOf`; empty: they are left out).
 */
export function itemFinder(
	items: readonly ItemName[],
	choices: Readonly<Record<string, string>>
): ItemFinder {
	const byName = new Map<string, string>();
	for (const { item, title } of items) {
		const [, name = item] = item.split(':');
		for (const known of [title, name, name.replaceAll('-', ' '), item]) {
			byName.set(keyOf(known), item);
		}
	}
	const chosen = chooser(
		choices,
		items.map(({ item }) => item)
	);
	const titles = items.map(({ title }) => title);
	const unknown = unknownWords((word) => {
		const title = closest(word, titles);
		return items.find((one) => one.title === title)?.item ?? null;
	});
	return {
		read(cell) {
			const item = byName.get(keyOf(cell));
			return item ?? unknown.note(cell, chosen(cell)).choice;
		},
		suggestionFor(word) {
			const item = unknown.suggestionFor(word);
			return items.find((one) => one.item === item)?.title ?? null;
		},
		words: unknown.list
	};
}
