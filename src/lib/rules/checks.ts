import type { Nation } from './content/requirements.ts';
import type { Day } from './day.ts';

/** Criminal record checks, of which only a status and days are known, never what they say. */

/** Each nation's own: DBS in England and Wales, PVG in Scotland, AccessNI in Northern Ireland. */
export const checkKinds = ['dbs', 'pvg', 'access_ni'] as const;
export type CheckKind = (typeof checkKinds)[number];

export const checkStatuses = ['requested', 'clear', 'not_clear'] as const;
export type CheckStatus = (typeof checkStatuses)[number];

/** A line that somebody recorded; of several on one day the later one comes later in a list. */
export type CheckLine = {
	kind: CheckKind;
	status: CheckStatus;
	onDay: Day;
	/** When the organisation wants to look again; the law sets no such day. */
	recheckOn: Day | null;
};

/** The usual contact of a role with children and adults at risk, from the least to the most. */
export type Contact = 'none' | 'supervised' | 'unsupervised' | 'remote';

/** Whether what somebody does is regulated activity: a decision of the organisation. */
export const regulatedActivities = ['yes', 'no', 'unknown'] as const;
export type RegulatedActivity = (typeof regulatedActivities)[number];

const kindOf: Record<Nation, CheckKind> = {
	england: 'dbs',
	wales: 'dbs',
	scotland: 'pvg',
	northern_ireland: 'access_ni'
};

/** The kind of check that counts in a nation (the blueprint: pitfalls, "the four nations"). */
export function rightKind(nation: Nation): CheckKind {
	return kindOf[nation];
}

/**
 * Whether a check is needed: where the work is regulated activity and, as long as nobody has
 * decided that, where a role brings unsupervised or remote contact.
 */
export function needsCheck(decision: RegulatedActivity, contacts: readonly Contact[]): boolean {
	if (decision !== 'unknown') return decision === 'yes';
	return contacts.some((contact) => contact === 'unsupervised' || contact === 'remote');
}

/** How the checks of a person stand: of each kind its latest result, and a request made since. */
export type CheckState = { result: CheckLine | null; request: CheckLine | null };

/**
 * How the checks of one kind stand. A request takes nothing away from an earlier result: while a
 * check is made again the one before it still holds.
 */
export function stateOfKind(kind: CheckKind, lines: readonly CheckLine[]): CheckState {
	const own = inOrder(lines.filter((line) => line.kind === kind));
	const at = own.findLastIndex(({ status }) => status !== 'requested');
	return { result: own[at] ?? null, request: own.slice(at + 1).at(-1) ?? null };
}

function inOrder(lines: readonly CheckLine[]): CheckLine[] {
	return lines.toSorted((a, b) => a.onDay.localeCompare(b.onDay, 'en'));
}

/** The latest line of a kind, whatever its status; null when there is none. */
export function latestOfKind(kind: CheckKind, lines: readonly CheckLine[]): CheckLine | null {
	return inOrder(lines.filter((line) => line.kind === kind)).at(-1) ?? null;
}

/** There were no such checks before: an earlier year is a slip of the finger. */
const FIRST_DAY = '2002-01-01';

/** Why a line cannot be recorded; null when it can. */
export type CheckRefusal =
	'future_day' | 'too_early' | 'before_latest' | 'recheck_order' | 'recheck_alone';

/**
 * Whether a line may follow those recorded before. Lines come in the order of their days, and only
 * a clear check has a day to look again.
 */
export function checkRefusal(
	line: CheckLine,
	before: readonly CheckLine[],
	today: Day
): CheckRefusal | null {
	if (line.onDay > today) return 'future_day';
	if (line.onDay < FIRST_DAY) return 'too_early';
	const latest = latestOfKind(line.kind, before);
	if (latest !== null && line.onDay < latest.onDay) return 'before_latest';
	if (line.recheckOn === null) return null;
	if (line.status !== 'clear') return 'recheck_alone';
	return line.recheckOn > line.onDay ? null : 'recheck_order';
}

/** Whether a line says just what the latest of its kind says, as after a double click. */
export function saysTheSame(line: CheckLine, before: readonly CheckLine[]): boolean {
	const latest = latestOfKind(line.kind, before);
	return (
		latest !== null &&
		latest.status === line.status &&
		latest.onDay === line.onDay &&
		latest.recheckOn === line.recheckOn
	);
}
