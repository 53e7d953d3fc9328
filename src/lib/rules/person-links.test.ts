import { expect, it } from 'vitest';
import { accesses, type Access } from './permissions.ts';
import { personLinks, type LinkedPerson } from './person-links.ts';

const somebody: LinkedPerson = {
	...{ isReader: false, hasLeft: false },
	...{ hasInduction: true, isLeaving: false }
};
const segments = (access: Access, changed: Partial<LinkedPerson> = {}) =>
	personLinks(access, { ...somebody, ...changed })
		.map(({ segment }) => segment)
		.join(' ');

it.each<[Access, string]>([
	['staff', ''],
	['manager', 'clearance induction evidence/new absence'],
	['lead', 'clearance induction evidence/new waive absence'],
	['administrator', 'edit roles teams account clearance evidence/new waive absence leave'],
	['auditor', 'clearance']
])('a %s is led to what they may do: %s', (access, expected) => {
	expect(segments(access)).toBe(expected);
});

it('nobody is led to what somebody else has to do for them', () => {
	expect(segments('lead', { isReader: true })).toBe('clearance');
	expect(segments('administrator', { isReader: true })).toBe(
		'edit roles teams account clearance leave'
	);
});

it('of somebody who left the records can be completed, and they can come back', () => {
	expect(segments('administrator', { hasLeft: true })).toBe('edit account evidence/new return');
	expect(segments('lead', { hasLeft: true })).toBe('evidence/new');
});

it('of somebody who leaves it can be confirmed what was seen to', () => {
	expect(segments('manager', { isLeaving: true })).toContain('leaving');
	expect(segments('lead', { isLeaving: true, hasLeft: true })).toBe('leaving evidence/new');
	expect(segments('administrator', { isLeaving: true })).not.toContain('leaving');
	expect(segments('administrator', { isLeaving: true })).toContain('hand-over');
	expect(segments('administrator', { isLeaving: true, isReader: true })).not.toContain('hand-over');
	expect(segments('lead', { isLeaving: true, isReader: true })).toBe('clearance');
});

it('no induction, no steps', () => {
	expect(segments('manager', { hasInduction: false })).toBe('clearance evidence/new absence');
});

it('says what each page is for', () => {
	const people = [somebody, { ...somebody, hasLeft: true, isLeaving: true }];
	const all = accesses.flatMap((access) => people.flatMap((one) => personLinks(access, one)));
	for (const { segment, text } of all) expect(text, segment).toMatch(/^[A-Z][a-z]/);
});
