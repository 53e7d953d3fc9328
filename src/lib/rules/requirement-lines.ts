import { addDays, type Day } from './day.ts';
import type { Span } from './span.ts';

/** Of whom which item is asked, and under which circumstances. */
export type RequirementLine = {
	role: string;
	item: string;
	condition: string | null;
	profile: string | null;
	nation: string | null;
};

/** Two requirements with the same text are one line: one follows on the other. */
export function lineKey({ role, item, condition, profile, nation }: RequirementLine): string {
	return [role, item, condition, profile, nation].map((part) => part ?? '').join(' ');
}

/** A requirement of a line, from a day to a day. */
type Row = Span & { id: string };

/** What becomes of the requirements of a line when another one, or none, holds from a day on. */
export type LineChange = {
	/** Those that would have begun on that day or later; they never take effect. */
	replaced: string[];
	/** Those that end on the day before. */
	ended: string[];
	lastDay: Day;
};

/** Makes room in a line from a day on. What ended before that day stays as it was. */
export function changeLineFrom(rows: readonly Row[], day: Day): LineChange {
	const from = rows.filter(({ toDay }) => toDay === null || toDay >= day);
	return {
		replaced: from.filter(({ fromDay }) => fromDay >= day).map(({ id }) => id),
		ended: from.filter(({ fromDay }) => fromDay < day).map(({ id }) => id),
		lastDay: addDays(day, -1)
	};
}

/** Where a line is on a day: what holds, what follows it, and what was before, the latest first. */
export function lineOn<R extends Span>(
	rows: readonly R[],
	today: Day
): { now: R | null; next: R[]; past: R[] } {
	const inOrder = [...rows].sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1));
	return {
		now:
			inOrder.findLast(
				({ fromDay, toDay }) => fromDay <= today && (toDay === null || toDay >= today)
			) ?? null,
		next: inOrder.filter(({ fromDay }) => fromDay > today),
		past: inOrder.filter(({ toDay }) => toDay !== null && toDay < today).reverse()
	};
}

/** What an organisation is and where, on which it depends what is asked there. */
export type Circumstances = { nation: string; profiles: readonly string[] };

/** Whether something asked only of some organisations, or in some nations, is asked there. */
export function isAskedIn(
	{ profile, nation }: Pick<RequirementLine, 'profile' | 'nation'>,
	circumstances: Circumstances
): boolean {
	return (
		(profile === null || circumstances.profiles.includes(profile)) &&
		(nation === null || nation === circumstances.nation)
	);
}
