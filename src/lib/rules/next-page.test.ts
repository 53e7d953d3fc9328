import { describe, expect, it } from 'vitest';
import { firstPage, pageToReturnTo, safeNextPage } from './next-page.ts';

describe('the page after signing in', () => {
	it.each([
		['/modules/online-safety?step=2', '/modules/online-safety?step=2'],
		['/', '/'],
		['/team#anchor', '/team'],
		['/a/../team', '/team'],
		['/people?name=Asha Bello', '/people?name=Asha%20Bello'],
		[null, null],
		[undefined, null],
		['', null],
		['team', null],
		['https://elsewhere.example/', null],
		['//elsewhere.example/', null],
		['/\\elsewhere.example/', null],
		['/.//elsewhere.example/', null],
		['/\t/elsewhere.example/', null],
		['/\n/elsewhere.example/', null],
		['/\u007f', null],
		['/team\\matrix', null],
		['/te\tam', null],
		['javascript:alert(1)', null],
		['//[', null],
		['/sign-in?next=/sign-in', null],
		['/sign-out', null],
		['/' + 'a'.repeat(1999), '/' + 'a'.repeat(1999)],
		['/' + 'a'.repeat(2000), null]
	])('for %j is %s', (next, page) => {
		expect(safeNextPage(next)).toBe(page);
	});
});

it.each([
	['http://localhost/team?sort=name', '/team?sort=name'],
	['http://localhost/account?/password', '/account'],
	['http://localhost/modules/a/quiz?q=2&from=check&/answer', '/modules/a/quiz?q=2&from=check'],
	['http://localhost/modules/a/quiz?check&/submit', '/modules/a/quiz?check'],
	['http://localhost/', '/']
])('comes back to the place, not to the order, of %s', (url, page) => {
	expect(pageToReturnTo(new URL(url))).toBe(page);
});

it.each([
	['staff', '/'],
	['manager', '/team'],
	['lead', '/overview'],
	['administrator', '/people'],
	['auditor', '/overview']
] as const)('starts %s at %s', (access, page) => {
	expect(firstPage(access)).toBe(page);
});
