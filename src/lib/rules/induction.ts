import type { InductionProgramme, InductionStage, StepWords } from './content/induction.ts';
import { addDays, daysBetween, earlier, later, type Day } from './day.ts';
import {
	doneBy,
	type ItemCompletion,
	type StepConfirmation,
	type StepDone
} from './induction-done.ts';
import {
	askedFor,
	dueDayOfItem,
	isGate,
	type Asked,
	type AskedOf,
	type ItemPeriod
} from './induction-asks.ts';

/** The rules of an induction: which steps apply to a person, which are done, what comes next. */

/** What is known of a person's induction. */
export type InductionFacts = AskedOf & {
	completions: readonly ItemCompletion[];
	confirmations: readonly StepConfirmation[];
	/** The open periods, from which the day of a step that is an item follows. */
	periods: readonly ItemPeriod[];
};

export type InductionStanding = 'done' | 'overdue' | 'due' | 'to_come';

export type InductionStepState = StepWords & {
	/** Nobody works unsupervised before it is done. */
	gate: boolean;
	/** The roles it comes from, without the one whose steps everybody does. */
	roles: string[];
	/** The day of the release that brought it while the person was under way; else null. */
	addedOn: Day | null;
	dueOn: Day;
	/** Null while it is not done. */
	done: StepDone | null;
	standing: InductionStanding;
};

export type InductionStageState = {
	key: string;
	title: string;
	/** The first day on which something that is left is due; of a stage that is done, its own. */
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
	/** 1 on the first day; 0 or less before it. Of whoever took up a role later: in that role. */
	day: number;
	/** All that is left comes from a role that was taken up when the rest was due. */
	isNewRole: boolean;
	/** Only stages with steps that apply. */
	stages: InductionStageState[];
	done: number;
	total: number;
	/** The day on which the last step was done; null while something is left. */
	finishedOn: Day | null;
	/** Of the steps that the person does themself and has not done, the one that is due first. */
	next: InductionStepState | null;
	/** Steps that a manager should confirm by now: those of the stages that have begun. */
	waitingForManager: number;
};

/**
 * A person's induction on a day.
 *
 * A stage begins on the day after the stage before it was due, and its steps are *due* from then
 * on. Whom a step is asked of, and from when its due days count, says `askedFor`; several roles
 * that ask for the same step make one of it, due on the earliest of the days. What was done stays
 * in view even when the role that asked for it has ended.
 */
export function inductionOn(
	programme: Pick<InductionProgramme, 'stages' | 'role' | 'laterRolesFrom' | 'againWithinDays'>,
	facts: InductionFacts,
	today: Day
): InductionState {
	const placed = placedSteps(programme, facts, today);
	const stages = programme.stages
		.map((stage) => {
			const steps = placed.filter((one) => one.stage === stage.key).map(({ state }) => state);
			return stageState(stage, steps, facts.startedOn);
		})
		.filter(({ total }) => total > 0);
	const steps = stages.flatMap((stage) => stage.steps);
	const left = steps.filter(({ done }) => done === null);
	const doneDays = steps.flatMap(({ done }) => done?.on ?? []);
	const open = placed.filter(({ state }) => state.done === null);
	const isNewRole = open.length > 0 && open.every(({ isLater }) => isLater);
	const countsFrom = isNewRole ? open.map(({ from }) => from).reduce(earlier) : facts.startedOn;
	return {
		startedOn: facts.startedOn,
		confirmableFrom: addDays(facts.startedOn, -EARLIEST_CONFIRMATION_DAYS),
		day: daysBetween(countsFrom, today) + 1,
		isNewRole,
		stages,
		done: steps.length - left.length,
		total: steps.length,
		finishedOn:
			left.length > 0 ? null : doneDays.reduce((last, day) => later(last, day), facts.startedOn),
		next: left.filter(({ item }) => item !== null).sort(byDueDay)[0] ?? null,
		waitingForManager: left.filter(({ item, standing }) => item === null && standing !== 'to_come')
			.length
	};
}

