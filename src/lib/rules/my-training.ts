import { addDays, type Day } from './day.ts';
import { longDay } from './dates-in-words.ts';
import { DUE_SOON_DAYS, type Standing } from './standing.ts';

/** The rules of a person's first page: where a line stands, what its link offers, what it says. */

export type TrainingGroup = 'due' | 'coming_up' | 'up_to_date' | 'optional';

const groups: Record<Standing, TrainingGroup> = {
	overdue: 'due',
	expired: 'due',
	due_soon: 'due',
	expiring: 'due',
	not_started: 'coming_up',
	in_progress: 'coming_up',
	not_yet_open: 'coming_up',
	complete: 'up_to_date',
	waived: 'up_to_date',
	paused: 'coming_up',
	not_required: 'optional'
};

/** The part of the page in which a standing is shown. */
export function groupOf(standing: Standing): TrainingGroup {
	return groups[standing];
}

export type ItemKind = 'module' | 'agreement' | 'external';

/** What kind of thing an item is, by its name. */
export function kindOf(item: string): ItemKind {
	if (item.startsWith('agreement:')) return 'agreement';
	return item.startsWith('external:') ? 'external' : 'module';
}

/** What the link of a line offers; null where nothing is to be done, or not here. */
export function actionOf({
	kind,
	standing,
	started,
	doneBefore
}: {
	kind: ItemKind;
	standing: Standing;
	started: boolean;
	/** The person has completed the item at some time. */
	doneBefore: boolean;
}): string | null {
	const group = groupOf(standing);
	if (kind === 'external') return null;
	if (kind === 'agreement') {
		if (group === 'up_to_date') return null;
		return doneBefore ? 'Read and sign again' : 'Read and sign';
	}
	if (started) return 'Continue';
	if (group === 'up_to_date') return null;
	if (group === 'optional') return doneBefore ? 'Take it again' : 'Take a look';
	if (doneBefore) return 'Renew';
	return group === 'due' ? 'Start' : 'Start early';
}

/** Orders lines soonest first; what has no day comes last, and titles decide between equals. */
export function bySoonest(
	a: { day: Day | null; title: string },
	b: { day: Day | null; title: string }
): number {
	return byDay(a, b) || a.title.localeCompare(b.title, 'en-GB');
}

function byDay(a: { day: Day | null }, b: { day: Day | null }): number {
	if (a.day === b.day) return 0;
	if (a.day === null) return 1;
	if (b.day === null) return -1;
	return a.day < b.day ? -1 : 1;
}

/** What has to be known of a line to tell whether it is the thing to do now. */
export type Pressing = {
	item: string;
	title: string;
	standing: Standing;
	day: Day | null;
	gate: boolean;
	/** Its page; null when there is none here. */
	href: string | null;
	/** Null when it has not been begun. */
	progress: object | null;
	/** When they declined to sign it. */
	declinedAt: Date | null;
};

/**
 * The one thing to do now, null when there is none: what is overdue, then what is due within two
 * weeks, then what has been begun, then the rest. Of these the soonest; on the same day what has
 * been begun, then a gate, then what comes first in `order`. What somebody has declined to sign is
 * between them and their manager: nobody is pressed to sign.
 *
 * @param order items, the first one first
 */
export function mostPressing<L extends Pressing>(
	lines: readonly L[],
	order: readonly string[],
	today: Day
): L | null {
	const place = ({ item }: L) => (order.includes(item) ? order.indexOf(item) : order.length);
	const [first] = lines
		.filter((line) => canBeDoneNow(line))
		.sort(
			(a, b) =>
				pressure(a, today) - pressure(b, today) ||
				byDay(a, b) ||
				Number(b.progress !== null) - Number(a.progress !== null) ||
				Number(b.gate) - Number(a.gate) ||
				place(a) - place(b) ||
				bySoonest(a, b)
		);
	return first ?? null;
}

function canBeDoneNow({ standing, href, progress, declinedAt }: Pressing): boolean {
	if (progress !== null) return true;
	const group = groupOf(standing);
	return (group === 'due' || group === 'coming_up') && href !== null && declinedAt === null;
}

/** Whether it should have been done by now. */
export function isLate(standing: Standing): boolean {
	return standing === 'overdue' || standing === 'expired';
}

/** The lower, the more pressing. */
function pressure({ standing, day, progress }: Pressing, today: Day): number {
	if (isLate(standing)) return 0;
	const isSoon = day !== null && day <= addDays(today, DUE_SOON_DAYS);
	if (isSoon && groupOf(standing) === 'due') return 1;
	return progress === null ? 3 : 2;
}

/** Days of an induction in which a person is welcomed rather than greeted. */
const NEW_FOR_DAYS = 28;
/** Days ahead that count as this week. */
const WEEK = 7;

export type LeadFacts = {
	name: string;
	organisation: string;
	/** The day of the person's induction; null when they are not in one. */
	inductionDay: number | null;
	/** The due days of everything the page shows as due, and of what comes next. */
	due: readonly Day[];
	nextDueOn: Day | null;
	/** Whether anything at all is asked of the person. */
	asked: boolean;
	today: Day;
};

/** The sentence below the heading: a greeting and what this week holds. */
export function leadSentence(facts: LeadFacts): string {
	const { name, organisation, inductionDay } = facts;
	const first = name.trim().replace(/\s.*$/s, '');
	const greeting =
		inductionDay !== null && inductionDay <= NEW_FOR_DAYS
			? `Welcome to ${organisation}, ${first}.`
			: `Hello, ${first}.`;
	return `${greeting} ${weekInWords(facts)}`;
}

function weekInWords({ due, nextDueOn, asked, today }: LeadFacts): string {
	const overdue = due.filter((day) => day < today).length;
	const soon = due.filter((day) => day >= today && day <= addDays(today, WEEK)).length;
	if (overdue + soon > 0) {
		const sittings = `${overdue + soon === 1 ? 'it' : 'each'} can be done in short sittings.`;
		if (soon === 0) return `${things(overdue)} overdue; ${sittings}`;
		if (overdue === 0) return `${things(soon)} due this week; ${sittings}`;
		const more = `${inWords(soon)} more ${soon === 1 ? 'is' : 'are'}`;
		return `${things(overdue)} overdue and ${more} due this week; ${sittings}`;
	}
	if (!asked) return 'Nothing is asked of you at the moment.';
	const next = [...due, ...(nextDueOn === null ? [] : [nextDueOn])].sort()[0];
	return next === undefined
		? 'You are up to date.'
		: `Nothing is due this week; the next thing is due on ${longDay(next)}.`;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function inWords(count: number): string {
	return numbers[count] ?? String(count);
}

function things(count: number): string {
	const words = inWords(count);
	const start = words.charAt(0).toUpperCase() + words.slice(1);
	return count === 1 ? `${start} thing is` : `${start} things are`;
}
