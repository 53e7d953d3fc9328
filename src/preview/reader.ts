import { nations } from '../lib/rules/nations.ts';
import { postKinds, type Local } from '../lib/server/catalogue/index.ts';

/** Through whose eyes an author looks: where the organisation works, and whether it has filled its contacts in. */
export interface Reader {
	nation: string;
	hasContacts: boolean;
	local: Local;
}

/** The reader that an address asks for; one in England with every contact where it says nothing. */
export function readerOf(query: URLSearchParams): Reader {
	const asked = query.get('nation');
	const nation = nations.find(({ key }) => key === asked)?.key ?? 'england';
	const hasContacts = query.get('contacts') !== 'none';
	const posts = postKinds(nation).map(({ key, title, fallback, kind }) => [
		key,
		{ title, fallback, ...(hasContacts ? EXAMPLES[kind] : NOTHING) }
	]);
	const local = { organisation: 'Harbour Lane', posts: Object.fromEntries(posts) };
	return { nation, hasContacts, local };
}

const NOTHING = { name: null, phone: null, url: null };

/** Made up: the number is one that is kept for stories. */
const EXAMPLES = {
	person: { name: 'Ben Okafor', phone: '01632 960 110', url: null },
	service: { name: null, phone: '01632 960 220', url: null },
	link: { name: null, phone: null, url: 'https://example.org/form' }
} as const;
