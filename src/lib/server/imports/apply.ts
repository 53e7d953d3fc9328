import { and, eq, isNull } from 'drizzle-orm';
import * as v from 'valibot';
import { countsOf } from '../../rules/import/planned.ts';
import type { Refusal } from '../../rules/import/lines.ts';
import type { Database } from '../db/connect.ts';
import { fileImport, job } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { CannotBeDone, enqueueJob, inOneStep, type Handler } from '../jobs/jobs.ts';
import { takenInTheMeantime } from '../people/contact-marks.ts';
import type { Making } from '../people/making.ts';
import { allAtATime } from '../people/one-at-a-time.ts';
import { lockStructure } from '../people/structure-lock.ts';
import { applyHistory } from './apply-history.ts';
import { applyPeople, type Tell } from './apply-people.ts';
import { planFile, sizeOf, type FilePlan } from './plan-file.ts';
import { lockImport, rowsOf, type StoredImport } from './stored.ts';

/** So many changes are made while whoever imports waits; more of them in the background. */
const AT_ONCE = 200;

export type Applied =
	| { kind: 'applied' }
	/** It goes on in the background. */
	| { kind: 'job'; jobId: string }
	/** What was shown is no longer what would happen; nothing was changed. */
	| { kind: 'changed' }
	/** The file changes nothing. */
	| { kind: 'nothing' }
	/** There is no such file, or it was applied or put aside before. */
	| { kind: 'gone' };

type By = Making & { actorId: string };

/**
 * Applies a file, if it does just what was shown: at once where that is little, else by a job.
 *
 * @param fingerprint of the plan that was shown
 */
export async function applyImport(
	db: Database,
	id: string,
	fingerprint: string,
	by: By
): Promise<Applied> {
	try {
		return await db.transaction(async (tx): Promise<Applied> => {
			const file = await lockImport(tx, id);
			if (file === null || !isOpen(file)) return { kind: 'gone' };
			const running = await runningJob(tx, file);
			if (running !== null) return { kind: 'job', jobId: running };
			const shown = await planFile(tx, file, { importerId: by.actorId, today: by.today });
			if (shown.fingerprint !== fingerprint) return { kind: 'changed' };
			if (sizeOf(shown) === 0) return { kind: 'nothing' };
			if (sizeOf(shown) > AT_ONCE)
				return { kind: 'job', jobId: await enqueue(tx, id, fingerprint, by) };
			return carryOut(tx, file, fingerprint, by, async () => undefined);
		});
	} catch (error) {
		// Somebody got the same address or reference at the same moment.
		if (takenInTheMeantime(error) !== null) return { kind: 'changed' };
		throw error;
	}
}

function isOpen({ appliedAt, discardedAt, lines, mapping }: StoredImport): boolean {
	return appliedAt === null && discardedAt === null && lines !== null && mapping !== null;
}

async function runningJob(tx: Database, { jobId }: StoredImport): Promise<string | null> {
	if (jobId === null) return null;
	const [row] = await tx
		.select({ id: job.id })
		.from(job)
		.where(and(eq(job.id, jobId), isNull(job.finishedAt)));
	return row?.id ?? null;
}

async function enqueue(
	tx: Database,
	importId: string,
	fingerprint: string,
	{ actorId, now }: By
): Promise<string> {
	const data = { importId, fingerprint };
	const jobId = await enqueueJob(tx, { kind: 'import', data, createdBy: actorId, now });
	await tx.update(fileImport).set({ jobId }).where(eq(fileImport.id, importId));
	return jobId;
}

const Data = v.object({ importId: v.string(), fingerprint: v.string() });

const CHANGED =
	'People, teams or roles were changed after the check was shown, so nothing has been applied. Look at the check again: it shows what would happen now.';

/** The job of kind `import`: everything in one transaction, or nothing. */
export const importJob: Handler = async (db, work, progress, { now, today }) => {
	const { importId, fingerprint } = v.parse(Data, work.data);
	const actorId = work.createdBy;
	if (actorId === null) throw new Error('Somebody imports, never the platform by itself');
	try {
		return await inOneStep(db, work.id, async (tx) => {
			const file = await lockImport(tx, importId);
			if (file === null || !isOpen(file)) {
				throw new CannotBeDone('This file was applied or put aside already. Nothing has changed.');
			}
			const applied = await carryOut(tx, file, fingerprint, { actorId, now, today }, progress);
			if (applied.kind === 'changed') throw new CannotBeDone(CHANGED);
			return { importId };
		});
	} catch (error) {
		if (takenInTheMeantime(error) !== null) throw new CannotBeDone(CHANGED, { cause: error });
		throw error;
	}
};

/**
 * Plans the file once more, with everything locked that the plan would change, and carries it out if
 * that is still what was shown.
 */
async function carryOut(
	tx: Database,
	file: StoredImport,
	fingerprint: string,
	by: By,
	tell: Tell
): Promise<{ kind: 'applied' } | { kind: 'changed' }> {
	const who = { importerId: by.actorId, today: by.today };
	await lockStructure(tx);
	await allAtATime(tx, touchedBy(await planFile(tx, file, who)));
	const found = await planFile(tx, file, who);
	if (found.fingerprint !== fingerprint) return { kind: 'changed' };
	const personIds =
		found.kind === 'people'
			? await applyPeople(tx, found, by, tell)
			: await applyHistory(tx, found.plan.records, by, tell).then(() => []);
	await close(tx, file, found, personIds, by);
	return { kind: 'applied' };
}

/** Whom a plan changes of those who are there. */
function touchedBy(file: FilePlan): string[] {
	return file.kind === 'people'
		? file.plan.changed.flatMap(({ personId }) => personId ?? [])
		: [...new Set(file.plan.records.map(({ personId }) => personId))];
}

/** How many of what became of a file that was applied, and whom it added. */
export type Result = {
	counts: Record<string, number>;
	personIds: string[];
	refused: Refusal[];
};

async function close(
	tx: Database,
	file: StoredImport,
	found: FilePlan,
	personIds: string[],
	{ actorId, now }: By
): Promise<void> {
	const { id, kind, fileName } = file;
	const { refused } = found.plan;
	const counts = countsIn(found);
	const lines = new Set(refused.map(({ line }) => line));
	const result: Result = { counts, personIds, refused };
	await tx
		.update(fileImport)
		.set({
			appliedAt: now,
			options: found.choices,
			// The rest of the file has done its work, and is about people.
			rows: rowsOf((file.lines ?? []).filter(({ line }) => lines.has(line))),
			result
		})
		.where(eq(fileImport.id, id));
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: null,
		kind: 'import.applied',
		data: { importId: id, kind, fileName, counts }
	});
}

/** How many people, or records and lines, each list of a plan holds. */
export function countsIn({ kind, plan }: FilePlan): Record<string, number> {
	if (kind === 'people') return { ...countsOf(plan), teams: plan.newTeams.length };
	return {
		entered: plan.records.length,
		people: new Set(plan.records.map(({ personId }) => personId)).size,
		unchanged: plan.unchanged.length,
		'left-out': plan.repeats.length + plan.leftOut.length,
		refused: plan.refused.length
	};
}
