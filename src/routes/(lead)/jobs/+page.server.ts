import { momentInWords } from '$lib/rules/dates-in-words';
import { jobState, jobTitle } from '$lib/rules/job-in-words';
import { authorise } from '$lib/server/access';
import { latestJobs } from '$lib/server/jobs/jobs';
import type { PageServerLoad } from './$types';

const SHOWN = 30;

export const load: PageServerLoad = async (event) => {
	authorise(event, 'see_jobs');
	const { db, organisation } = event.locals;
	const timeZone = organisation?.timeZone ?? 'Europe/London';
	const jobs = await latestJobs(db, SHOWN);
	return {
		jobs: jobs.map((job) => ({
			id: job.id,
			title: jobTitle(job.kind),
			state: jobState(job),
			asked: momentInWords(job.createdAt, timeZone)
		}))
	};
};
