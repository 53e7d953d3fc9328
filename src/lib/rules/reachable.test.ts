import { expect, it } from 'vitest';
import { dialled, reachableByPhone } from './reachable.ts';

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
