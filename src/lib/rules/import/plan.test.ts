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
	wrongWith,
	YESTERDAY,
	type Cells
} from '../../../../tests/fixtures/imports.ts';
import type { PersonNow } from './people-now.ts';
import { planImport } from './plan.ts';
import { changedIn, countsOf, isPlanList, type ImportOptions } from './planned.ts';

const asha = someone('Asha Bello', { reference: 'E101' });
const cathy = someone('Cathy Moss', { access: 'manager' });
const priya = someone('Priya Nair', { access: 'administrator' });
const me = someone('Olga Ivers', { access: 'administrator', email: 'me@harbourlane.example' });
const rhys = someone('Rhys Parry', { email: null, startedOn: '2025-03-03' });
const left = someone('Lena Voss', { leftOn: '2026-05-01', reference: 'E200' });
const everybody = [asha, cathy, priya, me, rhys, left];

const plan = (
	lines: Cells[],
	{ people = everybody, ...options }: Partial<ImportOptions> & { people?: PersonNow[] } = {}
) =>
	planImport(
		fileOf(...lines),
		{ people, teams: TEAMS, roles: ROLES },
		{ ...OPTIONS, ...options },
		{ importerId: me.id, today: TODAY }
	);

const tom = {
	name: 'Tom Adair',
	email: 'Tom.Adair@HarbourLane.example ',
	startedOn: '16/11/2026',
	roles: 'Tutor; volunteer',
	team: 'leeds'
};

describe('somebody new', () => {
	it('is added with roles and team from the first day on', () => {
		const planned = of(plan([{ ...tom, reference: 'E7', contactFrom: '1/12/2026' }]), 'Tom Adair');
		expect(planned).toMatchObject({
			key: 'line:2',
			personId: null,
			values: {
				email: 'tom.adair@harbourlane.example',
				reference: 'E7',
				startedOn: '2026-11-16',
				contactFrom: '2026-12-01',
				leftOn: null
			},
			induction: true,
			notes: []
		});
		const fromDay = '2026-11-16';
		expect(planned.roles?.begin).toEqual([
			{ key: 'tutor', fromDay, toDay: null },
			{ key: 'volunteer', fromDay, toDay: null }
		]);
		expect(planned.teams?.begin).toEqual([{ key: 'leeds', fromDay, toDay: null }]);
	});

	it('is not led through the induction when they started long ago', () => {
		expect(of(plan([{ ...tom, startedOn: '31/08/2026' }]), 'Tom Adair').induction).toBe(false);
		expect(of(plan([{ ...tom, startedOn: '01/09/2026' }]), 'Tom Adair').induction).toBe(true);
	});

	it('without role and team goes to the team at the top, and is asked nothing', () => {
		const planned = of(plan([{ name: 'Tom Adair', startedOn: '16/11/2026' }]), 'Tom Adair');
		expect(planned.roles).toBeNull();
		expect(planned.teams?.begin.map(({ key }) => key)).toEqual(['root']);
		expect(planned.induction).toBe(false);
		expect(planned.notes).toHaveLength(2);
	});

	it('goes to no team where there is none', () => {
		const file = fileOf({ name: 'Tom Adair', startedOn: '16/11/2026' });
		const none = planImport(file, { people: [], teams: [], roles: ROLES }, OPTIONS, {
			importerId: me.id,
			today: TODAY
		});
		expect(of(none, 'Tom Adair').teams).toBeNull();
	});

	it('needs a name and a first day', () => {
		const found = plan([
			{ email: 'tom@harbourlane.example', startedOn: '' },
			{ name: 'Tom Adair', email: 'x@harbourlane.example', startedOn: '31/02/2026' }
		]);
		expect(wrongWith(found, 2)).toEqual([
			'Name: The name is missing. Write it in, or take the line out.',
			'Start date: The first day is missing. Write it in, or give one for all such lines under Choices.'
		]);
		expect(wrongWith(found, 3)).toEqual([
			'Start date: “31/02/2026” does not exist: February 2026 has 28 days.'
		]);
		const given = plan([{ name: 'Tom Adair' }], { startedOn: '2026-11-02' });
		expect(of(given, 'Tom Adair').values.startedOn).toBe('2026-11-02');
	});

	it('who has left already is nothing to record, who will leave is', () => {
		const found = plan([
			{ ...tom, leftOn: '20/11/2026' },
			{ name: 'Mei Lin', email: 'mei@harbourlane.example', startedOn: '1/9/26', leftOn: TODAY }
		]);
		expect(found.leftOut).toEqual([
			{ line: 2, reason: expect.stringContaining('there is nothing to record') }
		]);
		expect(of(found, 'Mei Lin')).toMatchObject({ values: { leftOn: TODAY }, left: null });
		expect(of(found, 'Mei Lin').teams?.begin[0]?.toDay).toBe(TODAY);
	});

	it('cannot end, or work alone, before they begin', () => {
		const found = plan([
			{ ...tom, leftOn: '15/11/2026' },
			{ ...tom, email: 'b@harbourlane.example', contactFrom: '15/11/2026' }
		]);
		expect(wrongWith(found, 2)).toEqual([
			'Leaving date: The last day, 15 Nov 2026, is before the first, 16 Nov 2026. Correct one of them.'
		]);
		expect(wrongWith(found, 3)).toEqual([
			'Contact from: 15 Nov 2026 is before the first day, 16 Nov 2026. Correct one of them.'
		]);
	});
});

