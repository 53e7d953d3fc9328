import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { factsOf } from '../../src/lib/server/people/facts.ts';
import { induction, roleHeld, teamMembership } from '../../src/lib/server/db/schema/index.ts';
import {
	conditionsOf,
	conditionsOfRoles,
	endCondition,
	giveCondition,
	takeBackCondition,
	type Bearer
} from '../../src/lib/server/people/conditions.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import {
	endMembership,
	joinTeam,
	membershipsOf,
	moveTeam,
	takeBackMembership
} from '../../src/lib/server/people/memberships.ts';
import {
	endRole,
	giveRole,
	rolesOf,
	takeBackRole
} from '../../src/lib/server/people/roles-held.ts';
import { closeTeam } from '../../src/lib/server/people/team-tree.ts';
import {
	added,
	dueDays,
	events,
	found,
	foundOrganisation,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
let id: string;
beforeEach(async () => {
	here = await foundOrganisation();
	id = await added(here, { startedOn: '2026-09-01', teamIds: [here.teams.east] });
});

const span = (fromDay: string, toDay: string | null = null) => ({ fromDay, toDay });
const remote = 'module:remote-one-to-one';

describe('a role', () => {
	const give = (role: string, days: ReturnType<typeof span>, induction = true) =>
		here.db.transaction((tx) => giveRole(tx, id, { role, ...days, induction }, here.making));
	const end = (lineId: string, toDay: string | null) =>
		here.db.transaction((tx) => endRole(tx, id, { id: lineId, toDay }, here.making));
	const lineOf = async (role: string) =>
		found((await rolesOf(here.db, id)).findLast((line) => line.role === role));

	it('may begin in the past or later, and opens only the difference', async () => {
		const before = await dueDays(here.db, id);
		const backdated = await give('ict', span('2026-10-01'));
		if (backdated?.kind !== 'saved') throw new Error('It should be saved');
		expect(backdated.changes.every(({ kind, item }) => kind !== 'open' || !before.has(item))).toBe(
			true
		);
		expect(await give('manager', span('2027-01-04', '2027-06-30'))).toMatchObject({
			kind: 'saved'
		});
		expect(await rolesOf(here.db, id)).toMatchObject([
			{ role: 'tutor', title: 'Tutor', fromDay: '2026-09-01', toDay: null },
			{ role: 'ict', fromDay: '2026-10-01' },
			{ role: 'manager', fromDay: '2027-01-04', toDay: '2027-06-30' }
		]);
		expect(await events(here.db, 'person.role_given')).toMatchObject([
			{ subjectId: id, data: { role: 'ict', fromDay: '2026-10-01', toDay: null } },
			{ data: { role: 'manager', title: 'Manager', toDay: '2027-06-30' } }
		]);
	});

	it('is refused where it overlaps, ends before it begins, or lies outside the time here', async () => {
		expect(await give('tutor', span('2026-12-01'))).toMatchObject({ field: 'fromDay' });
		expect(await give('ict', span('2026-12-02', '2026-12-01'))).toMatchObject({ field: 'toDay' });
		expect(await give('ict', span('2026-08-31'))).toMatchObject({ field: 'fromDay' });
		expect(await give('pirate', span(today))).toMatchObject({ field: 'role' });
		expect(await events(here.db, 'person.role_given')).toEqual([]);
	});

	it('starts the induction of somebody who had none, unless it is not needed', async () => {
		id = await added(here, { startedOn: '2026-09-01', roles: [] });
		const of = () => here.db.select().from(induction).where(eq(induction.personId, id));
		await give('volunteer', span('2026-10-01', '2026-10-31'), false);
		expect(await of()).toEqual([]);
		await give('ict', span('2026-12-01'));
		expect(await of()).toMatchObject([{ startedOn: '2026-12-01' }]);
		await give('manager', span('2026-11-01'));
		expect(await of()).toMatchObject([{ startedOn: '2026-12-01' }]);
	});

	it('ends on a day, and what nothing else asks for is withdrawn when the day has passed', async () => {
		const line = await lineOf('tutor');
		expect(await end(line.id, '2026-08-31')).toMatchObject({ field: 'toDay' });
		expect(await end(line.id, '2026-11-30')).toMatchObject({ kind: 'saved' });
		expect(await dueDays(here.db, id)).toHaveProperty('size', expect.any(Number));
		expect(await end(line.id, null)).toMatchObject({ kind: 'saved' });
		const outcome = await end(line.id, '2026-11-20');
		expect(outcome).toMatchObject({
			changes: expect.arrayContaining([expect.objectContaining({ kind: 'withdraw', item: remote })])
		});
		expect(await dueDays(here.db, id)).toEqual(new Map());
		expect(await end(line.id, '2026-11-30')).toMatchObject({ field: 'toDay' });
		expect(await events(here.db, 'person.role_ended')).toMatchObject([
			{ data: { role: 'tutor', title: 'Tutor', toDay: '2026-11-30' } },
			{ data: { toDay: null } },
			{ data: { toDay: '2026-11-20' } }
		]);
		expect(await give('tutor', span(today))).toMatchObject({ kind: 'saved' });
		expect([...(await dueDays(here.db, id)).keys()]).toContain(remote);
	});

	it('is taken back only while it lies ahead', async () => {
		await give('ict', span('2026-11-22'));
		const line = await lineOf('ict');
		const takeBack = (lineId: string) =>
			here.db.transaction((tx) => takeBackRole(tx, id, lineId, here.making));
		expect(await takeBack(line.id)).toMatchObject({ kind: 'saved' });
		expect(await takeBack(line.id)).toBeNull();
		expect(await takeBack((await lineOf('tutor')).id)).toBeNull();
		expect(await here.db.$count(roleHeld)).toBe(1);
		expect(await events(here.db, 'person.role_taken_back')).toMatchObject([
			{ data: { role: 'ict', fromDay: '2026-11-22' } }
		]);
	});

	it('of somebody who is leaving ends with their last day', async () => {
		await here.db.transaction((tx) => leave(tx, id, '2026-12-18', here.making));
		await give('ict', span('2026-12-01'));
		expect(await lineOf('ict')).toMatchObject({ toDay: '2026-12-18' });
		expect(await end((await lineOf('ict')).id, null)).toMatchObject({ kind: 'saved' });
		expect(await lineOf('ict')).toMatchObject({ toDay: '2026-12-18' });
		expect(await end((await lineOf('ict')).id, '2026-12-19')).toMatchObject({ field: 'toDay' });
	});

	it('of somebody else is none of theirs', async () => {
		const line = await lineOf('tutor');
		id = await added(here, { name: 'Ben' });
		expect(await end(line.id, today)).toBeNull();
	});
});

describe('a team', () => {
	const join = (teamId: string, days: ReturnType<typeof span>) =>
		here.db.transaction((tx) => joinTeam(tx, id, { teamId, ...days }, here.making));
	const move = (lineId: string, teamId: string, onDay: string) =>
		here.db.transaction((tx) => moveTeam(tx, id, { id: lineId, teamId, onDay }, here.making));
	const end = (lineId: string, toDay: string | null) =>
		here.db.transaction((tx) => endMembership(tx, id, { id: lineId, toDay }, here.making));
	const lines = () => membershipsOf(here.db, id);

	it('is left on the day before a move, and the new one begins', async () => {
		const [east] = await lines();
		expect(await move(found(east).id, here.teams.west, '2026-11-30')).toMatchObject({
			kind: 'saved',
			changes: []
		});
		expect(await lines()).toMatchObject([
			{ name: 'East', fromDay: '2026-09-01', toDay: '2026-11-29' },
			{ name: 'West', fromDay: '2026-11-30', toDay: null }
		]);
		expect(await events(here.db, 'person.moved')).toMatchObject([
			{ subjectId: id, data: { from: 'East', to: 'West', onDay: '2026-11-30' } }
		]);
	});

	it('counts for both on the day on which somebody joined and moved', async () => {
		const [east] = await lines();
		await move(found(east).id, here.teams.west, '2026-09-01');
		expect(await lines()).toMatchObject([
			{ name: 'East', fromDay: '2026-09-01', toDay: '2026-09-01' },
			{ name: 'West', fromDay: '2026-09-01', toDay: null }
		]);
	});

	it('that lies ahead goes when the move comes first', async () => {
		id = await added(here, { startedOn: '2026-09-01', teamIds: [] });
		await join(here.teams.east, span('2026-12-01'));
		const [east] = await lines();
		await move(found(east).id, here.teams.west, '2026-11-25');
		expect(await lines()).toMatchObject([{ name: 'West', fromDay: '2026-11-25' }]);
	});

	it('is not left before it was joined, after it was left, nor for itself', async () => {
		const { east, west } = here.teams;
		const line = found((await lines())[0]);
		expect(await move(line.id, east, today)).toMatchObject({ field: 'team' });
		expect(await move(line.id, '17', today)).toMatchObject({ field: 'team' });
		expect(await move(line.id, west, '2026-08-31')).toMatchObject({ field: 'onDay' });
		await end(line.id, '2026-11-30');
		expect(await move(line.id, west, '2026-12-15')).toMatchObject({ field: 'onDay' });
		await end(line.id, '2026-11-20');
		expect(await move(line.id, west, today)).toMatchObject({ field: 'onDay' });
		expect(await move(id, west, today)).toBeNull();
		expect(await events(here.db, 'person.moved')).toEqual([]);
	});

	it('may be one of several', async () => {
		const { east, west } = here.teams;
		expect(await join(west, span(today, '2026-12-31'))).toMatchObject({ kind: 'saved' });
		expect(await join(east, span(today))).toMatchObject({ field: 'fromDay' });
		expect(await join(west, span('2026-12-31'))).toMatchObject({ field: 'fromDay' });
		expect(await here.db.$count(teamMembership)).toBe(2);
		expect(await events(here.db, 'person.joined_team')).toMatchObject([
			{ data: { team: 'West', fromDay: today, toDay: '2026-12-31' } }
		]);
	});

	it('is left on a day, and not joined again once it is closed', async () => {
		const { db, making, teams } = here;
		const line = found((await lines())[0]);
		expect(await end(line.id, '2026-11-20')).toMatchObject({ kind: 'saved' });
		expect(await events(db, 'person.left_team')).toMatchObject([
			{ data: { team: 'East', toDay: '2026-11-20' } }
		]);
		await db.transaction((tx) => closeTeam(tx, teams.east, making));
		expect(await join(teams.east, span('2026-12-01'))).toMatchObject({ field: 'team' });
	});

	it('is taken back only while it lies ahead', async () => {
		await join(here.teams.west, span('2026-11-22'));
		const [east, west] = await lines();
		const takeBack = (lineId: string) =>
			here.db.transaction((tx) => takeBackMembership(tx, id, lineId, here.making));
		expect(await takeBack(found(east).id)).toBeNull();
		expect(await takeBack(found(west).id)).toMatchObject({ kind: 'saved' });
		expect(await lines()).toHaveLength(1);
		expect(await events(here.db, 'person.team_taken_back')).toHaveLength(1);
	});
});

describe('a condition', () => {
	const condition = 'adults_at_risk';
	const give = (bearer: Bearer, days: ReturnType<typeof span>, key = condition) =>
		here.db.transaction((tx) =>
			giveCondition(tx, bearer, { condition: key, ...days }, here.making)
		);

	it('holds for a person from a day to a day', async () => {
		const { db, making } = here;
		const bearer = { personId: id };
		expect(await give(bearer, span('2026-10-01'))).toMatchObject({ kind: 'saved' });
		expect(await give(bearer, span('2026-12-01'))).toMatchObject({ field: 'fromDay' });
		expect(await give(bearer, span('2026-08-01'))).toMatchObject({ field: 'fromDay' });
		expect(await give(bearer, span(today), 'left_handed')).toMatchObject({ field: 'condition' });
		const [line] = await conditionsOf(db, bearer);
		expect(line).toMatchObject({ condition, title: expect.stringMatching(/^Works with adults/) });
		const end = (toDay: string) =>
			db.transaction((tx) => endCondition(tx, bearer, { id: found(line).id, toDay }, making));
		expect(await end('2026-09-30')).toMatchObject({ field: 'toDay' });
		expect(await end('2026-11-30')).toMatchObject({ kind: 'saved' });
		expect((await factsOf(db, [id])).get(id)?.conditions).toEqual([
			{ condition, fromDay: '2026-10-01', toDay: '2026-11-30' }
		]);
		expect(await events(db, 'condition.given')).toMatchObject([
			{ subjectId: id, data: { condition, fromDay: '2026-10-01' } }
		]);
		expect(await events(db, 'condition.ended')).toMatchObject([{ subjectId: id }]);
	});

	it('holds for everybody who holds a role, and for them only', async () => {
		const { db } = here;
		const volunteer = await added(here, { name: 'Rhys Parry', roles: ['volunteer'] });
		const before = await dueDays(db, volunteer);
		const given = await give({ role: 'volunteer' }, span(today), 'runs_remote_sessions');
		expect(given).toMatchObject({ kind: 'saved' });
		expect(await conditionsOfRoles(db)).toMatchObject([
			{ role: 'volunteer', condition: 'runs_remote_sessions' }
		]);
		const facts = await factsOf(db, [id, volunteer]);
		expect(facts.get(id)?.conditions).toEqual([]);
		expect(facts.get(volunteer)?.conditions).toEqual([
			{ condition: 'runs_remote_sessions', fromDay: today, toDay: null }
		]);
		const after = await dueDays(db, volunteer);
		expect(before.has(remote)).toBe(false);
		expect(after.has(remote)).toBe(true);
		expect(await events(db, 'condition.given')).toMatchObject([
			{ subjectId: null, data: { role: 'volunteer', condition: 'runs_remote_sessions' } }
		]);
		expect(await give({ role: 'pirate' }, span(today))).toMatchObject({ field: 'role' });
		expect(await give({ role: 'all_staff' }, span(today))).toMatchObject({ kind: 'saved' });
		expect((await factsOf(db, [id])).get(id)?.conditions).toMatchObject([{ condition }]);
	});

	it('is taken back only while it lies ahead', async () => {
		const { db, making } = here;
		await give({ personId: id }, span(today, today));
		await give({ personId: id }, span('2026-12-01'));
		const [now, later] = await conditionsOf(db, { personId: id });
		const takeBack = (lineId: string) =>
			db.transaction((tx) => takeBackCondition(tx, { personId: id }, lineId, making));
		expect(await takeBack(found(now).id)).toBeNull();
		expect(await takeBack(found(later).id)).toMatchObject({ kind: 'saved' });
		expect(await conditionsOf(db, { personId: id })).toHaveLength(1);
		expect(await events(db, 'condition.taken_back')).toHaveLength(1);
	});
});
