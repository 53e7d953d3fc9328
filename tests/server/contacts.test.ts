import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../src/lib/rules/day.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	organisation,
	person,
	post,
	team,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import {
	contactsFor,
	contactsOf,
	frameContacts,
	localContacts,
	panelOf
} from '../../src/lib/server/people/contacts.ts';
import {
	emergencyLine,
	helplineForAnybody,
	helplinesFor
} from '../../src/lib/server/people/helplines.ts';
import { namesOf } from '../../src/lib/server/people/names.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');

function found<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let region: string;
let asha: string;

async function newTeam(name: string, parentId: string | null = null): Promise<string> {
	const values = { name, parentId, createdAt: now };
	return found((await db.insert(team).values(values).returning())[0]).id;
}

async function newPost(kind: string, name: string, teamId: string | null, phone = '01632 960 110') {
	const entered = { checkedOn: '2026-09-01', enteredAt: now };
	await db.insert(post).values({ kind, name, teamId, phone, ...entered });
}

const namesFor = async (kind: string) =>
	(await contactsOf(db, asha, today)).filter((c) => c.kind.key === kind).map(({ name }) => name);

beforeEach(async () => {
	db = await testDatabase();
	region = await newTeam('North', await newTeam('Harbour Lane'));
	const values = { name: 'Asha Bello', startedOn: '2026-11-19', createdAt: now };
	asha = found((await db.insert(person).values(values).returning())[0]).id;
	const teamId = await newTeam('Leeds', region);
	await db.insert(teamMembership).values({ personId: asha, teamId, fromDay: '2026-11-19' });
});

describe('the contacts of a person', () => {
	it('are those of the nearest team above, and else of the whole organisation', async () => {
		await newPost('dsl', 'Everybody’s lead', null);
		await newPost('deputy_dsl', 'Everybody’s deputy', null);
		expect(await namesFor('dsl')).toEqual(['Everybody’s lead']);
		await newPost('dsl', 'North’s lead', region);
		await newPost('dsl', 'South’s lead', await newTeam('South'));
		expect(await namesFor('dsl')).toEqual(['North’s lead']);
		expect(await namesFor('deputy_dsl')).toEqual(['Everybody’s deputy']);
	});

	it('say whom they are for, and when they were last checked', async () => {
		await newPost('dsl', 'Ben Okafor', region);
		expect(await contactsOf(db, asha, today)).toEqual([
			expect.objectContaining({
				name: 'Ben Okafor',
				phone: '01632 960 110',
				teamName: 'North',
				checkedOn: '2026-09-01'
			})
		]);
	});

	it('begin with the safeguarding lead', async () => {
		for (const kind of ['it_desk', 'deputy_dsl', 'dsl']) await newPost(kind, kind, null);
		const kinds = (await contactsOf(db, asha, today)).map(({ kind }) => kind.key);
		expect(kinds).toEqual(['dsl', 'deputy_dsl', 'it_desk']);
	});

	it('give the foot of the page its lead, however old, or nobody', async () => {
		expect(await frameContacts(db, asha, today)).toEqual({
			dsl: null,
			yourLead: 'your designated safeguarding lead',
			concernForm: null
		});
		await newPost('dsl', 'Ben Okafor', null);
		await db.update(post).set({ checkedOn: '2026-01-01' });
		expect((await frameContacts(db, asha, today)).dsl).toEqual({
			words: 'Ben Okafor, designated safeguarding lead',
			phone: '01632 960 110',
			url: null,
			known: true
		});
		await newPost('dsl', 'Miriam Castell', null, '01632 960 111');
		expect((await frameContacts(db, asha, today)).dsl?.other).toEqual({
			words: 'Miriam Castell',
			phone: '01632 960 111'
		});
	});

	it('are all who hold the post in the nearest team', async () => {
		await newPost('deputy_dsl', 'Everybody’s deputy', null);
		await newPost('deputy_dsl', 'Nadia', region);
		await newPost('deputy_dsl', 'Omar', region);
		expect(await namesFor('deputy_dsl')).toEqual(['Nadia', 'Omar']);
	});

	it('leave out whoever is so no longer', async () => {
		await newPost('dsl', 'Everybody’s lead', null);
		await newPost('dsl', 'North’s lead', region);
		await db.update(post).set({ endedAt: now }).where(eq(post.teamId, region));
		expect(await namesFor('dsl')).toEqual(['Everybody’s lead']);
	});

	it('stand in texts for 90 days after they were checked, and in lists for ever', async () => {
		await newPost('dsl', 'Ben Okafor', null);
		const name = async () => (await localContacts(db, asha, 'Us', today)).posts.dsl?.name;
		await db.update(post).set({ checkedOn: addDays(today, -90) });
		expect(await name()).toBe('Ben Okafor');
		await db.update(post).set({ checkedOn: addDays(today, -91) });
		expect(await name()).toBeNull();
		const reader = await contactsFor(db, asha, today);
		expect(panelOf(['dsl', 'chair'], reader)).toMatchObject([
			{ key: 'dsl', contacts: [{ name: 'Ben Okafor', isOld: true }] },
			{ key: 'chair', contacts: [] }
		]);
	});

	it.each([
		['england', 'Designated safeguarding lead', /^the local authority designated officer/],
		['wales', 'Designated safeguarding person', /^the local contact for allegations/],
		['scotland', 'Child protection lead', /^the local contact for allegations/],
		['northern_ireland', 'Designated officer for safeguarding', /^the local contact/]
	])('have the words of %s', async (nation, title, lado) => {
		await db.insert(organisation).values({ name: 'Us', nation, createdAt: now });
		await newPost('dsl', 'Ben Okafor', null);
		const { posts } = await localContacts(db, asha, 'Us', '2026-09-02');
		expect(posts.dsl).toMatchObject({ title, name: 'Ben Okafor' });
		expect(posts.lado?.fallback).toMatch(lado);
		const reader = await contactsFor(db, asha, today);
		expect(panelOf(['dsl'], reader)[0]?.title).toBe(title);
		const { yourLead } = await frameContacts(db, asha, today);
		expect(yourLead.toLowerCase()).toBe(`your ${title.toLowerCase()}`);
	});
});

describe('national helplines', () => {
	it('are those of the nation, without the emergency number', () => {
		const keysOf = (nation: string) => helplinesFor(nation).map(({ key }) => key);
		expect(keysOf('england')).toContain('act-early');
		expect(keysOf('scotland')).not.toContain('act-early');
		expect(keysOf('scotland')).toContain('nspcc');
		expect(keysOf('england')).not.toContain('emergency');
		expect(helplinesFor('nowhere')).toEqual([]);
	});

	it('include the two that every page relies on', () => {
		expect(emergencyLine().contact).toBe('999');
		expect(helplineForAnybody().contact).toBe('0808 800 5000');
	});
});

it('names are found by id, each once, and unknown ids are left out', async () => {
	const unknown = '00000000-0000-4000-8000-000000000000';
	expect(await namesOf(db, [asha, asha, unknown])).toEqual(new Map([[asha, 'Asha Bello']]));
	expect(await namesOf(db, [])).toEqual(new Map());
});
