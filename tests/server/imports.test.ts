import { spawn } from 'node:child_process';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, inject, it, onTestFinished } from 'vitest';
import { addDays } from '../../src/lib/rules/day.ts';
import type { Field, ImportKind } from '../../src/lib/rules/import/fields.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	completion,
	enteredRecord,
	event,
	fileImport,
	importColumn,
	induction,
	invitation,
	job,
	period,
	person,
	roleHeld,
	session,
	team,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import { applyImport, importJob, type Applied } from '../../src/lib/server/imports/apply.ts';
import { effectOn } from '../../src/lib/server/imports/effect.ts';
import { planFile } from '../../src/lib/server/imports/plan-file.ts';
import {
	choicesOf,
	guessedMapping,
	saveChoices,
	saveMapping
} from '../../src/lib/server/imports/remembered.ts';
import {
	discardImport,
	importOf,
	keepFile,
	latestImports,
	type Choices,
	type StoredImport
} from '../../src/lib/server/imports/stored.ts';
import { enqueueJob, jobOf, type Progress } from '../../src/lib/server/jobs/jobs.ts';
import { prepareQueue } from '../../src/lib/server/jobs/queue.ts';
import { startJobs } from '../../src/lib/server/jobs/worker.ts';
import { addPerson } from '../../src/lib/server/people/add-person.ts';
import { changePerson } from '../../src/lib/server/people/change-person.ts';
import { makeLinks } from '../../src/lib/server/people/invitations.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { peopleWithoutAccount } from '../../src/lib/server/people/without-account.ts';
import { reconcilePeople } from '../../src/lib/server/requirements/reconcile.ts';
import {
	found,
	foundOrganisation,
	newcomer,
	now,
	today,
	type Organisation
} from './people-organisation.ts';

const YESTERDAY = addDays(today, -1);

let organisation: Organisation;
let db: Database;
let asha: string;

beforeEach(async () => {
	organisation = await foundOrganisation();
	({ db } = organisation);
	asha = await add('Asha Bello', { reference: 'E101', email: 'asha@example.org' });
});

async function add(name: string, given: Partial<ReturnType<typeof newcomer>> = {}) {
	const { making, teams } = organisation;
	const usual = { name, teamIds: [teams.east], startedOn: '2026-01-05' };
	const added = await db.transaction((tx) =>
		addPerson(tx, newcomer({ ...usual, ...given }), making)
	);
	if (added.kind !== 'saved') throw new Error(added.message);
	return added.personId;
}

/** Brings a file, with the columns as they are guessed and the choices as they are given. */
async function bring(
	text: string,
	{ kind = 'people', ...chosen }: Partial<Choices> & { kind?: ImportKind } = {}
): Promise<string> {
	const { administratorId: actorId } = organisation;
	const bytes = new TextEncoder().encode(text);
	const kept = await keepFile(db, { bytes, fileName: 'staff.csv', kind, actorId, now });
	if (kept.kind === 'wrong') throw new Error(kept.message);
	const file = await stored(kept.id);
	await saveMapping(db, file, await guessedMapping(db, file));
	await saveChoices(db, kept.id, { ...(await choicesOf(db, file, today)), ...chosen });
	return kept.id;
}

const stored = async (id: string): Promise<StoredImport> => found(await importOf(db, id));

async function planOf(id: string) {
	return planFile(db, await stored(id), { importerId: organisation.administratorId, today });
}

const by = () => ({ actorId: organisation.administratorId, now, today });

async function apply(id: string, fingerprint?: string): Promise<Applied> {
	return applyImport(db, id, fingerprint ?? (await planOf(id)).fingerprint, by());
}

/** Brings and applies a file of which nothing is refused. */
async function applied(...given: Parameters<typeof bring>): Promise<string> {
	const id = await bring(...given);
	const { plan } = await planOf(id);
	expect(plan.refused).toEqual([]);
	expect(await apply(id)).toEqual({ kind: 'applied' });
	return id;
}

const personOf = async (name: string) =>
	found((await db.select().from(person).where(eq(person.name, name)))[0]);
const rolesOf = (personId: string) =>
	db
		.select({ role: roleHeld.role, fromDay: roleHeld.fromDay, toDay: roleHeld.toDay })
		.from(roleHeld)
		.where(eq(roleHeld.personId, personId))
		.orderBy(asc(roleHeld.fromDay), asc(roleHeld.role));