describe('lines that cannot be read', () => {
	it('are refused with everything that is wrong', () => {
		const found = plan([
			{ ...tom, email: 'tom at home', roles: 'Tutro', team: 'Liverpool', leftOn: 'soon' }
		]);
		expect(wrongWith(found, 2)).toEqual([
			'Email: “tom at home” is not an email address. Correct it, or leave the cell empty.',
			'Leaving date: “soon” is not a date that we can read. Write it like 03/09/2026 or 3 Sep 2026.',
			'Role: There is no role called “Tutro”. Did you mean “Tutor”? Correct it, or choose under Choices what it means.',
			'Team: There is no team called “Liverpool”. Correct it, add the team first, or choose under Choices what it means.'
		]);
		expect(found.changed).toEqual([]);
	});

	it('are refused for their shape', () => {
		const file = fileOf(tom, tom, tom);
		const { header, mapping } = file;
		const whole = file.lines[0]?.cells ?? [];
		const lines = [
			{ line: 2, cells: [...whole, '', ' '] },
			{ line: 3, cells: [...whole.map((cell) => cell.replace('16/11/2026', 'soon')), '', 'x'] },
			{ line: 4, cells: whole.slice(0, 3) }
		];
		const organisation = { people: everybody, teams: TEAMS, roles: ROLES };
		const options = { ...OPTIONS, missingLeftOn: YESTERDAY };
		const who = { importerId: me.id, today: TODAY };
		const found = planImport({ header, mapping, lines }, organisation, options, who);
		expect(wrongWith(found, 3)).toEqual([
			'null: This line has 7 cells, and there are 5 columns. A cell with a comma or another separator in it needs quotation marks around it.'
		]);
		expect(wrongWith(found, 4)).toEqual([
			'null: This line has 3 of 5 cells. A line break may have cut it in two: join the parts, or add the cells that are missing.'
		]);
		expect(found.missingBlockedBy).toEqual([3, 4]);
	});

	it('are refused for what is too long', () => {
		const found = plan([{ ...tom, name: 'T'.repeat(121), reference: 'r'.repeat(61) }]);
		expect(wrongWith(found, 2)).toEqual([
			'Name: This name is longer than 120 characters. Shorten it.',
			'Payroll no: This is longer than 60 characters. Shorten it.'
		]);
	});

	it('take first name and surname as one, and a leaving date far off for none', () => {
		const file = {
			header: ['Forename', 'Surname', 'Start', 'Left'],
			mapping: ['firstName', 'lastName', 'startedOn', 'leftOn'] as const,
			lines: [
				{ line: 2, cells: ['Tom', 'Adair', '16/11/2026', '31/12/9999'] },
				{ line: 3, cells: ['', 'Suharto', '16/11/2026', '-'] },
				{ line: 4, cells: ['', '', '16/11/2026', ''] }
			]
		};
		const organisation = { people: [], teams: TEAMS, roles: ROLES };
		const found = planImport(file, organisation, OPTIONS, { importerId: me.id, today: TODAY });
		expect(found.changed.map(({ values }) => values.name)).toEqual(['Tom Adair', 'Suharto']);
		expect(found.changed.map(({ values }) => values.leftOn)).toEqual([null, null]);
		expect(wrongWith(found, 4)[0]).toMatch(/^Surname: The name is missing/);
	});
});

