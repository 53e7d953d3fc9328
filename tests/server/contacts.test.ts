import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { person, post, team, teamMembership } from '../../src/lib/server/db/schema/index.ts';
import { contactsOf, frameContacts } from '../../src/lib/server/people/contacts.ts';
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
	await db.insert(post).values({ kind, name, teamId, phone, checkedOn: '2026-09-01' });
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

	it('give the foot of the page its lead, or nobody', async () => {
		expect(await frameContacts(db, asha, today)).toMatchObject({ dsl: null, concernForm: null });
		await newPost('dsl', 'Ben Okafor', null);
		expect((await frameContacts(db, asha, today)).dsl).toEqual({
			name: 'Ben Okafor',
			title: 'Designated safeguarding lead',
			phone: '01632 960 110'
		});
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
