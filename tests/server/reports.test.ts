import { and, eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import * as schema from '../../src/lib/server/db/schema/index.ts';
import {
	absence,
	agreementText,
	certificate,
	induction,
	period,
	signature,
	waiver
} from '../../src/lib/server/db/schema/index.ts';
import { recordEvent } from '../../src/lib/server/evidence/events.ts';
import { frameContacts } from '../../src/lib/server/people/contacts.ts';
import { scopeOf, type Scope } from '../../src/lib/server/people/scope.ts';
import { trainingMatrix, type MatrixFilter } from '../../src/lib/server/reports/matrix.ts';
import { overview } from '../../src/lib/server/reports/overview.ts';
import { personReport } from '../../src/lib/server/reports/person.ts';
import { teamReport } from '../../src/lib/server/reports/team.ts';
import { testDatabase, testDatabaseWithUrl } from './database.ts';
import {
	done,
	NOW,
	ONLINE,
	personIds,
	PREVENT,
	smallOrganisation,
	teamIds,
	TODAY
} from './reports-organisation.ts';

const everybody: Scope = { everybody: true };
const unfiltered = { name: '', team: null, page: null };
let db: Database;
let url: string;
let cathys: Scope;

beforeEach(async () => {
	({ db, url } = await testDatabaseWithUrl());
	await smallOrganisation(db);
	cathys = await scopeOf(db, { id: personIds.cathy, access: 'manager' }, TODAY);
});

/** As the lead reads it, or the manager of a part. */
const reportOf = (scope: Scope, personId: string) =>
	personReport(db, { scope, access: scope.everybody ? 'lead' : 'manager' }, personId, {
		today: TODAY,
		now: NOW
	});
const namesIn = async (scope: Scope, filter: Partial<MatrixFilter> = {}) =>
	(await trainingMatrix(db, scope, TODAY, { ...unfiltered, ...filter }))?.rows.map((r) => r.name);

describe('scope', () => {
	test('a manager sees their own teams and those below, nobody who left or moved away', async () => {
		expect(await namesIn(cathys)).toEqual(['Asha', 'Cathy', 'Mei', 'Noor', 'Rhys', 'Tom']);
		expect((await teamReport(db, cathys, TODAY, { tile: null, page: null })).people).toBe(6);
	});

	test('who sees everybody sees everybody but those who left and auditors passing through', async () => {
		expect(await namesIn(everybody)).toEqual([
			...['Asha', 'Ben', 'Cathy', 'Mei', 'Milo', 'Nina', 'Noor', 'Rhys', 'Tom']
		]);
	});

	test('somebody without a team to manage sees nobody', async () => {
		const nobody = await scopeOf(db, { id: personIds.tom, access: 'manager' }, TODAY);
		expect(await namesIn(nobody)).toEqual([]);
		const report = await teamReport(db, nobody, TODAY, { tile: 'overdue', page: null });
		expect([report.people, report.teams, report.first, report.chosen?.people]).toEqual([
			0,
			0,
			[],
			[]
		]);
	});

	test('a team narrows the matrix to it and what lies below, and one outside is not there', async () => {
		expect(await namesIn(cathys, { team: teamIds.leicester })).toEqual(['Rhys', 'Tom']);
		expect(await namesIn(everybody, { team: teamIds.east })).toHaveLength(6);
		expect(await namesIn(cathys, { team: teamIds.north })).toBeUndefined();
		expect(await namesIn(cathys, { team: 'no-team' })).toBeUndefined();
	});

	test('a person outside the scope is not there, nor one whose id is none', async () => {
		for (const id of [personIds.nina, personIds.milo, personIds.lena, personIds.ben]) {
			expect(await reportOf(cathys, id)).toBeNull();
			expect(await reportOf(everybody, id)).not.toBeNull();
		}
		for (const id of ['', 'asha', `${personIds.asha}0`, '99999999-0000-4000-8000-000000000000']) {
			expect(await reportOf(everybody, id)).toBeNull();
		}
	});
});

describe('my team', () => {
	test('counts each person once by their worst standing; nothing asked or waived is up to date', async () => {
		const { tiles } = await teamReport(db, cathys, TODAY, { tile: null, page: null });
		// Asha is overdue, Tom can renew, Rhys has begun; Mei, Noor and Cathy have nothing to do.
		expect(tiles).toEqual({ overdue: 1, 'due-soon': 1, 'not-started': 1, 'up-to-date': 3 });
	});

	test('lists who needs somebody first, the longest overdue first, with role and team', async () => {
		const { first } = await teamReport(db, everybody, TODAY, { tile: null, page: null });
		const lines = first.flatMap(({ name, items }) =>
			items.map(({ item, standing, day }) => [name, item, standing, day])
		);
		expect(lines).toEqual([
			['Nina', ONLINE, 'expired', '2026-11-02'],
			['Asha', ONLINE, 'overdue', '2026-11-19'],
			['Tom', PREVENT, 'expiring', '2026-12-11'],
			['Tom', ONLINE, 'expiring', '2027-01-12']
		]);
		expect(first[1]).toMatchObject({
			roles: ['Practitioner or adviser'],
			teams: ['Derby'],
			email: 'asha@harbourlane.example'
		});
	});

	test.each([
		['overdue', [['Asha', [ONLINE]]]],
		['due-soon', [['Tom', [PREVENT, ONLINE]]]],
		['not-started', [['Rhys', [ONLINE]]]],
		[
			'up-to-date',
			[
				['Noor', [PREVENT]],
				['Mei', [ONLINE]],
				['Cathy', []]
			]
		]
	] as const)(
		'shows the people of the tile %s with what put them there',
		async (tile, expected) => {
			const { chosen } = await teamReport(db, cathys, TODAY, { tile, page: null });
			expect(chosen?.people.map((p) => [p.name, p.items.map((i) => i.item)])).toEqual(expected);
		}
	);

	test('names new starters with how far they have come', async () => {
		await db.insert(induction).values([
			{ personId: personIds.asha, programme: 'core', startedOn: '2026-11-12' },
			{ personId: personIds.nina, programme: 'core', startedOn: '2026-11-16' }
		]);
		const { starters } = await teamReport(db, cathys, TODAY, { tile: null, page: null });
		expect(starters.people).toBe(1);
		expect(starters.named[0]).toMatchObject({ name: 'Asha', day: 10 });
		expect(starters.waitingForManager).toBeGreaterThan(0);
	});
});

describe('training matrix', () => {
	test('gives each person a cell for each item, empty where it is not required', async () => {
		const matrix = await trainingMatrix(db, cathys, TODAY, unfiltered);
		expect(matrix?.columns.map((column) => column.item).toSorted()).toEqual([ONLINE, PREVENT]);
		const cells = Object.fromEntries(
			(matrix?.rows ?? []).map((row) => [
				row.name,
				Object.fromEntries(row.cells.map((cell, i) => [matrix?.columns[i]?.item, cell]))
			])
		);
		expect(cells).toEqual({
			Asha: {
				[ONLINE]: { standing: 'overdue', day: '2026-11-19' },
				[PREVENT]: { standing: 'complete', day: '2027-11-15' }
			},
			Cathy: { [ONLINE]: null, [PREVENT]: null },
			Mei: { [ONLINE]: { standing: 'complete', day: '2027-03-09' }, [PREVENT]: null },
			Noor: { [ONLINE]: null, [PREVENT]: { standing: 'waived', day: '2027-01-31' } },
			Rhys: { [ONLINE]: { standing: 'in_progress', day: '2026-12-18' }, [PREVENT]: null },
			Tom: {
				[ONLINE]: { standing: 'expiring', day: '2027-01-12' },
				[PREVENT]: { standing: 'expiring', day: '2026-12-11' }
			}
		});
	});

	test('shows what was done once for good as complete, without a day', async () => {
		const matrix = await trainingMatrix(db, everybody, TODAY, { ...unfiltered, name: 'mil' });
		const cells = matrix?.rows[0]?.cells.filter((cell) => cell !== null);
		expect(cells).toEqual([{ standing: 'complete', day: null }]);
	});

	test('finds people by a part of their name, whose wildcards are only letters', async () => {
		expect(await namesIn(cathys, { name: 'A' })).toEqual(['Asha', 'Cathy']);
		expect(await namesIn(cathys, { name: '%' })).toEqual([]);
		expect(await namesIn(cathys, { name: '_sha' })).toEqual([]);
		expect(await namesIn(cathys, { name: 'Nina' })).toEqual([]);
	});
});

describe('a person', () => {
	test('has a whole history, and no wrong answer in it', async () => {
		const completionId = await done(db, 'cathy', PREVENT, [
			'2026-05-01',
			'2026-05-04',
			'2027-05-04'
		]);
		const personId = personIds.cathy;
		await db.insert(certificate).values({
			...{ personId, completionId, number: 'SH-2026-000001', code: 'a'.repeat(26) },
			...{ personName: 'Cathy', organisationName: 'Harbour Lane', item: PREVENT, title: 'Prevent' },
			...{ version: '2026.1', issuedAt: NOW, issuedOn: '2026-05-04', validUntil: '2027-05-04' }
		});
		const text = { textSha256: 'cd', agreement: 'aup-staff', version: '1' };
		await db.insert(agreementText).values({
			...{
				sha256: 'cd',
				agreement: 'aup-staff',
				version: '1',
				title: 'Acceptable use',
				text: 'Be kind.'
			},
			recordedAt: NOW
		});
		const [open] = await db
			.insert(period)
			.values({ personId, item: 'agreement:aup-staff', cycle: 0, opensOn: TODAY, dueOn: TODAY })
			.returning({ id: period.id });
		await db.insert(signature).values({
			...{ ...text, personId, periodId: open?.id ?? '', nameTyped: 'Cathy Moss' },
			...{ signedAt: NOW, method: 'password', signedInAt: NOW }
		});
		await db.insert(waiver).values({
			...{ personId, item: ONLINE, reason: 'Sick leave', grantedBy: personIds.ben, grantedAt: NOW },
			...{ fromDay: '2026-02-01', untilDay: '2026-03-01' }
		});
		const line = { at: NOW, subjectId: personId };
		const completed = { item: PREVENT, validUntil: '2027-05-04' };
		await recordEvent(db, { ...line, actorId: personId, kind: 'item.completed', data: completed });
		await recordEvent(db, {
			...line,
			actorId: personIds.ben,
			kind: 'period.withdrawn',
			data: { item: ONLINE }
		});
		await recordEvent(db, {
			...line,
			actorId: personId,
			kind: 'attempt.submitted',
			data: { passed: false }
		});

		const report = await reportOf(everybody, personId);

		expect(report).toMatchObject({
			name: 'Cathy',
			roles: [{ name: 'Manager', fromDay: '2025-01-06', toDay: null }],
			teams: [{ name: 'East' }],
			managers: [],
			induction: null,
			completions: [
				{
					item: PREVENT,
					version: '2026.1',
					score: 90,
					certificate: { number: 'SH-2026-000001', withdrawn: false }
				}
			],
			signings: [
				{ how: 'signed', title: 'Acceptable use', nameTyped: 'Cathy Moss', textSha256: 'cd' }
			],
			waivers: [{ reason: 'Sick leave', grantedBy: 'Ben' }]
		});
		expect(report?.standings.map(({ item, standing }) => [item, standing])).toEqual([
			['agreement:aup-staff', 'due_soon'],
			[PREVENT, 'complete']
		]);
		expect(report?.events.lines.map(({ words, by }) => [words, by])).toEqual([
			[expect.stringMatching(/no longer asked for$/), 'Ben'],
			[expect.stringMatching(/^Completed .*, valid until 4 May 2027$/), null]
		]);
		expect(JSON.stringify(report)).not.toMatch(/q-wrong|lo-missed|attempt/);
	});

	test('costs fewer than twelve queries, however much there is to tell', async () => {
		await db.insert(induction).values({
			...{ personId: personIds.tom, programme: 'core', startedOn: '2026-11-01' }
		});
		await db.insert(absence).values({
			...{ personId: personIds.tom, kind: 'other', fromDay: '2026-05-01', toDay: '2026-06-30' },
			...{ recordedBy: personIds.ben, recordedAt: NOW }
		});
		let queries = 0;
		const sql = postgres(url, { max: 2, onnotice: () => undefined });
		onTestFinished(() => sql.end());
		const logger = { logQuery: () => void (queries += 1) };
		const counted = drizzle(sql, { schema, casing: 'snake_case', logger });
		// What a request for the page does after the session: its frame, the scope, and the report.
		await frameContacts(counted, personIds.cathy, TODAY);
		const cathy = { id: personIds.cathy, access: 'manager' } as const;
		const scope = await scopeOf(counted, cathy, TODAY);
		const reader = { scope, access: cathy.access };
		const report = await personReport(counted, reader, personIds.tom, { today: TODAY, now: NOW });
		expect(report?.induction).not.toBeNull();
		expect(report?.completions).not.toEqual([]);
		expect(queries).toBeGreaterThan(5);
		expect(queries).toBeLessThan(12);
	});

	test('is managed by who manages the nearest team above', async () => {
		expect((await reportOf(cathys, personIds.tom))?.managers).toEqual(['Cathy']);
	});

	test('who has left keeps the history, and nothing is asked any more', async () => {
		const report = await reportOf(everybody, personIds.lena);
		expect([report?.leftOn, report?.standings, report?.completions.length]).toEqual([
			'2026-10-30',
			[],
			1
		]);
	});
});

describe('overview', () => {
	const london = { today: TODAY, timeZone: 'Europe/London' };

	test('counts the whole organisation', async () => {
		const figures = await overview(db, london);
		// Required today: Asha 2, Tom 2, Mei 1, Rhys 1, Nina 1, Milo 1. In date: all but 3 of them.
		expect(figures).toMatchObject({
			people: 9,
			teams: 5,
			share: 62,
			peopleLate: 2,
			expiringSoon: 2,
			onInduction: 0
		});
		expect(
			figures.byItem.map(({ item, tiles, waived, total }) => [item, tiles, waived, total])
		).toEqual(
			expect.arrayContaining([
				[ONLINE, { overdue: 2, 'due-soon': 1, 'not-started': 1, 'up-to-date': 1 }, 0, 5],
				[PREVENT, { overdue: 0, 'due-soon': 1, 'not-started': 0, 'up-to-date': 2 }, 1, 3]
			])
		);
	});

	test('works out the share in date at the end of past months from what had happened by then', async () => {
		const { overTime } = await overview(db, london);
		expect(overTime.map(({ day, required, inDate }) => [day, required, inDate])).toEqual([
			['2025-11-30', 1, 1], // Nina
			['2025-12-31', 2, 2], // and Tom's Prevent
			['2026-01-31', 3, 3], // and his online safety
			['2026-02-28', 4, 4], // and Lena
			['2026-03-31', 5, 5], // and Mei
			['2026-04-30', 5, 5],
			['2026-05-31', 5, 5],
			['2026-06-30', 6, 6], // and Milo, for good
			['2026-07-31', 6, 6],
			['2026-08-31', 6, 6],
			['2026-09-30', 6, 6],
			['2026-10-31', 5, 5], // Lena has left; Noor has a waiver
			['2026-11-21', 8, 5] // Nina's has run out; Asha owes one and has one, Rhys owes one
		]);
	});

	test('says the same of today in the tile and at the end of the line', async () => {
		const { share, overTime } = await overview(db, london);
		expect(overTime.at(-1)).toMatchObject({ day: TODAY, share });
	});

	test('says the same of those who are away, and of what has come to its end', async () => {
		const away = { fromDay: '2026-11-20', recordedBy: personIds.ben, recordedAt: NOW };
		await db.insert(absence).values(
			// Tom has two things to renew; Milo did his once for good, and that stands.
			[personIds.tom, personIds.milo].map((personId) => ({ personId, kind: 'other', ...away }))
		);
		await db
			.update(period)
			.set({ endsOn: '2026-11-20' })
			.where(and(eq(period.personId, personIds.asha), eq(period.item, ONLINE)));
		const { share, overTime } = await overview(db, london);
		expect(overTime.at(-1)).toEqual({ day: TODAY, required: 5, inDate: 3, share });
	});

	test('an item that was withdrawn counts until the day it was', async () => {
		await db
			.update(period)
			.set({ closedAt: new Date('2026-11-20T23:30:00Z'), closedHow: 'withdrawn' })
			.where(eq(period.personId, personIds.rhys));
		const { overTime } = await overview(db, london);
		expect(overTime.at(-1)).toMatchObject({ required: 7, inDate: 5 });
	});

	test('shows what runs out in the next 90 days by month, empty months too', async () => {
		expect((await overview(db, london)).expiring).toEqual([
			{ month: '2026-11', items: 0, people: 0 },
			{ month: '2026-12', items: 1, people: 1 },
			{ month: '2027-01', items: 1, people: 1 },
			{ month: '2027-02', items: 0, people: 0 }
		]);
	});

	test('has nothing to say of an organisation that has just begun', async () => {
		const empty = await testDatabase();
		const figures = await overview(empty, london);
		expect(figures).toMatchObject({ people: 0, share: null, peopleLate: 0, byItem: [] });
		expect(figures.overTime.every(({ share }) => share === null)).toBe(true);
	});
});
