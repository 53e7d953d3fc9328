import { importKinds } from '$lib/rules/import/fields';
import { authorise } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { MOST_BYTES } from '$lib/server/imports/decode';
import { keepFile, latestImports } from '$lib/server/imports/stored';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { Actions, PageServerLoad } from './$types';

const LATEST = 10;
/** What a form is larger than the file in it, at most. */
const ENVELOPE = 64 * 1024;
const TOO_LARGE = `The file is larger than ${MOST_BYTES / 1024 / 1024} MB. Divide it into several, each with the line of headings`;

const Upload = v.object({
	kind: v.picklist(importKinds, 'Choose what is in the file'),
	file: v.pipe(
		v.instance(File, 'Choose a file'),
		v.check(({ name, size }) => name !== '' || size > 0, 'Choose a file')
	)
});

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const { db, organisation } = event.locals;
	return {
		latest: await latestImports(db, LATEST),
		timeZone: organisation?.timeZone ?? 'Europe/London'
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { id: actorId } = authorise(event, 'manage_people');
		// A request that is far too large is not read at all.
		if (Number(event.request.headers.get('content-length')) > MOST_BYTES + ENVELOPE) {
			return fail(400, { errors: { file: TOO_LARGE }, values: {} });
		}
		const form = await readForm(event.request, Upload);
		if (!form.ok) return fail(400, { errors: form.errors, values: form.values });
		const { kind, file } = form.value;
		const { db, now } = event.locals;
		const bytes = new Uint8Array(await file.arrayBuffer());
		const kept = await keepFile(db, { bytes, fileName: file.name, kind, actorId, now });
		if (kept.kind === 'wrong') {
			return fail(400, { errors: { file: kept.message }, values: { kind } });
		}
		redirect(303, `/people/import/${kept.id}/columns`);
	}
};