const teamsOf = (personId: string) =>
	db
		.select({ team: team.name, fromDay: teamMembership.fromDay, toDay: teamMembership.toDay })
		.from(teamMembership)
		.innerJoin(team, eq(team.id, teamMembership.teamId))
		.where(eq(teamMembership.personId, personId))
		.orderBy(asc(teamMembership.fromDay), asc(team.name));
const eventsOf = async (personId: string, kind?: string) => {
	const about = eq(event.subjectId, personId);
	const rows = await db
		.select()
		.from(event)
		.where(kind ? and(about, eq(event.kind, kind)) : about)
		.orderBy(asc(event.id));
	return rows.map(({ kind, data, actorId }) => ({ kind, data, actorId }));
};
const openPeriods = (personId: string) =>
	db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), isNull(period.closedAt)));

/** Everything of people, as text: the same before and after what changes nothing. */
async function everything(): Promise<string> {
	const tables = [person, roleHeld, teamMembership, team, period, event, induction, enteredRecord];
	const rows = await Promise.all(
		tables.map((table) => db.execute(sql`select * from ${table} order by 1`))
	);
	return JSON.stringify(rows);
}

const HEAD = 'Payroll no,Name,Email,Start date,Role,Team,Line manager';

describe('a file of people', () => {
	it('adds people with everything that comes with it', async () => {
		const id = await applied(
			`${HEAD}\nE7,Tom Adair,Tom@Example.org,16/11/2026,Tutor; Volunteer,West,Bea Lowe\n` +
				'E8,"Lowe, Bea",bea@example.org,3 Sep 2026,Manager,,asha@example.org\n'
		);
		const [tom, bea] = [await personOf('Tom Adair'), await personOf('Bea Lowe')];
		expect(tom).toMatchObject({
			email: 'tom@example.org',
			reference: 'E7',
			startedOn: '2026-11-16',
			access: 'staff',
			lineManagerId: bea.id,
			passwordHash: null
		});
		expect(bea.lineManagerId).toBe(asha);
		expect(await rolesOf(tom.id)).toEqual([
			{ role: 'tutor', fromDay: '2026-11-16', toDay: null },
			{ role: 'volunteer', fromDay: '2026-11-16', toDay: null }
		]);
		expect(await teamsOf(bea.id)).toEqual([
			{ team: 'Harbour Lane', fromDay: '2026-09-03', toDay: null }
		]);
		expect(await db.$count(induction, eq(induction.personId, tom.id))).toBe(1);
		const kinds = (await eventsOf(tom.id)).map(({ kind }) => kind);
		expect(kinds).toEqual(
			expect.arrayContaining(['person.added', 'induction.started', 'period.opened'])
		);
		const opened = await openPeriods(tom.id);
		expect(opened.length).toBeGreaterThan(0);
		expect(kinds.filter((kind) => kind === 'period.opened')).toHaveLength(opened.length);

		const [line] = await db.select().from(event).where(eq(event.kind, 'import.applied'));
		expect(line).toMatchObject({
			actorId: organisation.administratorId,
			subjectId: null,
			data: { importId: id, kind: 'people', fileName: 'staff.csv', counts: { added: 2 } }
		});
		const after = await stored(id);
		expect(after).toMatchObject({ appliedAt: now, lines: [] });
		expect(after.result).toMatchObject({ counts: { added: 2 } });
	});

	it('tells those who invite whom it has added', async () => {
		const id = await applied(
			'Name,Email,Start date\nTom Adair,tom@example.org,16/11/2026\nBea Lowe,,1/9/26'
		);
		const narrowed = { name: '', state: null, importId: id };
		const invitable = await peopleWithoutAccount(db, narrowed, { now, today });
		expect(invitable?.map(({ name }) => name)).toEqual(['Tom Adair']);
	});

	it('changes nothing when it is brought again, and says so', async () => {
		const text =
			`${HEAD},Leaving date\nE7,Tom Adair,tom@example.org,16/11/2026,Tutor,New > Team,Asha Bello,\n` +
			'E101,Asha Bello,asha@example.org,05/01/2026,Volunteer,West,,24/12/2026\n' +
			',Bea Lowe,,1/9/2026,,,,\n';
		await applied(text, { createTeams: true });
		const before = await everything();
		const again = await bring(text, { createTeams: true });
		const { plan } = await planOf(again);
		expect(plan).toMatchObject({ changed: [], newTeams: [], refused: [] });
		expect(plan.unchanged).toHaveLength(3);
		expect(await apply(again)).toEqual({ kind: 'nothing' });
		expect(await everything()).toBe(before);
	});

	it('changes, moves and gives roles, each with its event', async () => {
		const bea = await add('Bea Lowe', { email: 'bea@example.org' });
		await applied(
			`${HEAD},Contact from\nE101,Asha Grant,asha.grant@example.org,6/1/2026,Volunteer,West,bea@example.org,12/1/2026`
		);
		expect(await personOf('Asha Grant')).toMatchObject({
			...{ id: asha, email: 'asha.grant@example.org', startedOn: '2026-01-06' },
			...{ lineManagerId: bea, contactFrom: '2026-01-12' }
		});
		expect(await rolesOf(asha)).toEqual([
			{ role: 'tutor', fromDay: '2026-01-05', toDay: YESTERDAY },
			{ role: 'volunteer', fromDay: today, toDay: null }
		]);
		expect(await teamsOf(asha)).toEqual([
			{ team: 'East', fromDay: '2026-01-05', toDay: YESTERDAY },
			{ team: 'West', fromDay: today, toDay: null }
		]);
		const { east, west } = organisation.teams;
		const events = await eventsOf(asha);
		const actorId = organisation.administratorId;
		expect(events).toEqual(
			expect.arrayContaining([
				{
					kind: 'person.changed',
					actorId,
					data: {
						fields: ['name', 'email', 'startedOn', 'lineManagerId', 'contactFrom'],
						startedOn: { from: '2026-01-05', to: '2026-01-06' },
						lineManagerId: { from: null, to: bea },
						contactFrom: { from: null, to: '2026-01-12' }
					}
				},
				{
					kind: 'person.role_given',
					actorId,
					data: { role: 'volunteer', title: 'Volunteer', fromDay: today, toDay: null }
				},
				{
					kind: 'person.role_ended',
					actorId,
					data: { role: 'tutor', title: 'Tutor', toDay: YESTERDAY }
				},
				{
					kind: 'person.moved',
					actorId,
					data: { fromTeamId: east, from: 'East', toTeamId: west, to: 'West', onDay: today }
				}
			])
		);
		expect(events.some(({ kind }) => kind === 'period.withdrawn' || kind === 'period.moved')).toBe(
			true
		);
	});

	it('puts people into several teams and out of them', async () => {
		await applied('Payroll no,Name,Team\nE101,Asha Bello,West; Harbour Lane');
		const kinds = (await eventsOf(asha)).map(({ kind }) => kind);
		expect(kinds.filter((kind) => kind === 'person.joined_team')).toHaveLength(2);
		expect(kinds.filter((kind) => kind === 'person.left_team')).toHaveLength(1);
	});

	it('takes what was to begin along when a first day moves that lies ahead', async () => {
		const tom = await add('Tom Adair', { reference: 'E7', startedOn: '2026-12-01' });
		await applied('Payroll no,Name,Start date,Role,Team\nE7,Tom Adair,7/12/2026,Volunteer,East');
		expect(await rolesOf(tom)).toEqual([{ role: 'volunteer', fromDay: '2026-12-07', toDay: null }]);
		expect(await teamsOf(tom)).toEqual([{ team: 'East', fromDay: '2026-12-07', toDay: null }]);
		expect((await eventsOf(tom, 'person.role_taken_back'))[0]?.data).toMatchObject({
			role: 'tutor'
		});
	});

	it('swaps the addresses of two people, and makes links to the old ones worthless', async () => {
		const bea = await add('Bea Lowe', { reference: 'E8', email: 'bea@example.org' });
		await db.transaction((tx) => makeLinks(tx, [bea], by()));
		await applied(
			'Payroll no,Name,Email\nE101,Asha Bello,bea@example.org\nE8,Bea Lowe,asha@example.org'
		);
		expect((await personOf('Bea Lowe')).email).toBe('asha@example.org');
		expect(await db.$count(invitation, isNull(invitation.revokedAt))).toBe(0);
		expect((await eventsOf(bea, 'invitation.revoked'))[0]?.data).toMatchObject({
			because: 'email_changed'
		});
	});

	it('never lets anybody into more: access stays as it is', async () => {
		await applied('Name,Email,Start date,Role\nTom Adair,tom@example.org,1/9/26,Manager');
		expect((await personOf('Tom Adair')).access).toBe('staff');
	});
});

