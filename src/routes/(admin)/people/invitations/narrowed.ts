import type { AccountState } from '$lib/rules/invitation';

/** The states that somebody without an account can be in, in the order of the filter. */
export const listedStates = ['never_invited', 'invited', 'not_sent', 'lapsed'] as const;

export type Narrowed = { name: string; state: AccountState | null; importId: string | null };

/** Whom the address asks for. */
export function narrowedBy(search: URLSearchParams): Narrowed {
	// PostgreSQL keeps no NUL in a text, and no name has one.
	const name = (search.get('name') ?? '').replaceAll('\0', '').trim().slice(0, 100);
	const state = listedStates.find((one) => one === search.get('state')) ?? null;
	return { name, state, importId: search.get('import') || null };
}

/** The same as the query of an address, without what is not asked for. */
export function queryOf({ name, state, importId }: Narrowed): Record<string, string> {
	return {
		...(name !== '' && { name }),
		...(state !== null && { state }),
		...(importId !== null && { import: importId })
	};
}
