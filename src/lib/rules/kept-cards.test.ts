import { describe, expect, it } from 'vitest';
import { asSavedCopy, cardsIn, kindOfRequest, stylesIn } from './kept-cards.ts';

const SCOPE = 'https://train.example/';

describe('what a device may keep', () => {
	it.each([
		['cards', 'GET', 'list'],
		['modules/prevent-duty/card', 'GET', 'card'],
		['', 'GET', 'home'],
		['_app/immutable/assets/0.Ab-1.css', 'GET', 'style'],
		['sign-out', 'POST', 'session'],
		['sign-in?next=/cards', 'POST', 'session'],
		['account?/everywhere', 'POST', 'session'],
		['account?/password', 'POST', null],
		['sign-out', 'GET', null],
		['cards', 'HEAD', null],
		['cards/', 'GET', null],
		['modules/prevent-duty', 'GET', null],
		['modules/prevent-duty/quiz', 'GET', null],
		['modules/prevent-duty/card/x', 'GET', null],
		['old/modules/prevent-duty/card', 'GET', null],
		['certificates', 'GET', null],
		['_app/immutable/chunks/a.js', 'GET', null],
		['_app/immutable/assets/a.css.map', 'GET', null],
		['old/_app/immutable/assets/a.css', 'GET', null],
		['cards/__data.json', 'GET', null]
	])('/%s by %s is %s', (path, method, kind) => {
		expect(kindOfRequest(SCOPE, SCOPE + path, method)).toBe(kind);
	});

	it('is ours alone, also below a folder', () => {
		expect(kindOfRequest(SCOPE, 'https://elsewhere.example/cards', 'GET')).toBeNull();
		const below = 'https://train.example/learn/';
		expect(kindOfRequest(below, 'https://train.example/learn/cards', 'GET')).toBe('list');
		expect(kindOfRequest(below, 'https://train.example/cards', 'GET')).toBeNull();
	});
});

describe('a kept page', () => {
	const page = `<link href="../_app/immutable/assets/a.css" rel="stylesheet">
		<link rel="stylesheet" href="/_app/immutable/assets/b.css">
		<link rel="icon" href="/icon.svg"> <link rel="modulepreload" href="/_app/immutable/chunks/b.js">
		<a href="/modules/prevent-duty/card" data-x>One</a> <a class="card" href="./modules/m-2/card">Two</a>
		<a href="/modules/prevent-duty/card">Again</a> <a href="/account">Mine</a> <a href="tel:999">999</a>`;

	it('names the cards of the list', () => {
		expect(cardsIn(page, SCOPE, `${SCOPE}cards`)).toEqual([
			`${SCOPE}modules/prevent-duty/card`,
			`${SCOPE}modules/m-2/card`
		]);
	});

	it('names its style sheets', () => {
		expect(stylesIn(page, SCOPE, `${SCOPE}x/card`)).toEqual([
			`${SCOPE}_app/immutable/assets/a.css`,
			`${SCOPE}_app/immutable/assets/b.css`
		]);
	});

	it.each([
		'<p class="note" data-saved-copy hidden>Kept</p>',
		'<p class="note" data-saved-copy="" hidden="">Kept</p>',
		'<p data-saved-copy class="note" hidden>Kept</p>'
	])('says that it is a copy: %s', (line) => {
		const html = asSavedCopy(`<p hidden>x</p>${line}<script defer src="/k.js" data-x></script>`);
		expect(html).toBe(`<p hidden>x</p>${line.replace(/ hidden(="")?/, '')}`);
	});
});
