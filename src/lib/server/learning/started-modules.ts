import { findModule } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { wayFrom } from './progress.ts';
import { minutesOf } from './refreshers.ts';
import { NOTHING_DONE, workDone } from './work-done.ts';

/** How far somebody is in a module they have begun, and where to go on. */
export type StartedModule = {
	/** It is a refresher, and not the whole module. */
	refresher: boolean;
	/** Of all its steps, those done too. */
	minutes: number;
	/** Steps done, and all steps, the quiz among them. */
	done: number;
	total: number;
	minutesLeft: number;
	nextTitle: string;
	nextHref: string;
};

/**
 * The progress in open periods that have been started, by period id. Modules that the content no
 * longer holds are left out.
 */
export async function startedModules(
	db: Database,
	periods: readonly { id: string; slug: string }[]
): Promise<Map<string, StartedModule>> {
	if (periods.length === 0) return new Map();
	const work = await workDone(
		db,
		periods.map(({ id }) => id)
	);
	const started = new Map<string, StartedModule>();
	for (const { id, slug } of periods) {
		const module = findModule(slug);
		if (module === undefined) continue;
		const { refresher, records } = work.get(id) ?? NOTHING_DONE;
		// The quiz of an open period is not passed yet: passing it closes the period.
		const { steps, progress } = wayFrom(module, refresher, records, false);
		const { done, total, minutesLeft, next } = progress;
		const step = steps.find(({ name }) => name === next);
		if (step === undefined) continue;
		started.set(id, {
			refresher: refresher !== null,
			minutes: refresher === null ? module.minutes : minutesOf(steps),
			done,
			total,
			minutesLeft,
			nextTitle: step.title,
			nextHref: `/modules/${slug}/${step.name}`
		});
	}
	return started;
}
