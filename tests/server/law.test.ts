import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LawOutcome } from '../../src/lib/rules/law-checks.ts';
import { lawFacts, modules } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { event, lawCheck, person } from '../../src/lib/server/db/schema/index.ts';
import { recordLawCheck } from '../../src/lib/server/law/checks.ts';
import {
	lawFactPage,
	lawFigures,
	lawOfModule,
	lawRegister
} from '../../src/lib/server/law/register.ts';
import { testDatabase } from './database.ts';

const FACT = 'kcsie-edition';
const UNKNOWN = 'reporting-duty-start';
const now = new Date('2027-12-01T09:00:00Z');
const today = '2027-12-01';

let db: Database;
let actorId: string;
let seconds: number;

beforeEach(async () => {
	db = await testDatabase();
	seconds = -1;
	const [row] = await db
		.insert(person)
		.values({ name: 'Ben Okafor', startedOn: '2026-01-05', createdAt: now })
		.returning();
	actorId = row?.id ?? '';
});

/** Each a second after the one before. */
function record(outcome: LawOutcome, { fact = FACT, onDay = today, note = '' } = {}) {
	seconds += 1;
	const at = new Date(now.getTime() + seconds * 1000);
	return recordLawCheck(db, { fact, onDay, outcome, note, actorId, now: at, today });
}
const factOf = (key: string) => {
	const found = lawFacts().find((fact) => fact.key === key);
	if (!found) throw new Error(`There should be a fact ${key}`);
	return found;
};
const eventsOf = () => db.select().from(event).where(eq(event.kind, 'law.checked'));

describe('a check of the law', () => {
	it('is kept with its author and its event, which leaves the note out', async () => {
		const note = 'A newer edition is announced.';
		expect(await record('changed', { note })).toEqual({ kind: 'saved' });
		const rows = await db.select().from(lawCheck);
		expect(rows).toMatchObject([
			{
				fact: FACT,
				contentCheckedOn: factOf(FACT).checked,
				onDay: today,
				outcome: 'changed',
				note,
				recordedBy: actorId,
				recordedAt: now
			}
		]);
		const events = await eventsOf();
		expect(events).toMatchObject([
			{
				actorId,
				subjectId: null,
				at: now,
				data: { checkId: rows[0]?.id, fact: FACT, outcome: 'changed', onDay: today }
			}
		]);
		expect(JSON.stringify(events)).not.toContain(note);
	});

	it('is kept once, however often it is sent', async () => {
		expect(await record('still_right')).toEqual({ kind: 'saved' });
		expect(await record('still_right')).toEqual({ kind: 'unchanged' });
		const both = await Promise.all([
			record('changed', { note: 'New' }),
			record('changed', { note: 'New' })
		]);
		expect(both.map(({ kind }) => kind).sort()).toEqual(['saved', 'unchanged']);
		expect(await eventsOf()).toHaveLength(2);
	});

	it.each([
		['still_right', { onDay: '2027-12-02' }, 'checked_on', 'has passed'],
		['still_right', { onDay: '2026-11-20' }, 'checked_on', 'Choose 21 Nov 2026 or a later day'],
		['changed', {}, 'note', 'Say what has changed'],
		['changed', { fact: UNKNOWN }, 'note', 'Say what you found out']
	] as const)('%s %j is refused', async (outcome, how, field, message) => {
		expect(await record(outcome, how)).toEqual({
			kind: 'refused',
			field,
			message: expect.stringContaining(message)
		});
		expect(await db.select().from(lawCheck)).toEqual([]);
		expect(await eventsOf()).toEqual([]);
	});

	it('is never earlier than the one before', async () => {
		await record('still_right', { onDay: '2027-11-30' });
		expect(await record('still_right', { onDay: '2027-11-29' })).toMatchObject({
			kind: 'refused',
			message: expect.stringContaining('Choose 30 Nov 2027 or a later day')
		});
	});

	it('needs a fact that there is', async () => {
		expect(await record('still_right', { fact: 'gone' })).toEqual({ kind: 'no_fact' });
		expect(await lawFactPage(db, 'gone', today)).toBeNull();
	});

	it('is neither changed nor deleted, by anybody', async () => {
		await record('still_right');
		const refused = { cause: { message: expect.stringContaining('appended') } };
		await expect(db.update(lawCheck).set({ note: 'x' })).rejects.toMatchObject(refused);
		await expect(db.delete(lawCheck)).rejects.toMatchObject(refused);
		await expect(db.execute(sql`truncate law_check`)).rejects.toMatchObject(refused);
	});
});

