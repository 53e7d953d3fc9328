/**
 * The rules by which a device keeps action cards for the time without a network. The service worker
 * follows them; it keeps nothing else.
 */

/** The name of the place where they are kept. */
export const KEPT_CARDS = 'action-cards';

/** The addresses at which somebody else may sign in, or the person signs out, by form. */
const SESSION_PATHS = ['sign-in', 'sign-out', 'account?/everywhere'];

/**
 * What a request is to the cards: the list of them, one of them, the home page, a form after which
 * the device may be another person's, a file, or nothing.
 */
export type KeptKind = 'list' | 'card' | 'home' | 'session' | 'style' | null;

/**
 * @param scope the address of the app, with a slash at its end
 * @param address the whole address asked for
 * @param method GET or another
 */
export function kindOfRequest(scope: string, address: string, method: string): KeptKind {
	const { origin, pathname, search } = new URL(address);
	const base = new URL(scope);
	if (origin !== base.origin || !pathname.startsWith(base.pathname)) return null;
	const path = pathname.slice(base.pathname.length);
	if (method === 'POST') {
		const form = path === 'account' ? path + search : path;
		return SESSION_PATHS.includes(form) ? 'session' : null;
	}
	if (method !== 'GET') return null;
	if (path === '') return 'home';
	if (path === 'cards') return 'list';
	if (/^modules\/[a-z0-9-]+\/card$/.test(path)) return 'card';
	return /^_app\/immutable\/assets\/[^/]+\.css$/.test(path) ? 'style' : null;
}

/** The cards that a list links to, as whole addresses, each once. */
export function cardsIn(html: string, scope: string, address: string): string[] {
	return addressesIn(html, /<a\s[^>]*?href="([^"]+)"/g, address).filter(
		(one) => kindOfRequest(scope, one, 'GET') === 'card'
	);
}

/** The style sheets that a page needs, as whole addresses, each once. */
export function stylesIn(html: string, scope: string, address: string): string[] {
	return addressesIn(html, /<link\s[^>]*?href="([^"]+)"/g, address).filter(
		(one) => kindOfRequest(scope, one, 'GET') === 'style'
	);
}

function addressesIn(html: string, pattern: RegExp, address: string): string[] {
	const written = [...html.matchAll(pattern)].map(([, href]) => String(href));
	return [...new Set(written.map((href) => new URL(href, address).href))];
}

/** A page as it is shown from the kept copies: with the line that says so, and without scripts. */
export function asSavedCopy(html: string): string {
	return html
		.replace(/(<p\b[^>]*\bdata-saved-copy(?:="")?[^>]*?)\shidden(?:="")?/, '$1')
		.replaceAll(/<script\b[^>]*><\/script>/g, '');
}
