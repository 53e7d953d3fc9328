import type { Day } from '../../rules/day.ts';
import {
	isRefresher,
	refresherScenario,
	refresherSteps,
	type Refresher
} from '../../rules/refresher.ts';
import { findModule, findScenario } from '../catalogue/index.ts';

/*
 * Whether somebody renews a module by a refresher is decided once, when they begin: it is written
 * down with its scenario as `refresher.begun`. From then on neither the organisation's setting nor
 * new content gives or takes away what they have to do. Until then it is what beginning would give.
 */

/** What decides on a renewal that is not begun. */
export type Renewal = {
	slug: string;
	/** The latest completion, and how often the module was completed. */
	last: { validUntil: Day | null; times: number };
	/** The due day of the open period; null where nobody asks for it. */
	dueOn: Day | null;
};

/**
 * The refresher that beginning a renewal on a day would give; null where the whole module is done.
 * @param on the modules that the organisation renews so, see `refresherModules`
 */
export function refresherAhead(
	{ slug, last, dueOn }: Renewal,
	on: ReadonlySet<string>,
	today: Day
): Refresher | null {
	const module = findModule(slug);
	if (module === undefined || !isRefresher({ on: on.has(slug), last, dueOn }, today)) return null;
	const scenarios = module.steps
		.filter(({ kind }) => kind === 'scenario')
		.map(({ name }) => ({ name, critical: hasCriticalChoice(slug, name) }));
	return { scenario: refresherScenario(scenarios, last.times), missed: [] };
}

/** The minutes that a refresher takes from its beginning to its end. */
export function refresherMinutes(slug: string, refresher: Refresher): number {
	return minutesOf(refresherSteps(findModule(slug)?.steps ?? [], refresher));
}

/** The minutes of some steps together. */
export function minutesOf(steps: readonly { minutes: number }[]): number {
	return steps.reduce((sum, { minutes }) => sum + minutes, 0);
}

function hasCriticalChoice(slug: string, scenario: string): boolean {
	const decisions = findScenario(slug, scenario)?.decisions ?? [];
	return decisions.some(({ choices }) => choices.some(({ critical }) => critical));
}
