import { addDays, addMonths, earlier, later, type Day } from './day.ts';
import {
	bearingsOf,
	chainOn,
	firstDueOn,
	type Bearing,
	type Chain,
	type PersonFacts,
	type Requirement
} from './bearings.ts';
import { validUntil, type Done, type RenewalRule } from './renewal.ts';
import { inForce, type Span } from './span.ts';
import { compareVersions } from './versions.ts';

export { isAway } from './bearings.ts';
export type { ConditionHeld, PersonFacts, Requirement, RoleHeld } from './bearings.ts';
/** A long time away; the last day is null until the return is known. */
export type Absence = Span;

/** A material version: whoever must do the item does this version, or a later one, by a day. */
export type Mandate = { item: string; version: string; announcedOn: Day; mandatoryFrom: Day };

/** What is done again after a long time away: which items, after how long, and how soon. */
export type ReturnToWork = { afterMonths: number; withinDays: number; items: readonly string[] };

/** All that an organisation asks of its people. */
export type Rulebook<R extends Requirement = Requirement> = {
	/** Those of the past too: by when something was due follows from what was asked then. */
	requirements: readonly R[];
	mandates: readonly Mandate[];
	returnToWork: ReturnToWork;
};

export type OpenPeriod = {
	id: string;
	item: string;
	cycle: number;
	opensOn: Day;
	dueOn: Day | null;
	endsOn: Day | null;
	cause: Cause;
};

/** The latest completion of an item, as planning sees it; the version is null if done elsewhere. */
export type LastCompletion = Done & { version: string | null };

/**
 * What happened before with an item: how often it was completed, what was withdrawn since included,
 * and the latest completion that counts; null where none does.
 */
export type ItemHistory = {
	item: string;
	completions: number;
	lastCompletion: LastCompletion | null;
};

/**
 * What the dates of a period follow from. `lapsed`: the requirement too, but what had been done ran
 * out before anything asked for it, so that nothing is in date and it is asked as if for a first time.
 */
export const causes = ['requirement', 'version', 'return', 'lapsed'] as const;
export type Cause = (typeof causes)[number];

/** The dates of a period; `endsOn` is the last day on which the item is asked, when one is known. */
export type PeriodDays = { opensOn: Day; dueOn: Day; endsOn: Day | null; cause: Cause };

export type PeriodChange =
	| ({ kind: 'open'; item: string; cycle: number } & PeriodDays)
	| ({ kind: 'move'; periodId: string; item: string; dueBefore: Day | null } & PeriodDays)
	| { kind: 'withdraw'; periodId: string; item: string };

/** The requirements that bear on a person on a day. */
export function requirementsFor<R extends Requirement>(
	person: PersonFacts,
	requirements: readonly R[],
	today: Day
): R[] {
	const bearing = bearingsOf(person, requirements).filter(({ span }) => inForce(span, today));
	return [...new Set(bearing.map(({ requirement }) => requirement))];
}

/** The renewals that hold for an item under some requirements; none: it never runs out. */
export function renewalsOf(item: string, requirements: readonly Requirement[]): RenewalRule[] {
	return requirements.flatMap((r) =>
		r.item === item && r.renewal !== null ? [{ renewal: r.renewal, windowDays: r.windowDays }] : []
	);
}

/** A day by which an item may be due, and until when that request holds. */
type Candidate = { dueOn: Day; opensOn: Day; cause: Cause; holdsUntil: Day | null };

/** The request of one requirement to somebody who has not done the item, or whose it ran out before. */
function asNew(person: PersonFacts, bearing: Bearing, chain: Chain): Candidate {
	return {
		dueOn: firstDueOn(person, bearing),
		opensOn: chain.span.fromDay,
		cause: 'requirement',
		holdsUntil: bearing.span.toDay
	};
}

/** The request of one requirement to renew a completion; null when it asks for it once only. */
function toRenew(
	person: PersonFacts,
	bearing: Bearing,
	chain: Chain,
	last: LastCompletion
): Candidate | null {
	const { requirement, span } = bearing;
	const until = validUntil(last, renewalsOf(requirement.item, [requirement]));
	if (until === null) return null;
	if (until < chain.span.fromDay) {
		return { ...asNew(person, bearing, chain), opensOn: addDays(until, 1), cause: 'lapsed' };
	}
	const dueOn = later(until, span.fromDay);
	const opensOn = later(addDays(dueOn, -requirement.windowDays), addDays(last.completedOn, 1));
	return { dueOn, opensOn, cause: 'requirement', holdsUntil: span.toDay };
}

/** The requests of material versions that the latest completion does not have yet. */
function forVersions(mandates: readonly Mandate[], chain: Chain, last: LastCompletion) {
	return mandates
		.filter(({ version, announcedOn }) =>
			last.version === null
				? last.completedOn < announcedOn
				: compareVersions(last.version, version) < 0
		)
		.map(({ announcedOn, mandatoryFrom }): Candidate => {
			const dueOn = later(mandatoryFrom, chain.span.fromDay);
			const opensOn = later(later(announcedOn, chain.span.fromDay), addDays(last.completedOn, 1));
			return { dueOn, opensOn, cause: 'version', holdsUntil: chain.span.toDay };
		});
}

/** The days of an absence whose end is known: the first day back, and the day to be ready by. */
function backFrom(absence: Span & { toDay: Day }, { withinDays }: ReturnToWork) {
	const returnOn = addDays(absence.toDay, 1);
	return { returnOn, readyBy: addDays(returnOn, withinDays) };
}

