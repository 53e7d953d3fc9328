/** As long as a key gets before the number that may follow. */
const LONGEST = 48;
/** Names that say only which number a question has. */
const NUMBERED = /^(?:q|question|no|nr|item)?[-\s.:#]*\d*$/i;

/**
 * Keys for questions in their order: from the name, or from the text where there is no name or one
 * that only counts. The same file gives the same keys; a key that is taken gets a number.
 *
 * @param taken keys there are already
 */
export function keysFor(
	questions: readonly { name: string | null; text: string }[],
	taken: Iterable<string>
): string[] {
	const used = new Set(taken);
	const next = new Map<string, number>();
	return questions.map(({ name, text }) => {
		const named = name !== null && !NUMBERED.test(name.trim()) ? keyOf(name) : '';
		const base = named || keyOf(text) || 'question';
		let key = base;
		let number = next.get(base) ?? 2;
		for (; used.has(key); number += 1) key = `${base}-${number}`;
		next.set(base, number);
		used.add(key);
		return key;
	});
}

/** Small letters and digits joined by hyphens, cut between words; empty for a text without any. */
function keyOf(text: string): string {
	const words = text
		.slice(0, 400)
		.normalize('NFKD')
		.replaceAll(/[\p{M}'’]/gu, '')
		.toLowerCase()
		.match(/[a-z0-9]+/g);
	let key = '';
	for (const word of words ?? []) {
		if (key === '') key = word.slice(0, LONGEST);
		else if (key.length + 1 + word.length > LONGEST) break;
		else key += `-${word}`;
	}
	return key;
}

/** The key of an answer by its place: a, b, c… */
export function optionKey(at: number): string {
	return String.fromCharCode(97 + at);
}
