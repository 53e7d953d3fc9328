import {
	WHAT_CHANGED,
	type ChangesStep,
	type CourseStep,
	type ModuleChange,
	type ModuleStep
} from './content/module.ts';
import { addMonths, type Day } from './day.ts';
import { lessonsToReopen, type ModuleProgress } from './progress.ts';
import { compareVersions } from './versions.ts';

/**
 * The rules of a refresher: who has been through a module renews it by what has changed since, one
 * scenario and the quiz. The lessons come back only where the quiz shows a gap (the blueprint:
 * roles, "refresher mode"; 10 to 15 minutes instead of the whole module again).
 */

/** Minutes to read what has changed; the content check holds every entry to that length. */
export const WHAT_CHANGED_MINUTES = 2;

/** After how many months without validity somebody has been away too long for a refresher. */
export const LAPSED_AFTER_MONTHS = 12;

const changesStep: ChangesStep = {
	kind: 'changes',
	name: WHAT_CHANGED,
	title: 'What has changed',
	minutes: WHAT_CHANGED_MINUTES
};

/**
 * Whether a module that is begun on a day is done as a refresher: the organisation wants it so, and
 * the person has a completion, made here or accepted from elsewhere, that ran out at most twelve
 * months ago. Who lapsed for longer takes the whole module again.
 *
 * Why it has to be done now makes no difference. A new material version is what a refresher is made
 * for; and after a long absence the same quiz with the same must-know questions decides, while an
 * absence so long that everything has lapsed leads to the whole module by itself.
 * @param dueOn the due day of the open period; null where nobody asks for it. A pause puts it off,
 * and a shorter interval brings it forward: the module ran out on the earlier of the two days
 */
export function isRefresher(
	{ on, last, dueOn }: { on: boolean; last: { validUntil: Day | null } | null; dueOn: Day | null },
	today: Day
): boolean {
	if (!on || last === null) return false;
	const [ranOutOn] = [last.validUntil, dueOn].filter((day) => day !== null).sort();
	return ranOutOn === undefined || today <= addMonths(ranOutOn, LAPSED_AFTER_MONTHS);
}

/**
 * The scenario of a refresher: another one in each cycle, until all have had their turn; those in
 * which a choice can put someone in danger come first. Null where the module has none.
 * @param scenarios in the order of the module
 * @param cycle how often the module had been completed, 1 or more
 */
export function refresherScenario(
	scenarios: readonly { name: string; critical: boolean }[],
	cycle: number
): string | null {
	const inTurn = [
		...scenarios.filter(({ critical }) => critical),
		...scenarios.filter(({ critical }) => !critical)
	];
	return inTurn[(cycle - 1) % inTurn.length]?.name ?? null;
}

/** What makes one refresher: its scenario, and the outcomes missed in its quiz so far. */
export type Refresher = { scenario: string | null; missed: readonly string[] };

/**
 * The steps of a refresher: what has changed, its scenario, the lessons that teach what a quiz
 * showed to be missing, and the quiz.
 * @param steps all steps of the module
 */
export function refresherSteps(
	steps: readonly ModuleStep[],
	{ scenario, missed }: Refresher
): CourseStep[] {
	const lessons = lessonsToReopen(steps, missed);
	const belongs = ({ kind, name }: ModuleStep) =>
		kind === 'quiz' || name === scenario || lessons.includes(name);
	return [changesStep, ...steps.filter(belongs)];
}

/**
 * The steps that come before the quiz of a refresher and are not done. In the whole module the
 * order is a suggestion; a refresher is short because the person knows the rest, so what it has is
 * done first, and what a quiz showed to be missing is read before the next try.
 */
export function stepsBeforeQuiz({ steps }: Pick<ModuleProgress, 'steps'>): string[] {
	return steps
		.filter(({ name, state }) => name !== 'quiz' && state !== 'done')
		.map(({ name }) => name);
}

/**
 * What is new to somebody: the entries of all versions after the one they completed last. Where
 * that was done elsewhere and has no version of ours, its day decides.
 * @param changes the newest first
 */
export function changesSince(
	changes: readonly ModuleChange[],
	last: { version: string | null; completedOn: Day }
): ModuleChange[] {
	const { version, completedOn } = last;
	return changes.filter((entry) =>
		version === null ? entry.date > completedOn : compareVersions(entry.version, version) > 0
	);
}