describe('leaving and coming back', () => {
	it('ends roles, teams and sessions, keeps the rest and can be undone by no file', async () => {
		await db.insert(session).values({
			...{ id: 'a session', personId: asha, createdAt: now },
			expiresAt: new Date(now.getTime() + 1000)
		});
		await applied(`Payroll no,Name,Leaving date\nE101,Asha Bello,${YESTERDAY}`);
		expect((await personOf('Asha Bello')).leftOn).toBe(YESTERDAY);
		expect((await rolesOf(asha))[0]?.toDay).toBe(YESTERDAY);
		expect((await teamsOf(asha))[0]?.toDay).toBe(YESTERDAY);
		expect(await db.$count(session)).toBe(0);
		expect(await openPeriods(asha)).toEqual([]);
		expect((await eventsOf(asha, 'person.left'))[0]?.data).toEqual({ leftOn: YESTERDAY });
		const other = await planOf(
			await bring(`Payroll no,Name,Leaving date\nE101,Asha Bello,1/11/2026`)
		);
		expect(other.plan).toMatchObject({ leftOut: [{ line: 2 }] });
	});

	it('can be put off while it lies ahead, and ends what it then ends', async () => {
		await applied('Payroll no,Name,Leaving date\nE101,Asha Bello,24/12/2026');
		await applied('Payroll no,Name,Leaving date,Role\nE101,Asha Bello,31/01/2027,Tutor; Manager');
		expect(await rolesOf(asha)).toEqual([
			{ role: 'tutor', fromDay: '2026-01-05', toDay: '2027-01-31' },
			{ role: 'manager', fromDay: today, toDay: '2027-01-31' }
		]);
		expect((await eventsOf(asha, 'person.left')).map(({ data }) => data.leftOn)).toEqual([
			'2026-12-24',
			'2027-01-31'
		]);
	});

	it('of somebody new lies ahead', async () => {
		await applied('Name,Start date,Leaving date,Team\nTom Adair,16/11/2026,24/12/2026,West');
		const tom = await personOf('Tom Adair');
		expect(tom.leftOn).toBe('2026-12-24');
		expect(await teamsOf(tom.id)).toEqual([
			{ team: 'West', fromDay: '2026-11-16', toDay: '2026-12-24' }
		]);
		expect(await eventsOf(tom.id, 'person.left')).toHaveLength(1);
	});

	it('back again begins anew, and the same file changes nothing then', async () => {
		await db.transaction((tx) => leave(tx, asha, '2026-05-01', organisation.making));
		await db.update(person).set({ access: 'lead' }).where(eq(person.id, asha));
		const text = 'Payroll no,Name,Start date,Role\nE101,Asha Bello,5/1/2026,Volunteer';
		await applied(text, { countsFrom: '2026-11-16' });
		expect(await personOf('Asha Bello')).toMatchObject({
			...{ leftOn: null, startedOn: '2026-11-16', access: 'staff' }
		});
		expect(await rolesOf(asha)).toEqual([
			{ role: 'tutor', fromDay: '2026-01-05', toDay: '2026-05-01' },
			{ role: 'volunteer', fromDay: '2026-11-16', toDay: null }
		]);
		const inductions = await db
			.select({ programme: induction.programme, startedOn: induction.startedOn })
			.from(induction)
			.where(eq(induction.personId, asha));
		// As the page does it: what is gone through again after more than six months.
		expect(inductions).toEqual([
			{ programme: 'core', startedOn: '2026-01-05' },
			{ programme: 'returning', startedOn: '2026-11-16' }
		]);
		const [returned] = await eventsOf(asha, 'person.returned');
		expect(returned?.data).toMatchObject({
			startedOn: '2026-11-16',
			roles: ['volunteer'],
			teamIds: [organisation.teams.root],
			access: 'staff',
			before: { startedOn: '2026-01-05', leftOn: '2026-05-01', access: 'lead' }
		});
		expect((await openPeriods(asha)).length).toBeGreaterThan(0);
		expect((await planOf(await bring(text))).plan).toMatchObject({ changed: [], refused: [] });
	});

	it('because of missing spares administrators and whoever imports', async () => {
		await add('Ben Okafor', { access: 'administrator' });
		const tom = await add('Tom Adair');
		await applied('Payroll no,Name\nE101,Asha Bello', { missingLeftOn: YESTERDAY });
		const left = await db
			.select({ id: person.id })
			.from(person)
			.where(eq(person.leftOn, YESTERDAY));
		expect(left).toEqual([{ id: tom }]);
	});
});

