import { addMonths, type Day } from './day.ts';

/** A waiver ends by itself after so many months at the latest: then somebody looks again. */
export const LONGEST_WAIVER_MONTHS = 12;

/** The shortest and the longest reason, in characters. */
export const REASON_LENGTH = { least: 10, most: 500 } as const;

export type WaiverProblem = { field: 'reason' | 'untilDay'; message: string };

/** All that is wrong with a waiver that begins today, a field once. */
export function waiverProblems(
	{ reason, untilDay }: { reason: string; untilDay: Day },
	today: Day
): WaiverProblem[] {
	const messages = { untilDay: untilProblem(untilDay, today), reason: reasonProblem(reason) };
	return (['untilDay', 'reason'] as const).flatMap((field) => {
		const message = messages[field];
		return message === null ? [] : [{ field, message }];
	});
}

function reasonProblem(reason: string): string | null {
	const { least, most } = REASON_LENGTH;
	if (reason.trim().length < least) return `Say why, in at least ${least} characters`;
	return reason.length > most ? `Use ${most} characters or fewer for the reason` : null;
}

function untilProblem(untilDay: Day, today: Day): string | null {
	if (untilDay <= today) return 'Choose a day after today';
	if (untilDay <= addMonths(today, LONGEST_WAIVER_MONTHS)) return null;
	return `Choose a day within the next ${LONGEST_WAIVER_MONTHS} months`;
}

/** The days of a waiver, and the day from which it was taken back, if it was. */
export type WaiverDays = { fromDay: Day; untilDay: Day; withdrawnFrom: Day | null };

/** Whether a waiver holds on a day. */
export function waiverHolds(waiver: WaiverDays, day: Day): boolean {
	const { fromDay, untilDay, withdrawnFrom } = waiver;
	return fromDay <= day && day <= untilDay && (withdrawnFrom === null || day < withdrawnFrom);
}