describe('the register', () => {
	it('has what is due first, and what is not known', async () => {
		const { due, soon, changed, unknown, nextOn } = await lawRegister(db, today);
		const days = due.map(({ standing }) => standing.dueOn);
		expect(days).toEqual(days.toSorted());
		expect(due.length).toBe(lawFacts().length);
		expect([...soon, ...changed, ...unknown, nextOn]).toEqual([null]);

		const early = await lawRegister(db, '2026-11-21');
		expect(early.due).toEqual([]);
		expect(early.nextOn).toBe(
			lawFacts()
				.map(({ checkBy }) => checkBy)
				.toSorted()[0]
		);
		const unverified = lawFacts().filter(({ status }) => status === 'unknown').length;
		const shown = [...early.soon, ...early.unknown].filter(({ status }) => status === 'unknown');
		expect(shown).toHaveLength(unverified);
		expect(early.modules.map(({ slug }) => slug)).toEqual(modules().map(({ slug }) => slug));
		expect(early.modules.flatMap(({ cited }) => cited)).toEqual([]);
	});

	it('asks again after six months for what is still right', async () => {
		const before = await lawFigures(db, today);
		await record('still_right');
		expect(await lawFigures(db, today)).toEqual({ due: before.due - 1, changed: 0 });
		const page = await lawFactPage(db, FACT, today);
		expect(page).toMatchObject({
			line: { standing: { state: 'later', dueOn: '2028-06-01', checkedOn: today } },
			checks: [{ outcome: 'still_right', recordedBy: 'Ben Okafor' }],
			fromDay: today,
			isNewText: false
		});
		expect(await lawFigures(db, '2028-06-01')).toEqual(before);
	});

	it('flags every module that rests on what has changed, until it is right after all', async () => {
		await record('changed', { note: 'The edition of 2027 is in force.' });
		const { changed, modules: all } = await lawRegister(db, today);
		expect(changed).toMatchObject([{ key: FACT, note: 'The edition of 2027 is in force.' }]);
		const flagged = all.filter((module) => module.changed.length > 0).map(({ slug }) => slug);
		expect(flagged.toSorted()).toEqual(factOf(FACT).modules.toSorted());
		const slug = flagged[0] ?? '';
		expect((await lawOfModule(db, slug, today))?.module.changed).toEqual([factOf(FACT).title]);
		expect((await lawFigures(db, today)).changed).toBe(1);

		await record('still_right');
		expect((await lawRegister(db, today)).changed).toEqual([]);
	});

	it('knows the checks of an older text, which hold no more', async () => {
		await db.insert(lawCheck).values({
			...{ fact: FACT, onDay: '2026-11-01', contentCheckedOn: '2026-10-01' },
			...{ outcome: 'changed', note: 'Old news', recordedBy: actorId, recordedAt: now }
		});
		const page = await lawFactPage(db, FACT, '2026-11-21');
		expect(page).toMatchObject({
			line: { standing: { state: 'later' }, note: '' },
			fromDay: factOf(FACT).checked,
			isNewText: true
		});
	});

	it('has a page for each module, and for no other', async () => {
		const found = await lawOfModule(db, 'prevent-duty', today);
		expect(found?.lines.length).toBe(found?.module.facts);
		expect(found?.lines.every((line) => line.modules.some((m) => m.slug === 'prevent-duty'))).toBe(
			true
		);
		expect(await lawOfModule(db, 'gone', today)).toBeNull();
	});
});
