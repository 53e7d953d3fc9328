import { momentInWords } from '$lib/rules/dates-in-words';
import { jobProgressInWords, jobState } from '$lib/rules/job-in-words';
import { listTitles } from '$lib/rules/import/plan-in-words';
import { authorise, notFound } from '$lib/server/access';
import { resultOf } from '$lib/server/imports/refused';
import { stepOf } from '$lib/server/imports/steps';
import { importOf } from '$lib/server/imports/stored';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** What a result counts, in the order in which it is shown. */
const titles = {
	entered: 'Entered',
	people: 'For so many people',
	added: listTitles.added,
	returned: listTitles.returned,
	left: listTitles.left,
	moved: listTitles.moved,
	roles: listTitles.roles,
	details: listTitles.details,
	teams: 'Teams made',
	unchanged: listTitles.unchanged,
	'left-out': listTitles['left-out'],
	refused: listTitles.refused
};
const order = Object.keys(titles) as (keyof typeof titles)[];

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	event.depends('safehands:import');
	const { db, organisation } = event.locals;
	const file = await importOf(db, event.params.id);
	if (file === null) notFound();
	const at = await stepOf(db, file);
	const { id, kind, fileName } = file;
	const about = { id, kind, fileName };
	if (at.step === 'running') {
		const { done, total } = at.job;
		const words = jobProgressInWords('import', done, total);
		const isWaiting = jobState(at.job) === 'waiting';
		return { ...about, state: 'running' as const, done, total, words, isWaiting };
	}
	if (at.step === 'gone') return { ...about, state: 'gone' as const, isDiscarded: at.isDiscarded };
	const result = resultOf(file);
	if (result === null || file.appliedAt === null) redirect(303, `/people/import/${id}/${at.step}`);
	const { counts, personIds, refused } = result;
	return {
		...about,
		state: 'applied' as const,
		when: momentInWords(file.appliedAt, organisation?.timeZone ?? 'Europe/London'),
		added: personIds.length,
		refused: refused.length,
		canDownload: file.lines !== null && refused.length > 0,
		counts: order.flatMap((list) =>
			counts[list] ? [{ title: titles[list], count: counts[list] }] : []
		)
	};
};
