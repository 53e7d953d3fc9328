import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { agreementState } from '../../src/lib/server/agreements/state.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	certificate,
	completion,
	enteredRecord,
	event,
	organisation,
	period,
	person,
	recordFile,
	roleHeld,
	team,
	teamManager,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import { startInduction } from '../../src/lib/server/induction/start.ts';
import { inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { courseOf } from '../../src/lib/server/learning/course.ts';
import { enterRecord, type NewRecord } from '../../src/lib/server/learning/entered-records.ts';
import { recordFileFor, recordFor, recordsOf } from '../../src/lib/server/learning/record-pages.ts';
import { personFacts } from '../../src/lib/server/people/facts.ts';
import { personReport } from '../../src/lib/server/reports/person.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { rulebookOf } from '../../src/lib/server/requirements/rulebook.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T14:00:00Z');
const item = 'module:prevent-duty';
const PDF = new TextEncoder().encode('%PDF-1.4\nA certificate\n%%EOF');

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let asha: string;
let ben: string;

async function newPerson(name: string, role: string | null, startedOn = '2026-11-16') {
	const [row] = await db.insert(person).values({ name, startedOn, createdAt: now }).returning();
	const { id } = found(row);
	if (role) await db.insert(roleHeld).values({ personId: id, role, fromDay: startedOn });
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2024-01-01', now);
	asha = await newPerson('Asha Bello', 'tutor');
	ben = await newPerson('Ben Okafor', 'dsl');
});

const record = (changed: Partial<NewRecord> = {}): NewRecord => ({
	personId: asha,
	item,
	kind: 'external_certificate',
	title: 'Prevent awareness',
	provider: 'Quay Training',
	completedOn: '2026-06-01',
	statedUntil: null,
	note: null,
	version: null,
	file: null,
	actorId: ben,
	now,
	today,
	...changed
});
const enter = (changed: Partial<NewRecord> = {}) =>
	db.transaction((tx) => enterRecord(tx, record(changed)));
async function entered(changed: Partial<NewRecord> = {}) {
	const answer = await enter(changed);
	if (answer.kind === 'refused') throw new Error(`${answer.field}: ${answer.message}`);
	return answer;
}
const periodsOf = (personId: string, of = item) =>
	db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), eq(period.item, of)))
		.orderBy(period.cycle);
const openOf = async (of = item, personId = asha) =>
	(await periodsOf(personId, of)).find(({ closedAt }) => closedAt === null);
const reportOf = async (personId: string) =>
	found(
		await personReport(db, { scope: { everybody: true }, access: 'lead' }, personId, { today, now })
	);

describe('a certificate from elsewhere', () => {
	it('is kept with its completion and its event, closes the period and opens the next', async () => {
		const before = found(await openOf());
		const answer = await entered({ note: ' Original seen ', statedUntil: null });

		const [kept] = await db.select().from(enteredRecord);
		expect(kept).toMatchObject({
			id: answer.recordId,
			personId: asha,
			title: 'Prevent awareness',
			note: 'Original seen',
			checkedBy: ben,
			checkedAt: now
		});
		const [done] = await db.select().from(completion);
		expect(done).toMatchObject({
			id: answer.completionId,
			periodId: before.id,
			recordId: answer.recordId,
			version: null,
			contentSha256: null,
			completedAt: new Date('2026-06-01T12:00:00Z'),
			completedOn: '2026-06-01',
			countsFrom: '2026-06-01',
			monthsBefore: 0,
			validUntil: '2027-06-01'
		});
		const [closed, next] = await periodsOf(asha);
		expect(closed).toMatchObject({ id: before.id, closedAt: now, closedHow: 'completed' });
		expect(next).toMatchObject({ cycle: 1, dueOn: '2027-06-01', closedAt: null });
		expect(answer.changes).toEqual([
			expect.objectContaining({ kind: 'open', item, cycle: 1, dueOn: '2027-06-01' })
		]);
		const [line] = await db.select().from(event).where(eq(event.kind, 'record.entered'));
		expect(line).toMatchObject({
			actorId: ben,
			subjectId: asha,
			data: {
				recordId: answer.recordId,
				completionId: answer.completionId,
				item,
				completedOn: '2026-06-01',
				validUntil: '2027-06-01',
				hasFile: false
			}
		});
		expect(JSON.stringify(line?.data)).not.toMatch(/Original|Quay/);
		expect(await db.$count(certificate)).toBe(0);
	});

	it.each([
		['2026-12-24', '2026-12-24', 'what it says itself when that ends first'],
		['2029-01-01', '2027-06-01', 'what is required when that ends first']
	])('stated until %s is valid until %s: %s', async (statedUntil, validUntil) => {
		expect(await entered({ statedUntil })).toMatchObject({ validUntil });
		expect(await openOf()).toMatchObject({ dueOn: validUntil });
		expect(await reconcilePerson(db, asha, { today, now, actorId: null })).toEqual([]);
	});

	it('counts for somebody of whom nobody asks it, by the content’s own renewal', async () => {
		const noor = await newPerson('Noor', null);
		const answer = await entered({ personId: noor });
		expect(answer).toMatchObject({ validUntil: '2027-06-01', changes: [] });
		expect(await periodsOf(noor)).toEqual([]);
		const course = await courseOf(db, { personId: noor, slug: 'prevent-duty', today });
		expect(course).toMatchObject({ resting: true, periodId: null });
	});

	it('for an item that somebody else certifies, and that is done nowhere here', async () => {
		const answer = await entered({ personId: ben, actorId: asha, item: 'external:dsl-training' });
		expect(answer.validUntil).toBe('2028-06-01');
	});

	it('of today has happened by now', async () => {
		const early = new Date('2026-11-21T08:00:00Z');
		await entered({ completedOn: today, now: early });
		const [done] = await db.select().from(completion);
		expect(done?.completedAt).toEqual(early);
	});
});

