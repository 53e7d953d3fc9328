import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { pageToReturnTo } from '../rules/next-page.ts';
import { may, type Permission } from '../rules/permissions.ts';
import { LONGEST_SESSION_SECONDS, SESSION_COOKIE, type SignedIn } from './people/sessions.ts';

export type { SignedIn } from './people/sessions.ts';

/**
 * The first line of every load, action and endpoint outside `(public)`: answers who is asking,
 * when they may. Nobody signed in goes to the sign-in page and comes back afterwards; who lacks
 * the permission gets the 404 of a page that does not exist, so that nothing is given away.
 */
export function authorise(
	event: Pick<RequestEvent, 'locals' | 'url'>,
	permission: Permission
): SignedIn {
	const person = signedInPerson(event);
	if (!may(person.access, permission)) notFound();
	return person;
}

/** The signed-in person, whatever they may do; the hook asks this for every route of its own. */
export function signedInPerson(event: Pick<RequestEvent, 'locals' | 'url'>): SignedIn {
	const { person } = event.locals;
	if (person) return person;
	redirect(303, signInAddress(event.url));
}

/** Answers 404: it does not exist, or not for this person. */
export function notFound(): never {
	error(404, 'Page not found');
}

/** Gives the browser the token of its session. */
export function keepSession(
	{ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>,
	token: string
) {
	cookies.set(SESSION_COOKIE, token, { ...cookieOptions(url), maxAge: LONGEST_SESSION_SECONDS });
}

/** The token that the browser brought, whether it is still good or not. */
export function broughtToken({ cookies }: Pick<RequestEvent, 'cookies'>): string | undefined {
	return cookies.get(SESSION_COOKIE);
}

/** Takes the token of a session that has ended from the browser. */
export function dropSession({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>) {
	cookies.delete(SESSION_COOKIE, cookieOptions(url));
}

/**
 * Takes the session from a browser in which the person signs out, and all that it has kept of
 * theirs: the copies of action cards. (`"cache"` would take our files, and not those copies.)
 */
export function endSession(event: Pick<RequestEvent, 'cookies' | 'url' | 'setHeaders'>) {
	dropSession(event);
	event.setHeaders({ 'Clear-Site-Data': '"storage"' });
}

function cookieOptions(url: URL) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: url.protocol === 'https:'
	} as const;
}

function signInAddress(url: URL): string {
	const next = pageToReturnTo(url);
	return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
