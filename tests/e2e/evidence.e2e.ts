import { shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { smallPdf } from '../fixtures/small-pdf.ts';
import { agreementOf, moduleOf } from './content.ts';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	signIn,
	test,
	title,
	today,
	type Account,
	type Another
} from './journey.ts';
import type { Page } from 'playwright/test';

/* What was done elsewhere or on paper, what is waived, and who is away for long. */

const prevent = moduleOf('prevent-duty');
const conduct = agreementOf('code-of-conduct');
const scan = {
	name: 'Prevent certificate.pdf',
	mimeType: 'application/pdf',
	buffer: Buffer.from(smallPdf(['Prevent awareness', 'Quay Training']))
};

/** The address of a person's page, as somebody who sees them finds it. */
async function pageOf(page: Page, name: string): Promise<string> {
	await page.goto(`/team/matrix?name=${encodeURIComponent(name)}`);
	const link = page.getByRole('link', { name, exact: true });
	return (await link.getAttribute('href')) ?? '';
}

async function expectSound(page: Page, heading: string): Promise<void> {
	await expect(title(page)).toHaveText(heading);
	await expect(page).toHaveTitle(`${heading} · Safehands`);
	await expectAccessible(page);
	await expectNarrow(page);
}

async function statusFor(another: Another, account: Account, path: string): Promise<number> {
	const page = await another();
	await signIn(page, account);
	return (await page.request.get(path)).status();
}

test('a certificate from elsewhere is entered with its scan', async ({ page, another }) => {
	test.setTimeout(240_000);
	await signIn(page, 'manager');
	const harvey = await pageOf(page, 'Harvey Stott');
	await page.goto(harvey);
	await page
		.getByRole('navigation', { name: 'Manage' })
		.getByRole('link', { name: 'Enter evidence' })
		.click();
	await expectSound(page, 'Enter evidence');
	await page.getByRole('link', { name: prevent.title, exact: true }).click();
	await expectSound(page, `Enter evidence: ${prevent.title}`);

	const completedOn = page.getByLabel('Completed on');
	const file = page.getByLabel('Scan or photo');
	const save = page.getByRole('button', { name: 'Save', exact: true });

	await test.step('with nothing in it', async () => {
		await save.click();
		await expectErrors(page, [
			{ field: page.getByRole('group'), message: 'Choose what kind of evidence it is' },
			{ field: completedOn, message: 'Enter the day on which it was completed' }
		]);
		await expectSound(page, `Enter evidence: ${prevent.title}`);
	});

	await test.step('with a day to come, no provider and a file of another kind', async () => {
		await page.getByRole('radio', { name: /^Certificate from elsewhere/ }).check();
		await completedOn.fill(addDays(today, 1));
		await page.getByLabel('Note').fill('Original seen.');
		await file.setInputFiles({ ...scan, buffer: Buffer.from('<html>') });
		await save.click();
		await expectErrors(page, [
			{ field: completedOn, message: 'Choose today or a day that has passed' },
			{ field: page.getByLabel('Given by'), message: 'Enter who gave the training' },
			{ field: file, message: 'Choose a PDF, a JPEG or a PNG' }
		]);
		await expect(page.getByLabel('Note')).toHaveValue('Original seen.');
	});

	await completedOn.fill(addDays(today, -7));
	await page.getByLabel('Given by').fill('Quay Training');
	await file.setInputFiles(scan);
	const until = addMonths(addDays(today, -7), 12);
	await test.step('what it would change is said before it is saved', async () => {
		await page.getByRole('button', { name: 'Check first' }).click();
		await expect(page.getByRole('status')).toContainText('Nothing is saved yet');
		await expect(page.getByRole('status')).toContainText(`due ${shortDay(until)}`);
		await expectAccessible(page);
	});

	await save.click();
	await expect(page.getByRole('status')).toContainText('The evidence is recorded');
	await expectSound(page, prevent.title);
	const record = new URL(page.url()).pathname;
	await expect(page.getByRole('region', { name: 'What was recorded' })).toContainText('Cathy Moss');

	await test.step('its file is handed out as a file, to those who may see the person', async () => {
		const response = await page.request.get(`${record}/file`);
		expect(response.status()).toBe(200);
		expect(await response.body()).toEqual(scan.buffer);
		const headers = response.headers();
		expect(headers['content-disposition']).toMatch(/^attachment; /);
		expect(headers['content-security-policy']).toContain('sandbox');
		expect(headers['x-content-type-options']).toBe('nosniff');
		expect(await statusFor(another, 'auditor', `${record}/file`)).toBe(200);
		for (const stranger of ['tutor', 'starter'] as const) {
			expect(await statusFor(another, stranger, `${record}/file`)).toBe(404);
			expect(await statusFor(another, stranger, record)).toBe(404);
		}
		expect(await statusFor(another, 'auditor', `${harvey}/evidence/new`)).toBe(404);
	});

	await page.goto(harvey);
	await expect(page.getByRole('region', { name: 'Completed', exact: true })).toContainText(
		`Certificate from elsewhere: ${prevent.title}, Quay Training, checked by Cathy Moss`
	);

	await test.step('a lead withdraws it, because it was somebody else’s', async () => {
		const lead = await another();
		await signIn(lead, 'lead');
		await lead.goto(record);
		await lead.getByRole('link', { name: 'withdraw it' }).click();
		await expectSound(lead, 'Withdraw a record of Harvey Stott');
		const why = lead.getByLabel(/^Why is it withdrawn|^Say it differently/);
		await why.fill('Wrong');
		await lead.getByRole('button', { name: 'Check' }).click();
		await expectErrors(lead, [{ field: why, message: 'Say why, in at least 10 characters' }]);
		await why.fill('It was the certificate of another Harvey.');
		await lead.getByRole('button', { name: 'Check' }).click();
		await expect(lead.getByRole('status')).toContainText('Nothing is saved yet');
		await expectAccessible(lead);
		await lead.getByRole('button', { name: 'Withdraw the record' }).click();
		await expect(lead.getByRole('status')).toContainText('Withdrawn: this record does not count');
		await expectSound(lead, prevent.title);
		await page.reload();
		const completed = page.getByRole('region', { name: 'Completed', exact: true });
		await expect(completed).toContainText('Withdrawn');
		expect(await statusFor(another, 'manager', `${record}/withdraw`)).toBe(404);
	});
});

