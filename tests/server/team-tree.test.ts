import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { team, teamManager, teamMembership } from '../../src/lib/server/db/schema/index.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { personInScope, scopeOf } from '../../src/lib/server/people/scope.ts';
import {
	addManager,
	endManager,
	managersOf,
	takeBackManager
} from '../../src/lib/server/people/team-managers.ts';
import {
	addTeam,
	changeTeam,
	closeTeam,
	reopenTeam
} from '../../src/lib/server/people/team-tree.ts';
import {
	added,
	events,
	found,
	foundOrganisation,
	sessionsOf,
	signedIn,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
beforeEach(async () => {
	here = await foundOrganisation();
});

const transaction = <T>(work: (tx: Organisation['db']) => Promise<T>) => here.db.transaction(work);
const add = (name: string, parentId: string | null) =>
	transaction((tx) => addTeam(tx, { name, parentId }, here.making));
const rename = (id: string, name: string) =>
	transaction((tx) => changeTeam(tx, id, { name }, here.making));
const move = (id: string, parentId: string | null) =>
	transaction((tx) => changeTeam(tx, id, { parentId }, here.making));
const close = (id: string) => transaction((tx) => closeTeam(tx, id, here.making));
const reopen = (id: string) => transaction((tx) => reopenTeam(tx, id, here.making));
const rowOf = async (id: string) =>
	found((await here.db.select().from(team).where(eq(team.id, id)))[0]);

describe('a team', () => {
	it('is added below another or at the top, under a name of its own', async () => {
		const { teams } = here;
		const outcome = await add('Leicester', teams.east);
		if (outcome.kind !== 'saved') throw new Error(outcome.message);
		expect(await rowOf(outcome.teamId)).toMatchObject({ name: 'Leicester', parentId: teams.east });
		expect(await add('leicester', teams.east)).toMatchObject({ field: 'name' });
		expect(await add('Leicester', teams.west)).toMatchObject({ kind: 'saved' });
		expect(await add('Board', null)).toMatchObject({ kind: 'saved' });
		expect(await add('board', null)).toMatchObject({ field: 'name' });
		expect(await add('Nowhere', '17')).toMatchObject({ field: 'parent' });
		const lines = await events(here.db, 'team.added');
		expect(lines).toHaveLength(3);
		expect(lines[0]).toMatchObject({
			subjectId: null,
			actorId: here.administratorId,
			data: { teamId: outcome.teamId, name: 'Leicester', parentId: teams.east }
		});
	});

	it('gets another name, which none beside it has', async () => {
		const { east } = here.teams;
		expect(await rename(east, 'west')).toMatchObject({ field: 'name' });
		expect(await rename(east, 'EAST')).toMatchObject({ kind: 'saved' });
		expect(await rename(east, 'EAST')).toMatchObject({ kind: 'saved' });
		expect((await rowOf(east)).name).toBe('EAST');
		expect(await events(here.db, 'team.renamed')).toMatchObject([
			{ data: { teamId: east, from: 'East', to: 'EAST' } }
		]);
	});

	it('moves with all below it, but never below itself', async () => {
		const { root, east, west } = here.teams;
		expect(await move(east, west)).toMatchObject({ kind: 'saved' });
		expect(await move(west, east)).toMatchObject({
			field: 'parent',
			message: 'A team cannot be put under East, which lies below it. Choose another one'
		});
		expect(await move(west, west)).toMatchObject({
			message: expect.stringContaining('under itself')
		});
		expect(await move(root, east)).toMatchObject({ field: 'parent' });
		expect(await move(west, '17')).toMatchObject({ field: 'parent' });
		expect(await move('17', west)).toBeNull();
		expect(await move(east, null)).toMatchObject({ kind: 'saved' });
		expect(await rowOf(east)).toMatchObject({ parentId: null });
		expect(await events(here.db, 'team.moved')).toHaveLength(2);
	});

	it('makes no ring when two move at the same moment', async () => {
		const { east, west } = here.teams;
		const both = await Promise.all([move(east, west), move(west, east)]);
		expect(both.map((one) => one?.kind).sort()).toEqual(['refused', 'saved']);
	});

	it('keeps its name apart from those it comes to lie beside', async () => {
		const { east, west } = here.teams;
		await add('Hub', east);
		const other = await add('Hub', west);
		if (other.kind !== 'saved') throw new Error(other.message);
		expect(await move(other.teamId, east)).toMatchObject({ field: 'parent' });
	});

	it('is not closed while somebody is in it or will be, or another team', async () => {
		const { root, east } = here.teams;
		const id = await added(here, { startedOn: '2026-12-01', teamIds: [east] });
		expect(await close(root)).toMatchObject({
			field: 'close',
			message: expect.stringMatching(/teams below/)
		});
		expect(await close(east)).toMatchObject({
			message: expect.stringMatching(/people in this team/)
		});
		await transaction((tx) => leave(tx, id, '2026-12-02', here.making));
		expect(await close(east)).toMatchObject({ kind: 'refused' });
		expect(await events(here.db, 'team.closed')).toEqual([]);
	});

	it('once closed is managed by nobody, and gives its name free', async () => {
		const { db, making, teams } = here;
		const manager = await added(here, { startedOn: '2026-09-01', access: 'manager' });
		const next = await added(here, { name: 'Ben', startedOn: '2026-09-01', access: 'manager' });
		const manage = (personId: string, fromDay: string) =>
			transaction((tx) =>
				addManager(tx, teams.west, { personId, fromDay, toDay: null, raiseAccess: false }, making)
			);
		await manage(manager, '2026-10-01');
		await manage(next, '2026-12-01');
		expect(await close(teams.west)).toMatchObject({ kind: 'saved' });
		expect(await rowOf(teams.west)).toMatchObject({ closedOn: today });
		expect(await db.select().from(teamManager)).toMatchObject([
			{ personId: manager, toDay: today }
		]);
		expect(await events(db, 'team.closed')).toMatchObject([
			{ data: { name: 'West', closedOn: today } }
		]);
		expect(await close(teams.west)).toBeNull();
		expect(await rename(teams.west, 'New')).toBeNull();
		expect(await add('West', teams.root)).toMatchObject({ kind: 'saved' });
		expect(await reopen(teams.west)).toMatchObject({ field: 'reopen' });
	});

	it('opens again with the team above it', async () => {
		const { west } = here.teams;
		const hub = await add('Hub', west);
		if (hub.kind !== 'saved') throw new Error(hub.message);
		expect(await reopen(hub.teamId)).toBeNull();
		await close(hub.teamId);
		await close(west);
		expect(await reopen(hub.teamId)).toMatchObject({ field: 'reopen' });
		expect(await reopen(west)).toMatchObject({ kind: 'saved' });
		expect(await reopen(hub.teamId)).toMatchObject({ kind: 'saved' });
		expect(await events(here.db, 'team.reopened')).toHaveLength(2);
	});
});

describe('the management of a team', () => {
	const manage = (
		personId: string,
		teamId: string,
		{
			fromDay = today,
			toDay = null,
			raiseAccess = false
		}: {
			fromDay?: string;
			toDay?: string | null;
			raiseAccess?: boolean;
		} = {}
	) =>
		transaction((tx) =>
			addManager(tx, teamId, { personId, fromDay, toDay, raiseAccess }, here.making)
		);

	it('raises the access of staff only when asked to, and signs them out', async () => {
		const { db, teams, administratorId } = here;
		const id = await added(here, { email: 'asha@example.org', startedOn: '2026-09-01' });
		await signedIn(db, id);
		expect(await manage(id, teams.east)).toMatchObject({ field: 'raiseAccess' });
		expect(await sessionsOf(db, id)).toBe(1);
		expect(await manage(id, teams.east, { raiseAccess: true })).toEqual({ kind: 'saved' });
		expect(await sessionsOf(db, id)).toBe(0);
		expect(await scopeOf(db, { id, access: 'manager' }, today)).toEqual({
			everybody: false,
			teamIds: [teams.east]
		});
		expect(await events(db, 'team.manager_added')).toMatchObject([
			{ subjectId: id, actorId: administratorId, data: { team: 'East', fromDay: today } }
		]);
		expect(await events(db, 'person.access_changed')).toMatchObject([
			{ subjectId: id, data: { from: 'staff', to: 'manager' } }
		]);
		expect(await manage(administratorId, teams.east)).toMatchObject({ kind: 'saved' });
		expect(await managersOf(db, teams.east)).toHaveLength(2);
	});

	it('reaches those who will begin in the team, and not those who will move there', async () => {
		const { db, teams } = here;
		const id = await added(here, { startedOn: '2026-09-01', access: 'manager' });
		await manage(id, teams.east);
		const scope = await scopeOf(db, { id, access: 'manager' }, today);
		const starter = await added(here, { startedOn: '2026-12-01' });
		const mover = await added(here, { startedOn: '2026-09-01' });
		const ahead = { teamId: teams.east, fromDay: '2026-12-01' };
		await db.insert(teamMembership).values([
			{ personId: starter, ...ahead },
			{ personId: mover, ...ahead }
		]);
		expect(await personInScope(db, scope, starter, today)).toBe(true);
		expect(await personInScope(db, scope, mover, today)).toBe(false);
	});

	it('is not for those who left, who only read, nor twice at a time', async () => {
		const { db, making, teams } = here;
		const id = await added(here, { startedOn: '2026-09-01', access: 'manager' });
		await manage(id, teams.east);
		expect(await manage(id, teams.east, { fromDay: '2026-12-01' })).toMatchObject({
			field: 'fromDay'
		});
		const auditor = await added(here, { name: 'Helen', access: 'auditor', roles: [] });
		expect(await manage(auditor, teams.east)).toMatchObject({ field: 'person' });
		await close(teams.west);
		expect(await manage(id, teams.west)).toMatchObject({ field: 'team' });
		await transaction((tx) => leave(tx, id, '2026-11-20', making));
		expect(await manage(id, teams.root)).toMatchObject({
			field: 'person',
			message: 'Asha Bello has left. Choose somebody who is here'
		});
		expect(await db.$count(teamManager)).toBe(1);
	});

	it('ends on a day, or is taken back while it lies ahead', async () => {
		const { db, making, teams } = here;
		const id = await added(here, { startedOn: '2026-09-01', access: 'manager' });
		await manage(id, teams.east, { fromDay: '2026-10-01', toDay: '2026-11-30' });
		await manage(id, teams.east, { fromDay: '2026-12-01' });
		const [now, later] = await managersOf(db, teams.east);
		const end = (line: typeof now, toDay: string | null) =>
			transaction((tx) => endManager(tx, teams.east, { id: found(line).id, toDay }, making));
		const takeBack = (line: typeof now) =>
			transaction((tx) => takeBackManager(tx, teams.east, found(line).id, making));
		expect(await end(now, '2026-12-05')).toMatchObject({ field: 'toDay' });
		expect(await takeBack(now)).toBeNull();
		expect(await takeBack(later)).toEqual({ kind: 'saved' });
		expect(await takeBack(later)).toBeNull();
		expect(await end(later, null)).toBeNull();
		expect(await end(now, '2026-12-05')).toEqual({ kind: 'saved' });
		expect(await managersOf(db, teams.east)).toMatchObject([{ toDay: '2026-12-05' }]);
		expect(await events(db, 'team.manager_ended')).toMatchObject([
			{ subjectId: id, data: { team: 'East', toDay: '2026-12-05' } }
		]);
		expect(await events(db, 'team.manager_taken_back')).toHaveLength(1);
	});
});
