/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
import { asSavedCopy, cardsIn, KEPT_CARDS, kindOfRequest, stylesIn } from './lib/rules/kept-cards';

/**
 * Keeps the action cards on the device, so that they open without a network: those that the list of
 * cards names and those that were opened since. Nothing else is kept. The network comes first
 * whenever there is one, and the copies go when a person signs in or out, or is no longer let in.
 */

const worker = self as unknown as ServiceWorkerGlobalScope;

/** How often the copies were taken away: what was fetched before does not come back after. */
let timesForgotten = 0;

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

worker.addEventListener('message', (event) => {
	if (event.data === 'keep-cards') event.waitUntil(keepList());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const kind = kindOfRequest(worker.registration.scope, request.url, request.method);
	if (kind === 'session') event.waitUntil(forget());
	else if (kind === 'style') event.respondWith(style(request));
	else if (request.mode !== 'navigate') return;
	else if (kind === 'home') event.respondWith(fetch(request).catch(() => listInstead()));
	else if (kind === 'list' || kind === 'card') event.respondWith(page(event));
});

/** A list or a card from the network, and else its kept copy. */
async function page(event: FetchEvent): Promise<Response> {
	const before = timesForgotten;
	try {
		const answer = await fetch(event.request);
		event.waitUntil(keep(event.request.url, answer.clone(), before));
		return answer;
	} catch (error) {
		const kept = await caches.match(event.request.url, { cacheName: KEPT_CARDS });
		if (kept === undefined) throw error;
		return new Response(asSavedCopy(await kept.text()), { headers: kept.headers });
	}
}

/** Who opens the app without a network finds the cards, if they are kept. */
async function listInstead(): Promise<Response> {
	const list = new URL('cards', worker.registration.scope).href;
	const kept = await caches.match(list, { cacheName: KEPT_CARDS });
	return kept ? Response.redirect(list) : Response.error();
}

/** The name of a style sheet changes with what it says, so a kept one is always right. */
async function style(request: Request): Promise<Response> {
	const kept = await caches.match(request, { cacheName: KEPT_CARDS });
	return kept ?? fetch(request);
}

async function forget(): Promise<void> {
	timesForgotten += 1;
	await caches.delete(KEPT_CARDS);
}

/** Fetches the list and every card in it. */
async function keepList(): Promise<void> {
	const { scope } = worker.registration;
	const list = new URL('cards', scope).href;
	const html = await fetchAndKeep(list);
	if (html === null) return;
	const cards = cardsIn(html, scope, list);
	await Promise.all(cards.map(fetchAndKeep));
}

async function fetchAndKeep(address: string): Promise<string | null> {
	const before = timesForgotten;
	return keep(address, await fetch(address, { redirect: 'manual' }), before);
}

/**
 * Keeps a page with the style sheets it needs, and answers its HTML. A page that leads elsewhere is
 * one of somebody who is not signed in any more: then nothing stays.
 *
 * @param before how often the copies had been taken away when the page was asked for
 */
async function keep(address: string, answer: Response, before: number): Promise<string | null> {
	if (answer.type === 'opaqueredirect' || answer.redirected) {
		await forget();
		return null;
	}
	const cache = await caches.open(KEPT_CARDS);
	if (answer.status === 404) await cache.delete(address);
	if (!answer.ok) return null;
	const html = await answer.text();
	const headers = new Headers();
	for (const name of ['content-type', 'content-security-policy', 'referrer-policy']) {
		const value = answer.headers.get(name);
		if (value !== null) headers.set(name, value);
	}
	const styles = stylesIn(html, worker.registration.scope, address);
	const missing = await Promise.all(
		styles.map(async (one) => ((await cache.match(one)) ? [] : [one]))
	);
	await cache.addAll(missing.flat());
	if (timesForgotten === before) await cache.put(address, new Response(html, { headers }));
	if (timesForgotten === before) return html;
	await caches.delete(KEPT_CARDS);
	return null;
}
