import type { LawFact, LawStatus } from './content/law-facts.ts';
import { shortDay } from './dates-in-words.ts';
import { addDays, addMonths, later, type Day } from './day.ts';
import { howMany } from './how-many.ts';
import { nations } from './nations.ts';

/** What somebody can find who looks at a fact again. */
export const lawOutcomes = ['still_right', 'changed'] as const;
export type LawOutcome = (typeof lawOutcomes)[number];

/** The longest note about a check, in characters. */
export const LONGEST_NOTE = 500;

/** After how many months a fact that was still right is due again. */
const AGAIN_AFTER_MONTHS = 6;

/** How many days ahead the page tells what will be due. */
const SOON_DAYS = 30;

/** One check of the organisation's own. */
export interface LawCheck {
	onDay: Day;
	outcome: LawOutcome;
	note: string;
	/** The day on which the content that was looked at had itself been checked. */
	contentCheckedOn: Day;
}

type Dates = Pick<LawFact, 'checked' | 'checkBy'>;

/**
 * The check that holds for a fact: the latest, unless the content was checked on that day or after
 * it and says something new since.
 *
 * @param checks of this fact, the newest first
 */
export function checkInForce<Check extends LawCheck>(
	{ checked }: Pick<LawFact, 'checked'>,
	checks: readonly Check[]
): Check | null {
	const [latest] = checks;
	if (latest === undefined) return null;
	const isSameText = latest.contentCheckedOn === checked;
	return isSameText || latest.onDay > checked ? latest : null;
}

/**
 * How a fact stands: `changed` since somebody of the organisation found so, until the content
 * follows; `due` from the day on which it has to be looked at; `soon` within thirty days before.
 */
export type LawState = 'changed' | 'due' | 'soon' | 'later';

export interface LawStanding {
	state: LawState;
	/** When it is due next. */
	dueOn: Day;
	/** When somebody looked at it last: the content's authors or the organisation. */
	checkedOn: Day;
}

/**
 * When a fact is due. The content's own day stands, because it is the day by which something may
 * have moved: a look before it does not put it off. A fact that was found still right on that day
 * or after is due again after six months.
 */
export function lawStanding(
	{ checked, checkBy }: Dates,
	check: LawCheck | null,
	today: Day
): LawStanding {
	const isAfter = check !== null && check.onDay >= checkBy;
	const dueOn = isAfter ? addMonths(check.onDay, AGAIN_AFTER_MONTHS) : checkBy;
	const checkedOn = check === null ? checked : later(checked, check.onDay);
	if (check?.outcome === 'changed') return { state: 'changed', dueOn, checkedOn };
	if (dueOn <= today) return { state: 'due', dueOn, checkedOn };
	const isSoon = dueOn <= addDays(today, SOON_DAYS);
	return { state: isSoon ? 'soon' : 'later', dueOn, checkedOn };
}

/** Why a check cannot be recorded. */
export type LawCheckRefusal = 'future_day' | 'before_content' | 'before_latest' | 'no_note';

/**
 * Whether a check can be recorded; null: it can.
 *
 * @param latest the latest check of this fact that is recorded
 */
export function lawCheckRefusal(
	check: Omit<LawCheck, 'contentCheckedOn'>,
	{ checked }: Pick<LawFact, 'checked'>,
	latest: LawCheck | null,
	today: Day
): LawCheckRefusal | null {
	if (check.onDay > today) return 'future_day';
	if (check.onDay < checked) return 'before_content';
	if (latest !== null && check.onDay < latest.onDay) return 'before_latest';
	return check.outcome === 'changed' && check.note === '' ? 'no_note' : null;
}

/** Whether a check says what the latest says already, as after a double click. */
export function isSameCheck(check: LawCheck, latest: LawCheck | null): boolean {
	return (
		latest !== null &&
		latest.onDay === check.onDay &&
		latest.outcome === check.outcome &&
		latest.note === check.note &&
		latest.contentCheckedOn === check.contentCheckedOn
	);
}

/** How sure we are, in words. */
export const statusWords: Readonly<Record<LawStatus, string>> = {
	confirmed: 'Seen at its source',
	reported: 'Reported by others',
	unknown: 'Not known yet'
};

/** What can be found about a fact, in the words of the form. */
export function outcomeWords(status: LawStatus): Readonly<Record<LawOutcome, string>> {
	return status === 'unknown'
		? { still_right: 'Still not known', changed: 'Found out' }
		: { still_right: 'Still right', changed: 'Has changed' };
}

/** Where a fact holds: "England and Wales", or "All of the UK". */
export function nationsInWords(keys: readonly string[]): string {
	const names = nations.filter(({ key }) => keys.includes(key)).map(({ name }) => name);
	if (names.length === nations.length) return 'All of the UK';
	const last = names.at(-1) ?? '';
	const others = names.slice(0, -1).join(', ');
	return others === '' ? last : `${others} and ${last}`;
}

/** What the Overview says of the law: one calm line. */
export function lawLine({ due, changed }: { due: number; changed: number }): string | null {
	const parts = [
		due > 0 && `${howMany(due, 'fact is', 'facts are')} due for checking`,
		changed > 0 &&
			`${howMany(changed, 'fact has', 'facts have')} changed since our text was written`
	].filter((part) => part !== false);
	return parts.length === 0 ? null : `${parts.join(', and ')}.`;
}

/** How a fact stands, as a chip says it: its family, and the word with its day. */
export function stateInWords(
	{ state, dueOn, checkedOn }: LawStanding,
	status: LawStatus
): { family: 'bad' | 'warn' | 'calm'; words: string } {
	switch (state) {
		case 'changed':
			return { family: 'bad', words: `${outcomeWords(status).changed} · ${shortDay(checkedOn)}` };
		case 'due':
			return { family: 'warn', words: `Check now · due ${shortDay(dueOn)}` };
		case 'soon':
			return { family: 'warn', words: `Due soon · ${shortDay(dueOn)}` };
		case 'later':
			return { family: 'calm', words: `Next check · ${shortDay(dueOn)}` };
	}
}
