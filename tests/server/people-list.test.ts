import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { peopleFilterFrom } from '../../src/lib/rules/people-list.ts';
import { absence, invitation, person } from '../../src/lib/server/db/schema/index.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { nameOrder } from '../../src/lib/server/people/name-order.ts';
import { peopleList } from '../../src/lib/server/people/people-list.ts';
import { openTeams } from '../../src/lib/server/people/team-rows.ts';
import {
	added,
	found,
	foundOrganisation,
	now,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
beforeEach(async () => {
	here = await foundOrganisation();
});

async function list(address: string) {
	const { db } = here;
	const search = new URLSearchParams(address);
	const teams = await openTeams(db);
	const filter = peopleFilterFrom(search);
	return peopleList(db, filter, { teams, asked: search.get('page'), now, today });
}
const names = async (address: string) => (await list(address)).people.map(({ name }) => name);

describe('the list of people', () => {
	it('says who somebody is, how they stand and how far their account is', async () => {
		const { db, teams, administratorId } = here;
		await added(here, {
			email: 'asha@example.org',
			reference: 'P-17',
			startedOn: '2026-09-01',
			teamIds: [teams.west, teams.east]
		});
		const { people, page } = await list('');
		expect(page).toMatchObject({ total: 2, pages: 1 });
		expect(people).toMatchObject([
			{
				name: 'Asha Bello',
				email: 'asha@example.org',
				reference: 'P-17',
				access: 'staff',
				startsSoon: false,
				isAway: false,
				roles: ['Tutor'],
				teams: ['East', 'West'],
				worst: { standing: 'overdue', day: '2026-09-01' },
				account: 'never_invited'
			},
			{ name: 'Priya Nair', roles: [], teams: [], worst: null, account: 'has_account' }
		]);
		const [asha] = people;
		const link = { personId: found(asha).id, purpose: 'account', createdBy: administratorId };
		await db.insert(invitation).values([
			{
				...link,
				tokenHash: 'a',
				createdAt: now,
				expiresAt: new Date(now.getTime() + 1000),
				revokedAt: now
			},
			{ ...link, tokenHash: 'b', createdAt: now, expiresAt: new Date(now.getTime() + 500) }
		]);
		expect((await list('q=asha')).people).toMatchObject([{ account: 'invited' }]);
	});

	it('finds words of a name, an address or a reference, whatever the accents', async () => {
		await added(here, { name: 'Zoë Ó Briain', email: 'z.obriain@example.org' });
		await added(here, { name: '100% Real', reference: 'P_17' });
		expect(await names('q=zoe')).toEqual(['Zoë Ó Briain']);
		expect(await names('q=BRIAIN zo')).toEqual(['Zoë Ó Briain']);
		expect(await names('q=zoë')).toEqual(['Zoë Ó Briain']);
		expect(await names('q=obriain@')).toEqual(['Zoë Ó Briain']);
		expect(await names('q=p_17')).toEqual(['100% Real']);
		expect(await names('q=%25')).toEqual(['100% Real']);
		expect(await names("q='; drop table person; --")).toEqual([]);
	});

	it('narrows by team with those below it, role and access', async () => {
		const { teams } = here;
		await added(here, { name: 'Ann', teamIds: [teams.east] });
		await added(here, { name: 'Ben', teamIds: [teams.root], roles: ['ict'] });
		await added(here, { name: 'Cem', teamIds: [teams.west], access: 'manager' });
		expect(await names(`team=${teams.root}`)).toEqual(['Ann', 'Ben', 'Cem']);
		expect(await names(`team=${teams.east}`)).toEqual(['Ann']);
		expect(await names('team=17')).toEqual([]);
		expect(await names('role=ict')).toEqual(['Ben']);
		expect(await names('access=manager')).toEqual(['Cem']);
		expect(await names(`team=${teams.root}&role=tutor&access=staff&q=a`)).toEqual(['Ann']);
	});

	it('narrows by who is here, starts, is away, has left or has no account', async () => {
		const { db, making, teams, administratorId } = here;
		const ann = await added(here, { name: 'Ann', startedOn: '2026-09-01', teamIds: [teams.east] });
		const ben = await added(here, { name: 'Ben', startedOn: '2026-09-01' });
		await added(here, { name: 'Cem', startedOn: '2026-11-22', teamIds: [teams.east] });
		await db.transaction((tx) => leave(tx, ann, '2026-11-20', making));
		await db.insert(absence).values({
			personId: ben,
			kind: 'other',
			fromDay: '2026-11-01',
			recordedBy: administratorId,
			recordedAt: now
		});
		await db.update(person).set({ passwordHash: 'x' }).where(eq(person.id, ben));
		expect(await names('')).toEqual(['Ben', 'Cem', 'Priya Nair']);
		expect(await names('state=here')).toEqual(['Ben', 'Priya Nair']);
		expect(await names('state=soon')).toEqual(['Cem']);
		expect(await names('state=away')).toEqual(['Ben']);
		expect(await names('state=no-account')).toEqual(['Cem']);
		expect(await names('state=left')).toEqual(['Ann']);
		expect(await names('state=everybody')).toHaveLength(4);
		// Who is not here any more, or not yet, still belongs to a team and has a role.
		expect((await list('state=left')).people).toMatchObject([
			{ roles: ['Tutor'], teams: ['East'], account: 'left', leftOn: '2026-11-20' }
		]);
		expect((await list('state=soon')).people).toMatchObject([
			{ roles: ['Tutor'], teams: ['East'], startsSoon: true }
		]);
		expect(await names(`state=everybody&team=${teams.east}`)).toEqual(['Ann', 'Cem']);
		expect((await list('state=away')).people).toMatchObject([
			{ isAway: true, worst: { standing: 'paused' } }
		]);
	});

	it('sorts by name as a reader does, by urgency, and by the first day', async () => {
		await added(here, { name: 'Émile', startedOn: '2026-11-20', roles: ['trustee'] });
		await added(here, { name: 'de Vries', startedOn: '2026-09-01' });
		await added(here, { name: 'Zoë', startedOn: '2026-12-01' });
		await added(here, { name: 'Ñora', startedOn: '2026-11-10' });
		expect(await names('')).toEqual(['de Vries', 'Émile', 'Ñora', 'Priya Nair', 'Zoë']);
		expect(await names('sort=newest')).toEqual(['Zoë', 'Émile', 'Ñora', 'de Vries', 'Priya Nair']);
		const urgent = await names('sort=urgent');
		expect(urgent.slice(0, 2)).toEqual(['de Vries', 'Ñora']);
		expect(urgent.at(-1)).toBe('Priya Nair');
	});

	it('comes page by page', async () => {
		const { db } = here;
		await db.insert(person).values(
			Array.from({ length: 60 }, (_, i) => ({
				name: `Person ${String(i + 10)}`,
				startedOn: today,
				createdAt: now
			}))
		);
		const first = await list('q=person');
		expect(first.page).toMatchObject({ total: 60, pages: 2, number: 1 });
		expect(first.people).toHaveLength(50);
		const second = await list('q=person&page=2');
		expect(second.people.map(({ name }) => name)).toEqual(
			Array.from({ length: 10 }, (_, i) => `Person ${String(i + 60)}`)
		);
		expect((await list('q=person&page=99')).page.number).toBe(2);
	});
});

it('the order of names asks the server once', async () => {
	const { db } = here;
	expect(await nameOrder(db)).toBe(await nameOrder(db));
});
