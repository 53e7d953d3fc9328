import { addDays, type Day } from './day.ts';
import type { Cause } from './planning.ts';

/**
 * The dates of one person's open period of one item: all that its standing needs besides the day.
 * The moments lie in the past and are known only by having happened or not.
 */
export type PeriodDates = {
	cycle: number;
	/** What the dates follow from. What had run out before it was asked for is asked as if new. */
	cause: Cause;
	opensOn: Day;
	/** Null when the person is not required to do the item. */
	dueOn: Day | null;
	/** The last day on which the item is asked at all; null when no end is known. */
	endsOn: Day | null;
	started: boolean;
	/** The last day of a waiver in force, or null. */
	waivedUntil: Day | null;
	/** Whether the person is on a long absence on the day. */
	away: boolean;
};

export const standings = [
	'complete',
	'not_yet_open',
	'not_started',
	'in_progress',
	'due_soon',
	'expiring',
	'overdue',
	'expired',
	'waived',
	'paused',
	'not_required'
] as const;
export type Standing = (typeof standings)[number];

/** The four families in which a page shows standings: colour and icon follow from them. */
export type StandingFamily = 'good' | 'warn' | 'bad' | 'calm';

/** Days before the due day of a first cycle from which it counts as due soon. */
export const DUE_SOON_DAYS = 14;

/**
 * The standing of a period on a day (design, section 5: "the dates are the standing").
 * On its due day a first cycle is still due, and a renewed item is still valid. While somebody is
 * on a long absence nothing is asked of them.
 */
export function standingOn(period: PeriodDates, today: Day): Standing {
	if (period.dueOn === null) return 'not_required';
	if (period.endsOn !== null && today > period.endsOn) return 'not_required';
	if (period.waivedUntil !== null && today <= period.waivedUntil) return 'waived';
	if (period.away) return 'paused';
	const renews = isRenewal(period);
	if (today > period.dueOn) return renews ? 'expired' : 'overdue';
	if (today < period.opensOn) return renews ? 'complete' : 'not_yet_open';
	if (renews) return 'expiring';
	if (today >= addDays(period.dueOn, -DUE_SOON_DAYS)) return 'due_soon';
	return period.started ? 'in_progress' : 'not_started';
}

/** Whether a period renews what is in date until it is due, and does not ask as if for a first time. */
export function isRenewal({ cycle, cause }: Pick<PeriodDates, 'cycle' | 'cause'>): boolean {
	return cycle > 0 && cause !== 'lapsed';
}

/** The day that a standing turns on: shown beside its word. */
export function standingDayOf(period: PeriodDates, standing: Standing): Day | null {
	if (standing === 'waived') return period.waivedUntil;
	if (standing === 'paused') return null;
	return standing === 'not_yet_open' ? period.opensOn : period.dueOn;
}

/**
 * The standing of an item for one person, and the day that it turns on: that of the open period
 * when it is required, or else of the last completion, which may be done once for good or have been
 * made without being asked for.
 */
export function itemStanding(
	open: PeriodDates | null,
	last: { validUntil: Day | null } | null,
	today: Day
): { standing: Standing; day: Day | null } {
	if (open !== null) {
		const standing = standingOn(open, today);
		if (standing !== 'not_required') return { standing, day: standingDayOf(open, standing) };
	}
	if (last !== null && (last.validUntil === null || today <= last.validUntil)) {
		return { standing: 'complete', day: last.validUntil };
	}
	return { standing: 'not_required', day: null };
}

const families: Record<Standing, StandingFamily> = {
	complete: 'good',
	not_yet_open: 'calm',
	not_started: 'calm',
	in_progress: 'calm',
	due_soon: 'warn',
	expiring: 'warn',
	overdue: 'bad',
	expired: 'bad',
	waived: 'calm',
	paused: 'calm',
	not_required: 'calm'
};

/** The family a standing belongs to. */
export function familyOf(standing: Standing): StandingFamily {
	return families[standing];
}

/** From the worst to the best: how a person with several standings counts as one. */
const worstFirst: readonly Standing[] = [
	'expired',
	'overdue',
	'expiring',
	'due_soon',
	'not_started',
	'in_progress',
	'not_yet_open',
	'complete',
	'waived',
	'paused',
	'not_required'
];

/** The standing that decides how the person as a whole is counted; `not_required` when there is none. */
export function worstOf(list: readonly Standing[]): Standing {
	return worstFirst.find((standing) => list.includes(standing)) ?? 'not_required';
}

/** Negative when `a` is more urgent than `b`. */
export function byUrgency(a: Standing, b: Standing): number {
	return worstFirst.indexOf(a) - worstFirst.indexOf(b);
}