describe('what is due', () => {
	it.each([
		['a new tutor', 'E7,Tom Adair,tom@example.org,16/11/2026,Tutor,West,'],
		['another role', 'E101,Asha Bello,,,Volunteer,,'],
		['a later first day', 'E101,Asha Bello,,2/3/2026,,,'],
		['a first day to come', 'E9,Bea Lowe,,7/12/2026,Manager,,']
	])('is shown as it then becomes: %s', async (_, line) => {
		await add('Bea Lowe', { reference: 'E9', startedOn: '2026-12-01' });
		const id = await bring(`${HEAD}\n${line}`);
		const shown = await effectOn(db, await planOf(id), today);
		expect(shown.length).toBeGreaterThan(0);
		const [before] = await db.select({ last: sql<number>`max(id)` }).from(event);
		expect(await apply(id)).toEqual({ kind: 'applied' });
		const rows = await db
			.select()
			.from(event)
			.where(sql`${event.kind} like 'period.%' and ${event.id} > ${before?.last ?? 0}`);
		const count = (item: string, kind: string) =>
			rows.filter((row) => row.kind === kind && (row.data.item ?? '') === item).length;
		for (const { item, opened, moved, withdrawn } of shown) {
			expect([item, opened, moved, withdrawn]).toEqual([
				item,
				count(item, 'period.opened'),
				count(item, 'period.moved'),
				count(item, 'period.withdrawn')
			]);
		}
		const due = rows.flatMap(({ data }) => (typeof data.dueOn === 'string' ? [data.dueOn] : []));
		const first = shown.flatMap(({ firstDue }) => firstDue ?? []);
		expect(first.sort()[0]).toBe(due.sort()[0]);
		expect(rows).toHaveLength(
			shown.reduce((sum, one) => sum + one.opened + one.moved + one.withdrawn, 0)
		);
	});
});

