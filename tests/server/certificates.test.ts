import { inflateSync } from 'node:zlib';
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { groupedCode } from '../../src/lib/rules/certificates.ts';
import { addMonths } from '../../src/lib/rules/day.ts';
import type { Access } from '../../src/lib/rules/permissions.ts';
import { findModule } from '../../src/lib/server/catalogue/index.ts';
import {
	certificateByCode,
	certificateByNumber,
	certificatesOf,
	type Certificate
} from '../../src/lib/server/certificates/certificates.ts';
import { issueCertificate } from '../../src/lib/server/certificates/issue.ts';
import { certificatePdf } from '../../src/lib/server/certificates/pdf.ts';
import { withdrawCertificate } from '../../src/lib/server/certificates/withdraw.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	attempt,
	certificate,
	certificateWithdrawal,
	completion,
	event,
	organisation,
	person,
	team,
	teamManager,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import { completeItem } from '../../src/lib/server/learning/completions.ts';
import { periodForLearning } from '../../src/lib/server/requirements/periods.ts';
import { testDatabase } from './database.ts';

const slug = 'online-safety-essentials';
const item = `module:${slug}`;
const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');
const on = { today, timeZone: 'Europe/London' };

let db: Database;
let ownerId: string;

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	ownerId = await newPerson('Asha Bello');
});

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('There should be one');
	return value;
}

async function newPerson(name: string, access: Access = 'staff'): Promise<string> {
	const [row] = await db
		.insert(person)
		.values({ name, access, startedOn: '2026-01-05', createdAt: now })
		.returning({ id: person.id });
	return found(row).id;
}

/** A completion of the module, with all that it brings; answers the certificate's number. */
async function complete(personId = ownerId): Promise<{ completionId: string; number: string }> {
	const version = found(findModule(slug)).version;
	const period = await periodForLearning(db, { personId, item, now, today });
	const [passed] = await db
		.insert(attempt)
		.values({
			personId,
			periodId: period.id,
			module: slug,
			version,
			contentSha256: 'a'.repeat(64),
			order: [],
			startedAt: now,
			submittedAt: now,
			scorePercent: 100,
			passed: true,
			results: []
		})
		.returning({ id: attempt.id });
	const done = await db.transaction((tx) =>
		completeItem(tx, {
			personId,
			periodId: period.id,
			item,
			version,
			contentSha256: 'a'.repeat(64),
			ownRenewalMonths: 12,
			evidence: { attemptId: found(passed).id },
			now,
			today
		})
	);
	return { completionId: done.completionId, number: found(done.certificateNumber) };
}

const owner = () => ({ id: ownerId, access: 'staff' as const });
const own = async (number: string): Promise<Certificate> =>
	found(await certificateByNumber(db, owner(), number, on));

