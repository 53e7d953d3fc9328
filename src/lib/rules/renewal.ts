import { addDays, addMonths, later, type Day } from './day.ts';

/** How an item renews; an item that is done once for good has no rule. */
export type RenewalRule = {
	/** Months for which a completion is valid. */
	months: number;
	/** Days before it runs out from which renewing keeps the anniversary. */
	windowDays: number;
};

/** The window, in days, of an item that the person took of their own accord. */
export const OWN_WINDOW_DAYS = 60;

/** The renewal of an item that nobody requires, by the months that its content says; null: never. */
export function ownRenewal(months: number | null): RenewalRule | null {
	return months === null ? null : { months, windowDays: OWN_WINDOW_DAYS };
}

/** What was open when the item was completed. */
export type ClosingPeriod = { cycle: number; opensOn: Day; dueOn: Day | null };

/** The days that a completion leads to. `opensOn` is the day the renewal window opens. */
export type Validity = { validUntil: Day; opensOn: Day };

/**
 * When a completion runs out and when its renewal opens.
 * Renewing inside the window keeps the anniversary, so nobody loses days by being early;
 * earlier or later counts from the day it was done (design, section 5).
 * The window never opens before the day after the completion, however short the renewal is.
 */
export function validityOf(completedOn: Day, closing: ClosingPeriod, rule: RenewalRule): Validity {
	const insideWindow =
		closing.cycle > 0 &&
		closing.dueOn !== null &&
		completedOn >= closing.opensOn &&
		completedOn <= closing.dueOn;
	const countsFrom = insideWindow && closing.dueOn !== null ? closing.dueOn : completedOn;
	const validUntil = addMonths(countsFrom, rule.months);
	return {
		validUntil,
		opensOn: later(addDays(validUntil, -rule.windowDays), addDays(completedOn, 1))
	};
}
