import {
	checkKinds,
	needsCheck,
	rightKind,
	stateOfKind,
	type CheckKind,
	type CheckLine,
	type Contact,
	type RegulatedActivity
} from './checks.ts';
import type { Nation } from './content/requirements.ts';
import { addDays, later, type Day } from './day.ts';
import { gateDays, gateOn, isAsked, type Gate, type GateReason, type Waived } from './gates.ts';
import { inForce, joined, type Span } from './span.ts';
import { ownerIsHere, type SupervisionPlan } from './supervision-plan.ts';

/**
 * Clearance: whether somebody may work unsupervised on a day, as far as is recorded. It says
 * nothing about whether a person is safe. The rule follows the blueprint: induction ("nobody works
 * unsupervised until every starred item is done, or a supervision plan is open") and roles, rule 1.
 */
export const clearanceStatuses = ['clear', 'supervised_only', 'blocked'] as const;
export type ClearanceStatus = (typeof clearanceStatuses)[number];

/** `unlisted`: nothing must be in place before this person works, or they have left. */
export type ClearanceAnswer = ClearanceStatus | 'unlisted';

/** All that the clearance of one person follows from. */
export type ClearanceFacts = {
	startedOn: Day;
	/** The last day; null while the person stays. */
	leftOn: Day | null;
	absences: readonly Span[];
	/** The contact of each role held. */
	contacts: readonly (Span & { contact: Contact })[];
	regulatedActivity: RegulatedActivity;
	nation: Nation;
	gates: readonly Gate[];
	checks: readonly CheckLine[];
	/** Those that nobody has closed. */
	plans: readonly SupervisionPlan[];
};

/** Why somebody is not clear. */
export type ClearanceReason =
	| { kind: 'not_started'; from: Day }
	/** Away, never why. */
	| { kind: 'away'; until: Day | null }
	| GateReason
	/** No plan lifts this one. */
	| { kind: 'check_not_clear'; check: CheckKind; on: Day }
	| { kind: 'check_requested'; check: CheckKind; on: Day }
	/** `other`: the clear check of another nation that is recorded instead. */
	| { kind: 'check_missing'; check: CheckKind; other: CheckKind | null }
	/** All that those may know who do not see checks. */
	| { kind: 'check_not_met'; planHelps: boolean }
	| { kind: 'undecided' }
	| { kind: 'supervisor_away'; ownerId: string };

/** What changes nothing today, but wants to be known. */
export type ClearanceRemark =
	| Waived
	/** The day has come on which the organisation wanted to look again; the check still holds. */
	| { kind: 'recheck'; check: CheckKind; on: Day }
	| { kind: 'requested_again'; check: CheckKind; on: Day }
	| { kind: 'undecided' };

/** The answer for one day. */
export type ClearanceOnDay = {
	status: ClearanceAnswer;
	reasons: ClearanceReason[];
	remarks: ClearanceRemark[];
	check: 'met' | 'not_met' | 'not_needed';
	/** The open plan of the day, whether it is needed or not. */
	planId: string | null;
};

/** The answer for a day, and the next one if nothing is recorded; null: it stays as it is. */
export type Clearance = ClearanceOnDay & {
	changesOn: Day | null;
	changesTo: ClearanceAnswer | null;
};

type CheckAnswer = Pick<ClearanceOnDay, 'reasons' | 'remarks' | 'check'>;

/** Whether a check is in place on a day, and what is to be said of it. */
function checkOn(facts: ClearanceFacts, day: Day): CheckAnswer & { barred: boolean } {
	const lines = facts.checks.filter(({ onDay }) => onDay <= day);
	const contacts = facts.contacts.filter((c) => inForce(c, day)).map((c) => c.contact);
	const states = checkKinds.map((kind) => ({ kind, ...stateOfKind(kind, lines) }));
	const notClear = states.flatMap(({ kind, result }): ClearanceReason[] =>
		result?.status === 'not_clear'
			? [{ kind: 'check_not_clear', check: kind, on: result.onDay }]
			: []
	);
	if (notClear.length > 0) {
		return { reasons: notClear, remarks: [], check: 'not_met', barred: true };
	}
	const isUndecided = facts.regulatedActivity === 'unknown' && contacts.some((c) => c !== 'none');
	const undecided = isUndecided ? [{ kind: 'undecided' } as const] : [];
	const right = rightKind(facts.nation);
	const state = stateOfKind(right, lines);
	if (state.result !== null) {
		const isNeeded = needsCheck(facts.regulatedActivity, contacts);
		const remarks = [...remarksOf(right, state.result, state.request, day), ...undecided];
		return { reasons: [], remarks, check: isNeeded ? 'met' : 'not_needed', barred: false };
	}
	if (!needsCheck(facts.regulatedActivity, contacts)) {
		return { reasons: [], remarks: undecided, check: 'not_needed', barred: false };
	}
	const other = states.find(({ result }) => result !== null)?.kind ?? null;
	const missing: ClearanceReason =
		state.request === null
			? { kind: 'check_missing', check: right, other }
			: { kind: 'check_requested', check: right, on: state.request.onDay };
	return { reasons: [missing, ...undecided], remarks: [], check: 'not_met', barred: false };
}

