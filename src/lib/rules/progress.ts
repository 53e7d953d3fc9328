import type { CourseStep, ModuleStep } from './content/module.ts';

/** The rules of progress through a module: what is done, what comes next, what is left. */

/** A step that was done; reopened when a quiz showed a gap. A step can have several records. */
export type StepRecord = { step: string; reopened: boolean };

/** `again`: it was done, and a quiz has shown that it is worth another look. */
export type StepState = 'done' | 'again' | 'next' | 'to_do';

export type ModuleProgress = {
	/** One line for every step in the suggested order, the quiz last. */
	steps: { name: string; state: StepState }[];
	/** Steps done, and all steps, the quiz among them. */
	done: number;
	total: number;
	/** Whole percent, rounded down: 100 only when everything is done. */
	percent: number;
	/** Minutes of the steps that are not done, the quiz among them. */
	minutesLeft: number;
	/** The name of the step to go on with: the first that is not done; null when all are. */
	next: string | null;
};

/**
 * How far a person has come in a period. The order is suggested and never enforced, so the steps
 * done may be any; the quiz is done when it is passed, whatever else is.
 * @param steps all steps of the person's way through the module, the quiz among them
 */
export function moduleProgress(
	steps: readonly CourseStep[],
	records: readonly StepRecord[],
	quizPassed: boolean
): ModuleProgress {
	const recorded = new Set(records.map((record) => record.step));
	const standing = new Set(
		records.filter((record) => !record.reopened).map((record) => record.step)
	);
	const isDone = (step: CourseStep) =>
		step.kind === 'quiz' ? quizPassed : standing.has(step.name);
	const left = steps.filter((step) => !isDone(step));
	const done = steps.length - left.length;
	const next = left[0]?.name ?? null;
	const stateOf = (step: CourseStep): StepState => {
		if (isDone(step)) return 'done';
		if (step.kind !== 'quiz' && recorded.has(step.name)) return 'again';
		return step.name === next ? 'next' : 'to_do';
	};
	return {
		steps: steps.map((step) => ({ name: step.name, state: stateOf(step) })),
		done,
		total: steps.length,
		percent: steps.length === 0 ? 100 : Math.floor((done * 100) / steps.length),
		minutesLeft: left.reduce((sum, step) => sum + step.minutes, 0),
		next
	};
}

/** Whether a step teaches one of these outcomes. */
export function teaches(step: ModuleStep, outcomes: readonly string[]): boolean {
	return step.kind === 'lesson' && step.outcomes.some((outcome) => outcomes.includes(outcome));
}

/**
 * The names of the lessons to read again after a quiz that was not passed: all that teach an
 * outcome that was missed. Scenarios stay done: the path through one is a record, and the lessons
 * teach the same outcomes.
 */
export function lessonsToReopen(
	steps: readonly ModuleStep[],
	outcomesMissed: readonly string[]
): string[] {
	return steps.filter((step) => teaches(step, outcomesMissed)).map((step) => step.name);
}
