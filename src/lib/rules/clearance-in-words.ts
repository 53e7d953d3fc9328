import type { CheckKind, CheckStatus, RegulatedActivity } from './checks.ts';
import type {
	Clearance,
	ClearanceAnswer,
	ClearanceReason,
	ClearanceRemark,
	ClearanceStatus
} from './clearance.ts';
import { shortDay } from './dates-in-words.ts';
import { addDays, type Day } from './day.ts';
import type { Cause } from './planning.ts';
import type { StandingFamily } from './standing.ts';

/** Stands wherever clearance is shown, on paper too. */
export const WHAT_CLEARANCE_SAYS =
	'This shows what has been recorded. It does not say that a person is safe.';

type Words = { word: string; family: StandingFamily; meaning: string };

/** The word of each answer, its colour and icon, and what it means for the person's work. */
export const clearanceWords: Record<ClearanceAnswer, Words> = {
	clear: { word: 'Clear', family: 'good', meaning: 'May work unsupervised today.' },
	supervised_only: {
		word: 'Supervised only',
		family: 'warn',
		meaning: 'Works today with the person named in the plan, and within its limits.'
	},
	blocked: {
		word: 'Blocked',
		family: 'bad',
		meaning: 'Does no work today with children or adults at risk.'
	},
	unlisted: {
		word: 'Not on the list',
		family: 'calm',
		meaning: 'Nothing has to be in place before this person works, and no check is needed.'
	}
};

/** The name of a check, as in `no DBS check`. */
export const checkNames: Record<CheckKind, string> = {
	dbs: 'DBS check',
	pvg: 'PVG scheme membership',
	access_ni: 'AccessNI check'
};

export const checkStatusWords: Record<CheckStatus, string> = {
	requested: 'Requested',
	clear: 'Clear',
	not_clear: 'Not clear'
};

export const regulatedActivityWords: Record<RegulatedActivity, string> = {
	yes: 'Yes, it is regulated activity',
	no: 'No, it is not regulated activity',
	unknown: 'Not decided yet'
};

/** What the words of a reason need besides the reason itself. */
export type ClearanceNames = {
	/** The title of an item. */
	item: (item: string) => string;
	/** The name of a person by their id. */
	person: (id: string) => string;
	today: Day;
};

const UNDECIDED = 'Nobody has decided yet whether this is regulated activity';

const ranOut: Record<Exclude<Cause, 'lapsed'>, string> = {
	requirement: 'ran out on',
	version: 'was due in its new version by',
	return: 'was due again by'
};

/** A reason as a phrase without a full stop, e.g. `“Prevent duty” is not done yet, due 27 Nov 2026`. */
export function reasonInWords(reason: ClearanceReason, names: ClearanceNames): string {
	switch (reason.kind) {
		case 'not_started':
			return `First day is ${shortDay(reason.from)}`;
		case 'away':
			return reason.until === null ? 'Away' : `Away until ${shortDay(reason.until)}`;
		case 'not_done': {
			const { item, dueOn } = reason;
			const was = dueOn !== null && dueOn < names.today ? 'was ' : '';
			const due = dueOn === null ? '' : `, ${was}due ${shortDay(dueOn)}`;
			return `“${names.item(item)}” is not done yet${due}`;
		}
		case 'ran_out':
			return `“${names.item(reason.item)}” ${ranOut[reason.cause]} ${shortDay(reason.on)}`;
		case 'supervisor_away':
			return `Supervision plan: ${names.person(reason.ownerId)} is not here to supervise`;
		case 'undecided':
			return UNDECIDED;
		default:
			return checkReasonInWords(reason);
	}
}

type CheckReason = Extract<ClearanceReason, { kind: `check_${string}` }>;

function checkReasonInWords(reason: CheckReason): string {
	switch (reason.kind) {
		case 'check_not_met':
			return reason.planHelps
				? 'Check: not met'
				: 'Check: not met. A supervision plan does not change this; speak to whoever leads on safeguarding';
		case 'check_not_clear':
			return `${checkNames[reason.check]}: recorded as not clear on ${shortDay(reason.on)}. A supervision plan does not change this`;
		case 'check_requested':
			return `${checkNames[reason.check]}: requested on ${shortDay(reason.on)}, no result recorded yet`;
		case 'check_missing': {
			const { check, other } = reason;
			const instead = other === null ? '' : `; a clear ${checkNames[other]} does not count here`;
			return `${checkNames[check]}: none recorded${instead}`;
		}
	}
}

/** A remark as a phrase without a full stop. */
export function remarkInWords(remark: ClearanceRemark, names: ClearanceNames): string {
	switch (remark.kind) {
		case 'waived':
			return `“${names.item(remark.item)}” is waived until ${shortDay(remark.until)}`;
		case 'recheck':
			return `${checkNames[remark.check]}: time to look again, planned for ${shortDay(remark.on)}. It still counts, as the law sets no end`;
		case 'requested_again':
			return `${checkNames[remark.check]}: requested again on ${shortDay(remark.on)}. The one before still counts`;
		case 'undecided':
			return UNDECIDED;
	}
}

type Turning = Pick<Clearance, 'changesOn' | 'changesTo'>;

/** The last day on which the answer of today holds if nothing is recorded; null without an end. */
export function holdsUntil({ changesOn }: Turning): Day | null {
	return changesOn === null ? null : addDays(changesOn, -1);
}

/** When the answer changes next and to what, e.g. `Until 20 Dec 2026, then blocked`. */
export function changeInWords(clearance: Turning & { status: ClearanceAnswer }): string {
	const { status, changesTo } = clearance;
	const until = holdsUntil(clearance);
	if (until === null || changesTo === null) {
		return status === 'clear' ? 'No end is known' : 'Until something more is recorded';
	}
	return `Until ${shortDay(until)}, then ${clearanceWords[changesTo].word.toLowerCase()}`;
}

/** Whether a text, e.g. from an address, names a status. */
export function isClearanceStatus(text: string): text is ClearanceStatus {
	return text === 'clear' || text === 'supervised_only' || text === 'blocked';
}
