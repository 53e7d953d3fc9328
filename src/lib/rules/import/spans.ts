import { addDays, later, type Day } from '../day.ts';
import { inForce } from '../span.ts';
import type { SpanNow } from './people-now.ts';

/** What changes about the roles that somebody holds, or the teams that they are in. */
export type SpanChanges = {
	begin: { key: string; fromDay: Day; toDay: Day | null }[];
	/** The last day of a row that has begun. */
	end: { id: string; key: string; toDay: Day }[];
	/** Rows that have not begun and never will. */
	remove: { id: string; key: string; fromDay: Day }[];
};

export type SpanContext = {
	today: Day;
	/** The day from which changes count; not after today. */
	countsFrom: Day;
	/** The first day on which the person is here, which may be to come. */
	startedOn: Day;
	/** The last one, if it is known. */
	leftOn: Day | null;
};

/**
 * What makes somebody hold just these from the day that changes count. What is held already stays
 * as it is, with an end that is known; so does what is still to come. Null when nothing changes.
 */
export function spanChanges(
	held: readonly SpanNow[],
	wanted: readonly string[],
	{ today, countsFrom, startedOn, leftOn }: SpanContext
): SpanChanges | null {
	const day = later(today, startedOn);
	const isNow = (span: SpanNow) => inForce(span, day);
	const isComing = ({ fromDay }: SpanNow) => fromDay > day;
	const keys = new Set(wanted);
	const begin = wanted
		.filter((key) => !held.some((span) => span.key === key && (isNow(span) || isComing(span))))
		.map((key) => {
			const free = held.flatMap((span) =>
				span.key !== key || span.toDay === null ? [] : [addDays(span.toDay, 1)]
			);
			return { key, fromDay: [countsFrom, startedOn, ...free].reduce(later), toDay: leftOn };
		});
	// A move that is planned to just this is not undone on its way.
	const isPlanned = held.some((span) => isComing(span) && keys.has(span.key));
	const leaving = held.filter(
		(span) => isNow(span) && !keys.has(span.key) && !(isPlanned && span.toDay !== null)
	);
	const remove = leaving
		.filter(({ fromDay }) => fromDay > today)
		.map(({ id, key, fromDay }) => ({ id, key, fromDay }));
	const end = leaving
		.filter(({ fromDay }) => fromDay <= today)
		.map(({ id, key, fromDay, toDay }) => ({
			id,
			key,
			toDay: later(fromDay, addDays(countsFrom, -1)),
			before: toDay
		}))
		.filter(({ toDay, before }) => before === null || before > toDay)
		.map(({ id, key, toDay }) => ({ id, key, toDay }));
	if (begin.length + end.length + remove.length === 0) return null;
	return { begin, end, remove };
}

/** The spans of somebody new, or who comes back: each from the first day on. */
export function newSpans(
	wanted: readonly string[],
	{ startedOn, leftOn }: { startedOn: Day; leftOn: Day | null }
): SpanChanges | null {
	if (wanted.length === 0) return null;
	const begin = wanted.map((key) => ({ key, fromDay: startedOn, toDay: leftOn }));
	return { begin, end: [], remove: [] };
}
