import { addDays, type Day } from './day.ts';
import { inForce, type Span } from './span.ts';

/** How long a plan may reach ahead, in days. Our own default: no law or guidance sets it. */
export const LONGEST_PLAN_DAYS = 90;
/** Of the limits, in characters. */
export const SHORTEST_LIMITS = 10;
export const LONGEST_LIMITS = 500;

/** A plan, not closed, under which somebody works with supervision until everything is in place. */
export type SupervisionPlan = Span & {
	id: string;
	/** Who supervises, and answers for it. */
	ownerId: string;
	toDay: Day;
	/** When its owner is not here: long absences, and from the day after their last day. */
	ownerAway: readonly Span[];
};

/** Whether its owner is here on a day: nobody is supervised by somebody who is away. */
export function ownerIsHere({ ownerAway }: SupervisionPlan, day: Day): boolean {
	return !ownerAway.some((span) => inForce(span, day));
}

/** Why the days of a plan cannot stand; null when they can. */
export type PlanDaysRefusal = 'past_day' | 'order' | 'too_long';

/** Whether a plan may have these days: none in the past, the last after the first, and not too far. */
export function planDaysRefusal(
	{ fromDay, toDay }: { fromDay: Day; toDay: Day },
	today: Day
): PlanDaysRefusal | null {
	if (fromDay < today) return 'past_day';
	if (toDay <= fromDay) return 'order';
	return toDay > addDays(today, LONGEST_PLAN_DAYS) ? 'too_long' : null;
}