describe('somebody known', () => {
	const email = asha.email ?? '';

	it('of whom nothing changes is left as they are', () => {
		const found = plan([
			{ reference: 'E101', name: 'ASHA BELLO', startedOn: '', roles: 'tutors', team: 'Leeds' },
			{ email: cathy.email ?? '', name: 'Moss, Cathy', startedOn: '05/01/2026' }
		]);
		expect(found.changed).toEqual([]);
		expect(found.unchanged.map(({ line, personId }) => [line, personId])).toEqual([
			[2, asha.id],
			[3, cathy.id]
		]);
	});

	it('is changed field by field', () => {
		const planned = of(
			plan([
				{
					reference: 'E101',
					name: 'Asha Bello-Grant',
					email: 'asha.grant@harbourlane.example',
					startedOn: '6/1/2026',
					contactFrom: '12 Jan 2026',
					manager: 'cathy moss'
				}
			]),
			'Asha Bello-Grant'
		);
		expect(planned.details).toEqual([
			{ field: 'name', from: 'Asha Bello', to: 'Asha Bello-Grant' },
			{ field: 'email', from: email, to: 'asha.grant@harbourlane.example' },
			{ field: 'startedOn', from: '2026-01-05', to: '2026-01-06' },
			{ field: 'contactFrom', from: null, to: '2026-01-12' },
			{ field: 'manager', from: null, to: 'Cathy Moss' }
		]);
		expect(planned.manager).toEqual({ key: cathy.id, name: 'Cathy Moss' });
	});

	it('is found by address and given a reference, or another one', () => {
		expect(of(plan([{ email: cathy.email ?? '', reference: 'E5' }]), 'Cathy Moss').details).toEqual(
			[{ field: 'reference', from: null, to: 'E5' }]
		);
		expect(
			of(plan([{ email, reference: 'N-101', name: 'Asha Bello' }]), 'Asha Bello').details
		).toEqual([{ field: 'reference', from: 'E101', to: 'N-101' }]);
	});

	it('is found by a reference that lost its zeros, unless two could be meant', () => {
		const padded = someone('Ada King', { reference: '00123' });
		const found = plan([{ reference: '123', name: 'Ada King' }], { people: [padded] });
		expect(found.unchanged).toHaveLength(1);
		const two = plan([{ reference: '123', name: 'Ada King', startedOn: '1/2/26' }], {
			people: [padded, someone('Bob King', { reference: '0123' })]
		});
		expect(of(two, 'Ada King').personId).toBeNull();
	});

	it('is found by name and first day when either side has neither', () => {
		const byLine = plan([{ name: 'Asha Bello', startedOn: '5/1/2026', team: 'North' }]);
		expect(of(byLine, 'Asha Bello')).toMatchObject({
			personId: asha.id,
			notes: ['Known by name and first day.']
		});
		const byPerson = plan([
			{ name: 'Rhys Parry', startedOn: '3/3/2025', email: 'rhys@harbourlane.example' }
		]);
		expect(of(byPerson, 'Rhys Parry')).toMatchObject({
			personId: rhys.id,
			details: [{ field: 'email', from: null, to: 'rhys@harbourlane.example' }]
		});
	});

	it('is not taken for somebody of the same name', () => {
		const found = plan([
			{ name: 'Asha Bello', startedOn: '5/1/2026', email: 'other@harbourlane.example' },
			{ name: 'Rhys Parry', startedOn: '3/3/2024', email: 'rhys2@harbourlane.example' }
		]);
		expect(of(found, 'Asha Bello')).toMatchObject({
			personId: null,
			notes: expect.arrayContaining([expect.stringMatching(/already somebody called Asha Bello/)])
		});
		expect(of(found, 'Rhys Parry')).toMatchObject({ personId: null });
	});

	it('is refused when nothing tells who it is', () => {
		const twins = [someone('Sam Lee', { id: 'sam-1' }), someone('Sam Lee', { id: 'sam-2' })];
		const found = plan([{ name: 'Sam Lee', startedOn: '5/1/2026' }], { people: twins });
		expect(wrongWith(found, 2)).toEqual([
			'Name: There are 2 people called Sam Lee who started on 5 Jan 2026. Add the reference or the email address.'
		]);
		const bare = plan([{ name: 'Sam Lee', team: 'Leeds' }], { people: twins });
		expect(wrongWith(bare, 2)[0]).toMatch(/already more than one person called Sam Lee/);
		expect(wrongWith(plan([{ name: 'asha bello' }]), 2)[0]).toMatch(
			/already somebody called asha bello/
		);
	});

	it('never passes to somebody with quite another name', () => {
		const found = plan([
			{ reference: 'E101', name: 'Tom Adair', email: 'tom@harbourlane.example' },
			{ email: cathy.email ?? '', name: 'Tom Adair' },
			{ reference: 'E200', email: 'x@harbourlane.example', name: 'Ada King' },
			{ reference: 'E9', email: rhys.email ?? 'priya-nair@harbourlane.example', name: 'P. Nayar' }
		]);
		expect(wrongWith(found, 2)[0]).toMatch(
			/^Payroll no: The reference E101 is that of Asha Bello, and/
		);
		expect(wrongWith(found, 3)[0]).toMatch(
			/is already the address of Cathy Moss, and this line names/
		);
		expect(wrongWith(found, 4)[0]).toMatch(/is that of Lena Voss, who left on 1 May 2026, and/);
		expect(wrongWith(found, 5)[0]).toMatch(/^Email: .* is already the address of Priya Nair, and/);
	});

	it('may be called quite otherwise where reference and address agree', () => {
		const found = plan([{ reference: 'E101', email, name: 'Bea Grant' }]);
		expect(of(found, 'Bea Grant').personId).toBe(asha.id);
	});

	it('is refused an address that somebody else has', () => {
		const found = plan([
			{ reference: 'E101', email: cathy.email ?? '', name: 'Asha Bello' },
			{ reference: 'E300', email, name: 'Ashley Grant' }
		]);
		expect(wrongWith(found, 2)).toEqual([
			`Email: ${cathy.email} is already the address of Cathy Moss, and the reference E101 is that of Asha Bello. Correct one of them.`
		]);
		expect(wrongWith(found, 3)).toEqual([
			`Email: ${email} is already the address of Asha Bello, whose reference is E101. Correct the address or the reference.`
		]);
	});

	it('is refused when one line means them by reference and another by address', () => {
		const found = plan([
			{ reference: 'E101', name: 'Asha Bello', email: 'new@harbourlane.example' },
			{ reference: 'E102', name: 'Asha Bello', email }
		]);
		expect(found.changed).toEqual([]);
		for (const line of [2, 3]) {
			expect(wrongWith(found, line)).toEqual([
				'null: Lines 2 and 3 are both about Asha Bello, who has this reference or this address now. Keep the one that is right.'
			]);
		}
	});

	it('gets an address that another line of the file gives up', () => {
		const ben = someone('Ben Okafor', { reference: 'E102' });
		const swap = [
			{ reference: 'E101', email: ben.email ?? '', name: 'Asha Bello' },
			{ reference: 'E102', email, name: 'Ben Okafor' }
		];
		expect(plan(swap, { people: [asha, ben] }).changed).toHaveLength(2);
		const refused = plan(
			[
				{ ...swap[0], leftOn: '' },
				{ ...swap[1], leftOn: 'soon' }
			],
			{ people: [asha, ben] }
		);
		expect(refused.changed).toEqual([]);
		expect(wrongWith(refused, 2)).toEqual([
			`Email: ${ben.email} stays the address of Ben Okafor, because their own line is refused. Put that line right too.`
		]);
	});
});

