import { importJob } from '../imports/apply.ts';
import { sendInvitations } from '../people/invitation-job.ts';
import { reconcileJob } from '../requirements/reconcile-everybody.ts';
import { dailyJob } from './daily.ts';
import type { Handler } from './jobs.ts';

/** What does the work of each kind of job. */
export type Handlers = Readonly<Partial<Record<string, Handler>>>;

export const handlers: Handlers = {
	reconcile: reconcileJob,
	daily: dailyJob,
	invitations: sendInvitations,
	import: importJob
};
