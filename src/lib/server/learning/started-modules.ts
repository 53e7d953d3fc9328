import { inArray } from 'drizzle-orm';
import { moduleProgress } from '../../rules/progress.ts';
import { findModule } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { stepDone } from '../db/schema/index.ts';

/** How far somebody is in a module they have begun, and where to go on. */
export type StartedModule = {
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
	const rows = await db
		.select({
			periodId: stepDone.periodId,
			step: stepDone.step,
			reopenedAt: stepDone.reopenedAt
		})
		.from(stepDone)
		.where(
			inArray(
				stepDone.periodId,
				periods.map(({ id }) => id)
			)
		);
	const started = new Map<string, StartedModule>();
	for (const { id, slug } of periods) {
		const module = findModule(slug);
		if (module === undefined) continue;
		const records = rows
			.filter(({ periodId }) => periodId === id)
			.map(({ step, reopenedAt }) => ({ step, reopened: reopenedAt !== null }));
		// The quiz of an open period is not passed yet: passing it closes the period.
		const { done, total, minutesLeft, next } = moduleProgress(module.steps, records, false);
		const step = module.steps.find(({ name }) => name === next);
		if (step === undefined) continue;
		started.set(id, {
			done,
			total,
			minutesLeft,
			nextTitle: step.title,
			nextHref: `/modules/${slug}/${step.name}`
		});
	}
	return started;
}