describe('roles and teams', () => {
	it('are given and ended, moved from yesterday to today', () => {
		const planned = of(
			plan([{ reference: 'E101', roles: 'Volunteer/Manager', team: 'North; South' }]),
			'Asha Bello'
		);
		expect(planned.roles).toEqual({
			begin: [
				{ key: 'volunteer', fromDay: TODAY, toDay: null },
				{ key: 'manager', fromDay: TODAY, toDay: null }
			],
			end: [{ id: asha.roles[0]?.id, key: 'tutor', toDay: YESTERDAY }],
			remove: []
		});
		expect(planned.teams).toMatchObject({
			begin: [{ key: 'north' }, { key: 'south' }],
			end: [{ key: 'leeds' }]
		});
		// Their induction is long over.
		expect(planned.induction).toBe(false);
	});

	it('begin the induction of somebody who never had a role', () => {
		const bare = someone('Ada King', { roles: [], startedOn: '2026-10-01' });
		expect(
			of(plan([{ email: bare.email ?? '', roles: 'tutor' }], { people: [bare] }), 'Ada King')
		).toMatchObject({ induction: true });
	});

	it('may count from an earlier day', () => {
		const planned = of(
			plan([{ reference: 'E101', roles: 'volunteer' }], { countsFrom: '2026-11-02' }),
			'Asha Bello'
		);
		expect(planned.roles).toMatchObject({
			begin: [{ fromDay: '2026-11-02' }],
			end: [{ toDay: '2026-11-01' }]
		});
	});

	it('stay as they are where the cell is empty, or only holds words that are left out', () => {
		const words = { roleWords: { wizard: '' }, teamWords: { hogwarts: '' } };
		const found = plan(
			[
				{ reference: 'E101', roles: '', team: '' },
				{ email: cathy.email ?? '', roles: 'Wizard', team: 'Hogwarts' }
			],
			words
		);
		expect(found.changed).toEqual([]);
		expect(found.words).toEqual({
			roles: [{ word: 'Wizard', lines: 1, suggestion: null, choice: '' }],
			teams: [{ word: 'Hogwarts', lines: 1, suggestion: null, choice: '' }]
		});
	});

	it('that are closed or ambiguous are refused', () => {
		const found = plan([
			{ ...tom, team: 'Derby' },
			{ ...tom, email: 'b@harbourlane.example', team: 'hub' },
			{ ...tom, email: 'c@harbourlane.example', team: 'North > Hub' },
			{ ...tom, email: 'd@harbourlane.example', team: 'South / Hub' },
			{ ...tom, email: 'e@harbourlane.example', team: 'Leeds > Hub' }
		]);
		expect(wrongWith(found, 2)).toEqual([
			'Team: The team “Derby” is closed. Write the team they are in now.'
		]);
		expect(wrongWith(found, 3)).toEqual([
			'Team: There are 2 teams called “hub”. Write the one above it too: “North > Hub” or “South > Hub”.'
		]);
		expect(changedIn('added', found).map(({ teams }) => teams?.begin[0]?.key)).toEqual([
			'hub-n',
			'hub-s'
		]);
		expect(wrongWith(found, 6)[0]).toMatch(/no team called “Leeds > Hub”/);
	});

	it('that there are not are made where that was chosen', () => {
		const found = plan(
			[
				{ ...tom, team: 'West > Bristol' },
				{ ...tom, email: 'b@harbourlane.example', team: 'harbour lane > west' },
				{ ...tom, email: 'c@harbourlane.example', team: 'North > York' },
				{ ...tom, email: 'd@harbourlane.example', team: 'Nowhere', roles: 'wizard' }
			],
			{ createTeams: true }
		);
		expect(found.newTeams).toEqual([
			{ key: 'root/west', name: 'West', parentKey: 'root' },
			{ key: 'root/west/bristol', name: 'Bristol', parentKey: 'root/west' },
			{ key: 'north/york', name: 'York', parentKey: 'north' }
		]);
		expect(found.words.teams).toHaveLength(4);
	});
});

