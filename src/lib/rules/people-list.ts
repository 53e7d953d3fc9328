import { accesses, isAccess, type Access } from './permissions.ts';

/** Whom the list of people shows: by whether they are here, or by what they lack. */
export const peopleStates = [
	'current',
	'here',
	'soon',
	'away',
	'no-account',
	'manager-left',
	'left',
	'everybody'
] as const;
export type PeopleState = (typeof peopleStates)[number];

/** The words for those states; the first is what the list shows unless told otherwise. */
export const peopleStateWords: Record<PeopleState, string> = {
	current: 'Here or starting soon',
	here: 'Here',
	soon: 'Starting soon',
	away: 'Away',
	'no-account': 'Without an account',
	'manager-left': 'Line manager has left',
	left: 'Left',
	everybody: 'Everybody'
};

export const peopleSorts = ['name', 'urgent', 'newest'] as const;
export type PeopleSort = (typeof peopleSorts)[number];

export const peopleSortWords: Record<PeopleSort, string> = {
	name: 'Name',
	urgent: 'Most urgent first',
	newest: 'Newest first'
};

/** The word for an access, as a list and a choice name it. */
export const accessWords: Record<Access, string> = {
	staff: 'Staff',
	manager: 'Manager',
	lead: 'Safeguarding lead',
	administrator: 'Administrator',
	auditor: 'Auditor'
};

/** What somebody with an access may do, for whoever gives it. */
export const accessMeaning: Record<Access, string> = {
	staff: 'Does their own training, and sees nobody else’s.',
	manager: 'Also sees the people of the teams they manage, and confirms their induction.',
	lead: 'Also sees everybody, decides what each role must do, and records checks and waivers.',
	administrator: 'Also keeps people, teams, access and settings.',
	auditor: 'Reads everything and changes nothing. Has no training of their own.'
};

/** Whom to list, and how; what is empty or null does not narrow the list. */
export type PeopleFilter = {
	words: string;
	teamId: string | null;
	role: string | null;
	access: Access | null;
	state: PeopleState;
	sort: PeopleSort;
};

const LONGEST_SEARCH = 100;

/** The filter that an address asks for; what makes no sense in it is left out. */
export function peopleFilterFrom(search: Pick<URLSearchParams, 'get'>): PeopleFilter {
	// PostgreSQL keeps no NUL in a text, and nobody can type one.
	const asked = (name: string) => (search.get(name) ?? '').replaceAll('\0', '').trim();
	const access = asked('access');
	return {
		words: asked('q').slice(0, LONGEST_SEARCH),
		teamId: asked('team') || null,
		role: asked('role') || null,
		access: isAccess(access) ? access : null,
		state: peopleStates.find((state) => state === asked('state')) ?? 'current',
		sort: peopleSorts.find((sort) => sort === asked('sort')) ?? 'name'
	};
}

/** The filter as an address carries it: only what is not so anyway. */
export function peopleQuery(filter: PeopleFilter): Record<string, string> {
	const { words, teamId, role, access, state, sort } = filter;
	const query = {
		q: words,
		team: teamId ?? '',
		role: role ?? '',
		access: access ?? '',
		state: state === 'current' ? '' : state,
		sort: sort === 'name' ? '' : sort
	};
	return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''));
}

/** Whether the list is narrowed at all; the order of it does not count. */
export function isNarrowed(filter: PeopleFilter): boolean {
	return Object.keys(peopleQuery({ ...filter, sort: 'name' })).length > 0;
}

/** The words of a search without accents and capitals, so that `zoe` finds Zoë. */
export function searchWords(text: string): string[] {
	return plain(text).split(/\s+/).filter(Boolean);
}

function plain(text: string): string {
	return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Every access with its word and meaning, in the order of the table. */
export const accessChoices = accesses.map((access) => ({
	access,
	word: accessWords[access],
	meaning: accessMeaning[access]
}));
