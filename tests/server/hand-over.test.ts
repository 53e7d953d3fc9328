import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { peopleFilterFrom } from '../../src/lib/rules/people-list.ts';
import { person, teamManager } from '../../src/lib/server/db/schema/index.ts';
import { handOver, leftBehindBy, managersGone } from '../../src/lib/server/people/hand-over.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { peopleList } from '../../src/lib/server/people/people-list.ts';
import { addManager } from '../../src/lib/server/people/team-managers.ts';
import { dryRun } from '../../src/lib/server/requirements/dry-run.ts';
import {
	added,
	events,
	foundOrganisation,
	now,
	today,
	type Organisation
} from './people-organisation.ts';

const YESTERDAY = '2026-11-20';

let here: Organisation;
/** Cathy manages East and is the line manager of Asha and Tom; Dee is hers. */
let cathy: string;
let dee: string;
let asha: string;
let tom: string;

beforeEach(async () => {
	here = await foundOrganisation();
	const startedOn = '2026-09-01';
	dee = await added(here, { name: 'Dee Archer', startedOn, access: 'manager' });
	cathy = await added(here, {
		...{ name: 'Cathy Moss', startedOn, access: 'manager', lineManagerId: dee }
	});
	asha = await added(here, { name: 'Asha Bello', startedOn, lineManagerId: cathy });
	tom = await added(here, { name: 'Tom Adair', startedOn, lineManagerId: cathy });
	await manage(cathy);
});

const manage = (personId: string) =>
	here.db.transaction((tx) =>
		addManager(
			tx,
			here.teams.east,
			{ personId, fromDay: '2026-09-01', toDay: null, raiseAccess: true },
			{ ...here.making, today: '2026-09-01' }
		)
	);
const go = (lastDay = YESTERDAY, id = cathy) =>
	here.db.transaction((tx) => leave(tx, id, lastDay, here.making));
const give = (toId: string, raiseAccess = false, from = cathy) =>
	here.db.transaction((tx) => handOver(tx, from, { toId, raiseAccess }, here.making));
const lineManagerOf = async (id: string) =>
	(await here.db.select({ id: person.lineManagerId }).from(person).where(eq(person.id, id)))[0]?.id;
const idsOf = (list: { id: string }[]) => list.map(({ id }) => id);
const changesOf = async () =>
	(await events(here.db, 'person.changed')).map(({ subjectId, actorId, data }) => {
		return { subjectId, actorId, ...data };
	});

describe('handing over', () => {
	it('gives all of it to one person, with an event for each', async () => {
		await go();
		expect(await give(dee)).toMatchObject({
			...{ kind: 'saved', isOneOfThem: false },
			people: [{ id: asha }, { id: tom }],
			teams: [{ id: here.teams.east }]
		});
		expect([await lineManagerOf(asha), await lineManagerOf(tom)]).toEqual([dee, dee]);
		const line = {
			...{ actorId: here.administratorId, fields: ['lineManagerId'] },
			lineManagerId: { from: cathy, to: dee }
		};
		const changes = await changesOf();
		expect(changes).toHaveLength(2);
		expect(changes).toEqual(
			expect.arrayContaining([
				{ ...line, subjectId: asha },
				{ ...line, subjectId: tom }
			])
		);
		const dees = and(eq(teamManager.personId, dee), eq(teamManager.teamId, here.teams.east));
		expect(await here.db.select().from(teamManager).where(dees)).toMatchObject([
			{ fromDay: today, toDay: null }
		]);
		const cathys = { id: cathy, leftOn: YESTERDAY };
		expect(await leftBehindBy(here.db, cathys, today)).toEqual({ people: [], teams: [] });
		// Again there is nothing left to hand over.
		expect(await give(dee)).toMatchObject({ people: [], teams: [] });
		expect(await changesOf()).toHaveLength(2);
	});

	it('is shown beforehand without changing anything', async () => {
		await go();
		const shown = await dryRun(here.db, (tx) =>
			handOver(tx, cathy, { toId: dee, raiseAccess: false }, here.making)
		);
		expect(await lineManagerOf(asha)).toBe(cathy);
		expect(await changesOf()).toEqual([]);
		expect(await give(dee)).toEqual(shown);
	});

	it('to one of them gives that one the line manager above', async () => {
		await go();
		expect(await give(asha)).toMatchObject({ kind: 'refused', field: 'raiseAccess' });
		expect(await lineManagerOf(tom)).toBe(cathy);
		expect(await give(asha, true)).toMatchObject({ isOneOfThem: true, people: [{ id: tom }] });
		expect([await lineManagerOf(tom), await lineManagerOf(asha)]).toEqual([asha, dee]);
	});

	it('leaves nobody with a line manager who has left too', async () => {
		await go();
		await go(YESTERDAY, dee);
		await give(asha, true);
		expect(await lineManagerOf(asha)).toBeNull();
	});

	it('is refused in a circle, to who leaves, and to who has left', async () => {
		const eve = await added(here, { name: 'Eve Lund', lineManagerId: tom });
		await go();
		expect(await give(eve, true)).toMatchObject({
			...{ kind: 'refused', field: 'person' },
			message: expect.stringContaining('managed by Tom Adair')
		});
		expect(await give(cathy)).toMatchObject({ field: 'person' });
		await go(YESTERDAY, dee);
		expect(await give(dee)).toMatchObject({ field: 'person' });
		expect(await changesOf()).toEqual([]);
	});

	it('may come before the last day', async () => {
		await go('2026-12-18');
		await give(dee);
		expect(await lineManagerOf(tom)).toBe(dee);
		expect(await managersGone(here.db, today)).toEqual([]);
	});
});

describe('what nobody has taken over', () => {
	const listed = async () => {
		const filter = peopleFilterFrom(new URLSearchParams('state=manager-left'));
		const { people } = await peopleList(here.db, filter, { teams: [], asked: null, now, today });
		return idsOf(people).sort();
	};

	it('is told of whoever has left, until somebody does', async () => {
		expect(await managersGone(here.db, today)).toEqual([]);
		await go('2026-12-18');
		expect(await listed()).toEqual([]);
		await go();
		expect(await listed()).toEqual([asha, tom].sort());
		expect(await managersGone(here.db, today)).toEqual([
			{ id: cathy, name: 'Cathy Moss', leftOn: YESTERDAY, people: 2, teams: 1 }
		]);
		await give(dee);
		expect(await listed()).toEqual([]);
		expect(await managersGone(here.db, today)).toEqual([]);
	});

	it('leaves out teams that somebody else manages, and people who have left', async () => {
		await manage(dee);
		await go();
		await go(YESTERDAY, asha);
		expect(await managersGone(here.db, today)).toMatchObject([{ people: 1, teams: 0 }]);
	});
});