describe('the line manager', () => {
	const line = (manager: string, more: Cells = {}) => ({
		reference: 'E101',
		name: '',
		manager,
		...more
	});
	const managerOf = (cell: string, people?: PersonNow[]) => {
		const found = plan([line(cell)], people && { people });
		return found.changed[0]?.manager?.key ?? wrongWith(found, 2)[0];
	};

	it.each([
		['cathy-moss@harbourlane.example', 'cathy-moss'],
		['Ms Cathy Moss', 'cathy-moss'],
		['Moss, Cathy', 'cathy-moss']
	])('is found as %s', (cell, key) => {
		expect(managerOf(cell)).toBe(key);
	});

	it('is found by reference', () => {
		expect(managerOf('0042', [asha, someone('Ben Okafor', { reference: '42' })])).toBe(
			'ben-okafor'
		);
	});

	it.each([
		['Lena Voss', /Lena Voss left on 1 May 2026 and cannot be a line manager/],
		['Cathy Mos', /nobody called “Cathy Mos”, here or in this file. Did you mean “Cathy Moss”\?/],
		['nobody@harbourlane.example', /nobody called “nobody@harbourlane.example”/],
		['Asha Bello', /Nobody is their own line manager/]
	])('%s is refused', (cell, message) => {
		expect(managerOf(cell)).toMatch(message);
	});

	it('of whom there are two is refused, unless only one is still here', () => {
		const sam = someone('Sam Lee', { id: 'sam-1', email: 'sam1@harbourlane.example' });
		const other = { ...sam, id: 'sam-2', email: 'sam2@harbourlane.example' };
		expect(managerOf('Sam Lee', [asha, sam, other])).toMatch(/There are 2 people called “Sam Lee”/);
		expect(managerOf('Sam Lee', [asha, sam, { ...other, leftOn: '2026-05-01' }])).toBe('sam-1');
	});

	it('and the address of somebody may both be in the way', () => {
		const ben = someone('Ben Okafor', { reference: 'E102' });
		const found = plan(
			[
				{ ...line('Tom Adair'), name: 'Asha Bello', email: ben.email ?? '' },
				{ ...tom, manager: 'No Body' },
				{
					reference: 'E102',
					email: 'new@harbourlane.example',
					name: 'Ben Okafor',
					manager: 'No Body'
				}
			],
			{ people: [asha, ben] }
		);
		expect(found.refused.map(({ line, problems }) => [line, problems.length])).toEqual([
			[2, 1],
			[3, 1],
			[4, 1]
		]);
	});

	it('may come with the same file, and is refused with their line', () => {
		const found = plan([line('Tom Adair'), { ...tom, manager: 'Cathy Moss' }]);
		expect(of(found, 'Asha Bello').manager).toEqual({ key: 'line:3', name: 'Tom Adair' });
		expect(of(found, 'Tom Adair').manager?.key).toBe('cathy-moss');
		const wrong = plan([line('Tom Adair'), { ...tom, team: 'Atlantis' }]);
		expect(wrongWith(wrong, 2)).toEqual([
			'Line manager: “Tom Adair” is on line 3, which is refused. Put that line right too, or empty the cell.'
		]);
		const chain = plan([line('Tom Adair'), { ...tom, manager: 'Nobody Known' }]);
		expect(wrongWith(chain, 2)[0]).toMatch(/is on line 3, which is refused/);
		expect(chain.changed).toEqual([]);
	});

	it('does not change when it is the same, nor for those who have left', () => {
		const managed = { ...asha, managerId: cathy.id };
		expect(plan([line('Cathy Moss')], { people: [managed, cathy] }).changed).toEqual([]);
		const found = plan([line('Ben Okafor')], { people: [managed, cathy, someone('Ben Okafor')] });
		expect(of(found, 'Asha Bello').details).toEqual([
			{ field: 'manager', from: 'Cathy Moss', to: 'Ben Okafor' }
		]);
		const gone = plan([{ reference: 'E200', leftOn: '1/5/2026', manager: 'Cathy Moss' }]);
		expect(gone.changed).toEqual([]);
		expect(gone.unchanged).toHaveLength(1);
	});

	it('is suggested for some fifty that are unknown, because that takes long', () => {
		const lines = Array.from({ length: 60 }, (_, n) => ({
			...tom,
			email: `tom${n}@harbourlane.example`,
			manager: `Cathy Moss ${n}`
		}));
		const found = plan(lines);
		expect(wrongWith(found, 2)[0]).toContain('Did you mean');
		expect(wrongWith(found, 61)[0]).not.toContain('Did you mean');
	});

	it('that nobody knows any more was nobody', () => {
		const managed = { ...asha, managerId: 'who-knows' };
		const found = plan([line('Cathy Moss')], { people: [managed, cathy] });
		expect(of(found, 'Asha Bello').details[0]?.from).toBeNull();
	});

	it('is never managed by the person, directly or through others', () => {
		const ben = someone('Ben Okafor', { managerId: cathy.id });
		const found = plan(
			[line('Ben Okafor'), { email: cathy.email ?? '', name: '', manager: 'Asha Bello' }],
			{ people: [asha, ben, cathy] }
		);
		expect(wrongWith(found, 2)).toEqual([
			'Line manager: Ben Okafor is managed by Asha Bello, directly or through others. Correct one of them.'
		]);
		expect(wrongWith(found, 3)[0]).toMatch(/Asha Bello is managed by Cathy Moss/);
		expect(found.changed).toEqual([]);
	});

	it('may change places with a person in one file, or in none of it', () => {
		const ben = someone('Ben Okafor', { reference: 'E102' });
		const under = { ...asha, managerId: ben.id };
		const swap = [line('Cathy Moss'), { reference: 'E102', manager: 'Asha Bello' }];
		expect(plan(swap, { people: [under, ben, cathy] }).changed).toHaveLength(2);
		const half = plan(
			[
				{ ...line('Cathy Moss'), team: 'Atlantis' },
				{ reference: 'E102', manager: 'asha-bello@harbourlane.example' }
			],
			{
				people: [under, ben, cathy]
			}
		);
		expect(half.changed).toEqual([]);
		expect(wrongWith(half, 3)[0]).toMatch(/Asha Bello is managed by Ben Okafor/);
	});
});

