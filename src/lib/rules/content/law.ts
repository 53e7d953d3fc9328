import { nationName, nations } from '../nations.ts';

/** The name under which a lesson knows where its reader's organisation works. */
export const LAW_CONTEXT = 'law';

/** The reader of a law box. */
export interface LawReader {
	/** The nation of their organisation. */
	nation: string;
	/** What the module says to organisations there; null where it says nothing of its own. */
	words: string | null;
}

/** What stands above a law box: "Law in England and Wales". */
export function lawTitle(about: readonly string[]): string {
	const names = nations.filter(({ key }) => about.includes(key)).map(({ name }) => name);
	const last = names.at(-1) ?? '';
	const others = names.slice(0, -1).join(', ');
	return others === '' ? `Law in ${last}` : `Law in ${others} and ${last}`;
}

/** What a law box has to tell a reader whose organisation works elsewhere; null for all others. */
export function lawElsewhere(
	about: readonly string[],
	reader: LawReader | undefined
): { nation: string; words: string | null } | null {
	if (reader === undefined || about.includes(reader.nation)) return null;
	return { nation: nationName(reader.nation), words: reader.words };
}
