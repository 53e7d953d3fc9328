import { momentInWords } from '$lib/rules/dates-in-words';
import {
	jobProgressInWords,
	jobPurpose,
	jobResultInWords,
	jobState,
	jobTitle
} from '$lib/rules/job-in-words';
import { may, type Permission } from '$lib/rules/permissions';
import { authorise, notFound } from '$lib/server/access';
import { jobOf } from '$lib/server/jobs/jobs';
import { namesOf } from '$lib/server/people/names';
import type { PageServerLoad } from './$types';

/** Where a job of this kind comes from, for those who may go there. */
const origins: Partial<Record<string, { path: string; text: string; permission: Permission }>> = {
	reconcile: { path: '/requirements', text: 'Go to Requirements', permission: 'see_requirements' },
	invitations: {
		path: '/people/invitations',
		text: 'Go to Invitations',
		permission: 'manage_people'
	},
	import: { path: '/people/import', text: 'Go to Import', permission: 'manage_people' }
};

export const load: PageServerLoad = async (event) => {
	const { access } = authorise(event, 'see_jobs');
	const { db, organisation } = event.locals;
	event.depends('safehands:job');
	const job = await jobOf(db, event.params.id);
	if (!job) notFound();
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	const origin = origins[job.kind];
	const state = jobState(job);
	return {
		title: jobTitle(job.kind),
		purpose: jobPurpose(job.kind),
		state,
		done: job.done,
		total: job.total,
		progress: jobProgressInWords(job.kind, job.done, job.total),
		result: state === 'done' ? jobResultInWords(job.kind, job.result) : null,
		failure: job.failure,
		asked: momentInWords(job.createdAt, timeZone),
		askedBy: job.createdBy && (await namesOf(db, [job.createdBy])).get(job.createdBy),
		ended: job.finishedAt && momentInWords(job.finishedAt, timeZone),
		origin: origin && may(access, origin.permission) ? origin : null
	};
};
