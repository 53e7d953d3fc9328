import type { InductionProgramme, InductionStage, InductionStep } from './content/induction.ts';
import { addDays, daysBetween, later, type Day } from './day.ts';
import type { RoleHeld } from './planning.ts';

/** The rules of an induction: which steps apply to a person, which are done, what comes next. */

/** An item that the person completed; `validUntil` is null when it does not run out. */
export type ItemCompletion = { item: string; completedOn: Day; validUntil: Day | null };

/** A step that somebody confirmed: `by` is the person's id. */
export type StepConfirmation = {
	step: string;
	on: Day;
	by: string;
	answer: string;
	note: string | null;
};

/** What is known of a person's induction. */
export type InductionFacts = {
	/** The first day, from which due days count. */
	startedOn: Day;
	roles: readonly RoleHeld[];
	completions: readonly ItemCompletion[];
	confirmations: readonly StepConfirmation[];
};

/** How a step came to be done: by itself, from a completion, or by a manager's word. */
export type StepDone =
	| { how: 'item'; on: Day }
	| { how: 'confirmed'; on: Day; by: string; answer: string; note: string | null };

export type InductionStanding = 'done' | 'overdue' | 'due' | 'to_come';

export type InductionStepState = InductionStep & {
	dueOn: Day;
	/** Null while it is not done. */
	done: StepDone | null;
	standing: InductionStanding;
};

export type InductionStageState = {
	key: string;
	title: string;
	dueOn: Day;
	standing: InductionStanding;
	done: number;
	total: number;
	steps: InductionStepState[];
};

export type InductionState = {
	startedOn: Day;
	/** The earliest day as at which a step can be confirmed. */
	confirmableFrom: Day;
	/** 1 on the first day; 0 or less before it. */
	day: number;
	/** Only stages with steps that apply. */
	stages: InductionStageState[];
	done: number;
	total: number;
	/** The day on which the last step was done; null while something is left. */
	finishedOn: Day | null;
	/** The first step that is not done and that the person does themself. */
	next: InductionStepState | null;
	/** Steps that a manager should confirm by now: those of the stages that have begun. */
	waitingForManager: number;
};

/**
 * A person's induction on a day.
 *
 * A stage begins on the day after the stage before it was due, and its steps are *due* from then
 * on. A role taken up later than the first day has its due days counted from that day; a role
 * taken up after the whole programme was due adds nothing, so that a finished induction is not
 * opened again by a change of job years later. What was confirmed stays in view even when the
 * role that asked for it has ended.
 */
export function inductionOn(
	programme: Pick<InductionProgramme, 'stages'>,
	facts: InductionFacts,
	today: Day
): InductionState {
	const lastDueOn = addDays(
		facts.startedOn,
		Math.max(0, ...programme.stages.map(({ dueDays }) => dueDays))
	);
	const stages = programme.stages
		.map((stage) => {
			const opensOn = stageOpensOn(stage, programme.stages, facts.startedOn);
			const steps = stage.steps.flatMap((step): InductionStepState[] => {
				const done = doneBy(step, facts, today);
				const from = appliesFrom(step, facts, lastDueOn, today);
				if (from === null && done === null) return [];
				const dueOn = addDays(from ?? facts.startedOn, stage.dueDays);
				return [{ ...step, dueOn, done, standing: standingOf(done, opensOn, dueOn, today) }];
			});
			return stageState(stage, steps, facts.startedOn);
		})
		.filter(({ total }) => total > 0);
	const steps = stages.flatMap((stage) => stage.steps);
	const left = steps.filter(({ done }) => done === null);
	const doneDays = steps.flatMap(({ done }) => done?.on ?? []);
	return {
		startedOn: facts.startedOn,
		confirmableFrom: addDays(facts.startedOn, -EARLIEST_CONFIRMATION_DAYS),
		day: daysBetween(facts.startedOn, today) + 1,
		stages,
		done: steps.length - left.length,
		total: steps.length,
		finishedOn:
			left.length > 0 ? null : doneDays.reduce((last, day) => later(last, day), facts.startedOn),
		next: left.find(({ item }) => item !== null) ?? null,
		waitingForManager: left.filter(({ item, standing }) => item === null && standing !== 'to_come')
			.length
	};
}

