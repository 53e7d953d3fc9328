import { earlier, later, type Day } from './day.ts';
import type { OpenPeriod, PeriodChange, PeriodDays } from './planning.ts';

/** The days of what somebody is asked to do, and what they follow from. */
export type Asked = PeriodDays;

/** The items that have to be in place for working unsupervised, and are not, before and after. */
export type GateEffect = { before: ReadonlySet<string>; after: ReadonlySet<string> };

/** What a change of the rules does to one thing that one person is asked; null: not asked. */
export type Effect = {
	personId: string;
	item: string;
	/** The teams the person is in, by id. */
	teams: readonly string[];
	before: Asked | null;
	after: Asked | null;
};

/**
 * How what is asked changes: `asked` is new, `dropped` is asked no longer, or only until a day;
 * `other` keeps its due day and moves the day from which it can be renewed, or goes on for longer.
 */
export const effectKinds = ['asked', 'earlier', 'later', 'dropped', 'other'] as const;
export type EffectKind = (typeof effectKinds)[number];

/** How many things become so, and when the first and the last of them are due. */
export type Counts = Record<EffectKind, number> & {
	/** People with at least one of them. */
	people: number;
	/** Due on the day of the change or before it because of it: overdue from the next day on. */
	atOnce: number;
	firstDue: Day | null;
	lastDue: Day | null;
};

/** People for whom everything was in place for working unsupervised and is not, or the reverse. */
export type GateCounts = { lost: number; gained: number };

export type Simulation = {
	total: Counts;
	gates: GateCounts;
	/** By team, those with most people first; null: people in no team. */
	byTeam: ({ team: string | null } & Counts)[];
	byItem: ({ item: string } & Counts)[];
	/** Those who must do something by another day than before, or anew: the soonest first. */
	soonest: Effect[];
};

/** The same with names, for a page. */
export type ShownSimulation = {
	/** People who were looked at. */
	everybody: number;
	/** The day on which the change takes effect. */
	effectOn: Day;
	total: Counts;
	gates: GateCounts;
	byTeam: ({ id: string | null; name: string } & Counts)[];
	byItem: ({ item: string; title: string } & Counts)[];
	soonest: {
		personId: string;
		item: string;
		name: string;
		title: string;
		before: Asked | null;
		after: Asked | null;
	}[];
};

/** What a person is asked once a plan is carried out; what they do of their own accord stays out. */
export function plannedDays(
	open: readonly OpenPeriod[],
	plan: readonly PeriodChange[]
): Map<string, Asked> {
	const days = new Map<string, Asked>();
	for (const { item, opensOn, dueOn, endsOn, cause } of open) {
		if (dueOn !== null) days.set(item, { opensOn, dueOn, endsOn, cause });
	}
	for (const change of plan) {
		if (change.kind === 'withdraw') days.delete(change.item);
		else {
			const { item, opensOn, dueOn, endsOn, cause } = change;
			days.set(item, { opensOn, dueOn, endsOn, cause });
		}
	}
	return days;
}

/** The items of which a person is asked something else than before. */
export function effectsOn(
	person: { personId: string; teams: readonly string[] },
	before: ReadonlyMap<string, Asked>,
	after: ReadonlyMap<string, Asked>
): Effect[] {
	return [...new Set([...before.keys(), ...after.keys()])].flatMap((item) => {
		const [was, is] = [before.get(item) ?? null, after.get(item) ?? null];
		return haveSameDays(was, is) ? [] : [{ ...person, item, before: was, after: is }];
	});
}

function haveSameDays(a: Asked | null, b: Asked | null): boolean {
	if (a === null || b === null) return a === b;
	return a.opensOn === b.opensOn && a.dueOn === b.dueOn && a.endsOn === b.endsOn;
}

/** What kind of change it is for the person. */
export function effectKind({ before, after }: Pick<Effect, 'before' | 'after'>): EffectKind {
	if (before === null) return 'asked';
	if (after === null || endsSooner(before, after)) return 'dropped';
	if (after.dueOn < before.dueOn) return 'earlier';
	return after.dueOn > before.dueOn ? 'later' : 'other';
}

function endsSooner(before: Asked, after: Asked): boolean {
	return after.endsOn !== null && (before.endsOn === null || after.endsOn < before.endsOn);
}

/**
 * Adds up what a change does.
 *
 * @param gateEffects one for each person
 * @param effectOn the day on which it takes effect
 * @param listed how many of the soonest to name
 */
export function simulationOf(
	effects: readonly Effect[],
	gateEffects: readonly GateEffect[],
	{ effectOn, listed }: { effectOn: Day; listed: number }
): Simulation {
	const teams = groupsOf(effects, ({ teams }) => (teams.length === 0 ? [null] : teams));
	const items = groupsOf(effects, ({ item }) => [item]);
	return {
		total: countsOf(effects, effectOn),
		gates: {
			lost: gateEffects.filter(({ before, after }) => before.size === 0 && after.size > 0).length,
			gained: gateEffects.filter(({ before, after }) => before.size > 0 && after.size === 0).length
		},
		byTeam: [...teams]
			.map(([team, own]) => ({ team, ...countsOf(own, effectOn) }))
			.sort((a, b) => b.people - a.people),
		byItem: [...items]
			.map(([item, own]) => ({ item, ...countsOf(own, effectOn) }))
			.sort((a, b) => b.people - a.people),
		soonest: effects
			.filter(movesDueDay)
			.sort((a, b) => byDay(a.after.dueOn, b.after.dueOn))
			.slice(0, listed)
	};
}

function groupsOf<Key>(
	effects: readonly Effect[],
	keysOf: (effect: Effect) => readonly Key[]
): Map<Key, Effect[]> {
	const groups = new Map<Key, Effect[]>();
	for (const effect of effects) {
		for (const key of keysOf(effect)) {
			const group = groups.get(key);
			if (group) group.push(effect);
			else groups.set(key, [effect]);
		}
	}
	return groups;
}

function countsOf(effects: readonly Effect[], effectOn: Day): Counts {
	const counts: Counts = {
		asked: 0,
		earlier: 0,
		later: 0,
		dropped: 0,
		other: 0,
		people: new Set(effects.map(({ personId }) => personId)).size,
		atOnce: 0,
		firstDue: null,
		lastDue: null
	};
	for (const effect of effects) {
		counts[effectKind(effect)] += 1;
		if (!movesDueDay(effect)) continue;
		const { dueOn } = effect.after;
		if (dueOn <= effectOn && effectKind(effect) !== 'later') counts.atOnce += 1;
		counts.firstDue = counts.firstDue === null ? dueOn : earlier(counts.firstDue, dueOn);
		counts.lastDue = counts.lastDue === null ? dueOn : later(counts.lastDue, dueOn);
	}
	return counts;
}

/** Whether the person has a day to keep that they did not have before. */
function movesDueDay(effect: Effect): effect is Effect & { after: Asked } {
	return effect.after !== null && ['asked', 'earlier', 'later'].includes(effectKind(effect));
}

function byDay(a: Day, b: Day): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
