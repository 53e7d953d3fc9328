import { jobState } from '../../rules/job-in-words.ts';
import type { Database } from '../db/connect.ts';
import { jobOf, type Job } from '../jobs/jobs.ts';
import type { StoredImport } from './stored.ts';

/** How far a file is. */
export type Step =
	/** What is to be said of it next. */
	| { step: 'columns' | 'choices' | 'check' }
	/** It is being applied in the background. */
	| { step: 'running'; job: Job }
	| { step: 'applied' }
	/** Put aside by somebody, or deleted because nobody went on with it. */
	| { step: 'gone'; isDiscarded: boolean };

/** The next step of a file, and what became of applying it, if that was tried and did not succeed. */
export async function stepOf(
	db: Database,
	file: StoredImport
): Promise<Step & { failure: string | null }> {
	const { appliedAt, discardedAt, lines, mapping, choices, jobId } = file;
	if (appliedAt !== null) return { step: 'applied', failure: null };
	if (discardedAt !== null || lines === null) {
		return { step: 'gone', isDiscarded: discardedAt !== null, failure: null };
	}
	const job = jobId === null ? null : await jobOf(db, jobId);
	const state = job && jobState(job);
	if (job && (state === 'waiting' || state === 'running')) {
		return { step: 'running', job, failure: null };
	}
	const step = mapping === null ? 'columns' : choices === null ? 'choices' : 'check';
	return { step, failure: job?.failure ?? null };
}
