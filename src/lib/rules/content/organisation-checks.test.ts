import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { helplinesFile } from './helplines.ts';
import {
	additionsFile,
	assembleProgramme,
	inductionFile,
	sharedStepsFile,
	type AdditionsFile
} from './induction.ts';
import { checkAdditions, checkInduction } from './organisation-checks.ts';
import { postsFile } from './posts.ts';
import { rolesFile } from './roles.ts';

const known = {
	roles: new Set(['all_staff', 'tutor', 'ict']),
	items: new Set(['module:prevent-duty']),
	conditions: new Set(['remote']),
	profiles: new Set(['school'])
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
	item: 'module:prevent-duty'
};

const CONDITION = 'is not known: add the condition to conditions.yaml or correct the key';
const PROFILE = 'is not known: add the profile to profiles.yaml or correct the key';
const ITEM = 'there is no such folder in modules or agreements';
const OWNER = "A step with an item is the starter's; one without is the manager's";

function programmeOf(steps: object[], more: object = {}) {
	const stage = { key: 'day-1', title: 'Day 1', due_days: 0, steps };
	return v.parse(inductionFile, { title: 'I', summary: 'S', stages: [stage], ...more });
}

function inductionProblems(steps: object[], more: object = {}): string[] {
	return checkInduction('i.yaml', programmeOf(steps, more), known).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

describe('an induction programme', () => {
	it('is fine when each step has its item or its confirmation', () => {
		const asking = { condition: 'remote', profiles: ['school'], gate_in: ['school'] };
		expect(inductionProblems([asked, { ...done, ...asking }], { role: 'all_staff' })).toEqual([]);
		expect(inductionProblems([asked])).toEqual([]);
	});

	it.each([
		['a key used twice', [asked, asked], 'stages.0.steps.1.key: "told" is used twice'],
		['an unknown condition', [{ ...done, condition: 'x' }], `steps.0.condition: "x" ${CONDITION}`],
		['an unknown profile', [{ ...done, profiles: ['x'] }], `steps.0.profiles.0: "x" ${PROFILE}`],
		[
			'a gate in an unknown profile',
			[{ ...done, gate_in: ['x'] }],
			`steps.0.gate_in.0: "x" ${PROFILE}`
		],
		['an unknown item', [{ ...done, item: 'module:gone' }], `steps.0.item: "module:gone": ${ITEM}`],
		[
			'neither item nor confirmation',
			[{ ...asked, confirm: undefined }],
			'steps.0: "told" needs either'
		],
		['both', [{ ...done, confirm: asked.confirm }], 'steps.0: "done" needs either'],
		['an item that is the manager’s', [{ ...done, owner: 'manager' }], `steps.0.owner: ${OWNER}`],
		[
			'a confirmation that is the starter’s',
			[{ ...asked, owner: 'starter' }],
			`steps.0.owner: ${OWNER}`
		]
	])('is reported for %s', (_, steps, message) => {
		expect(inductionProblems(steps).join('\n')).toContain(message);
	});

	it('is reported for a role that there is not', () => {
		expect(inductionProblems([asked], { role: 'boss' })).toEqual([
			'role: "boss" is not known: add the role to roles.yaml or correct the key'
		]);
	});

	it('is reported for a stage used twice', () => {
		const stage = { key: 'day-1', title: 'Day 1', due_days: 0, steps: [asked] };
		const stages = [stage, { ...stage, steps: [done] }];
		expect(inductionProblems([], { stages })).toEqual([
			expect.stringContaining('stages.1.key: "day-1" is used twice')
		]);
	});
});

type Lines = Record<string, object[]>;

function filesOf(lines: Lines, shared: object[]) {
	const entries = Object.entries(lines).map(([role, steps]) => [
		role,
		v.parse(additionsFile, { steps })
	]);
	const additions = Object.fromEntries(entries) as Record<string, AdditionsFile>;
	return { additions, shared: v.parse(sharedStepsFile, { steps: shared }) };
}

function additionProblems(lines: Lines, sharedSteps: object[] = []): string[] {
	const base = programmeOf([asked], { role: 'all_staff' });
	const { additions, shared } = filesOf(lines, sharedSteps);
	return checkAdditions(base, additions, shared, known).map(
		({ file, path, message }) => `${file} ${path.join('.')}: ${message}`
	);
}

describe('what roles add', () => {
	const own = { stage: 'day-1', ...done };
	const same = { stage: 'day-1', same_as: 'told' };
	const other = { ...done, key: 'other' };

	it('is fine when each step is written once and asked under other circumstances', () => {
		const lines = {
			tutor: [own, same, { ...same, condition: 'remote' }],
			ict: [{ stage: 'day-1', same_as: 'other' }]
		};
		expect(additionProblems(lines, [other])).toEqual([]);
	});

	it.each<[string, Lines, object[], string]>([
		['an unknown role', { boss: [own] }, [], 'boss.yaml : "boss" is no role that adds'],
		['the role of the base', { all_staff: [own] }, [], '"all_staff" is no role that adds'],
		[
			'an unknown stage',
			{ tutor: [{ ...own, stage: 'x' }] },
			[],
			'tutor.yaml steps.0.stage: "x" is not known: name a stage of the base'
		],
		['an unknown step', { tutor: [{ ...same, same_as: 'x' }] }, [], 'steps.0.same_as: No step'],
		[
			'an unknown condition',
			{ tutor: [{ ...same, condition: 'x' }] },
			[],
			`steps.0.condition: "x" ${CONDITION}`
		],
		[
			'an unknown item',
			{ tutor: [{ ...own, item: 'module:x' }] },
			[],
			`steps.0.item: "module:x": ${ITEM}`
		],
		['a step asked twice', { tutor: [same, same] }, [], 'steps.1: "told" is asked twice'],
		['a step written twice', { tutor: [own], ict: [own] }, [], 'ict.yaml steps.0.key: "done"'],
		[
			'a step of the base written again',
			{ tutor: [{ stage: 'day-1', ...asked }] },
			[],
			'tutor.yaml steps.0.key: "told" is written out elsewhere already'
		],
		[
			'a shared step written twice',
			{ tutor: [{ ...same, same_as: 'other' }] },
			[other, other],
			'induction/shared/steps.yaml steps.1.key: "other" is written out elsewhere already'
		],
		[
			'a shared step of nobody',
			{ tutor: [own] },
			[other],
			'shared/steps.yaml steps.0.key: No role'
		],
		[
			'a shared step that is wrong',
			{ tutor: [{ ...same, same_as: 'other' }] },
			[{ ...other, owner: 'manager' }],
			`shared/steps.yaml steps.0.owner: ${OWNER}`
		]
	])('is reported for %s', (_, lines, shared, message) => {
		expect(additionProblems(lines, shared).join('\n')).toContain(message);
	});

	it('becomes one programme with the base', () => {
		const closing = { ...asked, key: 'closed', last: true };
		const base = programmeOf([{ ...asked, gate: true }, closing], {
			...{ role: 'all_staff', again_within_days: 28, later_roles_from: '2026-11-21' }
		});
		const { additions, shared } = filesOf(
			{
				tutor: [
					{ ...same, condition: 'remote', profiles: ['school'], nations: ['wales'] },
					{ ...own, gate_in: ['school'], since: '2026-12-01', until: '2027-12-01', due_days: 42 },
					{ ...same, same_as: 'gone' },
					{ ...own, key: 'elsewhere', stage: 'week-9' }
				],
				ict: [{ stage: 'day-1', same_as: 'done' }]
			},
			[]
		);
		const plain = { condition: null, profiles: null, nations: null };
		const alike = { ...plain, gate: false, gateIn: [], since: null, until: null, dueDays: null };
		const programme = assembleProgramme('core', base, additions, shared);
		expect(programme).toMatchObject({
			...{ key: 'core', title: 'I', summary: 'S', occasion: 'joining', role: 'all_staff' },
			...{ againWithinDays: 28, laterRolesFrom: '2026-11-21' }
		});
		expect(programme.stages).toEqual([
			{
				...{ key: 'day-1', title: 'Day 1', dueDays: 0 },
				steps: [
					{
						...asked,
						item: null,
						asks: [
							{ ...alike, role: 'all_staff', gate: true },
							{
								...{ ...alike, role: 'tutor', condition: 'remote' },
								...{ profiles: ['school'], nations: ['wales'] }
							}
						]
					},
					{
						...done,
						confirm: null,
						asks: [
							{
								...{ ...alike, role: 'tutor', gateIn: ['school'] },
								...{ since: '2026-12-01', until: '2027-12-01', dueDays: 42 }
							},
							{ ...alike, role: 'ict' }
						]
					},
					{ ...asked, key: 'closed', item: null, asks: [{ ...alike, role: 'all_staff' }] }
				]
			}
		]);
		expect(assembleProgramme('plain', programmeOf([asked]))).toMatchObject({
			...{ occasion: 'joining', role: null, againWithinDays: null, laterRolesFrom: null }
		});
	});
});

describe('posts', () => {
	it('are people, services or links', () => {
		const post = { key: 'dsl', title: 'T', fallback: 'f', description: 'D', kind: 'person' };
		expect(v.is(postsFile, { posts: [post] })).toBe(true);
		expect(v.is(postsFile, { posts: [{ ...post, kind: 'place' }] })).toBe(false);
	});

	it('are urgent only where their author says so', () => {
		const post = { key: 'dsl', title: 'T', fallback: 'f', description: 'D', kind: 'person' };
		const read = (more: object) => v.parse(postsFile, { posts: [{ ...post, ...more }] }).posts[0];
		expect(read({})?.urgent).toBe(false);
		expect(read({ urgent: true })?.urgent).toBe(true);
		expect(v.is(postsFile, { posts: [{ ...post, urgent: 'yes' }] })).toBe(false);
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
