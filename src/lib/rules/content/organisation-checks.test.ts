import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { helplinesFile } from './helplines.ts';
import { inductionFile } from './induction.ts';
import { checkInduction } from './organisation-checks.ts';
import { postsFile } from './posts.ts';
import { rolesFile } from './roles.ts';

const known = {
	roles: new Set(['tutor']),
	posts: new Set<string>(),
	items: new Set(['module:prevent-duty'])
};

const asked = {
	key: 'told',
	title: 'T',
	description: 'You are told.',
	owner: 'manager',
	confirm: { prompt: 'How?', answers: ['Asked'] }
};
const done = {
	key: 'done',
	title: 'T',
	description: 'You do it.',
	owner: 'starter',
	item: 'module:prevent-duty',
	roles: ['tutor']
};

function inductionProblems(...steps: object[]): string[] {
	const stage = { key: 'day-1', title: 'Day 1', due_days: 0, steps };
	const programme = v.parse(inductionFile, { title: 'I', summary: 'S', stages: [stage] });
	return checkInduction('i.yaml', programme, known).map(
		({ path, message }) => `${path.slice(2).join('.')}: ${message}`
	);
}

describe('an induction programme', () => {
	it('is fine when each step has its item or its confirmation', () => {
		expect(inductionProblems(asked, done)).toEqual([]);
	});

	it.each([
		['a key used twice', [asked, asked], 'steps.1.key: "told" is used twice'],
		['an unknown role', [{ ...done, roles: ['boss'] }], 'steps.0.roles.0'],
		['an unknown item', [{ ...done, item: 'module:gone' }], 'steps.0.item: "module:gone"'],
		['neither item nor confirmation', [{ ...asked, confirm: undefined }], 'needs either'],
		['both', [{ ...done, confirm: asked.confirm }], 'needs either'],
		['an item that is the manager’s', [{ ...done, owner: 'manager' }], 'steps.0.owner'],
		['a confirmation that is the starter’s', [{ ...asked, owner: 'starter' }], 'steps.0.owner']
	])('is reported for %s', (_, steps, message) => {
		expect(inductionProblems(...steps).join('\n')).toContain(message);
	});
});

describe('posts', () => {
	it('are people, services or links', () => {
		const post = { key: 'dsl', title: 'T', fallback: 'f', description: 'D', kind: 'person' };
		expect(v.is(postsFile, { posts: [post] })).toBe(true);
		expect(v.is(postsFile, { posts: [{ ...post, kind: 'place' }] })).toBe(false);
	});
});

describe('roles and helplines', () => {
	it('fill in what may be left out', () => {
		const role = { key: 'tutor', title: 'T', description: 'D' };
		expect(
			v.parse(rolesFile, { roles: [role, { ...role, contact: 'remote' }] }).roles
		).toMatchObject([{ base: false, workforce: true, contact: null }, { contact: 'remote' }]);
		const line = { key: 'shout', name: 'S', contact: '85258', for: 'All.', nations: ['wales'] };
		const url = 'https://x.example';
		expect(
			v.parse(helplinesFile, { helplines: [line, { ...line, key: 'a-b', url }] }).helplines
		).toMatchObject([{ url: null }, { url }]);
	});
});
