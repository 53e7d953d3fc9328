import { addDays, addMonths, earlier, later, type Day } from './day.ts';

/**
 * How an item renews: so many months after it was done, or on a fixed day each year, but never
 * sooner than some months after it was done, so that nobody trained in November is asked in January.
 */
export type Renewal =
	| { kind: 'months'; months: number }
	/** `day` is `MM-DD`; 29 February is the 28th in other years. */
	| { kind: 'yearly'; day: string; minimumMonths: number };

/** A renewal with the days before it runs out from which renewing keeps the anniversary. */
export type RenewalRule = { renewal: Renewal; windowDays: number };

/** The window, in days, of an item that the person took of their own accord. */
export const OWN_WINDOW_DAYS = 60;

/** The renewals of an item that nobody requires, by the months that its content says; null: never. */
export function ownRenewal(months: number | null): RenewalRule[] {
	return months === null
		? []
		: [{ renewal: { kind: 'months', months }, windowDays: OWN_WINDOW_DAYS }];
}

/**
 * The day from which a validity counts, and the months of it that earlier renewals have used.
 * Adding all months to the first day at once keeps an anniversary on the 31st or on 29 February
 * from drifting through the shorter months.
 */
export type Anchor = { countsFrom: Day; monthsBefore: number };

/** What renewing needs to know of a completion. */
export type Done = Anchor & {
	completedOn: Day;
	/** The last day of which the evidence says itself that it is valid. */
	statedUntil: Day | null;
};

/** The last day on which a completion is valid under a renewal. */
export function runsOutOn(done: Anchor & { completedOn: Day }, renewal: Renewal): Day {
	if (renewal.kind === 'months') {
		return addMonths(done.countsFrom, done.monthsBefore + renewal.months);
	}
	const least = later(
		addMonths(done.completedOn, renewal.minimumMonths),
		addDays(done.completedOn, 1)
	);
	const year = Number(least.slice(0, 4));
	const sameYear = dayInYear(year, renewal.day);
	return sameYear >= least ? sameYear : dayInYear(year + 1, renewal.day);
}

/** A month and day in a year; a day that the month does not have becomes its last. */
function dayInYear(year: number, monthAndDay: string): Day {
	// 2024 was a leap year, so that 29 February can be counted from.
	return addMonths(`2024-${monthAndDay}`, (year - 2024) * 12);
}

/**
 * The last day on which a completion is valid: the shortest of its renewals and of what the
 * evidence says itself; null when it never runs out.
 */
export function validUntil(done: Done, rules: readonly RenewalRule[]): Day | null {
	return rules
		.map(({ renewal }) => runsOutOn(done, renewal))
		.reduce((first, day) => (first === null ? day : earlier(first, day)), done.statedUntil);
}

/** What was open when the item was completed, and the completion before it. */
export type Renewed = {
	dueOn: Day | null;
	last: (Anchor & { validUntil: Day | null }) | null;
};

/**
 * From which day the validity of a completion counts. Renewing inside the window keeps the
 * anniversary, so nobody loses days by being early; earlier, or after it ran out, it counts from
 * the day it was done (design, section 5).
 */
export function anchorOf(
	completedOn: Day,
	{ dueOn, last }: Renewed,
	rules: readonly RenewalRule[]
): Anchor {
	const anew = { countsFrom: completedOn, monthsBefore: 0 };
	if (dueOn === null || last === null || completedOn > dueOn) return anew;
	if (last.validUntil !== null && completedOn > last.validUntil) return anew;
	if (!rules.some(({ windowDays }) => completedOn >= addDays(dueOn, -windowDays))) return anew;
	for (const { renewal } of rules) {
		if (renewal.kind !== 'months') continue;
		const monthsBefore = last.monthsBefore + renewal.months;
		if (addMonths(last.countsFrom, monthsBefore) === dueOn) {
			return { countsFrom: last.countsFrom, monthsBefore };
		}
	}
	return { countsFrom: dueOn, monthsBefore: 0 };
}
