import { describe, expect, it } from 'vitest';
import {
	fileOf,
	of,
	OPTIONS,
	ROLES,
	someone,
	TEAMS,
	TODAY,
	YESTERDAY,
	type Cells
} from '../../../../tests/fixtures/imports.ts';
import type { PeriodChange } from '../planning.ts';
import { afterRecords, effectOf, rolesAfter } from './effect.ts';
import type { PersonNow } from './people-now.ts';
import { planImport } from './plan.ts';

const dates = { opensOn: '2026-11-01', endsOn: null, cause: 'requirement' } as const;
const open = (item: string, dueOn: string): PeriodChange => ({
	...{ kind: 'open', item, cycle: 0, dueOn },
	...dates
});
const move = (item: string, dueOn: string): PeriodChange => ({
	...{ kind: 'move', periodId: 'p', item, dueBefore: null, dueOn },
	...dates
});

it('the effect is counted by item, with the first day that is due', () => {
	const changes = [
		open('module:b', '2026-12-05'),
		open('module:b', TODAY),
		move('module:b', YESTERDAY),
		{ kind: 'withdraw', periodId: 'p', item: 'module:c' } as const,
		open('module:a', '2026-12-01')
	];
	const none = { opened: 0, moved: 0, withdrawn: 0, done: 0, overdue: 0, firstDue: null };
	expect(effectOf(changes, ['module:d', 'module:d'], TODAY)).toEqual([
		{ ...none, item: 'module:b', opened: 2, moved: 1, overdue: 1, firstDue: YESTERDAY },
		{ ...none, item: 'module:a', opened: 1, firstDue: '2026-12-01' },
		{ ...none, item: 'module:c', withdrawn: 1 },
		{ ...none, item: 'module:d', done: 2 }
	]);
});

describe('the roles after a plan', () => {
	const rolesOf = (person: PersonNow, line: Cells) => {
		const file = fileOf({ email: person.email ?? '', ...line });
		const organisation = { people: [person], teams: TEAMS, roles: ROLES };
		const plan = planImport(file, organisation, OPTIONS, { importerId: 'me', today: TODAY });
		return rolesAfter(person, of(plan, person.name), TODAY);
	};

	it('are those of before, ended and begun', () => {
		expect(rolesOf(someone('Asha Bello'), { roles: 'volunteer' })).toEqual([
			{ role: 'tutor', fromDay: '2026-01-05', toDay: YESTERDAY },
			{ role: 'volunteer', fromDay: TODAY, toDay: null }
		]);
	});

	it('end with the last day, and go on with it when it moves', () => {
		expect(rolesOf(someone('Asha Bello'), { leftOn: '24/12/2026' })[0]?.toDay).toBe('2026-12-24');
		const leaving = someone('Asha Bello', { leftOn: '2026-12-24' });
		expect(rolesOf(leaving, { leftOn: '31/1/2027' })[0]?.toDay).toBe('2027-01-31');
	});

	it('of an earlier time stay when somebody comes back', () => {
		const left = someone('Asha Bello', { leftOn: '2026-05-01' });
		expect(rolesOf(left, { roles: 'tutor', startedOn: '2/11/2026' })).toEqual([
			{ role: 'tutor', fromDay: '2026-01-05', toDay: '2026-05-01' },
			{ role: 'tutor', fromDay: '2026-11-02', toDay: null }
		]);
	});

	it('begin with a first day that moves while it lies ahead, and go if they are not wanted', () => {
		const future = someone('Asha Bello', { startedOn: '2026-12-01' });
		expect(rolesOf(future, { startedOn: '7/12/2026' })[0]?.fromDay).toBe('2026-12-07');
		expect(rolesOf(future, { roles: 'manager' }).map(({ role }) => role)).toEqual(['manager']);
	});

	it('of somebody new are just the new ones', () => {
		const file = fileOf({ name: 'Tom Adair', startedOn: TODAY, roles: 'tutor' });
		const organisation = { people: [], teams: TEAMS, roles: ROLES };
		const plan = planImport(file, organisation, OPTIONS, { importerId: 'me', today: TODAY });
		expect(rolesAfter(undefined, of(plan, 'Tom Adair'), TODAY)).toHaveLength(1);
	});
});

it('records count as completions; only the newest closes what is open', () => {
	const last = {
		completedOn: '2026-03-01',
		version: '1',
		countsFrom: '2026-03-01',
		monthsBefore: 2,
		statedUntil: null
	};
	const record = { line: 2, personId: 'p', name: 'P', title: 'T', provider: null, note: null };
	const period = { id: 'x', cycle: 1, opensOn: '2026-10-01', dueOn: '2026-12-01', endsOn: null };
	const now = afterRecords(
		[{ item: 'module:a', completions: 1, lastCompletion: last }],
		[
			{ ...period, item: 'module:a', cause: 'requirement' },
			{ ...period, item: 'module:b', cause: 'requirement' }
		],
		[
			{ ...record, item: 'module:a', completedOn: '2025-03-01', statedUntil: null },
			{ ...record, item: 'module:b', completedOn: '2026-09-03', statedUntil: '2027-01-31' }
		]
	);
	expect(now.done).toEqual(['module:b']);
	expect(now.open.map(({ item }) => item)).toEqual(['module:a']);
	expect(now.histories).toEqual([
		{ item: 'module:a', completions: 2, lastCompletion: last },
		{
			item: 'module:b',
			completions: 1,
			lastCompletion: {
				...{ completedOn: '2026-09-03', version: null, countsFrom: '2026-09-03' },
				...{ monthsBefore: 0, statedUntil: '2027-01-31' }
			}
		}
	]);
});
