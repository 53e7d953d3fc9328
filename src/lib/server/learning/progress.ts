import {
	lessonsToReopen,
	moduleProgress,
	type ModuleProgress,
	type StepRecord
} from '../../rules/progress.ts';
import { refresherSteps, stepsBeforeQuiz, type Refresher } from '../../rules/refresher.ts';
import type { CourseStep, Module } from '../catalogue/index.ts';
import type { Course } from './course.ts';

/** Somebody's way through a module, and how far they have come on it. */
export type Way = {
	/** In order, the quiz last. */
	steps: CourseStep[];
	progress: ModuleProgress;
	/** The steps that a refresher has before its quiz; empty where the quiz can be taken. */
	beforeQuiz: string[];
};

/** The way of a person through a module as things stand with them; all of it while it rests. */
export function wayThrough(module: Module, { refresher, resting, records }: Course): Way {
	return wayFrom(module, resting ? null : refresher, records, resting);
}

/**
 * The way that somebody has who has done these steps.
 * @param refresher null for the whole module
 */
export function wayFrom(
	module: Module,
	refresher: Refresher | null,
	records: readonly StepRecord[],
	quizPassed: boolean
): Way {
	if (refresher === null) {
		const progress = moduleProgress(module.steps, records, quizPassed);
		return { steps: module.steps, progress, beforeQuiz: [] };
	}
	const steps = refresherSteps(module.steps, refresher);
	// The person knew the lessons that a quiz has brought in: they are to be read again.
	const again = lessonsToReopen(module.steps, refresher.missed);
	const known = again.map((step) => ({ step, reopened: true }));
	const progress = moduleProgress(steps, [...known, ...records], quizPassed);
	return { steps, progress, beforeQuiz: stepsBeforeQuiz(progress) };
}