describe('columns, words and files', () => {
	const columns = async (id: string) => guessedMapping(db, await stored(id));

	it('remember what somebody said of them', async () => {
		const text = 'Who,Cost code,Since\nTom Adair,West,16/11/2026';
		const first = await bringOnly(text);
		expect(await columns(first)).toEqual([null, null, null]);
		const mapping: (Field | null)[] = ['name', 'team', 'startedOn'];
		await saveMapping(db, await stored(first), mapping);
		expect(await columns(await bringOnly(text))).toEqual(mapping);
		await saveMapping(db, await stored(first), ['name', null, 'startedOn']);
		expect(await columns(await bringOnly(text))).toEqual(['name', null, 'startedOn']);
		expect(await db.$count(importColumn)).toBe(3);
	});

	it('remember what words mean, until there is no such thing', async () => {
		const text = 'Name,Start date,Team,Role\nTom Adair,16/11/2026,HQ,Maths person';
		const { west } = organisation.teams;
		const words = { teamWords: { hq: west }, roleWords: { 'maths person': 'tutor' } };
		await bring(text, words);
		const second = await planOf(await bringMapped(text));
		expect(second.plan).toMatchObject({
			refused: [],
			changed: [{ teams: { begin: [{ key: west }] } }]
		});
		await db.update(team).set({ closedOn: today }).where(eq(team.id, west));
		const third = await planOf(await bringMapped(text));
		expect(third.plan.refused[0]?.problems[0]?.message).toContain('no team called “HQ”');
	});

	async function bringOnly(text: string): Promise<string> {
		const bytes = new TextEncoder().encode(text);
		const kept = await keepFile(db, {
			...{ bytes, fileName: 'staff.csv', kind: 'people', now },
			actorId: organisation.administratorId
		});
		if (kept.kind === 'wrong') throw new Error(kept.message);
		return kept.id;
	}

	async function bringMapped(text: string): Promise<string> {
		const id = await bringOnly(text);
		await saveMapping(db, await stored(id), await columns(id));
		return id;
	}

	it('are listed, and forgotten when they are put aside', async () => {
		const id = await bring('Name,Start date\nTom Adair,16/11/2026');
		await discardImport(db, id, now);
		const done = await applied('Name,Start date\nTom Adair,16/11/2026');
		await discardImport(db, done, now);
		const list = await latestImports(db, 10);
		expect(
			list.map(({ appliedAt, discardedAt, isOpen, by }) => [appliedAt, discardedAt, isOpen, by])
		).toEqual(
			expect.arrayContaining([
				[now, null, false, 'Priya Nair'],
				[null, now, false, 'Priya Nair']
			])
		);
		expect((await stored(id)).lines).toBeNull();
		expect(await apply(id, 'any')).toEqual({ kind: 'gone' });
		expect(await importOf(db, 'no such thing')).toBeNull();
	});

	it('that are wrong are not kept', async () => {
		const kept = await keepFile(db, {
			...{ bytes: new Uint8Array(), fileName: 'x.csv', kind: 'people', now },
			actorId: organisation.administratorId
		});
		expect(kept.kind).toBe('wrong');
		expect(await db.$count(fileImport)).toBe(0);
	});

	it('keep only the lines that were refused', async () => {
		const id = await bring('Name,Start date\nTom Adair,16/11/2026\nBea Lowe,soon');
		expect(await apply(id)).toEqual({ kind: 'applied' });
		const { lines, result } = await stored(id);
		expect(lines).toEqual([{ line: 3, cells: ['Bea Lowe', 'soon'] }]);
		expect(result).toMatchObject({ refused: [{ line: 3 }] });
	});
});

