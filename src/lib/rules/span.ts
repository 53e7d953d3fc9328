import { addDays, earlier, later, type Day } from './day.ts';

/** From a day to a day; the last day is included, and null while it goes on. */
export type Span = { fromDay: Day; toDay: Day | null };

/** Whether a day lies in a span. */
export function inForce({ fromDay, toDay }: Span, day: Day): boolean {
	return fromDay <= day && (toDay === null || day <= toDay);
}

/** The days that two spans share; null when they share none. */
export function overlapOf(a: Span, b: Span): Span | null {
	const fromDay = later(a.fromDay, b.fromDay);
	const toDay = earlierEnd(a.toDay, b.toDay);
	return toDay === null || fromDay <= toDay ? { fromDay, toDay } : null;
}

/** Spans joined wherever they overlap or one begins on the day after another ends; in order. */
export function joined(spans: readonly Span[]): Span[] {
	const result: Span[] = [];
	for (const span of [...spans].sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1))) {
		const last = result.at(-1);
		if (last !== undefined && (last.toDay === null || span.fromDay <= addDays(last.toDay, 1))) {
			last.toDay = laterEnd(last.toDay, span.toDay);
		} else {
			result.push({ fromDay: span.fromDay, toDay: span.toDay });
		}
	}
	return result;
}

function earlierEnd(a: Day | null, b: Day | null): Day | null {
	if (a === null || b === null) return a ?? b;
	return earlier(a, b);
}

function laterEnd(a: Day | null, b: Day | null): Day | null {
	return a === null || b === null ? null : later(a, b);
}
