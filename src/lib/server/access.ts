import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { pageToReturnTo } from '../rules/next-page.ts';
import { may, type Access, type Permission } from '../rules/permissions.ts';

/** The person behind a request. */
export type SignedIn = {
	id: string;
	name: string;
	email: string;
	access: Access;
	sessionId: string;
	signedInAt: Date;
};

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

function signInAddress(url: URL): string {
	const next = pageToReturnTo(url);
	return next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
}
