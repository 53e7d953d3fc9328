import { describe, expect, it } from 'vitest';
import { dialled, reachableByPhone, waysToReach } from './reachable.ts';

it.each([
	['999', { dial: '999', number: '999', rest: '' }],
	['0808 800 5000', { dial: '08088005000', number: '0808 800 5000', rest: '' }],
	[
		'0345 6000 459 (Monday to Friday, 10am to 4pm)',
		{ dial: '03456000459', number: '0345 6000 459', rest: ' (Monday to Friday, 10am to 4pm)' }
	],
	['+44 1632 960110', { dial: '+441632960110', number: '+44 1632 960110', rest: '' }],
	[' 0800 1111 ', { dial: '08001111', number: '0800 1111', rest: '' }],
	[
		'101, or 999\nin an emergency',
		{ dial: '101', number: '101', rest: ', or 999\nin an emergency' }
	],
	['ceop.police.uk', null],
	['Text 85258', null],
	['', null]
])('%s', (contact, expected) => {
	expect(reachableByPhone(contact)).toEqual(expected);
});

it.each([
	['01632 960 110', '01632960110'],
	['+44 (1632) 960-110', '+441632960110'],
	['01632 960 110 ext. 12', '01632960110'],
	['01632 960 110Extension 12\nask for 7', '01632960110']
])('%s is dialled as %s', (phone, expected) => {
	expect(dialled(phone)).toBe(expected);
});

describe('the ways to reach a contact', () => {
	const all = { phone: '01632 960 110', email: 'a@b.example', url: 'https://b.example/form' };
	const phone = { by: 'phone', href: 'tel:01632960110', text: '01632 960 110' };
	const email = { by: 'email', href: 'mailto:a@b.example', text: 'a@b.example' };
	const page = { by: 'page', href: 'https://b.example/form', text: 'https://b.example/form' };

	it.each([
		['person', [phone, email, page]],
		['service', [phone, email, page]],
		['link', [page, phone, email]]
	] as const)('of the kind %s, the best one first', (kind, ways) => {
		expect(waysToReach({ ...all, kind: { kind } })).toEqual(ways);
	});

	it.each([
		[{ phone: null }, [email, page]],
		[{ email: null }, [phone, page]],
		[{ url: null }, [phone, email]],
		[{ phone: null, email: null, url: null }, []]
	])('without %o', (missing, ways) => {
		expect(waysToReach({ ...all, ...missing, kind: { kind: 'person' } })).toEqual(ways);
	});
});