describe('leaving', () => {
	it('is recorded, before, on and after today', () => {
		for (const day of ['2026-11-20', TODAY, '2026-12-24']) {
			const planned = of(plan([{ reference: 'E101', leftOn: day }]), 'Asha Bello');
			expect(planned).toMatchObject({ left: day, values: { leftOn: day }, details: [] });
		}
	});

	it('can be put off while it lies ahead', () => {
		const leaving = { ...asha, leftOn: '2026-12-24' };
		const found = plan([{ reference: 'E101', leftOn: '31/01/2027' }], { people: [leaving] });
		expect(of(found, 'Asha Bello')).toMatchObject({
			left: null,
			details: [{ field: 'leftOn', from: '2026-12-24', to: '2027-01-31' }]
		});
		expect(plan([{ reference: 'E101', leftOn: '' }], { people: [leaving] }).changed).toEqual([]);
	});

	it('that is over is kept as it was', () => {
		const found = plan([
			{ reference: 'E200', name: 'Lena Voss', leftOn: '1/5/2026', startedOn: '1/1/2020' },
			{ reference: 'E101', leftOn: '' }
		]);
		expect(found.unchanged.map(({ line }) => line)).toEqual([2, 3]);
		const other = plan([{ reference: 'E200', leftOn: '2/5/2026' }]);
		expect(other.leftOut).toEqual([
			{
				line: 2,
				reason:
					'Left on 1 May 2026 already, and the file says 2 May 2026. What is over is kept as it was.'
			}
		]);
	});

	it('is never one’s own', () => {
		const found = plan([{ email: 'me@harbourlane.example', leftOn: '31/12/2026' }]);
		expect(wrongWith(found, 2)).toEqual([
			'Leaving date: This is you. Ask another administrator to record your own last day.'
		]);
		expect(plan([{ email: 'me@harbourlane.example', leftOn: '' }]).unchanged).toHaveLength(1);
	});

	it('before the first day is refused', () => {
		expect(wrongWith(plan([{ reference: 'E101', leftOn: '4/1/2026' }]), 2)[0]).toMatch(
			/The last day, 4 Jan 2026, is before the first, 5 Jan 2026/
		);
	});
});

