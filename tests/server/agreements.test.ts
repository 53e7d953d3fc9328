import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addMonths, dayOf } from '../../src/lib/rules/day.ts';
import { declineAgreement } from '../../src/lib/server/agreements/decline.ts';
import { receiptAsRead, receiptFor } from '../../src/lib/server/agreements/receipts.ts';
import { agreementPage } from '../../src/lib/server/agreements/shown.ts';
import { signAgreement, type SignRequest } from '../../src/lib/server/agreements/sign.ts';
import { currentVersion, findAgreement } from '../../src/lib/server/catalogue/index.ts';
import { sha256 } from '../../src/lib/server/fingerprint.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	agreementText,
	certificate,
	completion,
	decline,
	event,
	organisation,
	period,
	person,
	post,
	roleHeld,
	signature
} from '../../src/lib/server/db/schema/index.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const slug = 'aup-staff';
const item = `agreement:${slug}`;
const now = new Date('2026-11-21T09:00:00Z');
const today = '2026-11-21';
const signedInAt = new Date('2026-11-21T08:30:00Z');
const agreement = found(findAgreement(slug));
const { version, question } = currentVersion(agreement);
const right = found(question.options.find((option) => option.correct));
const wrong = found(question.options.find((option) => !option.correct));

let db: Database;
let personId: string;

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('There should be one');
	return value;
}

async function newPerson(name: string, role: string | null = 'volunteer'): Promise<string> {
	const [row] = await db
		.insert(person)
		.values({ name, startedOn: '2026-11-16', createdAt: now })
		.returning({ id: person.id });
	const { id } = found(row);
	if (role) await db.insert(roleHeld).values({ personId: id, role, fromDay: '2026-11-16' });
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	personId = await newPerson('Asha Bello');
});

const reader = (moment = now, id = personId) => ({
	personId: id,
	slug,
	organisationName: 'Harbour Lane',
	today: dayOf(moment, 'Europe/London')
});
const page = async (moment = now, id = personId) =>
	found(await agreementPage(db, reader(moment, id)));

/** Signs the text that the page shows at that moment, with everything filled in rightly. */
async function sign({
	moment = now,
	id = personId,
	...rest
}: { moment?: Date; id?: string } & Partial<SignRequest> = {}) {
	return signAgreement(db, {
		...reader(moment, id),
		personName: 'Asha Bello',
		signedInAt,
		now: moment,
		sha256: (await page(moment, id)).sha256,
		form: { read: true, understood: true, answer: right.key, name: ' asha  bello ' },
		...rest
	});
}

const eventsOf = (kind: string) =>
	db
		.select()
		.from(event)
		.where(and(eq(event.kind, kind), eq(event.subjectId, personId)))
		.orderBy(asc(event.id));
const periods = () =>
	db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), eq(period.item, item)))
		.orderBy(asc(period.cycle));

describe('the page', () => {
	it('shows the current version and never which answer is right', async () => {
		const shown = await page();
		expect(shown).toMatchObject({
			title: agreement.title,
			version,
			signing: { open: true, why: 'first' },
			signed: null,
			declinedAt: null
		});
		expect(shown.html).toContain('Harbour Lane');
		const sent = JSON.stringify(shown);
		expect(sent).not.toContain('correct');
		for (const option of question.options) expect(sent).not.toContain(option.feedback);
	});

	it('keeps the order of the options for a person, and has another for others', async () => {
		const keys = async (id: string) => (await page(now, id)).question.options.map((o) => o.key);
		const mine = await keys(personId);
		expect(await keys(personId)).toEqual(mine);
		expect([...mine].sort()).toEqual(question.options.map(({ key }) => key).sort());
		const others = [];
		for (let n = 0; n < 8; n++) others.push((await keys(await newPerson(`Other ${n}`))).join());
		expect(new Set([mine.join(), ...others]).size).toBeGreaterThan(1);
	});

	it('knows no agreement that the content does not hold', async () => {
		expect(await agreementPage(db, { ...reader(), slug: 'nothing' })).toBeNull();
		expect(await sign({ slug: 'nothing' })).toEqual({ kind: 'unknown' });
	});
});

