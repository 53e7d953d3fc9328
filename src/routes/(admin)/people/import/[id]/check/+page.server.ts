import { authorise } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { applyImport } from '$lib/server/imports/apply';
import { checkPage } from '$lib/server/imports/check-page';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { openFile } from '../open-file';
import type { Actions, PageServerLoad } from './$types';

const Shown = v.object({ fingerprint: v.pipe(v.string(), v.nonEmpty()) });

export const load: PageServerLoad = async (event) => {
	const { id: importerId } = authorise(event, 'manage_people');
	const { db, today } = event.locals;
	const file = await openFile(event, 'check');
	const { searchParams } = event.url;
	const asked = { list: searchParams.get('show'), page: searchParams.get('page') };
	const page = await checkPage(db, file, asked, { importerId, today });
	return { id: file.id, fileName: file.fileName, failure: file.failure, ...page };
};

export const actions: Actions = {
	default: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		const { db, now, today } = event.locals;
		const form = await readForm(event.request, Shown);
		const fingerprint = form.ok ? form.value.fingerprint : '';
		const applied = await applyImport(db, event.params.id, fingerprint, { actorId, now, today });
		// What is shown then is the new check: the page itself says why.
		if (applied.kind === 'changed') return fail(409, { isChanged: true });
		redirect(303, `/people/import/${event.params.id}/result`);
	}
};
