import { shortDay } from './dates-in-words.ts';
import { addDays, addMonths, type Day } from './day.ts';

/** Why somebody is away for long; only the page of absences ever says it. */
export const absenceKinds = ['parental_leave', 'long_sickness', 'other'] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

const words: Record<AbsenceKind, string> = {
	parental_leave: 'Parental leave',
	long_sickness: 'Long sickness',
	other: 'Another reason'
};

/** The kind of an absence in words; the kind itself where it is none of ours. */
export function absenceKindInWords(kind: string): string {
	return isAbsenceKind(kind) ? words[kind] : kind;
}

/** Whether a text, e.g. from the database, names a kind of absence. */
export function isAbsenceKind(text: string): text is AbsenceKind {
	return (absenceKinds as readonly string[]).includes(text);
}

/** Months ahead in which an absence can be planned, and months that one can last. */
const PLANNED_MONTHS = 12;
const LONGEST_MONTHS = 60;

/** From a day to the last day away; null while nobody knows it. */
export type Away = { fromDay: Day; toDay: Day | null };

export type AbsenceProblem = { field: 'fromDay' | 'backOn'; message: string };

/**
 * What is wrong with the days of an absence; null when nothing is.
 * @param others the person's other absences
 * @param person their first day and, once it is known, their last
 */
export function absenceProblem(
	away: Away,
	others: readonly Away[],
	person: { startedOn: Day; leftOn: Day | null },
	today: Day
): AbsenceProblem | null {
	const { fromDay, toDay } = away;
	if (fromDay < person.startedOn) {
		const message = `Choose a day from their first day on, ${shortDay(person.startedOn)}`;
		return { field: 'fromDay', message };
	}
	if (person.leftOn !== null && fromDay > person.leftOn) {
		return { field: 'fromDay', message: `They left on ${shortDay(person.leftOn)}` };
	}
	if (fromDay > addMonths(today, PLANNED_MONTHS)) {
		const message = `Choose a day within the next ${PLANNED_MONTHS} months`;
		return { field: 'fromDay', message };
	}
	return endProblem(away) ?? overlapProblem({ fromDay, toDay }, others);
}

function endProblem({ fromDay, toDay }: Away): AbsenceProblem | null {
	if (toDay === null) return null;
	if (toDay < fromDay) {
		const message = `Choose a day after the first day away, ${shortDay(fromDay)}`;
		return { field: 'backOn', message };
	}
	if (toDay > addMonths(fromDay, LONGEST_MONTHS)) {
		return { field: 'backOn', message: `Choose a day within ${LONGEST_MONTHS / 12} years` };
	}
	return null;
}

function overlapProblem(away: Away, others: readonly Away[]): AbsenceProblem | null {
	const clash = others.find(
		(other) =>
			(away.toDay === null || other.fromDay <= away.toDay) &&
			(other.toDay === null || away.fromDay <= other.toDay)
	);
	if (clash === undefined) return null;
	// The day that has to change is the one that lies inside the other absence.
	const field = clash.fromDay <= away.fromDay ? 'fromDay' : 'backOn';
	return { field, message: `They are already recorded as away ${awayInWords(clash)}` };
}

/** An absence in words, e.g. `from 3 Nov 2026 to 2 May 2027` or `from 3 Nov 2026, with no end yet`. */
export function awayInWords({ fromDay, toDay }: Away): string {
	return toDay === null
		? `from ${shortDay(fromDay)}, with no end yet`
		: `from ${shortDay(fromDay)} to ${shortDay(toDay)}`;
}

/** The last day away of somebody who is back on a day. */
export function lastDayAway(backOn: Day): Day {
	return addDays(backOn, -1);
}

/** The first day back of somebody whose last day away is known. */
export function firstDayBack(toDay: Day): Day {
	return addDays(toDay, 1);
}
