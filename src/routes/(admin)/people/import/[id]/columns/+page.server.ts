import { fieldsOf, isFieldOf, mappingProblem } from '$lib/rules/import/fields';
import { authorise } from '$lib/server/access';
import { readForm } from '$lib/server/form';
import { columnsOf, guessedMapping, saveMapping } from '$lib/server/imports/remembered';
import { discardImport, notesOf } from '$lib/server/imports/stored';
import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { openFile } from '../open-file';
import type { Actions, PageServerLoad } from './$types';

const Columns = v.object({ field: v.array(v.string()) });

export const load: PageServerLoad = async (event) => {
	authorise(event, 'manage_people');
	const file = await openFile(event, 'columns');
	const mapping = file.mapping ?? (await guessedMapping(event.locals.db, file));
	return {
		id: file.id,
		kind: file.kind,
		fileName: file.fileName,
		lines: file.lines?.length ?? 0,
		notes: notesOf(file),
		columns: columnsOf(file).map((column, at) => ({ ...column, field: mapping[at] ?? null })),
		fields: fieldsOf(file.kind)
	};
};

export const actions: Actions = {
	save: async (event) => {
		authorise(event, 'manage_people');
		const file = await openFile(event, 'columns');
		const form = await readForm(event.request, Columns);
		if (!form.ok) return fail(400, { errors: form.errors, values: [] });
		const values = file.header.map((_, at) => form.value.field[at] ?? '');
		const mapping = values.map((field) => (isFieldOf(file.kind, field) ? field : null));
		const problem = mappingProblem(file.kind, mapping);
		if (problem)
			return fail(400, { errors: { [`field-${problem.at ?? 0}`]: problem.message }, values });
		await saveMapping(event.locals.db, file, mapping);
		redirect(303, `/people/import/${file.id}/choices`);
	},
	discard: async (event) => {
		authorise(event, 'manage_people');
		await discardImport(event.locals.db, event.params.id, event.locals.now);
		redirect(303, '/people/import');
	}
};
