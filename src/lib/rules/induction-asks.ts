import type { InductionAsk, InductionProgramme, InductionStep } from './content/induction.ts';
import { addDays, earlier, later, type Day } from './day.ts';
import type { ConditionHeld, RoleHeld } from './planning.ts';
import { isAskedIn, type Circumstances } from './requirement-lines.ts';
import { inForce, overlapOf, type Span } from './span.ts';
import { isRenewal, type PeriodDates } from './standing.ts';

/** Of whom a step of an induction is asked, and from which day its due days count. */

/** What is known of a person and where they work. */
export type AskedOf = {
	/** The first day, from which due days count. */
	startedOn: Day;
	roles: readonly RoleHeld[];
	conditions: readonly ConditionHeld[];
	circumstances: Circumstances;
};

/** One way in which a person is, or was, asked for a step. */
export type Asked = {
	ask: InductionAsk;
	/** The day from which the due days count. */
	from: Day;
	/** It is asked on the day in question, and not only before. */
	holds: boolean;
	/** The release that brought the step came while the person was under way. */
	isNew: boolean;
	/** The role was taken up after all that the first day brought was due. */
	isLater: boolean;
};

type Programme = Pick<InductionProgramme, 'stages' | 'role' | 'laterRolesFrom'>;

/** After how many days all of a programme is due, by its stages. */
function lastDueDays({ stages }: Pick<Programme, 'stages'>): number {
	return Math.max(0, ...stages.map(({ dueDays }) => dueDays));
}

/**
 * Every way in which a person has been asked for a step by a day.
 *
 * - The due days of the base count from the first day. What a role adds counts from the day on which
 *   the person got the role (and, under a condition, the day from which it holds), but never from
 *   before the first day.
 * - Who takes up a role when all was due gets what the role adds, from that day on: only the
 *   difference is done, as the blueprint says. That holds from `laterRolesFrom` on, so that
 *   inductions which were finished before there was this rule stay so.
 * - A step that a later release brought counts from the day of the release while the person is
 *   under way, and is not asked of whoever was through by then (decision 29). One that a release took out stays with whoever began before.
 */
export function askedFor(
	step: Pick<InductionStep, 'asks'>,
	programme: Programme,
	of: AskedOf,
	today: Day
): Asked[] {
	const lastDays = lastDueDays(programme);
	// Who has not begun yet sees what waits for them on their first day.
	const asOf = later(today, of.startedOn);
	const lastDueOn = addDays(of.startedOn, lastDays);
	return step.asks.flatMap((ask) => {
		if (!isHere(ask, of.circumstances)) return [];
		return spansOf(ask, of).flatMap((span): Asked[] => {
			const begins = later(span.fromDay, of.startedOn);
			const isLater = begins > lastDueOn;
			if (isLater && !isAskedLater(ask, programme, begins)) return [];
			if (ask.until !== null && begins >= ask.until) return [];
			const releasedOn = ask.since !== null && ask.since > begins ? ask.since : null;
			if (releasedOn !== null && releasedOn > addDays(begins, lastDays)) return [];
			const from = releasedOn ?? begins;
			if (from > asOf) return [];
			return [{ ask, from, holds: inForce(span, asOf), isNew: releasedOn !== null, isLater }];
		});
	});
}

function isHere({ profiles, nations }: InductionAsk, circumstances: Circumstances): boolean {
	return (profiles ?? [null]).some((profile) =>
		(nations ?? [null]).some((nation) => isAskedIn({ profile, nation }, circumstances))
	);
}

/** The days on which somebody holds the role and the condition of a request, since they began. */
function spansOf({ role, condition }: InductionAsk, of: AskedOf): Span[] {
	const since = { fromDay: of.startedOn, toDay: null };
	const roles = role === null ? [since] : of.roles.filter((held) => held.role === role);
	const conditions = of.conditions.filter((held) => held.condition === condition);
	const spans =
		condition === null
			? roles
			: roles.flatMap((span) => conditions.flatMap((held) => overlapOf(span, held) ?? []));
	return spans.filter((span) => overlapOf(span, since) !== null);
}

function isAskedLater({ role }: InductionAsk, programme: Programme, begins: Day): boolean {
	if (role === programme.role || programme.laterRolesFrom === null) return false;
	return begins >= programme.laterRolesFrom;
}

/** Whether a step is a gate for whoever is asked for it in these ways. */
export function isGate(asked: readonly Asked[], { profiles }: Circumstances): boolean {
	return asked.some(
		({ ask: { gate, gateIn } }) => gate || gateIn.some((profile) => profiles.includes(profile))
	);
}

/** The open period of an item, as far as the day of a step follows from it. */
export type ItemPeriod = Pick<PeriodDates, 'cycle' | 'cause' | 'dueOn' | 'endsOn'> & {
	item: string;
};

/**
 * The day on which a step that is an item is due: one thing has one day (decision 31). Where the
 * item is asked of the person, that is the day of its open period, which stands on My training too.
 * A period that only renews what is still in date leaves the step its own day, unless it comes sooner.
 *
 * @param ownDay the day by the programme alone
 */
export function dueDayOfItem(
	ownDay: Day,
	item: InductionStep['item'],
	periods: readonly ItemPeriod[],
	today: Day
): Day {
	const open = periods.find((one) => one.item === item);
	const isAsked = open !== undefined && (open.endsOn === null || today <= open.endsOn);
	if (!isAsked || open.dueOn === null) return ownDay;
	return isRenewal(open) ? earlier(ownDay, open.dueOn) : open.dueOn;
}
