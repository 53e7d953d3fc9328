import { describe, expect, it } from 'vitest';
import {
	fileOf,
	of,
	OPTIONS,
	ROLES,
	someone,
	span,
	TEAMS,
	TODAY,
	type Cells
} from '../../../../tests/fixtures/imports.ts';
import { planImport } from './plan.ts';
import { listTitles, plannedInWords, sumInWords } from './plan-in-words.ts';
import { countsOf, type PlanList } from './planned.ts';
import { teamNames } from './team-words.ts';

const asha = someone('Asha Bello', { reference: 'E101' });
const cathy = someone('Cathy Moss');
const left = someone('Lena Voss', { leftOn: '2026-05-01', reference: 'E200' });
const future = someone('New Ton', {
	startedOn: '2026-12-01',
	roles: [],
	teams: [span('leeds', '2026-12-01')]
});

const words = (name: string, line: Cells) => {
	const file = fileOf({ name, ...line });
	const people = [asha, cathy, left, future];
	const plan = planImport(file, { people, teams: TEAMS, roles: ROLES }, OPTIONS, {
		importerId: 'me',
		today: TODAY
	});
	const role = (key: string) => ROLES.find((one) => one.key === key)?.title ?? key;
	return plannedInWords(of(plan, name), { role, team: teamNames(TEAMS, plan.newTeams) }).map(
		({ title, from, to }) => `${title}: ${from} → ${to}`
	);
};

describe('a planned person in words', () => {
	it('is all that is recorded of somebody new', () => {
		expect(
			words('Tom Adair', {
				...{ email: 'tom@harbourlane.example', reference: 'E7', startedOn: '16/11/2026' },
				...{ leftOn: '24/12/2026', roles: 'Tutor; Volunteer', team: 'North > Hub' },
				...{ manager: 'Cathy Moss', contactFrom: '1/12/2026' }
			})
		).toEqual([
			'First day: null → 16 Nov 2026',
			'Last day: null → 24 Dec 2026',
			'Email address: null → tom@harbourlane.example',
			'Reference: null → E7',
			'Roles: null → Tutor, Volunteer',
			'Team: null → North > Hub',
			'Line manager: null → Cathy Moss',
			'First unsupervised contact: null → 1 Dec 2026',
			'Induction: null → Starts'
		]);
		expect(words('Bea Low', { startedOn: '1/8/2026' })).toEqual([
			'First day: null → 1 Aug 2026',
			'Team: null → Harbour Lane'
		]);
	});

	it('is what changes of somebody known', () => {
		expect(
			words('Asha Bello', {
				...{ reference: 'E101', startedOn: '6/1/2026', roles: 'Volunteer', team: 'North' },
				...{ manager: 'Cathy Moss', leftOn: '24/12/2026' }
			})
		).toEqual([
			'Last day: null → 24 Dec 2026',
			'First day: 5 Jan 2026 → 6 Jan 2026',
			'Line manager: null → Cathy Moss',
			'Role: Tutor until 20 Nov 2026 → Volunteer from 21 Nov 2026',
			'Team: Leeds until 20 Nov 2026 → North from 21 Nov 2026'
		]);
		expect(words('New Ton', { email: future.email ?? '', team: 'North' })).toEqual([
			'Team: Leeds → North from 1 Dec 2026'
		]);
	});

	it('is also what ends without anything in its place', () => {
		const bea = someone('Bea Low', {
			roles: [span('tutor', '2026-01-05'), span('ict', '2026-01-05')]
		});
		const file = fileOf({ email: bea.email ?? '', roles: 'tutor' });
		const plan = planImport(file, { people: [bea], teams: TEAMS, roles: ROLES }, OPTIONS, {
			importerId: 'me',
			today: TODAY
		});
		const names = { role: (key: string) => key, team: (key: string) => key };
		expect(plannedInWords(of(plan, 'Bea Low'), names)).toEqual([
			{ title: 'Role', from: 'ict until 20 Nov 2026', to: null }
		]);
	});

	it('is when somebody comes back', () => {
		expect(
			words('Lena Voss', { reference: 'E200', startedOn: '2/11/2026', roles: 'tutor' })
		).toEqual([
			'Comes back: null → 2 Nov 2026',
			'Role: null → Tutor from 2 Nov 2026',
			'Team: null → Harbour Lane from 2 Nov 2026',
			'Induction: null → Starts'
		]);
	});
});

it('the lists of a plan have titles', () => {
	expect(listTitles).toEqual({
		added: 'Added',
		details: 'Details changed',
		moved: 'Moved team',
		roles: 'Roles changed',
		left: 'Leaving',
		returned: 'Coming back',
		unchanged: 'Nothing changes',
		'left-out': 'Left out',
		refused: 'Refused'
	});
});

it('the sum of a plan is a sentence', () => {
	const none = countsOf({
		...{ changed: [], unchanged: [], newTeams: [], repeats: [], leftOut: [], refused: [] },
		...{ words: { roles: [], teams: [] }, kept: [], missingBlockedBy: [] }
	});
	const sum = (counts: Partial<Record<PlanList, number>>, teams = 0) =>
		sumInWords({ ...none, ...counts }, teams);
	expect(sum({})).toBe('');
	expect(sum({ added: 1 })).toBe('1 person is added');
	expect(sum({ returned: 1, left: 1, moved: 1 })).toBe(
		'1 person comes back, 1 person leaves and 1 person moves team'
	);
	expect(sum({ returned: 2, moved: 2, roles: 2, details: 2 })).toBe(
		'2 people come back, 2 people move team, 2 people have other roles and 2 people have other details'
	);
	expect(sum({ roles: 1 }, 1)).toBe('1 person has other roles and 1 team is made');
	expect(sum({ added: 1200, left: 2, details: 1 }, 3)).toBe(
		'1,200 people are added, 2 people leave, 1 person has other details and 3 teams are made'
	);
});