describe('signing', () => {
	it('keeps version, text, name, moment and sign-in, and completes the item', async () => {
		const shown = await page();
		const answer = await sign();
		if (answer.kind !== 'signed') throw new Error(answer.kind);

		const [row] = await db.select().from(signature);
		expect(row).toMatchObject({
			id: answer.signatureId,
			personId,
			agreement: slug,
			version,
			textSha256: shown.sha256,
			nameTyped: 'asha  bello',
			signedAt: now,
			method: 'password',
			signedInAt
		});
		const [text] = await db.select().from(agreementText);
		expect(text).toMatchObject({ sha256: shown.sha256, agreement: slug, title: agreement.title });
		expect(sha256(found(text).text)).toBe(shown.sha256);
		expect(text?.text).toContain('Harbour Lane');
		expect(await db.select().from(completion)).toMatchObject([
			{
				personId,
				item,
				version,
				contentSha256: shown.sha256,
				signatureId: answer.signatureId,
				attemptId: null,
				completedOn: today,
				validUntil: addMonths(today, 12)
			}
		]);
		expect(await periods()).toMatchObject([
			{ cycle: 0, startedAt: now, closedAt: now, closedHow: 'completed' },
			{ cycle: 1, closedAt: null, dueOn: addMonths(today, 12) }
		]);
		expect(await db.$count(certificate)).toBe(0);
	});

	it('writes its events', async () => {
		const answer = await sign();
		if (answer.kind !== 'signed') throw new Error(answer.kind);
		const { signatureId } = answer;
		const { sha256: textSha256 } = await page();
		expect(await eventsOf('agreement.signed')).toMatchObject([
			{
				at: now,
				actorId: personId,
				data: { agreement: slug, version, sha256: textSha256, signatureId }
			}
		]);
		expect(await eventsOf('item.completed')).toMatchObject([{ data: { item, version } }]);
	});

	it('refuses with everything that is missing, and writes nothing', async () => {
		const form = { read: false, understood: true, answer: wrong.key, name: 'Ben' };
		const answer = await sign({ form });
		if (answer.kind !== 'refused') throw new Error(answer.kind);
		expect(Object.keys(answer.errors)).toEqual(['read', 'answer', 'name']);
		expect(answer.feedback).toBe(wrong.feedback);
		expect(await db.$count(signature)).toBe(0);
		expect(await db.$count(agreementText)).toBe(0);
		expect(await eventsOf('agreement.signed')).toEqual([]);
		expect((await sign()).kind).toBe('signed');
	});

	it('signs no other text than was shown: a contact has changed', async () => {
		const { sha256: before } = await page();
		await db.insert(post).values({
			kind: 'it_desk',
			name: 'Dev Patel',
			phone: '01632 960 111',
			checkedOn: today,
			enteredAt: now
		});
		expect(await sign({ sha256: before })).toEqual({ kind: 'text_changed' });
		expect(await db.$count(signature)).toBe(0);

		expect((await sign()).kind).toBe('signed');
		const [text] = await db.select().from(agreementText);
		expect(text?.text).toContain('Dev Patel');
	});

	it('is done once, when two requests come at the same moment', async () => {
		const answers = await Promise.all([sign(), sign(), sign()]);
		expect(answers.map(({ kind }) => kind).sort()).toEqual([
			'already_signed',
			'already_signed',
			'signed'
		]);
		expect(new Set(answers.map((one) => 'signatureId' in one && one.signatureId)).size).toBe(1);
		expect(await db.$count(signature)).toBe(1);
		expect(await db.$count(completion)).toBe(1);
		expect(await eventsOf('agreement.signed')).toHaveLength(1);
		expect(await periods()).toHaveLength(2);
	});

	it('answers the same receipt again, whatever the second form says', async () => {
		const first = await sign();
		if (first.kind !== 'signed') throw new Error(first.kind);
		const form = { read: false, understood: false, answer: '', name: '' };
		const again = await sign({ form, sha256: 'of an old tab' });
		expect(again).toEqual({ kind: 'already_signed', signatureId: first.signatureId });
		expect(await page()).toMatchObject({
			signing: { open: false, opensOn: found((await periods())[1]).opensOn },
			signed: { id: first.signatureId, version, validUntil: addMonths(today, 12) }
		});
	});

	it('opens again in the renewal window, and keeps the anniversary', async () => {
		await sign();
		const { opensOn } = found((await periods())[1]);
		const dayBefore = new Date(Date.parse(opensOn) - 12 * 3_600_000);
		expect((await sign({ moment: dayBefore })).kind).toBe('already_signed');

		const moment = new Date(`${opensOn}T10:00:00Z`);
		expect((await page(moment)).signing).toEqual({ open: true, why: 'renewal' });
		const answers = await Promise.all([sign({ moment }), sign({ moment })]);
		expect(answers.map(({ kind }) => kind).sort()).toEqual(['already_signed', 'signed']);
		const rows = await db.select().from(completion).orderBy(asc(completion.completedAt));
		expect(rows.map((row) => row.validUntil)).toEqual([addMonths(today, 12), addMonths(today, 24)]);
	});

	it('is open to somebody of whom nobody asks it', async () => {
		const id = await newPerson('Asha Bello', null);
		expect((await sign({ id })).kind).toBe('signed');
		expect((await sign({ id })).kind).toBe('already_signed');
		const open = await db.select().from(period).where(eq(period.personId, id));
		expect(open).toMatchObject([{ closedHow: 'completed', dueOn: null }]);
		const window = new Date('2027-09-22T10:00:00Z');
		expect((await sign({ id, moment: window })).kind).toBe('signed');
	});
});

