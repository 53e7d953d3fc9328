import type {
	InductionStageState,
	InductionStanding,
	InductionState,
	InductionStepState
} from './induction.ts';

/**
 * An induction as the person sees it whose induction it is. What a manager confirms is the manager's
 * to do, so to the person it is never due and never late: it waits.
 */

export type StandingForStarter = InductionStanding | 'waiting';

export type StepForStarter = Omit<InductionStepState, 'standing'> & {
	standing: StandingForStarter;
};

export type StageForStarter = Omit<InductionStageState, 'standing' | 'steps'> & {
	/** By what the person does themself; `waiting` when nothing else of it is left to do by now. */
	standing: StandingForStarter;
	/** Steps of their own that are overdue. */
	overdue: number;
	steps: StepForStarter[];
};

/** The stages of an induction as the person sees them, and how many steps of their own are overdue. */
export function forStarter({ stages }: Pick<InductionState, 'stages'>): {
	stages: StageForStarter[];
	overdue: number;
} {
	const seen = stages.map(stageForStarter);
	return { stages: seen, overdue: seen.reduce((sum, { overdue }) => sum + overdue, 0) };
}

function stageForStarter(stage: InductionStageState): StageForStarter {
	const steps = stage.steps.map(stepForStarter);
	const standings = steps.map(({ standing }) => standing);
	const first = (['overdue', 'due', 'waiting', 'to_come'] as const).find((one) =>
		standings.includes(one)
	);
	return {
		...stage,
		standing: first ?? 'done',
		overdue: standings.filter((one) => one === 'overdue').length,
		steps
	};
}

function stepForStarter(step: InductionStepState): StepForStarter {
	const isBegun = step.standing === 'overdue' || step.standing === 'due';
	return { ...step, standing: step.owner === 'manager' && isBegun ? 'waiting' : step.standing };
}
