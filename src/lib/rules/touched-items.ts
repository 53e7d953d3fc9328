import type { Requirement, Rulebook } from './planning.ts';

/**
 * The items of which a change of the rules may ask something else of somebody: their requirements or
 * their material versions differ, or they depend on a condition that holds for others than before.
 */
export function touchedItems(
	before: Rulebook,
	after: Rulebook,
	conditions: ReadonlySet<string>
): Set<string> {
	const all = [...before.requirements, ...after.requirements];
	return new Set([
		...differing(before.requirements, after.requirements),
		...differing(before.mandates, after.mandates),
		...all.flatMap(({ item, condition }) =>
			condition !== null && conditions.has(condition) ? [item] : []
		)
	]);
}

/** The items of lines that stand in one of two lists only. */
function differing(a: readonly { item: string }[], b: readonly { item: string }[]): string[] {
	const inA = new Set(a.map((line) => JSON.stringify(line)));
	const inB = new Set(b.map((line) => JSON.stringify(line)));
	return [
		...a.filter((line) => !inB.has(JSON.stringify(line))),
		...b.filter((line) => !inA.has(JSON.stringify(line)))
	].map(({ item }) => item);
}

/** The part of a rulebook that asks for some items. */
export function rulesAbout<R extends Requirement>(
	{ requirements, mandates, returnToWork }: Rulebook<R>,
	items: ReadonlySet<string>
): Rulebook<R> {
	return {
		requirements: requirements.filter(({ item }) => items.has(item)),
		mandates: mandates.filter(({ item }) => items.has(item)),
		returnToWork
	};
}
