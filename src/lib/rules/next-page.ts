import { may, type Access } from './permissions.ts';

const HERE = 'http://here.invalid';

/**
 * The page that a person starts at (design, section 1): their own training, for managers their
 * team, for administrators the people, and the overview for others who look after the whole
 * organisation.
 */
export function firstPage(access: Access): '/' | '/team' | '/people' | '/overview' {
	if (may(access, 'manage_people')) return '/people';
	if (may(access, 'see_overview')) return '/overview';
	return may(access, 'see_team') ? '/team' : '/';
}

/**
 * The page to go to after signing in: the path, with its query, when it leads to a page of ours,
 * and null for everything else. Browsers read `//elsewhere` and `/\elsewhere` as other sites, and
 * drop tabs and line ends inside an address, so none of these pass.
 */
export function safeNextPage(next: string | null | undefined): string | null {
	if (!next || next.length > 2000 || !next.startsWith('/')) return null;
	if (hasUnsafeCharacter(next) || !URL.canParse(next, HERE)) return null;
	const url = new URL(next, HERE);
	// `/.//elsewhere` has no unsafe start as written, but is one once its dots are resolved.
	if (url.origin !== HERE || url.pathname.startsWith('//')) return null;
	if (url.pathname === '/sign-in' || url.pathname === '/sign-out') return null;
	return url.pathname + url.search;
}

/**
 * The page that a person who is not signed in was on, to come back to: its path and query, less
 * the name of a form action (`/name`), which is an order and not a place.
 */
export function pageToReturnTo(url: URL): string {
	const kept = url.search
		.slice(1)
		.split('&')
		.filter((part) => part !== '' && !part.startsWith('/'));
	return kept.length === 0 ? url.pathname : `${url.pathname}?${kept.join('&')}`;
}

function hasUnsafeCharacter(text: string): boolean {
	for (const character of text) {
		if (character === '\\' || character < ' ' || character === '\u007f') return true;
	}
	return false;
}
