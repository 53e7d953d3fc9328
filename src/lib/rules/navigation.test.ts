import { describe, expect, it, test } from 'vitest';
import { currentPage, navigationFor } from './navigation.ts';
import { accesses } from './permissions.ts';

const texts = (access: Parameters<typeof navigationFor>[0]) =>
	navigationFor(access).map(({ text }) => text);

describe('the main navigation', () => {
	test.each([
		['staff', ['My training', 'My induction', 'My certificates', 'Who to contact']],
		[
			'manager',
			[
				'My team',
				'Training matrix',
				'Clearance',
				'My training',
				'My certificates',
				'Who to contact'
			]
		],
		[
			'lead',
			[
				'Overview',
				'My team',
				'Training matrix',
				'Clearance',
				'Requirements',
				'Settings',
				'My training',
				'Who to contact'
			]
		],
		[
			'administrator',
			[
				'People',
				'Overview',
				'Training matrix',
				'Clearance',
				'Requirements',
				'Settings',
				'My training',
				'Who to contact'
			]
		],
		[
			'auditor',
			['Overview', 'My team', 'Training matrix', 'Clearance', 'Requirements', 'Who to contact']
		]
	] as const)('of %s', (access, pages) => {
		expect(texts(access)).toEqual(pages);
	});

	it('has at most eight pages, so that it stays on one line', () => {
		for (const access of accesses) expect(texts(access).length, access).toBeLessThanOrEqual(8);
	});
});

describe('the page an address belongs to', () => {
	const pages = navigationFor('manager');
	test.each([
		['/', '/'],
		['/modules/prevent-duty/quiz', '/'],
		['/agreements/aup-staff', '/'],
		['/cards', '/'],
		['/team', '/team'],
		['/team/matrix', '/team/matrix'],
		['/team/matrix/print', '/team/matrix'],
		['/teamwork', null],
		['/account/modules', null],
		['/account', null]
	])('%s is %s', (address, path) => {
		expect(currentPage(pages, address)).toBe(path);
	});
});
