import { notFound } from '$lib/server/access';
import { stepOf } from '$lib/server/imports/steps';
import { importOf, type StoredImport } from '$lib/server/imports/stored';
import { redirect, type RequestEvent } from '@sveltejs/kit';

/**
 * The file of an address, while there is something to say of it. One that is being applied, or was,
 * shows its result; one of which an earlier step is missing leads there.
 */
export async function openFile(
	{ locals, params }: Pick<RequestEvent, 'locals'> & { params: { id: string } },
	page: 'columns' | 'choices' | 'check'
): Promise<StoredImport & { failure: string | null }> {
	const file = await importOf(locals.db, params.id);
	if (file === null) notFound();
	const { step, failure } = await stepOf(locals.db, file);
	const order = ['columns', 'choices', 'check'];
	if (!order.includes(step)) redirect(303, `/people/import/${file.id}/result`);
	if (order.indexOf(step) < order.indexOf(page)) redirect(303, `/people/import/${file.id}/${step}`);
	return { ...file, failure };
}
