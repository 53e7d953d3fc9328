import { addDays, addMonths, earlier, later, type Day } from './day.ts';
import type { RenewalRule } from './renewal.ts';

/** A role that a person holds from a day to a day (inclusive; null while it goes on). */
export type RoleHeld = { role: string; fromDay: Day; toDay: Day | null };

/** What the rules need to know of a requirement: role → item. */
export type Requirement = {
	role: string;
	item: string;
	dueDays: number;
	dueFrom: 'start' | 'role';
	renewalMonths: number | null;
	windowDays: number;
	fromDay: Day;
	toDay: Day | null;
};

/** The facts about a person from which what they must do follows. */
export type PersonFacts = { startedOn: Day; leftOn: Day | null; roles: readonly RoleHeld[] };

export type OpenPeriod = {
	id: string;
	item: string;
	cycle: number;
	opensOn: Day;
	dueOn: Day | null;
};

/** What happened before with an item: how often it was completed, and the latest completion. */
export type ItemHistory = {
	item: string;
	completions: number;
	lastCompletion: { completedOn: Day; validUntil: Day | null } | null;
};

export type PeriodChange =
	| { kind: 'open'; item: string; cycle: number; opensOn: Day; dueOn: Day }
	| { kind: 'move'; periodId: string; item: string; opensOn: Day; dueOn: Day }
	| { kind: 'withdraw'; periodId: string; item: string };

type Dates = { opensOn: Day; dueOn: Day };

const inForce = (span: { fromDay: Day; toDay: Day | null }, day: Day) =>
	span.fromDay <= day && (span.toDay === null || day <= span.toDay);

/** The requirements that bear on a person on a day: those of the roles then held. */
export function requirementsFor<R extends Requirement>(
	person: PersonFacts,
	requirements: readonly R[],
	today: Day
): R[] {
	if (person.leftOn !== null && person.leftOn < today) return [];
	const held = new Set(person.roles.filter((r) => inForce(r, today)).map((r) => r.role));
	return requirements.filter((r) => inForce(r, today) && held.has(r.role));
}

/** The renewal that holds for an item: the shortest interval wins; null when it never runs out. */
export function renewalFor(item: string, bearing: readonly Requirement[]): RenewalRule | null {
	return bearing
		.filter((r) => r.item === item)
		.reduce<RenewalRule | null>((shortest, { renewalMonths, windowDays }) => {
			if (renewalMonths === null || (shortest && shortest.months <= renewalMonths)) return shortest;
			return { months: renewalMonths, windowDays };
		}, null);
}

/**
 * The dates by which a first cycle is due under one requirement. Days count from the person's
 * first day or from the day of the role, but never from before the requirement existed.
 */
function firstDates(person: PersonFacts, requirement: Requirement, today: Day): Dates {
	const role = person.roles.find((r) => r.role === requirement.role && inForce(r, today));
	const anchor =
		requirement.dueFrom === 'role' && role
			? later(role.fromDay, person.startedOn)
			: person.startedOn;
	const opensOn = later(anchor, requirement.fromDay);
	return { opensOn, dueOn: addDays(opensOn, requirement.dueDays) };
}

/** The open period that an item should have, or null when nothing is left to do. */
function desiredDates(
	item: string,
	person: PersonFacts,
	bearing: readonly Requirement[],
	history: ItemHistory | undefined,
	today: Day
): Dates | null {
	const done = history?.lastCompletion ?? null;
	if (done === null) {
		return bearing
			.filter((r) => r.item === item)
			.map((r) => firstDates(person, r, today))
			.reduce((a, b) => ({
				opensOn: earlier(a.opensOn, b.opensOn),
				dueOn: earlier(a.dueOn, b.dueOn)
			}));
	}
	const rule = renewalFor(item, bearing);
	if (rule === null) return null;
	const dueOn = done.validUntil ?? addMonths(done.completedOn, rule.months);
	return {
		dueOn,
		opensOn: later(addDays(dueOn, -rule.windowDays), addDays(done.completedOn, 1))
	};
}

/**
 * The difference between the periods a person should have on a day and those that are open.
 * What a person must do is the union over their roles; the earliest due day and the shortest
 * renewal win (design, section 5). Applying the changes and planning again gives none.
 * A period that the person opened of their own accord (no due day) is never withdrawn.
 */
export function planPeriods(
	person: PersonFacts,
	requirements: readonly Requirement[],
	open: readonly OpenPeriod[],
	histories: readonly ItemHistory[],
	today: Day
): PeriodChange[] {
	const bearing = requirementsFor(person, requirements, today);
	const changes: PeriodChange[] = [];
	const wanted = new Set<string>();
	for (const item of new Set(bearing.map((r) => r.item))) {
		const history = histories.find((h) => h.item === item);
		const dates = desiredDates(item, person, bearing, history, today);
		if (dates === null) continue;
		wanted.add(item);
		const existing = open.find((p) => p.item === item);
		if (existing === undefined) {
			changes.push({ kind: 'open', item, cycle: history?.completions ?? 0, ...dates });
		} else if (existing.opensOn !== dates.opensOn || existing.dueOn !== dates.dueOn) {
			changes.push({ kind: 'move', periodId: existing.id, item, ...dates });
		}
	}
	for (const { id, item, dueOn } of open) {
		if (!wanted.has(item) && dueOn !== null) changes.push({ kind: 'withdraw', periodId: id, item });
	}
	return changes;
}
