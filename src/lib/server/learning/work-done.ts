import { and, eq, inArray, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { StepRecord } from '../../rules/progress.ts';
import type { Refresher } from '../../rules/refresher.ts';
import type { Database } from '../db/connect.ts';
import { attempt, event, period, stepDone } from '../db/schema/index.ts';

/** What a person has done of a module in a period. */
export type WorkDone = {
	records: StepRecord[];
	/** The refresher as which it was begun; null where it was not begun, or in full. */
	refresher: Refresher | null;
};

export const NOTHING_DONE: WorkDone = { records: [], refresher: null };

const recordsShape = v.array(v.object({ step: v.string(), reopened: v.boolean() }));
const begunShape = v.nullable(v.object({ scenario: v.nullable(v.string()) }));
const missedShape = v.array(v.string());

/**
 * What was done in some periods, by the period's id. One query, because every page asks it; with its
 * join the columns are written with their tables, which the subqueries rely on.
 */
export async function workDone(
	db: Database,
	periodIds: readonly string[]
): Promise<Map<string, WorkDone>> {
	if (periodIds.length === 0) return new Map();
	const rows = await db
		.select({
			id: period.id,
			records: sql<unknown>`(
				select coalesce(json_agg(json_build_object(
					'step', ${stepDone.step}, 'reopened', ${stepDone.reopenedAt} is not null
				)), '[]')
				from ${stepDone} where ${stepDone.periodId} = ${period.id}
			)`,
			begun: event.data,
			missed: sql<unknown>`(
				select coalesce(json_agg(distinct outcome), '[]')
				from ${attempt}, unnest(${attempt.outcomesMissed}) outcome
				where ${attempt.periodId} = ${period.id} and not ${attempt.passed}
			)`
		})
		.from(period)
		.leftJoin(
			event,
			and(
				eq(event.subjectId, period.personId),
				eq(event.kind, 'refresher.begun'),
				sql`${event.data} ->> 'periodId' = ${period.id}::text`
			)
		)
		.where(inArray(period.id, [...periodIds]));
	return new Map(
		rows.map(({ id, records, begun, missed }) => {
			const refresher = v.parse(begunShape, begun);
			return [
				id,
				{
					records: v.parse(recordsShape, records),
					refresher: refresher && { ...refresher, missed: v.parse(missedShape, missed) }
				}
			];
		})
	);
}

/** What was done in one period. */
export async function workDoneIn(db: Database, periodId: string): Promise<WorkDone> {
	return (await workDone(db, [periodId])).get(periodId) ?? NOTHING_DONE;
}