describe('issuing', () => {
	it('freezes what was true, and writes its event', async () => {
		const { number, completionId } = await complete();
		expect(number).toBe('SH-2026-000001');
		await db.update(person).set({ name: 'Asha Okafor' }).where(eq(person.id, ownerId));
		await db.update(organisation).set({ name: 'Harbour Street' });

		const [row] = await db.select().from(certificate);
		expect(row).toMatchObject({
			number,
			completionId,
			personId: ownerId,
			personName: 'Asha Bello',
			organisationName: 'Harbour Lane',
			item,
			title: found(findModule(slug)).title,
			version: found(findModule(slug)).version,
			issuedAt: now,
			issuedOn: today,
			validUntil: addMonths(today, 12)
		});
		expect(row?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
		const events = await db.select().from(event).where(eq(event.kind, 'certificate.issued'));
		expect(events).toMatchObject([
			{ at: now, actorId: null, subjectId: ownerId, data: { number, item, completionId } }
		]);
		expect(JSON.stringify(events)).not.toContain(row?.code);
	});

	it('gives a completion one certificate, however often it is asked', async () => {
		const { number, completionId } = await complete();
		expect(await issueCertificate(db, { completionId, now, today })).toBe(number);
		expect(await db.$count(certificate)).toBe(1);
		expect(await db.$count(event, eq(event.kind, 'certificate.issued'))).toBe(1);
	});

	it('counts on and never repeats a code', async () => {
		const numbers = [];
		for (const name of ['Ben', 'Chloe', 'Dev']) {
			numbers.push((await complete(await newPerson(name))).number);
		}
		expect(numbers).toEqual(['SH-2026-000001', 'SH-2026-000002', 'SH-2026-000003']);
		const codes = await db.select({ code: certificate.code }).from(certificate);
		expect(new Set(codes.map(({ code }) => code)).size).toBe(3);
	});

	it('cannot be changed or deleted afterwards', async () => {
		await complete();
		await expect(db.update(certificate).set({ personName: 'Eve' })).rejects.toThrow();
		await expect(db.delete(certificate)).rejects.toThrow();
	});

	it('throws for a completion that does not exist', async () => {
		const completionId = '00000000-0000-4000-8000-000000000000';
		await expect(issueCertificate(db, { completionId, now, today })).rejects.toThrow(completionId);
	});
});

describe('who may read one', () => {
	let number: string;
	beforeEach(async () => {
		({ number } = await complete());
		const [region] = await db
			.insert(team)
			.values({ name: 'North', createdAt: now })
			.returning({ id: team.id });
		const [below] = await db
			.insert(team)
			.values({ name: 'North tutors', parentId: found(region).id, createdAt: now })
			.returning({ id: team.id });
		const [other] = await db
			.insert(team)
			.values({ name: 'South', createdAt: now })
			.returning({ id: team.id });
		const member = { personId: ownerId, teamId: found(below).id, fromDay: '2026-01-05' };
		await db.insert(teamMembership).values(member);
		for (const [name, one] of [
			['Own manager', region],
			['Other manager', other]
		] as const) {
			const personId = await newPerson(name, 'manager');
			const teamId = found(one).id;
			await db.insert(teamManager).values({ personId, teamId, fromDay: '2026-01-05' });
		}
	});

	const reads = async (name: string, access: Access) => {
		const [row] = await db.select({ id: person.id }).from(person).where(eq(person.name, name));
		const id = row?.id ?? (await newPerson(name, access));
		return (await certificateByNumber(db, { id, access }, number, on)) !== null;
	};

	it.each([
		['Asha Bello', 'staff', true],
		['A colleague', 'staff', false],
		['Own manager', 'manager', true],
		['Other manager', 'manager', false],
		['A lead', 'lead', true],
		['An administrator', 'administrator', true],
		['An auditor', 'auditor', true]
	] as const)('%s (%s): %s', async (name, access, expected) => {
		expect(await reads(name, access)).toBe(expected);
	});

	it('lists nobody else’s', async () => {
		const colleague = await newPerson('A colleague');
		expect(await certificatesOf(db, colleague, on)).toEqual([]);
		expect(await certificatesOf(db, ownerId, on)).toMatchObject([{ number, standing: 'valid' }]);
	});

	it('lists the newest first, and says of older ones that they are replaced', async () => {
		const second = (await complete()).number;
		const listed = await certificatesOf(db, ownerId, on);
		expect(listed.map((one) => [one.number, one.replaced])).toEqual([
			[second, false],
			[number, true]
		]);
		await withdrawCertificate(db, { number: second, by: ownerId, reason: 'A slip', now });
		const left = await certificatesOf(db, ownerId, on);
		expect(left.map((one) => [one.standing, one.replaced])).toEqual([
			['withdrawn', false],
			['valid', false]
		]);
	});

	it('answers null for a number that does not exist', async () => {
		expect(await certificateByNumber(db, owner(), 'SH-2026-999999', on)).toBeNull();
		expect(await certificateByNumber(db, owner(), "'; drop table person", on)).toBeNull();
		expect(await certificateByNumber(db, owner(), '\0', on)).toBeNull();
	});
});

describe('checking by code', () => {
	it('finds it however the code is typed, and gives nothing away besides', async () => {
		const { code, number } = await own((await complete()).number);
		const checked = found(await certificateByCode(db, ` ${groupedCode(code).toLowerCase()} `, on));
		expect(checked).toEqual({
			number,
			personName: 'Asha Bello',
			organisationName: 'Harbour Lane',
			title: found(findModule(slug)).title,
			version: found(findModule(slug)).version,
			completedOn: today,
			issuedOn: today,
			validUntil: addMonths(today, 12),
			standing: 'valid',
			withdrawnOn: null
		});
	});

	it('tells the standing of the day', async () => {
		const { code, validUntil } = await own((await complete()).number);
		const standing = async (day: string) =>
			(await certificateByCode(db, code, { ...on, today: day }))?.standing;
		expect(await standing(found(validUntil))).toBe('valid');
		expect(await standing('2027-11-22')).toBe('expired');
	});

	it.each(['', 'nonsense', '0000-0000-0000-0000-0000', '00000000000000000000'])(
		'knows nothing of "%s"',
		async (typed) => {
			await complete();
			expect(await certificateByCode(db, typed, on)).toBeNull();
		}
	);
});

describe('withdrawing', () => {
	it('shows at once, stays, and writes its event once', async () => {
		const { number } = await complete();
		const by = await newPerson('A lead', 'lead');
		const withdrawal = { number, by, reason: 'Issued to the wrong person', now };
		expect(await withdrawCertificate(db, withdrawal)).toBe('withdrawn');
		expect(await withdrawCertificate(db, withdrawal)).toBe('already_withdrawn');

		const { code, ...seen } = await own(number);
		expect(seen).toMatchObject({ standing: 'withdrawn', withdrawnOn: today });
		const checked = found(await certificateByCode(db, code, { ...on, today: '2030-01-01' }));
		expect(checked).toMatchObject({ standing: 'withdrawn', withdrawnOn: today });
		expect(JSON.stringify(checked)).not.toContain('wrong person');
		expect(await db.select().from(certificateWithdrawal)).toHaveLength(1);
		const events = await db
			.select()
			.from(event)
			.where(and(eq(event.kind, 'certificate.withdrawn'), eq(event.subjectId, ownerId)));
		expect(events).toMatchObject([{ at: now, actorId: by, data: { number } }]);
	});

	it('says so when there is no such certificate', async () => {
		const withdrawal = { number: 'SH-2026-999999', by: ownerId, reason: 'None', now };
		expect(await withdrawCertificate(db, withdrawal)).toBe('unknown');
		expect(await db.$count(completion)).toBe(0);
	});
});

describe('the PDF', () => {
	const address = 'https://training.example/verify/7K3M-9QXT-AB2C-0D1E-4F5G';

	it('is one tagged page with a title and a language', async () => {
		const pdf = await certificatePdf(await own((await complete()).number), address);
		const { raw, operators } = opened(pdf);
		expect(raw.startsWith('%PDF-1.7')).toBe(true);
		expect(raw.match(/\/Type \/Page\b/g)).toHaveLength(1);
		expect(raw).toContain('/Marked true');
		expect(raw).toContain('/Lang (en-GB)');
		expect(raw).toContain('/DisplayDocTitle true');
		expect(raw).toContain(
			`(Certificate SH-2026-000001: ${found(findModule(slug)).title}, Asha Bello)`
		);
		for (const tag of ['Document', 'H1', 'H2', 'P', 'Table', 'TH', 'TD', 'L', 'LBody', 'Figure']) {
			expect(raw).toContain(`/S /${tag}\n`);
		}
		expect(raw).toContain(`/URI (${address})`);
		expect(raw).toContain(`/Alt (QR code that leads to ${address})`);
		// Whatever is drawn is either part of the text or marked as mere decoration.
		expect(operators.match(/BDC|BMC/g)?.length).toBe(operators.match(/EMC/g)?.length);
		expect(operators).not.toMatch(/\/Image|\bDo\b/);
	});

	it('is the same file every time', async () => {
		const shown = await own((await complete()).number);
		expect(await certificatePdf(shown, address)).toEqual(await certificatePdf(shown, address));
	});

	it.each([
		['Polish', 'Łukasz Wójcik'],
		['Ukrainian', 'Олена Шевченко'],
		['Chinese', '王小明'],
		['one long word', 'A'.repeat(200)],
		['many words', 'Ann '.repeat(60).trim()]
	])('keeps a name (%s) on its one page, readable by a machine', async (_, personName) => {
		const shown = await own((await complete()).number);
		const { raw } = opened(await certificatePdf({ ...shown, personName }, address));
		expect(raw.match(/\/Type \/Page\b/g)).toHaveLength(1);
		// A machine reads the name in full, even where the letters cannot be drawn.
		expect(raw.includes(personName) || raw.includes(inPdf(personName))).toBe(true);
	});
});

/** The PDF as text, and what its page draws, unpacked. */
function opened(pdf: Buffer): { raw: string; operators: string } {
	const raw = pdf.toString('latin1');
	const operators = [...raw.matchAll(/\/FlateDecode\n>>\nstream\n/g)]
		.map(({ index, 0: head }) => pdf.subarray(index + head.length))
		.map((packed) => inflateSync(packed, { finishFlush: 2 }).toString('latin1'))
		.find((text) => text.includes('BDC'));
	return { raw, operators: found(operators) };
}

/** A text as a PDF writes it that is not plain ASCII: UTF-16, with brackets and such escaped. */
function inPdf(text: string): string {
	const bytes = Buffer.from(text, 'utf16le').swap16().toString('latin1');
	return bytes
		.replaceAll(/[()\\]/g, '\\$&')
		.replaceAll('\n', '\\n')
		.replaceAll('\r', '\\r');
}