describe('declining', () => {
	const later = new Date('2026-11-21T10:00:00Z');
	const turnDown = async (moment = now, shownSha?: string) =>
		declineAgreement(db, {
			...reader(moment),
			now: moment,
			sha256: shownSha ?? (await page(moment)).sha256
		});

	it('is recorded once with its event, and leaves the period open', async () => {
		expect(await Promise.all([turnDown(), turnDown()])).toEqual(
			expect.arrayContaining(['declined', 'already_declined'])
		);
		const { sha256: textSha256 } = await page();
		expect(await db.select().from(decline)).toMatchObject([
			{ personId, agreement: slug, version, textSha256, declinedAt: now }
		]);
		expect(await db.$count(agreementText)).toBe(1);
		expect(await eventsOf('agreement.declined')).toMatchObject([
			{ at: now, actorId: personId, data: { agreement: slug, version, sha256: textSha256 } }
		]);
		expect(await periods()).toMatchObject([{ cycle: 0, closedAt: null, startedAt: null }]);
		expect(await page()).toMatchObject({ declinedAt: now, signing: { open: true } });
	});

	it('does not stand in the way of signing later', async () => {
		await turnDown();
		expect((await sign({ moment: later })).kind).toBe('signed');
		expect(await page(later)).toMatchObject({ declinedAt: null, signing: { open: false } });
		expect(await turnDown(later)).toBe('not_open');
		expect(await db.$count(decline)).toBe(1);
	});

	it('records nothing for a text that the person did not see', async () => {
		expect(await turnDown(now, 'of another text')).toBe('text_changed');
		expect(await db.$count(decline)).toBe(0);
		expect(await db.$count(agreementText)).toBe(0);
	});
});

describe('the receipt', () => {
	it('says who signed which text when, to them and to those who may see them', async () => {
		const answer = await sign();
		if (answer.kind !== 'signed') throw new Error(answer.kind);
		const id = answer.signatureId;
		const own = { id: personId, access: 'staff' as const };
		const receipt = found(await receiptFor(db, own, { slug, id: null, today }));
		expect(receipt).toMatchObject({
			id,
			personName: 'Asha Bello',
			nameTyped: 'asha  bello',
			version,
			signedAt: now,
			signedInAt,
			method: 'password',
			validUntil: addMonths(today, 12)
		});
		expect(sha256(receipt.text)).toBe(receipt.sha256);
		expect(await receiptFor(db, own, { slug, id, today })).toEqual(receipt);

		const page = { slug, organisationName: 'Harbour Lane', today };
		expect(await receiptAsRead(db, receipt, page)).toContain('<h2');
		const renamed = { ...page, organisationName: 'Another name' };
		expect(await receiptAsRead(db, receipt, renamed)).toBeNull();

		const other = await newPerson('Ben Okafor');
		const asked = { slug, id, today };
		expect(await receiptFor(db, { id: other, access: 'staff' }, asked)).toBeNull();
		expect(await receiptFor(db, { id: other, access: 'manager' }, asked)).toBeNull();
		expect(await receiptFor(db, { id: other, access: 'auditor' }, asked)).toEqual(receipt);
	});

	it.each([null, 'nonsense', '\0', '00000000-0000-4000-8000-000000000000'])(
		'is not there for %s',
		async (id) => {
			const own = { id: personId, access: 'staff' as const };
			expect(await receiptFor(db, own, { slug, id, today })).toBeNull();
			expect(await receiptFor(db, own, { slug: 'code-of-conduct', id, today })).toBeNull();
			expect(await receiptFor(db, own, { slug: '\0', id, today })).toBeNull();
		}
	);
});