const ended = (absences: readonly Span[]) =>
	absences
		.flatMap(({ fromDay, toDay }) => (toDay === null ? [] : [{ fromDay, toDay }]))
		.sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1));

/** The requests to do an item again after a long time away (the blueprint: roles, rule 4). */
function forReturns(
	item: string,
	person: PersonFacts,
	rules: ReturnToWork,
	chain: Chain,
	last: LastCompletion
): Candidate[] {
	if (!rules.items.includes(item)) return [];
	return ended(person.absences).flatMap((absence) => {
		const { returnOn, readyBy } = backFrom(absence, rules);
		const isLong = addMonths(absence.fromDay, rules.afterMonths) <= returnOn;
		// Who prepared for their return in the last weeks away has done it.
		const isDone = last.completedOn >= addDays(returnOn, -rules.withinDays);
		if (!isLong || isDone || returnOn < chain.span.fromDay) return [];
		return [
			{ dueOn: readyBy, opensOn: returnOn, cause: 'return', holdsUntil: chain.span.toDay } as const
		];
	});
}

/** Nothing falls due while somebody is away, nor in the first weeks after they came back. */
function paused(candidate: Candidate, person: PersonFacts, rules: ReturnToWork): Candidate {
	return ended(person.absences).reduce<Candidate>((moved, absence) => {
		const { readyBy } = backFrom(absence, rules);
		const isDueThen = moved.dueOn >= absence.fromDay && moved.dueOn < readyBy;
		return isDueThen ? { ...moved, dueOn: readyBy, cause: 'return' } : moved;
	}, candidate);
}

/** The dates of the period that should be open for an item; null when nothing is left to do. */
function desiredDays(
	item: string,
	person: PersonFacts,
	rulebook: Rulebook,
	chain: Chain,
	last: LastCompletion | null
): PeriodDays | null {
	const { mandates, returnToWork } = rulebook;
	const candidates =
		last === null
			? chain.bearings.map((bearing) => asNew(person, bearing, chain))
			: [
					...chain.bearings.flatMap((bearing) => toRenew(person, bearing, chain, last) ?? []),
					...forVersions(
						mandates.filter((m) => m.item === item),
						chain,
						last
					),
					...forReturns(item, person, returnToWork, chain, last)
				];
	const moved = candidates.map((candidate) => paused(candidate, person, returnToWork));
	// What would fall due only after its requirement has ended never does; but as long as it is
	// asked the period is open, so that its standing can be told.
	const falling = moved.filter(
		({ dueOn, holdsUntil }) => holdsUntil === null || dueOn <= holdsUntil
	);
	const [first, ...others] = falling.length > 0 ? falling : moved;
	if (first === undefined) return null;
	const chosen = others.reduce((a, b) => (isSooner(b, a) ? b : a), first);
	// A new version or a return that comes sooner does not bring back what has run out.
	const hasLapsed = candidates.some(({ cause }) => cause === 'lapsed');
	return {
		opensOn: earlier(chosen.opensOn, chosen.dueOn),
		dueOn: chosen.dueOn,
		endsOn: chain.span.toDay,
		cause: hasLapsed && chosen.cause !== 'requirement' ? 'lapsed' : chosen.cause
	};
}

function isSooner(a: Candidate, b: Candidate): boolean {
	return a.dueOn < b.dueOn || (a.dueOn === b.dueOn && a.opensOn < b.opensOn);
}

/**
 * The difference between the periods a person should have on a day and those that are open.
 *
 * What a person must do is the union over their roles; the earliest due day and the shortest
 * renewal win (design, section 5). The dates hold for as long as something asks for the item
 * without a break, ends and beginnings that are already known included; so a plan stays right on
 * later days even if nobody plans again. Applying the changes and planning again gives none.
 * A period that the person opened of their own accord (no due day) is never withdrawn.
 */
export function planPeriods(
	person: PersonFacts,
	rulebook: Rulebook,
	open: readonly OpenPeriod[],
	histories: readonly ItemHistory[],
	today: Day
): PeriodChange[] {
	const bearings = bearingsOf(person, rulebook.requirements);
	const changes: PeriodChange[] = [];
	const wanted = new Set<string>();
	for (const item of new Set(bearings.map(({ requirement }) => requirement.item))) {
		const chain = chainOn(
			bearings.filter(({ requirement }) => requirement.item === item),
			today
		);
		if (chain === null) continue;
		const history = histories.find((h) => h.item === item);
		const last = history?.lastCompletion ?? null;
		const days = desiredDays(item, person, rulebook, chain, last);
		if (days === null) continue;
		wanted.add(item);
		const existing = open.find((p) => p.item === item);
		if (existing === undefined) {
			changes.push({ kind: 'open', item, cycle: history?.completions ?? 0, ...days });
		} else if (!haveSameDays(existing, days)) {
			const { id: periodId, dueOn: dueBefore } = existing;
			changes.push({ kind: 'move', periodId, item, dueBefore, ...days });
		}
	}
	for (const { id, item, dueOn } of open) {
		if (!wanted.has(item) && dueOn !== null) changes.push({ kind: 'withdraw', periodId: id, item });
	}
	return changes;
}

function haveSameDays(
	a: Omit<PeriodDays, 'dueOn'> & { dueOn: Day | null },
	b: PeriodDays
): boolean {
	return (
		a.opensOn === b.opensOn && a.dueOn === b.dueOn && a.endsOn === b.endsOn && a.cause === b.cause
	);
}
