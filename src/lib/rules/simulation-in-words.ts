import { shortDay } from './dates-in-words.ts';
import { howMany } from './how-many.ts';
import {
	effectKind,
	type Counts,
	type Effect,
	type EffectKind,
	type ShownSimulation
} from './simulation.ts';

const kinds: Record<EffectKind, string> = {
	asked: 'Newly asked',
	earlier: 'Due earlier',
	later: 'Due later',
	dropped: 'Asked no longer',
	other: 'Renewal opens or ends on another day'
};

/** The kinds of effect that there are, most first thing first, with their words and numbers. */
export function kindsInWords(
	counts: Counts
): { kind: EffectKind; words: string; number: number }[] {
	return (Object.keys(kinds) as EffectKind[])
		.map((kind) => ({ kind, words: kinds[kind], number: counts[kind] }))
		.filter(({ number }) => number > 0);
}

/** How many of everybody are affected. */
export function affectedInWords({ total, everybody }: ShownSimulation): string {
	const all = howMany(everybody, 'person', 'people');
	if (total.people === 0) return `Nobody’s dates change: we looked at ${all}.`;
	const verb = total.people === 1 ? 'is' : 'are';
	return `${total.people.toLocaleString('en-GB')} of ${all} ${verb} affected.`;
}

/** What becomes of working unsupervised, as things stand; empty where nothing does. */
export function gatesInWords({ gates, effectOn }: ShownSimulation): string[] {
	const people = (n: number) => `${howMany(n, 'person', 'people')} ${n === 1 ? 'has' : 'have'}`;
	const then = `on ${shortDay(effectOn)}, as things stand`;
	return [
		...(gates.lost > 0
			? [
					`${people(gates.lost)} everything in place for working unsupervised, and would not any more ${then}.`
				]
			: []),
		...(gates.gained > 0
			? [
					`${people(gates.gained)} something missing for working unsupervised, and would not ${then}.`
				]
			: [])
	];
}

/** From when to when something has to be done; null where nothing has. */
export function dueDaysInWords({ firstDue, lastDue }: Counts): string | null {
	if (firstDue === null || lastDue === null) return null;
	if (firstDue === lastDue) return `All due on ${shortDay(firstDue)}.`;
	return `The first is due on ${shortDay(firstDue)}, the last on ${shortDay(lastDue)}.`;
}

/** What the change means for one person and one item. */
export function effectInWords(effect: Pick<Effect, 'before' | 'after'>): string {
	const { before, after } = effect;
	const kind = effectKind(effect);
	if (kind === 'other') return kinds.other;
	if (after === null) return kinds.dropped;
	if (kind === 'dropped' && after.endsOn !== null) return `Asked until ${shortDay(after.endsOn)}`;
	if (before === null) return `New, due ${shortDay(after.dueOn)}`;
	return `Due ${shortDay(after.dueOn)} instead of ${shortDay(before.dueOn)}`;
}