describe('what was shown', () => {
	const text = 'Payroll no,Name,Role\nE101,Asha Bello,Volunteer';

	it('is what happens, or nothing does', async () => {
		const id = await bring(text);
		const { fingerprint } = await planOf(id);
		await db.transaction((tx) =>
			changePerson(tx, asha, { reference: 'E999' }, organisation.making)
		);
		const before = await everything();
		expect(await apply(id, fingerprint)).toEqual({ kind: 'changed' });
		expect(await everything()).toBe(before);
		expect((await stored(id)).appliedAt).toBeNull();
	});

	it('stays what it was when something else changes', async () => {
		const id = await bring(text);
		const { fingerprint } = await planOf(id);
		await add('Tom Adair');
		expect(await apply(id, fingerprint)).toEqual({ kind: 'applied' });
	});

	it('is applied once, however often somebody presses', async () => {
		const id = await bring(text);
		const { fingerprint } = await planOf(id);
		const all = await Promise.all([1, 2, 3].map(() => apply(id, fingerprint)));
		expect(all.map(({ kind }) => kind).sort()).toEqual(['applied', 'gone', 'gone']);
		expect(await eventsOf(asha, 'person.role_given')).toHaveLength(1);
	});

	it('changes nothing when somebody else gets the address meanwhile', async () => {
		const id = await bring('Name,Email,Start date\nTom Adair,tom@example.org,16/11/2026');
		const { fingerprint } = await planOf(id);
		// The other one has written the address and not ended the transaction when the import looks.
		let importing: Promise<Applied> | undefined;
		await db.transaction(async (tx) => {
			await tx.insert(person).values({
				...{ name: 'Ben Okafor', email: 'tom@example.org', startedOn: today, createdAt: now }
			});
			importing = apply(id, fingerprint);
			await new Promise((resolve) => setTimeout(resolve, 300));
		});
		expect(await importing).toEqual({ kind: 'changed' });
		expect(await db.$count(person, eq(person.name, 'Tom Adair'))).toBe(0);
	});

	it('waits for a change of the same person at the same moment, and sees it', async () => {
		const id = await bring(text);
		const { fingerprint } = await planOf(id);
		let importing: Promise<Applied> | undefined;
		await db.transaction(async (tx) => {
			await leave(tx, asha, YESTERDAY, organisation.making);
			importing = apply(id, fingerprint);
			await new Promise((resolve) => setTimeout(resolve, 300));
		});
		expect(await importing).toEqual({ kind: 'changed' });
	});
});