describe('coming back', () => {
	it('is on the new first day, with the roles and the team of the file', () => {
		const planned = of(
			plan([{ reference: 'E200', startedOn: '2/11/2026', roles: 'volunteer', team: 'North' }]),
			'Lena Voss'
		);
		expect(planned).toMatchObject({
			returned: '2026-11-02',
			left: null,
			details: [],
			induction: true,
			notes: [],
			values: { startedOn: '2026-11-02', leftOn: null }
		});
		expect(planned.roles?.begin).toEqual([
			{ key: 'volunteer', fromDay: '2026-11-02', toDay: null }
		]);
		expect(planned.teams?.begin).toEqual([{ key: 'north', fromDay: '2026-11-02', toDay: null }]);
	});

	it('is on the day from which changes count where the file gives no later one', () => {
		for (const startedOn of ['', '5/1/2026']) {
			const planned = of(plan([{ reference: 'E200', startedOn }]), 'Lena Voss');
			expect(planned).toMatchObject({ returned: TODAY, roles: null });
			expect(planned.teams?.begin[0]?.key).toBe('root');
			expect(planned.notes).toEqual(['The file gives no first day after they left on 1 May 2026.']);
		}
		const early = plan([{ reference: 'E200' }], { countsFrom: '2026-04-01' });
		expect(of(early, 'Lena Voss').returned).toBe('2026-05-02');
	});

	it('keeps somebody known by the first day of before', () => {
		const line = { name: 'Ada King', startedOn: '1/9/2019' };
		const back = someone('Ada King', { startedOn: '2026-03-02', earlierStarts: ['2019-09-01'] });
		expect(plan([line], { people: [back] }).changed).toEqual([]);
	});

	it('may be for a while, and begins contact anew', () => {
		const contact = { ...left, contactFrom: '2026-02-01' };
		const planned = of(
			plan([{ reference: 'E200', startedOn: '2/11/2026', leftOn: '23/12/2026' }], {
				people: [contact]
			}),
			'Lena Voss'
		);
		expect(planned).toMatchObject({ returned: '2026-11-02', left: '2026-12-23' });
		expect(planned.details).toEqual([{ field: 'contactFrom', from: '2026-02-01', to: null }]);
	});

	it('once leaves the first day of the earlier time without meaning', () => {
		const back = someone('Ada King', {
			reference: 'E5',
			startedOn: '2026-03-02',
			earlierStarts: ['2019-09-01']
		});
		const people = [back];
		expect(plan([{ reference: 'E5', startedOn: '1/9/2019' }], { people }).changed).toEqual([]);
		const old = { reference: 'E5', startedOn: '1/9/2019', leftOn: '31/7/2024' };
		expect(plan([old], { people }).changed).toEqual([]);
		expect(wrongWith(plan([{ reference: 'E5', leftOn: '31/7/2024' }], { people }), 2)[0]).toMatch(
			/Ada King came back on 2 Mar 2026, and this last day is before that/
		);
		const later = of(plan([{ reference: 'E5', startedOn: '3/3/2026' }], { people }), 'Ada King');
		expect(later.details).toEqual([{ field: 'startedOn', from: '2026-03-02', to: '2026-03-03' }]);
	});
});

describe('lines about the same person', () => {
	it('that say the same count once', () => {
		const found = plan([
			tom,
			{ ...tom, name: ' tom  adair' },
			{ ...tom, roles: 'TUTOR; Volunteer' }
		]);
		expect(found.changed).toHaveLength(1);
		expect(found.repeats).toEqual([
			{ line: 3, of: 2 },
			{ line: 4, of: 2 }
		]);
	});

	it('that differ are all refused', () => {
		const found = plan([tom, { ...tom, roles: 'Manager', leftOn: '1/12/2026' }]);
		expect(found.changed).toEqual([]);
		for (const line of [2, 3]) {
			expect(wrongWith(found, line)).toEqual([
				'Leaving date: Several lines are about this person and differ (line 2: empty, line 3: 1 Dec 2026). Keep the one that is right.',
				'Role: Several lines are about this person and differ (line 2: “Tutor; volunteer”, line 3: “Manager”). Keep the one that is right. Several roles go into one cell, with ; between them.'
			]);
		}
	});

	it('without address and reference may be two people', () => {
		const bare = { name: 'Tom Adair', startedOn: '16/11/2026' };
		const found = plan([
			{ ...bare, team: 'North' },
			{ ...bare, team: 'South' }
		]);
		expect(wrongWith(found, 2)[0]).toMatch(
			/If they are different people, give each an email address/
		);
		const undated = { startedOn: '2026-11-02' };
		expect(
			plan(
				[
					{ name: 'A B', team: 'North' },
					{ name: 'A B', team: 'South' }
				],
				undated
			).refused
		).toHaveLength(2);
		expect(plan([{ email: '' }, { email: '' }]).refused).toHaveLength(2);
	});

	it('are found through a third one', () => {
		const lines = [
			{ reference: 'A1', email: 'a@harbourlane.example', name: 'Tom Adair' },
			{ reference: 'A2', email: 'b@harbourlane.example', name: 'Tom Adair' },
			{ reference: 'A1', email: 'b@harbourlane.example', name: 'Tom Adair' }
		];
		const found = plan(lines, { startedOn: TODAY });
		expect(found.refused.map(({ line }) => line)).toEqual([2, 3, 4]);
	});

	it('of whom there are many are not all written out', () => {
		const lines = ['North', 'South', 'Leeds', 'Derby', 'York', 'Ely'].map((team) => ({
			...tom,
			team
		}));
		expect(wrongWith(plan(lines), 7)[0]).toMatch(/line 5: “Derby” and 2 more\)/);
	});
});

