import { addDays, earlier, later, type Day } from './day.ts';
import type { Renewal } from './renewal.ts';
import { inForce, joined, overlapOf, type Span } from './span.ts';

/** On which days which requirements bear on a person, and by when each asks for a first time. */

/** A role that a person holds. */
export type RoleHeld = Span & { role: string };
/** A condition that holds for a person, by themselves or through a role. */
export type ConditionHeld = Span & { condition: string };

/** The facts about a person from which what they must do follows. */
export type PersonFacts = {
	startedOn: Day;
	leftOn: Day | null;
	roles: readonly RoleHeld[];
	conditions: readonly ConditionHeld[];
	/** The first day of unsupervised contact; null while it is not known. */
	contactFrom: Day | null;
	/** Long times away; the last day is null until the return is known. */
	absences: readonly Span[];
};

/** Whether a person is on a long absence on a day. */
export function isAway({ absences }: Pick<PersonFacts, 'absences'>, day: Day): boolean {
	return absences.some((absence) => inForce(absence, day));
}

/** What the rules need to know of a requirement: role → item. */
export type Requirement = Span & {
	role: string;
	item: string;
	/** Only for those of whom this holds; null: for everybody with the role. */
	condition: string | null;
	/** Days from the person's first day (`start`) or from getting the role; see `firstDueOn`. */
	dueDays: number;
	dueFrom: 'start' | 'role' | 'fixed' | 'contact';
	/** The fixed day. */
	dueOn: Day | null;
	/** Null when it is done once for good. */
	renewal: Renewal | null;
	/** Days before it runs out from which renewing keeps the anniversary. */
	windowDays: number;
};

/** The days on which one requirement bears on a person. */
export type Bearing<R extends Requirement = Requirement> = {
	requirement: R;
	span: Span;
	/** The day on which the person got the role, if they have held it without a break. */
	roleFrom: Day;
	/** The day from which the requirement has existed, if changed on the way. */
	existsFrom: Day;
};

/** Every stretch of days on which a requirement bears on a person, past and to come. */
export function bearingsOf<R extends Requirement>(
	person: PersonFacts,
	requirements: readonly R[]
): Bearing<R>[] {
	if (person.leftOn !== null && person.leftOn < person.startedOn) return [];
	const here = { fromDay: person.startedOn, toDay: person.leftOn };
	const rolesHeld = spansBy(person.roles, ({ role }) => role);
	const conditionsHeld = spansBy(person.conditions, ({ condition }) => condition);
	return withBeginnings(requirements).flatMap(({ requirement, existsFrom }) => {
		const { role, condition } = requirement;
		const asked = overlapOf(requirement, here);
		if (asked === null) return [];
		return (rolesHeld.get(role) ?? []).flatMap((held) => {
			const withRole = overlapOf(asked, held);
			const roleFrom = later(held.fromDay, person.startedOn);
			if (withRole === null) return [];
			const spans =
				condition === null
					? [withRole]
					: (conditionsHeld.get(condition) ?? []).flatMap((c) => overlapOf(withRole, c) ?? []);
			return spans.map((span) => ({ requirement, span, roleFrom, existsFrom }));
		});
	});
}

function spansBy<S extends Span>(held: readonly S[], keyOf: (span: S) => string) {
	const lists = new Map<string, S[]>();
	for (const span of held) lists.set(keyOf(span), [...(lists.get(keyOf(span)) ?? []), span]);
	return new Map([...lists].map(([key, spans]) => [key, joined(spans)]));
}

type WithBeginning<R extends Requirement> = { requirement: R; existsFrom: Day };

const knownBeginnings = new WeakMap<
	readonly Requirement[],
	readonly WithBeginning<Requirement>[]
>();

/**
 * The day from which each requirement has existed: one that is changed ends, and begins anew on the
 * next day. Remembered, because the same requirements are asked about for thousands of people.
 */
function withBeginnings<R extends Requirement>(
	requirements: readonly R[]
): readonly WithBeginning<R>[] {
	// What is remembered of a list was made of that list, so it holds requirements of its kind.
	const known = knownBeginnings.get(requirements) as readonly WithBeginning<R>[] | undefined;
	if (known !== undefined) return known;
	const found = requirements.map((requirement) => {
		const { role, item, condition, fromDay } = requirement;
		const lines = requirements.filter(
			(r) => r.role === role && r.item === item && r.condition === condition
		);
		const begun = joined(lines).filter((span) => inForce(span, fromDay));
		return {
			requirement,
			existsFrom: begun.reduce((day, span) => earlier(day, span.fromDay), fromDay)
		};
	});
	knownBeginnings.set(requirements, found);
	return found;
}

/** The bearings on one item that hang together, without a day on which nothing asks for it. */
export type Chain<R extends Requirement = Requirement> = { span: Span; bearings: Bearing<R>[] };

/** The chain of a day or, when nothing asks for the item on it, the next one; null: never again. */
export function chainOn<R extends Requirement>(
	bearings: readonly Bearing<R>[],
	day: Day
): Chain<R> | null {
	const span = joined(bearings.map((b) => b.span)).find(
		({ toDay }) => toDay === null || day <= toDay
	);
	if (span === undefined) return null;
	return { span, bearings: bearings.filter((b) => overlapOf(b.span, span) !== null) };
}

/**
 * The day by which somebody who has not done an item must have done it under one requirement:
 * - `start`, `role`: so many days after the first day, or after getting the role, but never counted
 *   from before the requirement existed;
 * - `fixed`: on its day;
 * - `contact`: the day before unsupervised contact begins; while that is not known, so many days
 *   after the first day.
 * Nothing is due on a day on which the requirement does not bear on the person yet.
 */
export function firstDueOn(person: PersonFacts, bearing: Bearing): Day {
	const { requirement, span, roleFrom, existsFrom } = bearing;
	return later(ruleDay(), span.fromDay);

	function ruleDay(): Day {
		const { dueFrom, dueDays, dueOn } = requirement;
		if (dueFrom === 'fixed' && dueOn !== null) return dueOn;
		if (dueFrom === 'contact' && person.contactFrom !== null) {
			return addDays(person.contactFrom, -1);
		}
		const countsFrom = dueFrom === 'role' ? roleFrom : person.startedOn;
		return addDays(later(countsFrom, existsFrom), dueDays);
	}
}
