import * as v from 'valibot';

const uuid = v.pipe(v.string(), v.uuid());

/**
 * Whether a text, e.g. from an address, can be an id of ours. Ask before a query: PostgreSQL raises
 * an error for a text that it cannot read as an id, and a page that does not exist is no fault.
 */
export function isUuid(text: string): boolean {
	return v.is(uuid, text);
}