/** The earlier day first, gates before others; else they stay in the order of the programme. */
function byDueDay(a: InductionStepState, b: InductionStepState): number {
	return a.dueOn.localeCompare(b.dueOn) || Number(b.gate) - Number(a.gate);
}

type Placed = { stage: string; state: InductionStepState; from: Day; isLater: boolean };

/** Every step that a person has to do or has done, in the stage in which it is asked first. */
function placedSteps(
	programme: Parameters<typeof inductionOn>[0],
	facts: InductionFacts,
	today: Day
): Placed[] {
	const found = new Map<string, Placed & { holds: boolean }>();
	for (const stage of programme.stages) {
		for (const step of stage.steps) {
			const done = doneBy(step, programme.againWithinDays, facts, today);
			const ever = askedFor(step, programme, facts, today);
			const asked = ever.filter(({ holds }) => holds);
			const holds = asked.length > 0;
			// What nobody ever asked of them is theirs only if somebody confirmed it all the same.
			if (!holds && (done === null || (ever.length === 0 && done.how === 'item'))) continue;
			const before = found.get(step.key);
			if (before !== undefined && (before.holds || !holds)) continue;
			const dates = datesOf(holds ? asked : ever, stage, facts.startedOn);
			const { key, title, description, owner, item, confirm } = step;
			const dueOn =
				done === null ? dueDayOfItem(dates.dueOn, item, facts.periods, today) : dates.dueOn;
			// What is due earlier than its stage has it also begins to be due earlier by as much.
			const stageOpens = stageOpensOn(stage, programme.stages, dates.from);
			const opensOn = earlier(stageOpens, addDays(stageOpens, daysBetween(dates.dueOn, dueOn)));
			const state = {
				...{ key, title, description, owner, item, confirm },
				gate: isGate(holds ? asked : ever, facts.circumstances),
				roles: rolesOf(asked, programme.role),
				addedOn: dates.isNew ? dates.from : null,
				dueOn,
				done,
				standing: standingOf(done, opensOn, dueOn, today)
			};
			found.set(step.key, { stage: stage.key, state, holds, ...dates });
		}
	}
	return [...found.values()];
}

/** The earliest day on which a step is due, and what it counts from. */
function datesOf(
	asked: readonly Asked[],
	stage: InductionStage,
	startedOn: Day
): { from: Day; dueOn: Day; isNew: boolean; isLater: boolean } {
	const [first] = asked
		.map(({ ask, from, isNew, isLater }) => {
			return { from, isNew, isLater, dueOn: addDays(from, ask.dueDays ?? stage.dueDays) };
		})
		.sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
	const ofNobody = { from: startedOn, isNew: false, isLater: false };
	return first ?? { ...ofNobody, dueOn: addDays(startedOn, stage.dueDays) };
}

/** The roles that brought a step; what everybody does is not said to come from a role. */
function rolesOf(asked: readonly Asked[], base: string | null): string[] {
	const roles = asked.map(({ ask: { role } }) => role);
	if (roles.includes(base)) return [];
	return [...new Set(roles.filter((role) => role !== null))];
}

/** The day from which a stage's steps count as due: the day after those before it were. */
function stageOpensOn(stage: InductionStage, all: readonly InductionStage[], from: Day): Day {
	const before = all.map(({ dueDays }) => dueDays).filter((days) => days < stage.dueDays);
	return before.length === 0 ? from : addDays(from, Math.max(...before) + 1);
}

function stageState(
	{ key, title, dueDays }: InductionStage,
	steps: InductionStepState[],
	startedOn: Day
): InductionStageState {
	const standings = steps.map(({ standing }) => standing);
	const worst = (['overdue', 'due', 'to_come'] as const).find((one) => standings.includes(one));
	const left = steps.filter(({ done }) => done === null).map(({ dueOn }) => dueOn);
	return {
		key,
		title,
		dueOn: left.length > 0 ? left.reduce(earlier) : addDays(startedOn, dueDays),
		standing: worst ?? 'done',
		done: standings.filter((one) => one === 'done').length,
		total: steps.length,
		steps
	};
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