describe('those who are missing from the file', () => {
	const missing = { missingLeftOn: YESTERDAY };

	it('stay as they are unless it is chosen', () => {
		expect(plan([{ reference: 'E101' }]).changed).toEqual([]);
	});

	it('leave on the chosen day, but for administrators, oneself and who starts or leaves later', () => {
		const people = [
			...everybody,
			someone('New Ton', { startedOn: TODAY }),
			someone('One Day', { startedOn: YESTERDAY }),
			someone('Leaving Soon', { leftOn: '2026-12-24' })
		];
		const found = plan([{ reference: 'E101', name: 'Asha Bello' }], { people, ...missing });
		expect(found.changed.map(({ values, left, line }) => [values.name, left, line])).toEqual([
			['Cathy Moss', YESTERDAY, null],
			['Rhys Parry', YESTERDAY, null],
			['One Day', YESTERDAY, null]
		]);
		expect(of(found, 'One Day')).toMatchObject({
			details: [],
			induction: false,
			notes: ['Not in the file.']
		});
		expect(found.kept).toEqual([
			{ personId: priya.id, name: 'Priya Nair', reason: 'An administrator' },
			{ personId: me.id, name: 'Olga Ivers', reason: 'This is you' },
			{ personId: 'new-ton', name: 'New Ton', reason: 'Starts on 21 Nov 2026' },
			{ personId: 'leaving-soon', name: 'Leaving Soon', reason: 'Leaves on 24 Dec 2026 already' }
		]);
	});

	it('do not leave when their line is refused', () => {
		const found = plan(
			[
				{ reference: 'E101', roles: 'wizard' },
				{ email: cathy.email ?? '', team: 'North' },
				{ email: cathy.email ?? '', team: 'South' },
				{ name: 'Rhys Parry', team: 'North' }
			],
			missing
		);
		expect(found.changed).toEqual([]);
		expect(found.refused).toHaveLength(4);
		const named = plan(
			[
				{ reference: 'E101', name: 'Rhys Parry', team: 'North' },
				{ reference: 'E101', name: 'Rhys Parry', team: 'South' }
			],
			missing
		);
		expect(named.changed.map(({ values }) => values.name)).toEqual(['Cathy Moss']);
		const strangers = [
			{ reference: 'X1', email: 'x@harbourlane.example', team: 'North' },
			{ reference: 'X1', email: 'x@harbourlane.example', team: 'South' }
		];
		expect(plan(strangers, missing).changed).toHaveLength(3);
	});

	it('are not known while a line cannot be read', () => {
		const found = plan([{ reference: 'E101' }, { reference: '', email: '' }], missing);
		expect(found.missingBlockedBy).toEqual([3]);
		expect(found.changed).toEqual([]);
	});

	it('cannot be line managers of those who stay', () => {
		const found = plan([{ reference: 'E101', manager: 'Cathy Moss' }], missing);
		expect(wrongWith(found, 2)[0]).toMatch(/Cathy Moss left on 20 Nov 2026/);
	});
});

it('a plan is shown in lists', () => {
	const found = plan([
		tom,
		tom,
		{ reference: 'E101', name: 'Asha Grant', roles: 'manager', team: 'North' },
		{ email: cathy.email ?? '', leftOn: '1/12/2026' },
		{ reference: 'E200', startedOn: '2/11/2026' },
		{ email: priya.email ?? '' },
		{ name: 'Who Knows' }
	]);
	expect(countsOf(found)).toEqual({
		added: 1,
		details: 1,
		moved: 1,
		roles: 1,
		left: 1,
		returned: 1,
		unchanged: 1,
		'left-out': 1,
		refused: 1
	});
	expect(changedIn('refused', found)).toEqual([]);
	expect(isPlanList('moved')).toBe(true);
	expect(isPlanList('lost')).toBe(false);
});

it('a span of the fixtures is told from every other', () => {
	expect(span('tutor', TODAY).id).not.toBe(span('tutor', TODAY).id);
});
