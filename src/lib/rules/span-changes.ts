import { shortDay } from './dates-in-words.ts';
import type { Day } from './day.ts';
import { inForce, overlapOf, type Span } from './span.ts';

/**
 * What may be recorded of the days on which something holds for a person: a role, a team, the
 * management of one, a condition. A span that has begun is a fact and only ever ends; one that has
 * not begun yet may be taken back.
 */

/** The days on which the person is here: nothing of this kind holds outside them. */
export type Stay = { startedOn: Day; leftOn: Day | null };

/** What is wrong with days that were given, and which of the two is to be put right. */
export type SpanProblem = { field: 'fromDay' | 'toDay'; message: string };

/** Whether a span has not begun yet on a day. */
export function isAhead({ fromDay }: Span, today: Day): boolean {
	return fromDay > today;
}

/** Whether a span is over on a day. */
export function isOver({ toDay }: Span, today: Day): boolean {
	return toDay !== null && toDay < today;
}

/** The days of a span as a list shows them: `since 3 Sep 2026`, `3 Sep 2026 to 4 Oct 2026`. */
export function spanInWords(span: Span, today: Day): string {
	const { fromDay, toDay } = span;
	if (toDay !== null) {
		return fromDay === toDay
			? `on ${shortDay(fromDay)}`
			: `${shortDay(fromDay)} to ${shortDay(toDay)}`;
	}
	return isAhead(span, today) ? `from ${shortDay(fromDay)}` : `since ${shortDay(fromDay)}`;
}

/** The days as they are recorded: whatever has no end of its own ends with the person's last day. */
export function withinStay(span: Span, { leftOn }: Stay): Span {
	return { fromDay: span.fromDay, toDay: span.toDay ?? leftOn };
}

/** What keeps a new span from being recorded beside others of the same thing; null: nothing. */
export function problemOfNew(span: Span, others: readonly Span[], stay: Stay): SpanProblem | null {
	const { fromDay, toDay } = span;
	const { startedOn, leftOn } = stay;
	if (toDay !== null && toDay < fromDay) return endBeforeStart(span);
	if (fromDay < startedOn) {
		const message = `The first day here is ${shortDay(startedOn)}. Choose that day or a later one`;
		return { field: 'fromDay', message };
	}
	if (leftOn !== null && fromDay > leftOn)
		return { field: 'fromDay', message: afterLastDay(leftOn) };
	return endAfterLastDay(toDay, leftOn) ?? overlap(span, others);
}

/**
 * What keeps a span from getting another last day (null: it goes on); null: nothing. What is over
 * stays as it was.
 */
export function problemOfEnd(
	span: Span,
	toDay: Day | null,
	others: readonly Span[],
	stay: Stay,
	today: Day
): SpanProblem | null {
	if (isOver(span, today) && span.toDay !== null) {
		const message = `This ended on ${shortDay(span.toDay)} and is kept as it was. Begin it anew instead`;
		return { field: 'toDay', message };
	}
	if (toDay !== null && toDay < span.fromDay) return endBeforeStart(span);
	return endAfterLastDay(toDay, stay.leftOn) ?? overlap({ ...span, toDay }, others);
}

function endBeforeStart({ fromDay }: Span): SpanProblem {
	return {
		field: 'toDay',
		message: `The last day cannot be before the first, ${shortDay(fromDay)}`
	};
}

function endAfterLastDay(toDay: Day | null, leftOn: Day | null): SpanProblem | null {
	if (toDay === null || leftOn === null || toDay <= leftOn) return null;
	return { field: 'toDay', message: afterLastDay(leftOn) };
}

const afterLastDay = (leftOn: Day) =>
	`The last day here is ${shortDay(leftOn)}. Choose that day or an earlier one`;

function overlap(span: Span, others: readonly Span[]): SpanProblem | null {
	const other = others.find((one) => overlapOf(one, span) !== null);
	if (other === undefined) return null;
	const days =
		other.toDay === null
			? `from ${shortDay(other.fromDay)} on`
			: `from ${shortDay(other.fromDay)} to ${shortDay(other.toDay)}`;
	// What is recorded for later days is in the way of the end only.
	return {
		field: inForce(other, span.fromDay) ? 'fromDay' : 'toDay',
		message: `This is recorded ${days} already. Choose days outside those, or change that line`
	};
}