/** The day from which a stage's steps count as due: the day after those before it were. */
function stageOpensOn(stage: InductionStage, all: readonly InductionStage[], startedOn: Day): Day {
	const before = all.map(({ dueDays }) => dueDays).filter((days) => days < stage.dueDays);
	return before.length === 0 ? startedOn : addDays(startedOn, Math.max(...before) + 1);
}

function stageState(
	{ key, title, dueDays }: InductionStage,
	steps: InductionStepState[],
	startedOn: Day
): InductionStageState {
	const standings = steps.map(({ standing }) => standing);
	const worst = (['overdue', 'due', 'to_come'] as const).find((one) => standings.includes(one));
	return {
		key,
		title,
		dueOn: addDays(startedOn, dueDays),
		standing: worst ?? 'done',
		done: standings.filter((one) => one === 'done').length,
		total: steps.length,
		steps
	};
}

/** The day from which a step's due days count for this person; null when it does not apply. */
function appliesFrom(
	{ roles }: InductionStep,
	facts: InductionFacts,
	lastDueOn: Day,
	today: Day
): Day | null {
	if (roles === null) return facts.startedOn;
	const held = facts.roles.filter(
		({ role, fromDay, toDay }) =>
			roles.includes(role) &&
			fromDay <= today &&
			fromDay <= lastDueOn &&
			(toDay === null || today <= toDay)
	);
	return held
		.map(({ fromDay }) => later(fromDay, facts.startedOn))
		.reduce<Day | null>((first, day) => (first === null || day < first ? day : first), null);
}

/**
 * A completion ticks its step when it was made on or after the first day, or before it and was
 * still valid then, as with somebody who comes back. Once done a step stays done: that the
 * training runs out again is the business of its renewal.
 */
function doneBy(step: InductionStep, facts: InductionFacts, today: Day): StepDone | null {
	if (step.item !== null) {
		const days = facts.completions
			.filter(
				({ item, completedOn, validUntil }) =>
					item === step.item &&
					completedOn <= today &&
					(completedOn >= facts.startedOn || validUntil === null || validUntil >= facts.startedOn)
			)
			.map(({ completedOn }) => completedOn)
			.sort();
		const [on] = days;
		return on === undefined ? null : { how: 'item', on };
	}
	const confirmed = facts.confirmations.find(
		({ step: key, on }) => key === step.key && on <= today
	);
	if (confirmed === undefined) return null;
	const { on, by, answer, note } = confirmed;
	return { how: 'confirmed', on, by, answer, note };
}

function standingOf(
	done: StepDone | null,
	opensOn: Day,
	dueOn: Day,
	today: Day
): InductionStanding {
	if (done !== null) return 'done';
	if (today > dueOn) return 'overdue';
	return today >= opensOn ? 'due' : 'to_come';
}

/** The longest note, in characters. It is a reminder and no record of a case. */
export const NOTE_LENGTH = 200;

/** Identity, right to work and checks are settled before the first day: so many days at most. */
export const EARLIEST_CONFIRMATION_DAYS = 90;

export type ConfirmationRefusal =
	| 'does_not_apply'
	| 'ticks_itself'
	| 'own_induction'
	| 'already_confirmed'
	| 'too_early'
	| 'future_day'
	| 'unknown_answer'
	| 'note_too_long';

/**
 * Why a step cannot be confirmed in this way; null when it can. Steps to come may be confirmed:
 * nobody is kept from being early.
 */
export function confirmationRefusal(
	induction: InductionState,
	confirmation: { personId: string } & StepConfirmation,
	today: Day
): ConfirmationRefusal | null {
	const { personId, step: key, on, by, answer, note } = confirmation;
	const step = induction.stages.flatMap(({ steps }) => steps).find((one) => one.key === key);
	if (step === undefined) return 'does_not_apply';
	if (step.confirm === null) return 'ticks_itself';
	if (by === personId) return 'own_induction';
	if (step.done !== null) return 'already_confirmed';
	if (on < induction.confirmableFrom) return 'too_early';
	if (on > today) return 'future_day';
	if (!step.confirm.answers.includes(answer)) return 'unknown_answer';
	if (note !== null && note.length > NOTE_LENGTH) return 'note_too_long';
	return null;
}