test('a signature on paper counts, entered without a script', async ({ another }) => {
	const page = await another({ javaScriptEnabled: false });
	await signIn(page, 'manager');
	const joyce = await pageOf(page, 'Joyce Whitbread');
	await page.goto(`${joyce}/evidence/new?item=agreement:code-of-conduct`);
	await page.getByRole('radio', { name: /^Done or signed on paper/ }).check();
	await page.getByLabel('Signed on', { exact: true }).fill(today);
	await page.getByLabel('Note').fill('Kept in the cabinet.');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('Choose the version that was signed');
	await expect(page.getByLabel('Note')).toHaveValue('Kept in the cabinet.');
	await page.getByLabel('Version that was signed').selectOption({ index: 1 });
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(title(page)).toHaveText(conduct.title);
	await expect(page.getByRole('status')).toContainText('It is valid until');
	await page.goto(joyce);
	await expect(page.getByRole('region', { name: 'Completed', exact: true })).toContainText(
		`Done or signed on paper: ${conduct.title}, checked by Cathy Moss`
	);
});

test('somebody who will be away, and is not after all', async ({ page, another }) => {
	await signIn(page, 'manager');
	const harvey = await pageOf(page, 'Harvey Stott');
	await page.goto(`${harvey}/absence`);
	const away = page.getByLabel('First day away');
	const back = page.getByLabel('First day back (optional)');
	const check = page.getByRole('button', { name: 'Check' });
	await page.getByRole('radio', { name: 'Parental leave' }).check();
	await away.fill(addDays(today, 10));
	await back.fill(addDays(today, 10));
	await check.click();
	await expectErrors(page, [{ field: back, message: /Choose a day after the first day away/ }]);
	await expectSound(page, 'Long absence of Harvey Stott');
	await back.fill(addDays(today, 300));
	await check.click();
	await expect(page.getByRole('status')).toContainText('Nothing is saved yet');
	await expect(page.getByRole('status')).toContainText(`Now due ${shortDay(addDays(today, 328))}`);
	await page.getByRole('button', { name: 'Save' }).click();
	await expect(page.getByRole('status')).toHaveText('That is recorded.');
	await expectSound(page, 'Long absence of Harvey Stott');

	await test.step('a second one in the same days is refused', async () => {
		await page.getByRole('radio', { name: 'Another reason' }).check();
		await away.fill(addDays(today, 20));
		await check.last().click();
		await expectErrors(page, [{ field: away, message: /They are already recorded as away/ }]);
	});

	await test.step('the page of the person says when, and never why', async () => {
		await page.goto(harvey);
		await expect(page.getByText(/^Will be away from /)).toBeVisible();
		expect(await page.content()).not.toContain('Parental');
		const auditor = await another();
		await signIn(auditor, 'auditor');
		expect((await auditor.request.get(`${harvey}/absence`)).status()).toBe(404);
		await auditor.goto(harvey);
		expect(await auditor.content()).not.toContain('Parental');
	});

	await page.goto(`${harvey}/absence`);
	await page.getByRole('button', { name: /^Take out/ }).click();
	await expect(page.getByText('No long absence is recorded.')).toBeVisible();
});