function remarksOf(
	check: CheckKind,
	clear: CheckLine,
	request: CheckLine | null,
	day: Day
): ClearanceRemark[] {
	const { recheckOn } = clear;
	if (request !== null) return [{ kind: 'requested_again', check, on: request.onDay }];
	if (recheckOn === null || day < recheckOn) return [];
	return [{ kind: 'recheck', check, on: recheckOn }];
}

/** Why somebody does not work at all on a day, whatever else is in place. */
function notHere({ startedOn, absences }: ClearanceFacts, day: Day): ClearanceReason[] {
	if (day < startedOn) return [{ kind: 'not_started', from: startedOn }];
	const away = joined(absences).find((span) => inForce(span, day));
	return away === undefined ? [] : [{ kind: 'away', until: away.toDay }];
}

const unlisted: ClearanceOnDay = {
	status: 'unlisted',
	reasons: [],
	remarks: [],
	check: 'not_needed',
	planId: null
};

/**
 * The clearance of a day, which is today or later. Before the first day it tells how things stand
 * for that day. People of whom nothing must be in place are not listed; a check that is not clear
 * always is.
 */
export function clearanceOn(facts: ClearanceFacts, day: Day): ClearanceOnDay {
	if (facts.leftOn !== null && facts.leftOn < day) return unlisted;
	const working = later(day, facts.startedOn);
	const gates = facts.gates.filter((gate) => isAsked(gate, working)).map((g) => gateOn(g, working));
	const check = checkOn(facts, working);
	if (gates.length === 0 && check.check === 'not_needed') return unlisted;

	const here = notHere(facts, day);
	const missing = [...gates.flatMap(({ reasons }) => reasons), ...check.reasons];
	const open = facts.plans.find((plan) => inForce(plan, day));
	const isSupervised = open !== undefined && ownerIsHere(open, day);
	const unsupervised: ClearanceReason[] =
		open === undefined || isSupervised || missing.length === 0
			? []
			: [{ kind: 'supervisor_away', ownerId: open.ownerId }];

	return {
		status: status(),
		reasons: [...here, ...missing, ...unsupervised],
		remarks: [...gates.flatMap(({ remarks }) => remarks), ...check.remarks],
		check: check.check,
		planId: open?.id ?? null
	};

	function status(): ClearanceStatus {
		if (here.length > 0 || check.barred) return 'blocked';
		if (missing.length === 0) return 'clear';
		return isSupervised ? 'supervised_only' : 'blocked';
	}
}

/** The days on which the answer may turn: each on which something begins, or has just ended. */
function turningDays(facts: ClearanceFacts): Day[] {
	const { startedOn, leftOn, absences, contacts, gates, checks, plans } = facts;
	const spans = [
		{ fromDay: startedOn, toDay: leftOn },
		...absences,
		...contacts,
		...plans,
		...plans.flatMap(({ ownerAway }) => ownerAway)
	];
	return [
		...spans.flatMap(({ fromDay, toDay }) => [
			fromDay,
			...(toDay === null ? [] : [addDays(toDay, 1)])
		]),
		...gates.flatMap(gateDays),
		...checks.map(({ onDay }) => onDay)
	];
}

/**
 * The clearance of today, and the first day on which its status is another one if nothing is
 * recorded. That day is found by asking the same rule on each day on which something turns.
 */
export function clearanceOf(facts: ClearanceFacts, today: Day): Clearance {
	const now = clearanceOn(facts, today);
	const ahead = [...new Set(turningDays(facts))].filter((day) => day > today).sort();
	for (const changesOn of ahead) {
		const { status } = clearanceOn(facts, changesOn);
		if (status !== now.status) return { ...now, changesOn, changesTo: status };
	}
	return { ...now, changesOn: null, changesTo: null };
}

/**
 * The same for those who do not see checks: that one is not met, and nothing more, besides that a
 * plan would not help; the remarks about checks are left out.
 */
export function withoutChecks<C extends ClearanceOnDay>(clearance: C): C {
	const planHelps = !clearance.reasons.some(({ kind }) => kind === 'check_not_clear');
	let said = false;
	const reasons = clearance.reasons.flatMap((reason): ClearanceReason[] => {
		if (!('check' in reason)) return [reason];
		if (said) return [];
		said = true;
		return [{ kind: 'check_not_met', planHelps }];
	});
	return { ...clearance, reasons, remarks: clearance.remarks.filter((r) => !('check' in r)) };
}