describe('history that is entered later', () => {
	it('leaves the open period alone when something newer is there', async () => {
		await entered();
		const open = found(await openOf());
		const old = await entered({ kind: 'history', completedOn: '2025-05-20' });
		expect(old.changes).toEqual([]);
		const [line] = await db.select().from(completion).where(eq(completion.id, old.completionId));
		expect(line).toMatchObject({ periodId: null, validUntil: '2026-05-20' });
		expect(await openOf()).toEqual(open);
		expect(await db.$count(period, eq(period.item, item))).toBe(3);
	});

	it('comes to the same whichever is entered first', async () => {
		const days = ['2024-05-20', '2025-05-20', '2026-06-01'];
		const cleo = await newPerson('Cleo', 'tutor');
		for (const completedOn of days) await entered({ kind: 'history', completedOn });
		for (const completedOn of [...days].reverse()) {
			await entered({ personId: cleo, kind: 'history', completedOn });
		}
		const dates = ({ dueOn, opensOn }: { dueOn: string | null; opensOn: string }) => [
			opensOn,
			dueOn
		];
		expect(dates(found(await openOf()))).toEqual(dates(found(await openOf(item, cleo))));
		const standingOf = async (id: string) =>
			(await reportOf(id)).standings.find((line) => line.item === item);
		expect(await standingOf(asha)).toMatchObject({ standing: 'complete', day: '2027-06-01' });
		expect(await standingOf(cleo)).toEqual(await standingOf(asha));
	});

	it('is reconciled once by an import that enters many', async () => {
		const known = { facts: await personFacts(db, asha), rulebook: await rulebookOf(db) };
		await db.transaction(async (tx) => {
			for (const completedOn of ['2025-05-20', '2026-06-01']) {
				const answer = await enterRecord(tx, record({ kind: 'history', completedOn }), known);
				expect(answer).toMatchObject({ kind: 'entered', changes: [] });
			}
			expect(await reconcilePerson(tx, asha, { today, now, actorId: ben })).toHaveLength(1);
		});
		expect(await openOf()).toMatchObject({ cycle: 2, dueOn: '2027-06-01' });
	});

	it('may have run out, and is then due again', async () => {
		await entered({ kind: 'history', completedOn: '2025-03-01' });
		expect(await openOf()).toMatchObject({ cycle: 1 });
	});
});

describe('refused', () => {
	it.each<[string, Partial<NewRecord>, string]>([
		['a day to come', { completedOn: '2026-11-22' }, 'completedOn'],
		['a day before 1990', { completedOn: '1989-12-31' }, 'completedOn'],
		['an end before it was done', { statedUntil: '2026-06-01' }, 'statedUntil'],
		['what has run out, without a word why', { completedOn: '2025-06-01' }, 'note'],
		['what nobody knows', { item: 'module:nothing' }, 'item'],
		['an agreement of ours signed elsewhere', { item: 'agreement:aup-staff' }, 'kind'],
		['a file that is something else', { file: { name: 'a.pdf', bytes: new Uint8Array(9) } }, 'file']
	])('%s', async (_what, changed, field) => {
		expect(await enter(changed)).toMatchObject({ kind: 'refused', field });
		expect(await db.$count(enteredRecord)).toBe(0);
		expect(await db.$count(completion)).toBe(0);
	});

	it('one’s own evidence', async () => {
		expect(await enter({ personId: ben })).toMatchObject({ kind: 'refused', field: 'personId' });
	});

	it('the same thing a second time, said so that an import can go on', async () => {
		await entered();
		expect(await enter()).toMatchObject({ field: 'completedOn', alreadyRecorded: true });
		expect(await enter({ kind: 'other_organisation' })).toMatchObject({ kind: 'entered' });
		expect(await enter({ completedOn: '2026-06-02' })).toMatchObject({ kind: 'entered' });
	});

	it('not what has run out, once it is said why', async () => {
		const note = 'For the file: she comes from another trust';
		expect(await enter({ completedOn: '2025-06-01', note })).toMatchObject({ kind: 'entered' });
	});
});

