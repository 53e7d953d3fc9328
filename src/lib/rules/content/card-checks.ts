import type { CardFile } from './card.ts';
import type { Path, Problem } from './problem.ts';
import { checkReading, reading } from './reading.ts';
import { checkKnown } from './unique.ts';

/** The most words of a line of a card. */
const LONGEST = { steps: 25, never: 20, words: 25 } as const;
/** The fewest and the most words of a card, so that it helps and fits on one side of paper. */
const LEAST_WORDS = 80;
const MOST_WORDS = 240;

/**
 * What is wrong with an action card.
 *
 * @param panel the posts of its module
 * @param helplines the keys there are
 */
export function checkCard(
	file: string,
	card: CardFile,
	panel: readonly string[],
	helplines: ReadonlySet<string>
): Problem[] {
	const mend = 'add it to "posts" in module.yaml';
	return [
		...checkKnown(file, ['posts'], card.posts, new Set(panel), mend),
		...checkKnown(file, ['helplines'], card.helplines, helplines, 'use a key of helplines.yaml'),
		...checkLines(file, card, 'steps'),
		...checkLines(file, card, 'never'),
		...checkLines(file, card, 'words'),
		...checkWhole(file, card)
	];
}

function checkLines(file: string, card: CardFile, list: keyof typeof LONGEST): Problem[] {
	return card[list].flatMap((line, index) => {
		const { words } = reading(line);
		const most = LONGEST[list];
		const path = [list, index];
		const message = `At most ${most} words, here are ${words}: say it shorter`;
		return [
			...(words > most ? [{ file, path, message }] : []),
			...(list === 'never' ? checkNever(file, path, line) : [])
		];
	});
}

/** The page says "Never" above these lines, so a "never" in them would say it twice. */
function checkNever(file: string, path: Path, line: string): Problem[] {
	if (!/^(?:never|do not|don['’]t)\b/i.test(line)) return [];
	const message = 'The card says "Never" above: begin with what not to do, like "Promise …"';
	return [{ file, path, message }];
}

function checkWhole(file: string, card: CardFile): Problem[] {
	const { title, when, steps, never, words } = card;
	const all = [title, when, ...steps, ...never, ...words].map((line) => `- ${line}`).join('\n');
	const count = reading(all).words;
	const isRight = count >= LEAST_WORDS && count <= MOST_WORDS;
	const message = `A card has ${LEAST_WORDS} to ${MOST_WORDS} words, this one has ${count}`;
	return [...(isRight ? [] : [{ file, path: [], message }]), ...checkReading(file, all)];
}
