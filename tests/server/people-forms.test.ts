import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { changeRoles, changeTeams } from '../../src/lib/server/people/change-spans.ts';
import {
	managersToSuggest,
	personChoices,
	sameNameInWords
} from '../../src/lib/server/people/choices.ts';
import {
	editForm,
	leavingForm,
	managerForm,
	newPersonForm,
	returnForm,
	rolesForm,
	teamsForm
} from '../../src/lib/server/people/forms.ts';
import {
	addByForm,
	addManagerByForm,
	asTyped,
	changeByForm,
	leaveByForm,
	namingExactly,
	returnByForm
} from '../../src/lib/server/people/from-forms.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { membershipsOf } from '../../src/lib/server/people/memberships.ts';
import { personDetails } from '../../src/lib/server/people/person-details.ts';
import { changesShown, makeOrShow } from '../../src/lib/server/people/preview.ts';
import { rolesOf } from '../../src/lib/server/people/roles-held.ts';
import { managersSeeing } from '../../src/lib/server/people/team-managers.ts';
import { teamPage, teamsOverview } from '../../src/lib/server/people/team-pages.ts';
import { closeTeam } from '../../src/lib/server/people/team-tree.ts';
import {
	added,
	found,
	foundOrganisation,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
beforeEach(async () => {
	here = await foundOrganisation();
});

const typed = {
	name: ' Asha   Bello ',
	email: 'ASHA@example.org',
	reference: '',
	startedOn: today,
	contactFrom: '',
	lineManager: '',
	access: 'staff',
	team: '',
	roles: ['tutor'],
	induction: 'start',
	regulatedActivity: 'unknown'
};

describe('what a form gives', () => {
	it('is tidied, and empty fields are nothing', () => {
		expect(v.parse(newPersonForm, typed)).toMatchObject({
			name: 'Asha Bello',
			email: 'asha@example.org',
			reference: null,
			contactFrom: null
		});
		expect(asTyped({ email: null, roles: ['tutor'], name: 'Asha' })).toEqual({
			email: '',
			roles: ['tutor'],
			name: 'Asha'
		});
	});

	it.each([
		['name', ' '],
		['name', 'x'.repeat(121)],
		['email', 'asha'],
		['startedOn', ''],
		['startedOn', '2026-02-30'],
		['startedOn', '0206-11-21'],
		['contactFrom', '1949-12-31'],
		['contactFrom', '2101-01-01'],
		['access', 'king'],
		['induction', ''],
		['regulatedActivity', 'perhaps']
	])('is refused at the field: %s as “%s”', (field, value) => {
		const { issues = [] } = v.safeParse(newPersonForm, { ...typed, [field]: value });
		expect([...new Set(issues.map((issue) => issue.path?.[0].key))]).toEqual([field]);
	});
});

describe('the forms of a person', () => {
	const tx = <T>(work: (db: Organisation['db']) => Promise<T>) => here.db.transaction(work);

	it('name the line manager, and need an address for more than staff', async () => {
		const { db, making, administratorId } = here;
		const add = (given: Partial<typeof typed>) =>
			tx((inner) => addByForm(inner, v.parse(newPersonForm, { ...typed, ...given }), making));
		expect(await add({ lineManager: 'Nobody' })).toMatchObject({ field: 'lineManager' });
		expect(await add({ email: '', access: 'lead' })).toMatchObject({ field: 'access' });
		const outcome = await add({ lineManager: 'priya nair', access: 'manager' });
		if (outcome.kind !== 'saved') throw new Error(outcome.message);
		const person = await personDetails(db, outcome.personId);
		expect(person).toMatchObject({ lineManager: { id: administratorId }, hasInduction: true });
		expect(await namingExactly(db, { lineManager: 'priya nair', name: 'x' }, today)).toEqual({
			lineManager: 'Priya Nair <priya@example.org>',
			name: 'x'
		});
		expect(await namingExactly(db, { lineManager: 'Nobody' }, today)).toEqual({
			lineManager: 'Nobody'
		});
		expect(await namingExactly(db, {}, today)).toEqual({});
	});

	it('keep a line manager who left, until another one is chosen', async () => {
		const { db, making } = here;
		const boss = await added(here, { name: 'Cathy Moss', startedOn: '2026-09-01' });
		const id = await added(here, { startedOn: '2026-09-01', lineManagerId: boss });
		await tx((inner) => leave(inner, boss, '2026-11-20', making));
		const before = found(await personDetails(db, id));
		const change = (given: Record<string, string>) =>
			tx((inner) => {
				const value = v.parse(editForm, {
					...typed,
					email: '',
					startedOn: '2026-09-01',
					lineManager: 'Cathy Moss',
					...given
				});
				return changeByForm(inner, before, value, making);
			});
		expect(await change({ name: 'Asha Reid' })).toMatchObject({ fields: ['name'] });
		expect(await change({ access: 'manager' })).toMatchObject({ field: 'access' });
		expect(await change({ lineManager: 'Cathy Moss ' })).toMatchObject({ fields: ['name'] });
		expect(await change({ lineManager: 'cathy moss' })).toMatchObject({ field: 'lineManager' });
		expect(await change({ lineManager: '' })).toMatchObject({ fields: ['lineManagerId'] });
	});

	it('record a last day, staying after all, and a return', async () => {
		const { db, making } = here;
		const id = await added(here, { startedOn: '2026-09-01', access: 'staff' });
		const going = (change: 'leave' | 'stay', lastDay: string) =>
			tx((inner) => leaveByForm(inner, id, v.parse(leavingForm, { change, lastDay }), making));
		expect(await going('leave', '')).toMatchObject({ field: 'lastDay' });
		expect(await going('stay', '')).toMatchObject({ kind: 'refused' });
		expect(await going('leave', '2026-11-30')).toMatchObject({ kind: 'saved' });
		expect(await going('stay', '')).toMatchObject({ kind: 'saved', teams: [], people: [] });
		expect(await going('leave', '2026-11-20')).toMatchObject({ kind: 'saved' });
		const person = found(await personDetails(db, id));
		const back = (given: Partial<typeof typed>) =>
			tx((inner) =>
				returnByForm(inner, person, v.parse(returnForm, { ...typed, ...given }), making)
			);
		expect(await back({ lineManager: 'Nobody' })).toMatchObject({ field: 'lineManager' });
		expect(await back({ access: 'auditor' })).toMatchObject({ field: 'access' });
		expect(await back({})).toMatchObject({ kind: 'saved' });
	});

	it('change roles and conditions, and say what is wrong at their own fields', async () => {
		const { db, making } = here;
		const id = await added(here, { startedOn: '2026-09-01' });
		const blank = { line: '', key: '', fromDay: '', toDay: '', induction: '' };
		const change = (given: Partial<typeof blank> & { change: string }) =>
			tx((inner) => changeRoles(inner, id, v.parse(rolesForm, { ...blank, ...given }), making));
		const fromDay = '2026-12-01';
		expect(await change({ change: 'give-role', key: 'ict' })).toMatchObject({ field: 'fromDay' });
		expect(await change({ change: 'give-role', fromDay })).toMatchObject({ field: 'key' });
		expect(await change({ change: 'give-role', key: 'ict', fromDay })).toMatchObject({
			kind: 'saved'
		});
		const line = found((await rolesOf(db, id)).at(-1)).id;
		expect(await change({ change: 'end-role', line, toDay: '2026-11-30' })).toMatchObject({
			field: 'toDay'
		});
		expect(await change({ change: 'take-back-role', line })).toMatchObject({ kind: 'saved' });
		expect(await change({ change: 'take-back-role', line })).toBeNull();
		expect(await change({ change: 'give-condition' })).toMatchObject({ field: 'fromDay' });
		expect(await change({ change: 'give-condition', fromDay })).toMatchObject({ field: 'key' });
		const key = 'adults_at_risk';
		expect(await change({ change: 'give-condition', key, fromDay })).toMatchObject({
			kind: 'saved'
		});
		expect(await change({ change: 'end-condition', line: 'none' })).toBeNull();
		expect(await change({ change: 'take-back-condition', line: 'none' })).toBeNull();
	});

	it('change teams, and say what is wrong at their own fields', async () => {
		const { db, making, teams } = here;
		const id = await added(here, { startedOn: '2026-09-01', teamIds: [teams.east] });
		const blank = { line: '', team: '', fromDay: '', toDay: '' };
		const change = (given: Partial<typeof blank> & { change: string }) =>
			tx((inner) => changeTeams(inner, id, v.parse(teamsForm, { ...blank, ...given }), making));
		const team = teams.west;
		const line = found((await membershipsOf(db, id))[0]).id;
		expect(await change({ change: 'join', fromDay: today })).toMatchObject({ field: 'team' });
		expect(await change({ change: 'join', team })).toMatchObject({ field: 'fromDay' });
		expect(await change({ change: 'move', team, line, fromDay: '2026-08-01' })).toMatchObject({
			field: 'fromDay'
		});
		expect(await change({ change: 'join', team, fromDay: '2026-12-01' })).toMatchObject({
			kind: 'saved'
		});
		expect(await change({ change: 'end', line, toDay: '2026-11-30' })).toMatchObject({
			kind: 'saved'
		});
		expect(await change({ change: 'take-back', line })).toBeNull();
	});

	it('let somebody manage a team', async () => {
		const { db, making, teams } = here;
		await added(here, { name: 'Cathy Moss', startedOn: '2026-09-01' });
		const manage = (person: string, raiseAccess: string) =>
			tx((inner) => {
				const value = v.parse(managerForm, { person, fromDay: today, toDay: '', raiseAccess });
				return addManagerByForm(inner, teams.root, value, making);
			});
		expect(await manage('Nobody', '')).toMatchObject({ field: 'person' });
		expect(await manage('Cathy Moss', '')).toMatchObject({ field: 'raiseAccess' });
		expect(await manage('Cathy Moss', 'yes')).toEqual({ kind: 'saved' });
		expect(await managersSeeing(db, teams.east, today)).toEqual(['Cathy Moss']);
		expect(await managersSeeing(db, teams.east, '2026-11-20')).toEqual([]);
		expect(await managersSeeing(db, '17', today)).toEqual([]);
	});
});

it('a change is shown with what is due first, or made', async () => {
	const { db, making } = here;
	const add = (forGood: boolean) =>
		makeOrShow(db, forGood, (tx) => addByForm(tx, v.parse(newPersonForm, typed), making));
	const shown = await add(false);
	expect(await managersToSuggest(db, today)).toEqual(['Priya Nair <priya@example.org>']);
	expect(await sameNameInWords(db, 'asha bello', today)).toEqual([]);
	const made = await add(true);
	if (shown.kind !== 'saved' || made.kind !== 'saved') throw new Error('It should be saved');
	const lines = changesShown(shown.changes);
	expect(lines).toEqual(changesShown(made.changes));
	expect(lines[0]?.words).toBe('New, due 21 Nov 2026');
	expect(lines.map(({ title }) => title)).toContain('Safe remote and one-to-one sessions');
	const { personId, changes } = made;
	const [change] = changes;
	const withdrawn = { kind: 'withdraw', periodId: personId, item: 'module:gone' } as const;
	expect(
		changesShown([withdrawn, found(change)])
			.map(({ title }) => title)
			.at(-1)
	).toBe('module:gone');
	expect(await sameNameInWords(db, 'asha bello', today)).toEqual([
		'Asha Bello <asha@example.org> is here already. Make sure that this is somebody else.'
	]);
	await db.transaction((tx) => leave(tx, personId, today, making));
	expect(await sameNameInWords(db, 'Asha Bello', '2026-11-22')).toEqual([
		'Asha Bello left on 21 Nov 2026. If it is the same person, let them return instead.'
	]);
	expect(await sameNameInWords(db, '%', today)).toEqual([]);
});

it('the pages of teams count who is in them or below, and name who manages them', async () => {
	const { db, making, teams } = here;
	await added(here, { name: 'Ann', startedOn: '2026-09-01', teamIds: [teams.east, teams.root] });
	const ben = await added(here, { name: 'Ben', startedOn: '2026-09-01', teamIds: [teams.west] });
	await added(here, { name: 'Cem', startedOn: '2026-12-01', teamIds: [teams.west] });
	await db.transaction((tx) => leave(tx, ben, '2026-11-20', making));
	const counted = (await teamsOverview(db, today)).teams.map(({ name, people }) => [name, people]);
	expect(counted).toEqual([
		['Harbour Lane', 1],
		['East', 1],
		['West', 0]
	]);
	expect(await teamPage(db, teams.root, today)).toMatchObject({ people: 1, hasBelow: true });
	expect(await teamPage(db, teams.west, today)).toMatchObject({ people: 0, isUsed: true });
	const parents = found(await teamPage(db, teams.east, today)).parents.map(({ name }) => name);
	expect(parents).toEqual(['Harbour Lane', 'West']);
	expect(await teamPage(db, '17', today)).toBeNull();
	expect(await teamPage(db, ben, today)).toBeNull();
	const { teams: offered, roles } = await personChoices(db, today);
	expect(offered).toHaveLength(3);
	expect(roles.map(({ key }) => key)).toContain('tutor');
	const other = await db.transaction((tx) => closeTeam(tx, teams.west, making));
	expect(other).toMatchObject({ kind: 'refused' });
	expect((await teamsOverview(db, today)).closed).toEqual([]);
});