describe('a signature on paper', () => {
	const paper = {
		item: 'agreement:aup-staff',
		kind: 'paper',
		title: 'Acceptable use policy',
		provider: null,
		version: '1',
		completedOn: today
	} as const;

	it('counts like one that was given here', async () => {
		await entered(paper);
		const [done] = await db.select().from(completion);
		expect(done).toMatchObject({ version: '1', contentSha256: null, signatureId: null });
		const about = { personId: asha, slug: 'aup-staff', today };
		const { signing, signed } = await agreementState(db, { ...about, version: '1' });
		expect(signed).toMatchObject({ id: null, version: '1' });
		expect(signing).toMatchObject({ open: false });
		expect((await agreementState(db, { ...about, version: '2' })).signing.open).toBe(true);
	});

	it('needs its version, one that was published by then', async () => {
		expect(await enter({ ...paper, version: null })).toMatchObject({ field: 'version' });
		expect(await enter({ ...paper, version: '77' })).toMatchObject({ field: 'version' });
		const long = { ...paper, completedOn: '2019-01-01', note: 'Long ago' };
		expect(await enter(long)).toMatchObject({ field: 'version' });
	});

	it('ticks the step of the induction', async () => {
		await startInduction(db, { personId: asha, startedOn: '2026-11-16', now, actorId: null });
		const ticked = async () =>
			found(await inductionOf(db, asha, today))
				.stages.flatMap(({ steps }) => steps)
				.filter((step) => step.item === paper.item && step.done !== null).length;
		expect(await ticked()).toBe(0);
		await entered(paper);
		expect(await ticked()).toBe(1);
	});
});

describe('who may read it', () => {
	const asked = { today };
	let recordId: string;
	let teamId: string;
	beforeEach(async () => {
		const [row] = await db.insert(team).values({ name: 'East', createdAt: now }).returning();
		teamId = found(row).id;
		await db.insert(teamMembership).values({ personId: asha, teamId, fromDay: '2026-11-16' });
		const file = { name: 'C:\\scans\\Prevent.PDF', bytes: PDF };
		({ recordId } = await entered({ file }));
	});
	const file = (access: 'staff' | 'manager' | 'lead' | 'auditor', id: string, personId = asha) =>
		recordFileFor(db, { id, access }, { personId, recordId, ...asked });

	it('keeps the file as it came, under a name without a folder', async () => {
		const [kept] = await db.select().from(recordFile);
		expect(kept).toMatchObject({ name: 'Prevent.pdf', mediaType: 'application/pdf' });
		const got = found(await file('lead', ben));
		expect(new Uint8Array(got.bytes)).toEqual(PDF);
		const page = await recordFor(
			db,
			{ id: ben, access: 'lead' },
			{ personId: asha, recordId, today }
		);
		expect(page?.file).toMatchObject({ name: 'Prevent.pdf', size: PDF.length });
	});

	it('is the person, their managers and who sees everybody, and nobody else', async () => {
		const olga = await newPerson('Olga', null);
		const cathy = await newPerson('Cathy', 'manager');
		expect(await file('staff', asha)).not.toBeNull();
		expect(await file('auditor', olga)).not.toBeNull();
		expect(await file('staff', olga)).toBeNull();
		expect(await file('manager', cathy)).toBeNull();
		await db.insert(teamManager).values({ personId: cathy, teamId, fromDay: '2026-11-16' });
		expect(await file('manager', cathy)).not.toBeNull();
		// Under somebody else's address it is not there either.
		expect(await file('lead', ben, olga)).toBeNull();
		const nowhere = { personId: asha, recordId: 'nothing', today };
		expect(await recordFor(db, { id: ben, access: 'lead' }, nowhere)).toBeNull();
	});

	it('stands in the person’s history in words, and in their own list', async () => {
		const [line] = (await reportOf(asha)).completions;
		expect(line).toMatchObject({
			version: null,
			score: null,
			certificate: null,
			record: {
				id: recordId,
				words: 'Certificate from elsewhere: Prevent awareness, Quay Training, checked by Ben Okafor'
			}
		});
		expect(await recordsOf(db, asha)).toEqual([expect.objectContaining({ id: recordId })]);
		expect(await recordsOf(db, ben)).toEqual([]);
	});
});

it('never changes: the database refuses it', async () => {
	await entered({ file: { name: 'a.pdf', bytes: PDF } });
	await expect(db.update(enteredRecord).set({ title: 'Another' })).rejects.toThrow();
	await expect(db.delete(recordFile)).rejects.toThrow();
	expect(await db.$count(enteredRecord, isNull(enteredRecord.note))).toBe(1);
});
