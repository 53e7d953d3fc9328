import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import type { Refusal } from '../../rules/import/lines.ts';
import type { Database } from '../db/connect.ts';
import { planFile } from './plan-file.ts';
import type { StoredImport } from './stored.ts';

const Result = v.object({
	counts: v.record(v.string(), v.number()),
	personIds: v.array(v.string()),
	refused: v.array(
		v.object({
			line: v.number(),
			problems: v.array(v.object({ column: v.nullable(v.string()), message: v.string() }))
		})
	)
});

/** What became of a file that was applied; null before. */
export function resultOf({
	appliedAt,
	result
}: Pick<StoredImport, 'appliedAt' | 'result'>): v.InferOutput<typeof Result> | null {
	return appliedAt === null ? null : v.parse(Result, result);
}

/**
 * The lines of a file that were refused or, before it is applied, would be; null where its columns
 * are not known or its lines are gone.
 */
export async function refusedOf(
	db: Database,
	file: StoredImport,
	who: { importerId: string; today: Day }
): Promise<Refusal[] | null> {
	const result = resultOf(file);
	if (file.lines === null) return null;
	if (result) return result.refused;
	return file.mapping === null ? null : (await planFile(db, file, who)).plan.refused;
}
