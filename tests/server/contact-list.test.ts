import { and, asc, eq, isNull, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { nearestContacts } from '../../src/lib/rules/nearest-contacts.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	event,
	organisation,
	person,
	post,
	team,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import {
	addContact,
	changeContact,
	confirmContacts,
	endContact,
	type ContactDetails
} from '../../src/lib/server/people/contact-changes.ts';
import {
	contactEffect,
	contactList,
	contactToChange,
	contactWarnings,
	formerContacts
} from '../../src/lib/server/people/contact-list.ts';
import { contactsOf } from '../../src/lib/server/people/contacts.ts';
import type { Making } from '../../src/lib/server/people/making.ts';
import { found, foundOrganisation, now, today } from './people-organisation.ts';

const LATER = new Date('2026-11-21T10:00:00Z');
const NOBODY = '00000000-0000-4000-8000-000000000000';

let db: Database;
let making: Making;
let teams: { root: string; east: string; west: string };

beforeEach(async () => {
	({ db, making, teams } = await foundOrganisation());
});

const details = (more: Partial<ContactDetails> = {}): ContactDetails => ({
	kind: 'dsl',
	teamId: null,
	name: 'Ben Okafor',
	phone: '01632 960 110',
	email: null,
	url: null,
	note: null,
	...more
});

async function add(more: Partial<ContactDetails> = {}, at = making): Promise<string> {
	const outcome = await db.transaction((tx) => addContact(tx, details(more), at));
	if (outcome.kind === 'refused') throw new Error(outcome.message);
	return outcome.id;
}

const change = (id: string, more: Partial<ContactDetails>) =>
	db.transaction((tx) => changeContact(tx, id, details(more), { ...making, now: LATER }));
const end = (id: string) => db.transaction((tx) => endContact(tx, id, { ...making, now: LATER }));
const confirm = (ids: string[], day = today) =>
	db.transaction((tx) => confirmContacts(tx, ids, { ...making, today: day }));
const events = () =>
	db
		.select({ kind: event.kind, actorId: event.actorId, data: event.data })
		.from(event)
		.where(like(event.kind, 'post.%'))
		.orderBy(asc(event.id));
const current = () =>
	db.select({ id: post.id, name: post.name }).from(post).where(isNull(post.endedAt));

async function personIn(name: string, ...teamIds: string[]): Promise<string> {
	const values = { name, startedOn: '2026-01-05', createdAt: now };
	const { id } = found((await db.insert(person).values(values).returning())[0]);
	for (const teamId of teamIds) {
		await db.insert(teamMembership).values({ personId: id, teamId, fromDay: '2026-01-05' });
	}
	return id;
}

describe('a contact', () => {
	it('is added with its event, checked by whoever enters it', async () => {
		const id = await add({ teamId: teams.east });
		expect(await db.select().from(post)).toMatchObject([
			{ id, name: 'Ben Okafor', checkedOn: today, checkedBy: making.actorId, endedAt: null }
		]);
		expect(await events()).toEqual([
			{
				kind: 'post.added',
				actorId: making.actorId,
				data: { postId: id, post: 'dsl', teamId: teams.east }
			}
		]);
	});

	it.each([
		['kind', { kind: 'wizard' }],
		['phone', { phone: null }],
		['url', { kind: 'concern_form' }],
		['team', { teamId: NOBODY }]
	])('is refused at %s, and nothing is written', async (field, more) => {
		const outcome = await db.transaction((tx) => addContact(tx, details(more), making));
		expect(outcome).toMatchObject({ kind: 'refused', field });
		expect([await db.$count(post), await events()]).toEqual([0, []]);
	});

	it('is recorded once for a team, and may share its post with others', async () => {
		await add();
		const again = await db.transaction((tx) =>
			addContact(tx, details({ name: 'BEN okafor' }), making)
		);
		expect(again).toMatchObject({ kind: 'refused', field: 'name' });
		await add({ name: 'Miriam Castell' });
		await add({ teamId: teams.east });
		expect(await db.$count(post)).toBe(3);
	});

	it('is added once by two clicks at the same moment', async () => {
		const clicks = await Promise.all(
			[1, 2].map(() => db.transaction((tx) => addContact(tx, details(), making)))
		);
		expect(clicks.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
		expect(await db.$count(post)).toBe(1);
	});

	it('keeps what it was when it is changed', async () => {
		const id = await add();
		const outcome = await change(id, { phone: '01632 960 199', kind: 'chair' });
		const newId = outcome?.kind === 'saved' ? outcome.id : '';
		expect(await db.select().from(post).orderBy(post.enteredAt)).toMatchObject([
			{ id, phone: '01632 960 110', endedAt: LATER, endedBy: making.actorId },
			{ id: newId, kind: 'dsl', phone: '01632 960 199', replaces: id, endedAt: null }
		]);
		expect((await events())[1]).toMatchObject({
			kind: 'post.changed',
			data: { postId: newId, replaces: id, post: 'dsl', teamId: null, fields: ['phone'] }
		});
		expect(await formerContacts(db)).toMatchObject([
			{ name: 'Ben Okafor', title: 'Designated safeguarding lead', endedBy: 'Priya Nair' }
		]);
	});

	it('is only checked when nothing of it changed', async () => {
		const id = await add({}, { ...making, today: '2026-08-01' });
		expect(await change(id, {})).toEqual({ kind: 'saved', id });
		expect((await events()).map(({ kind }) => kind)).toEqual(['post.added', 'post.checked']);
		expect(await db.$count(post)).toBe(1);
	});

	it('may stay in a team that was closed, but not go there', async () => {
		const id = await add({ teamId: teams.east });
		const other = await add({ name: 'Miriam Castell' });
		await db.update(team).set({ closedOn: today }).where(eq(team.id, teams.east));
		expect(await change(id, { teamId: teams.east, phone: '999' })).toMatchObject({ kind: 'saved' });
		expect(await change(other, { name: 'Miriam Castell', teamId: teams.east })).toMatchObject({
			kind: 'refused',
			field: 'team'
		});
	});

	it('ends with its event, and is changed no more', async () => {
		const id = await add();
		expect(await end(id)).toEqual({ kind: 'saved', id });
		expect(await current()).toEqual([]);
		expect((await events())[1]).toMatchObject({ kind: 'post.ended', data: { postId: id } });
		expect(await end(id)).toMatchObject({ kind: 'refused' });
		expect(await change(id, { phone: '999' })).toMatchObject({ kind: 'refused', field: 'name' });
		expect(await contactToChange(db, id)).toBeNull();
		for (const nobody of [NOBODY, 'nothing']) {
			expect([await end(nobody), await change(nobody, {})]).toEqual([null, null]);
			expect(await contactToChange(db, nobody)).toBeNull();
		}
	});

	it('cannot be rewritten nor deleted behind the back of its history', async () => {
		const id = await add();
		await expect(db.update(post).set({ name: 'Somebody else' })).rejects.toThrow();
		await expect(db.delete(post)).rejects.toThrow();
		await end(id);
		await expect(db.update(post).set({ checkedOn: '2026-11-30' })).rejects.toThrow();
	});
});

describe('saying that contacts are still right', () => {
	it('checks them together, each with its event', async () => {
		const old = { ...making, today: '2026-08-01' };
		const ids = [await add({}, old), await add({ kind: 'chair' }, old)];
		expect(await confirm([...ids, ...ids, NOBODY, 'nothing'])).toBe(2);
		const rows = await db.select({ on: post.checkedOn, by: post.checkedBy }).from(post);
		expect(rows).toEqual(ids.map(() => ({ on: today, by: making.actorId })));
		const checks = (await events()).filter(({ kind }) => kind === 'post.checked');
		expect(checks.map(({ data }) => data)).toEqual(
			expect.arrayContaining([
				{ postId: ids[0], post: 'dsl', checkedOn: today, before: '2026-08-01' },
				{ postId: ids[1], post: 'chair', checkedOn: today, before: '2026-08-01' }
			])
		);
	});

	it('changes nothing a second time, nor for those that have ended', async () => {
		const id = await add();
		const ended = await add({ kind: 'chair' });
		await end(ended);
		expect(await confirm([id, ended])).toBe(0);
		expect(await confirm([ended], '2026-11-22')).toBe(0);
		expect(await confirm([])).toBe(0);
		expect(await confirm([id], '2026-11-22')).toBe(1);
	});
});

describe('the list of contacts', () => {
	it('says who sees what, who sees nobody, and which modules name it', async () => {
		await personIn('Asha', teams.east);
		await personIn('Luca', teams.west);
		await add({ teamId: teams.east, name: 'Nadia Rahimi' });
		const dsl = async () =>
			found((await contactList(db, today)).posts.find(({ key }) => key === 'dsl'));
		expect(await dsl()).toMatchObject({
			// Luca, and the administrator, who is in no team.
			...{ isMissing: true, without: 2 },
			contacts: [{ name: 'Nadia Rahimi', teamName: 'East', people: 1, isOld: false }]
		});
		await add();
		const listed = await dsl();
		expect(listed).toMatchObject({ isMissing: false, without: 0 });
		expect(listed.contacts.map(({ name, people }) => [name, people])).toEqual([
			['Ben Okafor', 2],
			['Nadia Rahimi', 1]
		]);
		expect(listed.modules.map(({ slug }) => slug)).toContain('online-safety-essentials');
		const { people } = await contactList(db, today);
		expect(people).toBe(3);
	});

	it('counts nobody who has left', async () => {
		const asha = await personIn('Asha', teams.east);
		await db.update(person).set({ leftOn: '2026-11-20' }).where(eq(person.id, asha));
		expect((await contactList(db, today)).people).toBe(1);
	});

	it('warns of what is missing or old, with the modules that name it', async () => {
		const { posts } = await contactList(db, today);
		for (const { key, kind } of posts.filter(({ modules }) => modules.length > 0)) {
			await add({ kind: key, url: kind === 'link' ? 'https://x.example/' : null });
		}
		expect(await contactWarnings(db, today)).toEqual({ missing: 0, old: 0, gaps: [] });
		const inNinetyOneDays = '2027-02-20';
		await db.update(post).set({ checkedOn: inNinetyOneDays }).where(isNull(post.endedAt));
		const form = found((await db.select().from(post).where(eq(post.kind, 'hr_lead')))[0]);
		await db.update(post).set({ checkedOn: today }).where(eq(post.kind, 'lado'));
		await end(form.id);
		const warnings = await contactWarnings(db, inNinetyOneDays);
		expect(warnings).toMatchObject({ missing: 1, old: 1 });
		const safer = warnings.gaps.find(({ slug }) => slug === 'safer-recruitment');
		expect(safer?.missing).toEqual(['HR lead']);
		expect(warnings.gaps.map(({ slug }) => slug)).not.toContain('prevent-duty');
	});

	it('has the words of the nation', async () => {
		await db.update(organisation).set({ nation: 'scotland' });
		await add();
		const [first] = (await contactList(db, today)).posts;
		expect(first?.title).toBe('Child protection lead');
		const [contact] = await current();
		expect((await contactToChange(db, contact?.id ?? ''))?.post.title).toBe(
			'Child protection lead'
		);
	});

	it('counts by the same rule by which a reader sees them', async () => {
		const readers = [
			{ id: await personIn('Asha', teams.east), teamIds: [teams.east] },
			{ id: await personIn('Both', teams.east, teams.root), teamIds: [teams.east, teams.root] },
			{ id: await personIn('Luca', teams.west), teamIds: [teams.west] },
			{ id: await personIn('Free'), teamIds: [] }
		];
		await add({ name: 'For all' });
		await add({ name: 'For the root', teamId: teams.root });
		await add({ name: 'For east', teamId: teams.east });
		await add({ name: 'Also for east', teamId: teams.east });
		await add({ name: 'Officer', kind: 'dso', teamId: teams.root });
		const held = await db.select().from(post);
		const tree = await db.select({ id: team.id, parentId: team.parentId }).from(team);
		for (const { id, teamIds } of readers) {
			const seen = (await contactsOf(db, id, today)).map(({ name }) => name).sort();
			const counted = nearestContacts(tree, teamIds, held).map(({ name }) => name);
			expect(seen).toEqual(counted.sort());
		}
	});
});

describe('what a change would do', () => {
	it('is told before it is made: who would see it, and instead of whom', async () => {
		await personIn('Asha', teams.east);
		await add();
		const wanted = { kind: 'dsl', teamId: teams.east };
		expect(await contactEffect(db, { ending: null, wanted }, today)).toEqual({
			people: 1,
			insteadOf: ['Ben Okafor'],
			without: 0,
			takenOverBy: []
		});
		const id = await add({ teamId: teams.east, name: 'Nadia Rahimi' });
		expect(await contactEffect(db, { ending: id, wanted: null }, today)).toEqual({
			people: 0,
			insteadOf: [],
			without: 0,
			takenOverBy: ['Ben Okafor']
		});
		const [ben] = await db
			.select({ id: post.id })
			.from(post)
			.where(and(eq(post.name, 'Ben Okafor')));
		expect(await contactEffect(db, { ending: found(ben).id, wanted: null }, today)).toMatchObject({
			without: 1
		});
		expect(await db.$count(post)).toBe(2);
	});
});
