import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import type { Profile } from './profiles.ts';
import { checkRequirements } from './requirement-checks.ts';
import { requirementsFile, rowsOf } from './requirements.ts';

const school: Profile = { key: 'school', title: 'S', description: 'D', nations: ['england'] };
const known = {
	roles: new Set(['tutor', 'dsl']),
	items: new Set(['module:prevent-duty', 'external:dsl-training']),
	conditions: new Set(['runs_sessions']),
	profiles: [school]
};
const row = {
	role: 'tutor',
	item: 'module:prevent-duty',
	due: { days: 7, from: 'start' },
	basis: { kind: 'guidance', text: 'T' }
};
const back = { after_months: 6, within_days: 28, items: ['module:prevent-duty'] };

const read = (requirements: object[], rest: object = {}) =>
	v.safeParse(requirementsFile, { requirements, return_to_work: back, ...rest });

function content(requirements: object[], rest: object = {}) {
	const result = read(requirements, rest);
	if (!result.success) throw new Error(result.issues[0].message);
	return result.output;
}

/** What the schema says about the rows. */
function refused(requirements: object[]): string {
	const result = read(requirements);
	if (result.success) return '';
	return result.issues.map((issue) => explain('r.yaml', issue).message).join('\n');
}

function found(requirements: object[], rest: object = {}): string[] {
	return checkRequirements('r.yaml', content(requirements, rest), known).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

describe('requirements', () => {
	it('are fine when everything they name exists', () => {
		expect(
			found([
				row,
				{ ...row, condition: 'runs_sessions' },
				{ ...row, profile: 'school', nation: 'england' },
				{ ...row, role: undefined, roles: ['dsl'], item: 'external:dsl-training' }
			])
		).toEqual([]);
	});

	it.each([
		['a nation alone', { nation: 'wales' }],
		['a profile in every nation', { profile: 'school' }],
		['the longest time in which it can be renewed', { renewal_months: 2, window_days: 58 }],
		['such a time where it is done once', { window_days: 30 }]
	])('are fine with %s', (_, changed) => {
		expect(found([{ ...row, ...changed }])).toEqual([]);
	});

	it.each([
		[
			[{ ...row, role: 'boss' }],
			'requirements.0.roles: "boss" is not known: add the role to roles.yaml or correct the key'
		],
		[
			[{ ...row, item: 'module:gone' }],
			'requirements.0.item: "module:gone" is not known: there is no such module, agreement or certificate'
		],
		[
			[{ ...row, condition: 'flies' }],
			'requirements.0.condition: "flies" is not known: add the condition to conditions.yaml'
		],
		[
			[{ ...row, profile: 'circus' }],
			'requirements.0.profiles: "circus" is not known: add the profile to profiles.yaml'
		],
		[
			[{ ...row, profile: 'school', nation: 'wales' }],
			'requirements.0.nations: The profile "school" does not exist in wales'
		],
		[[row, row], 'requirements.1: tutor already has module:prevent-duty'],
		[[row, { ...row, role: undefined, roles: ['dsl', 'tutor'] }], 'requirements.1: tutor already'],
		[[{ ...row, renewal_months: 2, window_days: 59 }], 'window_days: "window_days" is at most 58']
	])('are reported: %#', (rows, message) => {
		expect(found(rows).join('\n')).toContain(message);
	});

	it.each([
		[{ ...row, roles: ['dsl'] }, 'needs either "role" or "roles"'],
		[{ ...row, role: undefined }, 'needs either "role" or "roles"'],
		[{ ...row, roles: [], role: undefined }, 'must name at least one'],
		[{ ...row, profile: 'school', profiles: ['school'] }, 'has both "profile" and "profiles"'],
		[{ ...row, nation: 'wales', nations: ['wales'] }, 'has both "nation" and "nations"'],
		[{ ...row, renewal_months: 12, renewal_day: '09-01', renewal_minimum_months: 6 }, 'has both'],
		[{ ...row, renewal_day: '09-01' }, 'needs "renewal_day" and "renewal_minimum_months"'],
		[{ ...row, renewal_minimum_months: 6 }, 'needs "renewal_day" and "renewal_minimum_months"'],
		[{ ...row, renewal_day: '02-31', renewal_minimum_months: 6 }, 'must be a month and a day'],
		[{ ...row, renewal_day: '9-1', renewal_minimum_months: 6 }, 'must be a month and a day'],
		[{ ...row, renewal_day: '09-01', renewal_minimum_months: 13 }, 'at most 12 months'],
		[{ ...row, renewal_day: '09-01', renewal_minimum_months: -1 }, 'must be 0 months or more'],
		[{ ...row, renewal_day: '09-01', renewal_minimum_months: 1.5 }, 'must be whole months'],
		[{ ...row, renewal_day: '109-01', renewal_minimum_months: 6 }, 'must be a month and a day'],
		[{ ...row, due: { from: 'fixed' } }, 'needs "on"'],
		[{ ...row, due: { from: 'start', on: '2027-09-01' } }, 'needs "on"'],
		[{ ...row, due: { from: 'birth' } }, 'must be start'],
		[{ ...row, nation: 'france' }, 'must be england']
	])('are not read: %#', (line, message) => {
		expect(refused([line])).toContain(message);
	});

	it('renew after months, on a day each year, or not', () => {
		const yearly = { renewal_day: '02-29', renewal_minimum_months: 6 };
		const rows = [row, { ...row, renewal_months: 12, window_days: 60, gate: true }];
		expect(content([...rows, { ...row, ...yearly }]).requirements).toMatchObject([
			{ renewal: null, windowDays: 0, gate: false },
			{ renewal: { kind: 'months', months: 12 }, windowDays: 60, gate: true },
			{ renewal: { kind: 'yearly', day: '02-29', minimumMonths: 6 } }
		]);
	});

	it('stand for each role, profile and nation that a row names', () => {
		const line = {
			...row,
			role: undefined,
			roles: ['tutor', 'dsl'],
			profiles: ['school', 'college']
		};
		const [one] = content([{ ...line, nations: ['england', 'wales'] }]).requirements;
		expect(one && rowsOf(one)).toHaveLength(8);
		const [alone] = content([row]).requirements;
		expect(alone && rowsOf(alone)).toEqual([
			{
				role: 'tutor',
				item: 'module:prevent-duty',
				condition: null,
				profile: null,
				nation: null,
				due: { days: 7, from: 'start', on: null },
				renewal: null,
				windowDays: 0,
				gate: false,
				basis: { kind: 'guidance', text: 'T' }
			}
		]);
		const fixed = content([{ ...row, due: { from: 'fixed', on: '2027-09-01' } }]);
		expect(fixed.requirements[0]?.due).toEqual({ days: 0, from: 'fixed', on: '2027-09-01' });
	});
});

describe('what is planned', () => {
	const later = { ...row, item: 'module:later' };

	it('may be asked for already', () => {
		expect(found([row, later], { planned: ['module:later'] })).toEqual([]);
		const items = ['module:later'];
		expect(found([row], { planned: items, return_to_work: { ...back, items } })).toEqual([]);
	});

	it.each([
		[[row], ['module:prevent-duty'], 'planned.0: "module:prevent-duty" is there now'],
		[[row], ['module:later'], 'planned.0: "module:later" is listed twice, or nothing asks'],
		[[later], ['module:later', 'module:later'], 'planned.1: "module:later" is listed twice'],
		[[later], [], 'requirements.0.item: "module:later" is not known']
	])('is reported: %#', (rows, planned, message) => {
		expect(found(rows, { planned }).join('\n')).toContain(message);
	});
});

it('the return to work names what exists', () => {
	const items = ['module:prevent-duty', 'module:gone'];
	expect(found([row], { return_to_work: { ...back, items } })).toEqual([
		expect.stringContaining('return_to_work.items.1: "module:gone" is not known')
	]);
	expect(content([row]).return_to_work).toMatchObject({ afterMonths: 6, withinDays: 28 });
});