test('a waiver, whose reason a manager does not read', async ({ page, another }) => {
	const reason = 'Covers the reception until spring';
	await signIn(page, 'lead');
	const freya = await pageOf(page, 'Freya Lund');
	await page.goto(freya);
	await page.getByRole('link', { name: 'Waive something' }).click();
	await expectSound(page, 'Waive something for Freya Lund');
	const why = page.getByLabel('Why');
	const until = page.getByLabel('Until the end of');
	const what = page.getByLabel('What is waived');
	await what.selectOption({ index: 1 });
	await until.fill(addMonths(today, 13));
	await why.fill('Because');
	await page.getByRole('button', { name: 'Check' }).click();
	await expectErrors(page, [
		{ field: until, message: /Choose a day within the next 12 months/ },
		{ field: why, message: /Say why, in at least/ }
	]);
	await expectSound(page, 'Waive something for Freya Lund');
	await why.fill(reason);
	await until.fill(addMonths(today, 2));
	await page.getByRole('button', { name: 'Check' }).click();
	await expect(page.getByRole('status')).toContainText('Nothing is saved yet');
	await page.getByRole('button', { name: 'Waive it' }).click();
	await expect(page.getByRole('status')).toHaveText('The waiver is recorded.');
	await expect(page.getByRole('region', { name: 'Waived now' })).toContainText(reason);

	const manager = await another();
	await signIn(manager, 'manager');
	expect((await manager.request.get(`${freya}/waive`)).status()).toBe(404);
	await manager.goto(freya);
	const waivers = manager.getByRole('region', { name: 'Waivers' });
	await expect(waivers).toContainText('Granted by Ben Okafor');
	expect(await manager.content()).not.toContain(reason);

	const mine = page.getByRole('listitem').filter({ hasText: reason });
	await mine.getByRole('button', { name: /^Take back/ }).click();
	await expect(page.getByRole('status')).toContainText('taken back from today');
	await expect(page.getByText(reason)).toHaveCount(0);
	await manager.reload();
	await expect(waivers).toContainText('Taken back on');
});

test('people of other regions, and oneself, are somebody else’s to record', async ({
	page,
	another
}) => {
	const lead = await another();
	await signIn(lead, 'lead');
	const yusuf = await pageOf(lead, 'Yusuf Demir');
	const cathy = await pageOf(lead, 'Cathy Moss');
	await signIn(page, 'manager');
	for (const end of ['evidence/new', 'absence', 'waive']) {
		expect((await page.request.get(`${yusuf}/${end}`)).status(), end).toBe(404);
	}
	const origin = new URL(page.url()).origin;
	const form = { kind: 'other', fromDay: today, backOn: '' };
	const posted = (path: string) =>
		page.request.post(`${path}/absence?/save`, { headers: { origin }, form });
	expect((await posted(yusuf)).status()).toBe(404);
	await page.goto(cathy);
	await expect(page.getByRole('link', { name: 'Enter evidence' })).toHaveCount(0);
	await page.goto(`${cathy}/absence`);
	await expect(page.getByText('Somebody else records when you are away')).toBeVisible();
	await expect(page.getByRole('button', { name: 'Check' })).toHaveCount(0);
	expect(await (await posted(cathy)).text()).toContain('Somebody else has to record');
	await page.goto(`${cathy}/absence`);
	await page.goto(cathy);
	await expect(page.getByText(/^Away from/)).toHaveCount(0);
});