describe('a long file', () => {
	const lines = (count: number) =>
		'Name,Email,Start date,Role,Team\n' +
		Array.from(
			{ length: count },
			(_, n) => `Person N${n},n${n}@example.org,16/11/2026,Tutor,${n % 2 ? 'East' : 'West'}`
		).join('\n');

	beforeEach(() => prepareQueue(db));

	async function finished(jobId: string) {
		for (;;) {
			const row = found(await jobOf(db, jobId));
			if (row.finishedAt) return row;
			await new Promise((resolve) => setTimeout(resolve, 30));
		}
	}

	async function enqueued(count: number) {
		const id = await bring(lines(count));
		const outcome = await apply(id);
		if (outcome.kind !== 'job') throw new Error(`It was ${outcome.kind}`);
		return { id, jobId: outcome.jobId };
	}

	async function work(): Promise<void> {
		const jobs = await startJobs(db, { log: () => undefined, pollMs: 20, clock: () => now });
		onTestFinished(() => jobs.stop());
	}

	it('is applied at once up to 200 changes', async () => {
		expect(await apply(await bring(lines(200)))).toEqual({ kind: 'applied' });
	});

	it('is applied in the background, and asked for once', async () => {
		const { id, jobId } = await enqueued(201);
		expect(await apply(id)).toEqual({ kind: 'job', jobId });
		await work();
		const row = await finished(jobId);
		expect(row).toMatchObject({ failure: null, result: { importId: id }, done: 201, total: 201 });
		expect(await db.$count(person)).toBe(203);
		expect((await stored(id)).appliedAt).not.toBeNull();
		expect(await apply(id)).toEqual({ kind: 'gone' });
	});

	it('shows how far it is while nothing of it shows yet', async () => {
		const { id, jobId } = await enqueued(201);
		const { fingerprint } = await planOf(id);
		const told: number[][] = [];
		let seen = -1;
		const progress: Progress = async (done, total) => {
			told.push([done, total]);
			seen = Math.max(seen, await db.$count(person));
		};
		const data = { importId: id, fingerprint };
		const mine = { id: jobId, data, createdBy: organisation.administratorId };
		await importJob(db, mine, progress, { now, today });
		expect(seen).toBe(2);
		expect(told.length).toBeGreaterThan(1);
		expect(told.every(([done = 0, total]) => done <= 201 && total === 201)).toBe(true);
		expect(await db.$count(person)).toBe(203);
	});

	it('that breaks half-way has changed nothing, and can be applied again', async () => {
		const { id, jobId } = await enqueued(201);
		const before = await everything();
		const data = { importId: id, fingerprint: (await planOf(id)).fingerprint };
		const mine = { id: jobId, data, createdBy: organisation.administratorId };
		let calls = 0;
		const broken: Progress = async () => {
			if (++calls === 2) throw new Error('The power is gone');
		};
		await expect(importJob(db, mine, broken, { now, today })).rejects.toThrow('The power is gone');
		expect(await everything()).toBe(before);
		expect(await stored(id)).toMatchObject({ appliedAt: null });
		expect((await stored(id)).lines).toHaveLength(201);
		await work();
		expect((await finished(jobId)).failure).toBeNull();
	});

	it('whose process is killed half-way has changed nothing, says so, and can be applied again', async () => {
		const { id, jobId } = await enqueued(201);
		const before = await everything();
		// What is due of the last people takes so long that the process can be killed meanwhile.
		await db.execute(sql`
			create function dawdle() returns trigger language plpgsql as $$
			begin
				if (select count(*) from person) > 150 then perform pg_sleep(3); end if;
				return null;
			end $$`);
		await db.execute(sql`
			create trigger dawdle after insert on period for each statement execute function dawdle()`);
		const child = await childWorking();
		await sleeping(true);
		expect((await jobOf(db, jobId))?.startedAt).not.toBeNull();
		child.kill('SIGKILL');
		await sleeping(false);
		expect(await everything()).toBe(before);
		expect(await stored(id)).toMatchObject({ appliedAt: null });

		await db.execute(sql`drop trigger dawdle on period`);
		await db.update(job).set({ beatAt: new Date('2026-11-21T08:00:00Z') });
		await work();
		expect((await finished(jobId)).failure).toMatch(/Nothing was changed\. Apply it again\./);
		const again = await apply(id);
		if (again.kind !== 'job') throw new Error(again.kind);
		expect((await finished(again.jobId)).failure).toBeNull();
		expect(await db.$count(person)).toBe(203);
	});

	/** A copy of the app that does the jobs, in a process that can be killed. */
	async function childWorking() {
		const [row] = await db.execute<{ name: string }>(sql`select current_database() as name`);
		const url = new URL(inject('databaseUrl'));
		url.pathname = `/${row?.name}`;
		const child = spawn(process.execPath, ['tests/server/import-child.js', url.href]);
		onTestFinished(() => void child.kill('SIGKILL'));
		let complaints = '';
		child.stderr.on('data', (text: Buffer) => (complaints += text.toString()));
		await new Promise<void>((resolve, reject) => {
			child.stdout.once('data', () => resolve());
			child.once('exit', () => reject(new Error(complaints)));
		});
		return child;
	}

	/** Waits until somebody in the database dawdles, or nobody is in a transaction any more. */
	async function sleeping(isSo: boolean): Promise<void> {
		const dawdling = sql`wait_event = 'PgSleep'`;
		const working = sql`(${dawdling} or state = 'idle in transaction')`;
		for (;;) {
			const [row] = await db.execute<{ n: string }>(sql`
				select count(*) as n from pg_stat_activity
				where datname = current_database() and pid <> pg_backend_pid()
					and ${isSo ? dawdling : working}`);
			if (Number(row?.n) > 0 === isSo) return;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}

	it('is not applied by the job when people were changed meanwhile', async () => {
		const { id, jobId } = await enqueued(201);
		await add('Somebody Else', { email: 'n7@example.org' });
		await work();
		expect((await finished(jobId)).failure).toMatch(
			/nothing has been applied\. Look at the check again/
		);
		expect((await stored(id)).appliedAt).toBeNull();
		expect(await db.$count(job)).toBe(2);
	});

	it('that was put aside meanwhile is not applied', async () => {
		const { id, jobId } = await enqueued(201);
		await discardImport(db, id, now);
		await work();
		expect((await finished(jobId)).failure).toMatch(/applied or put aside already/);
	});

	it('needs somebody who imports', async () => {
		const jobId = await enqueueJob(db, { kind: 'import', data: {}, createdBy: null, now });
		const mine = { id: jobId, data: { importId: 'x', fingerprint: 'y' }, createdBy: null };
		const run = importJob(db, mine, async () => undefined, { now, today });
		await expect(run).rejects.toThrow('Somebody imports');
	});
});

describe('a file of training history', () => {
	const item = 'module:prevent-duty';
	const text =
		'Email,Course,Completed,Expiry date,Provider,Notes\n' +
		'asha@example.org,Prevent duty,3/9/2026,31/1/2027,Quay Training,Seen\n' +
		'asha@example.org,prevent-duty,3/9/2025,,,\n';

	it('is entered as evidence, the newest of it closing what is open', async () => {
		const before = (await openPeriods(asha)).find((one) => one.item === item);
		expect(before?.cycle).toBe(0);
		const id = await bring(text, { kind: 'history' });
		const shown = (await effectOn(db, await planOf(id), today)).find((one) => one.item === item);
		expect(shown).toMatchObject({ done: 1, opened: 1, withdrawn: 0 });
		expect(await apply(id)).toEqual({ kind: 'applied' });
		const records = await db.select().from(enteredRecord).orderBy(asc(enteredRecord.completedOn));
		expect(records).toMatchObject([
			{ completedOn: '2025-09-03', kind: 'history', title: 'prevent-duty', provider: null },
			{
				...{ completedOn: '2026-09-03', statedUntil: '2027-01-31', provider: 'Quay Training' },
				...{ note: 'Seen', checkedBy: organisation.administratorId, item }
			}
		]);
		expect(await db.$count(completion, eq(completion.personId, asha))).toBe(2);
		const after = (await openPeriods(asha)).find((one) => one.item === item);
		expect(after).toMatchObject({ cycle: 2, dueOn: shown?.firstDue });
		expect(await eventsOf(asha, 'record.entered')).toHaveLength(2);
		const [line] = await db.select().from(event).where(eq(event.kind, 'import.applied'));
		expect(line?.data).toMatchObject({ kind: 'history', counts: { entered: 2, people: 1 } });
	});

	it('changes nothing when it is brought again', async () => {
		await applied(text, { kind: 'history' });
		const before = await everything();
		const again = await bring(text, { kind: 'history' });
		expect((await planOf(again)).plan.unchanged).toHaveLength(2);
		expect(await apply(again)).toEqual({ kind: 'nothing' });
		expect(await everything()).toBe(before);
	});

	it('of a kind that is only known by another name is told once', async () => {
		const words = { 'radicalisation l1': item };
		const id = await applied(
			'Email,Course,Completed\nasha@example.org,Radicalisation L1,3/9/2026',
			{
				...{ kind: 'history', itemWords: words }
			}
		);
		expect((await stored(id)).choices?.itemWords).toEqual(words);
		const [row] = await db.select().from(importColumn).where(eq(importColumn.kind, 'item'));
		expect(row).toEqual({ kind: 'item', heading: 'radicalisation l1', field: item });
	});

	it('refuses strangers and oneself', async () => {
		const id = await bring(
			'Email,Course,Completed\npriya@example.org,Prevent duty,3/9/2026\nx@example.org,Prevent duty,3/9/2026',
			{ kind: 'history' }
		);
		expect((await planOf(id)).plan.refused).toHaveLength(2);
		expect(await apply(id)).toEqual({ kind: 'nothing' });
	});
});

it('what everybody must do is in line after an import: reconciling finds nothing', async () => {
	await add('Bea Lowe', { reference: 'E9', startedOn: '2026-12-01' });
	await applied(
		`${HEAD},Leaving date\nE7,Tom Adair,tom@example.org,16/11/2026,Tutor,West,,24/12/2026\n` +
			'E101,Asha Bello,,,Volunteer,West,,\nE9,Bea Lowe,,7/12/2026,Manager,,,\n'
	);
	const ids = (await db.select({ id: person.id }).from(person)).map(({ id }) => id);
	const plans = await db.transaction((tx) =>
		reconcilePeople(tx, ids, { today, now, actorId: null })
	);
	expect([...plans.values()].flat()).toEqual([]);
});
