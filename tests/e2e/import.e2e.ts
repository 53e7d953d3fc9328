import { readFile, rm } from 'node:fs/promises';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	line,
	signIn,
	test,
	title
} from './journey.ts';
import { startApp, type OwnApp } from './own-app.ts';
import { IMPORTING } from './servers.ts';
import type { Page } from 'playwright/test';

/* The administrator brings a whole organisation in a file, as their payroll system writes it. */

const ADMIN = { email: 'ada@harbourlane.example', password: 'tidal-lantern-quilt' };

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function expectSound(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNarrow(page);
}

/** Chooses a file that holds this, and has it read. */
async function bring(
	page: Page,
	content: string | Buffer,
	{ name = 'staff.csv', kind = 'People' } = {}
): Promise<void> {
	await page.goto('/people/import');
	await page.getByRole('radio', { name: kind }).check();
	const buffer = typeof content === 'string' ? Buffer.from(content) : content;
	await page
		.getByLabel('File', { exact: true })
		.setInputFiles({ name, mimeType: 'text/csv', buffer });
	await press(page, 'Read the file');
}

/** The tile of a list, with how many it holds. */
const tile = (page: Page, name: string) =>
	page.getByRole('navigation', { name: 'What would happen' }).getByRole('link', { name });

const STAFF = [
	'Staff list as at 20 November 2026;;;;;;;',
	'Payroll no;Forename(s);Surname;Work Email;Date joined;Job role;Dept;Line manager',
	'E1;Cathy;Moss;Cathy.Moss@harbourlane.example;03/09/2024;Manager;North > Leeds;',
	'E2;Zoë;O’Brien;zoe@harbourlane.example;3 Sep 2026;Senior tutor;Leeds;Moss, Cathy',
	'E3;Tom;Adair;tom@harbourlane.example;46268;Tutor / Volunteer;Leeds;cathy.moss@harbourlane.example',
	'E3;Tom;Adair;tom@harbourlane.example;46268;Tutor / Volunteer;Leeds;cathy.moss@harbourlane.example',
	'E4;Bea;Lowe;bea@harbourlane;31/02/2026;Wizard;Leeds;Nobody Known',
	'E5;=1+1;Formula;f@harbourlane.example;1/9/2026;Tutor;Leeds;'
].join('\r\n');

test.describe('a whole organisation', () => {
	test.describe.configure({ mode: 'serial' });
	let app: OwnApp;

	test.beforeAll(async () => {
		app = await startApp(IMPORTING.env);
	});
	test.afterAll(async () => {
		await app.stop();
		await rm(IMPORTING.env.DATA_DIR, { recursive: true, force: true });
	});

	test('is brought in, checked, applied and invited', async ({ another }) => {
		test.setTimeout(300_000);
		const page = await another({ baseURL: IMPORTING.origin });
		await setUp(page, app.code);

		await test.step('the columns are guessed, and can be changed', async () => {
			await bring(page, Buffer.from(STAFF.replaceAll('’', "'"), 'latin1'));
			await expect(title(page)).toHaveText('What the columns hold');
			await expect(page.getByText('“Staff list as at 20 November 2026”')).toBeVisible();
			const held = async (heading: string) =>
				page.getByLabel(heading, { exact: true }).locator('option:checked').innerText();
			expect(await held('Payroll no')).toBe('Reference');
			expect(await held('Forename(s)')).toBe('First name');
			expect(await held('Date joined')).toBe('First day');
			expect(await held('Dept')).toBe('Team');
			await expectSound(page);

			await page.getByLabel('Forename(s)', { exact: true }).selectOption('Surname');
			await press(page, 'Go on');
			await expectErrors(page, [
				{
					field: page.getByLabel('Surname', { exact: true }),
					message: 'Two columns are set to Surname: choose one of them'
				}
			]);
			await page.getByLabel('Forename(s)', { exact: true }).selectOption('First name');
			await press(page, 'Go on');
		});

		await test.step('words that are not ours get a meaning', async () => {
			await expect(title(page)).toHaveText('Choices');
			await expect(page.getByLabel('“Senior tutor”').locator('option:checked')).toHaveText('Tutor');
			await expect(page.getByLabel('“Wizard”').locator('option:checked')).toHaveText(
				'Not decided yet'
			);
			await page.getByRole('radio', { name: /^Mark them as left/ }).check();
			await press(page, 'Check what would happen');
			const lastDay = page.getByLabel('Their last day, if you mark them');
			await expectErrors(page, [{ field: lastDay, message: 'Enter their last day' }]);
			await expectSound(page);
			await page.getByRole('radio', { name: /^Leave them as they are/ }).check();
			await page.getByRole('checkbox', { name: /^Make teams that we do not know/ }).check();
			await press(page, 'Check what would happen');
		});

		await test.step('the check shows what would happen, and nothing has', async () => {
			await expect(title(page)).toHaveText('Check');
			await expect(page.getByText(/4 people are added and 2 teams are made/)).toBeVisible();
			await expect(tile(page, 'Added')).toContainText('4');
			await expect(tile(page, 'Left out')).toContainText('1');
			await expect(tile(page, 'Refused')).toContainText('1');
			await expect(page.getByRole('heading', { name: 'What becomes due' })).toBeVisible();
			await expectSound(page);
			await tile(page, 'Refused').click();
			const bea = line(page, 'Bea Lowe line 7');
			await expect(bea).toContainText('Work Email: “bea@harbourlane” is not an email address.');
			await expect(bea).toContainText('“31/02/2026” does not exist: February 2026 has 28 days.');
			await expect(bea).toContainText('There is no role called “Wizard”.');
			await expectSound(page);
			await tile(page, 'Added').click();
			await expect(line(page, "Zoë O'Brien line 4")).toContainText('Line manager Cathy Moss');
			await expectSound(page);
		});

		await test.step('the refused lines can be taken away with their reasons', async () => {
			await page.getByRole('link', { name: 'Back to the summary' }).click();
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('link', { name: /^Download the lines/ }).click()
			]);
			const text = await readFile(await download.path(), 'utf8');
			expect(text).toContain('Line in the file,Why it was refused,Payroll no');
			expect(text).toContain('E4,Bea,Lowe,bea@harbourlane');
		});

		await test.step('applied, it says what it did, and leads to the invitations', async () => {
			await press(page, 'Apply to 4 people, without the refused lines');
			await expect(title(page)).toHaveText('Imported');
			await expect(page.getByText('Teams made')).toBeVisible();
			await expectSound(page);
			await page.getByRole('link', { name: 'Invite the 4 people who were added' }).click();
			await expect(title(page)).toHaveText('Invitations');
			await expect(page.getByLabel("Zoë O'Brien", { exact: true })).toBeVisible();
			await expect(page.getByLabel('=1+1 Formula', { exact: true })).toBeVisible();
		});

		await test.step('the same file again changes nothing', async () => {
			await bring(page, Buffer.from(STAFF.replaceAll('’', "'"), 'latin1'));
			await press(page, 'Go on');
			await expect(page.getByLabel('“Senior tutor”').locator('option:checked')).toHaveText('Tutor');
			await press(page, 'Check what would happen');
			await expect(page.getByText('changes nothing: everything in it')).toBeVisible();
			await expect(tile(page, 'Nothing changes')).toContainText('4');
			await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
			await press(page, 'Put this file aside');
			await expect(line(page, 'staff.csv').first()).toContainText('Put aside');
		});

		await test.step('a long file goes on in the background, and its page follows it', async () => {
			const people = Array.from(
				{ length: 600 },
				(_, n) => `Person N${n},n${n}@harbourlane.example,16/11/2026,Tutor,Leeds`
			);
			await bring(page, ['Name,Email,Start date,Role,Team', ...people].join('\n'));
			await press(page, 'Go on');
			await press(page, 'Check what would happen');
			await press(page, 'Apply to 600 people');
			await expect(page).toHaveURL(/\/result$/);
			await expect(title(page)).toHaveText('Imported', { timeout: 120_000 });
			await page.goto('/people');
			await expect(page.getByText('605 people', { exact: true })).toBeVisible();
		});
	});

	test('takes training that was done before, without JavaScript too', async ({ another }) => {
		test.setTimeout(200_000);
		const page = await another({ baseURL: IMPORTING.origin, javaScriptEnabled: false });
		await page.goto('/sign-in');
		await page.getByLabel('Email address').fill(ADMIN.email);
		await page.getByLabel('Password').fill(ADMIN.password);
		await press(page, 'Sign in');
		const history =
			'Email,Course,Date completed,Provider\ntom@harbourlane.example,prevent-duty,3/10/2026,Quay Training\n' +
			`${ADMIN.email},prevent-duty,3/10/2026,\nzoe@harbourlane.example,Knitting,3/10/2026,\n`;
		await bring(page, history, { name: 'history.csv', kind: 'Training done before' });
		await press(page, 'Go on');
		await page.getByLabel('“Knitting”').selectOption('Leave this word out');
		await press(page, 'Check what would happen');
		await expect(page.getByText(/1 record is entered for 1 person/)).toBeVisible();
		await tile(page, 'Refused').click();
		await expect(page.getByText(/nobody enters evidence for themselves/)).toBeVisible();
		await press(page, 'Enter 1 record, without the refused lines');
		await expect(title(page)).toHaveText('Imported');

		const people = Array.from(
			{ length: 201 },
			(_, n) => `Other M${n},m${n}@harbourlane.example,16/11/2026,Tutor,Leeds`
		);
		await bring(page, ['Name,Email,Start date,Role,Team', ...people].join('\n'));
		await press(page, 'Go on');
		await press(page, 'Check what would happen');
		await press(page, 'Apply to 201 people');
		// The page asks for itself again until it is done.
		await expect(title(page)).toHaveText('Imported', { timeout: 120_000 });
	});
});

async function setUp(page: Page, code: string): Promise<void> {
	await page.goto('/setup');
	await page.getByLabel('Setup code').fill(code);
	await page.getByLabel('Name of the organisation').fill('Quay Street Tutors');
	await page.getByRole('radio', { name: 'England' }).check();
	await page.getByLabel('Your name').fill('Ada Merton');
	await page.getByLabel('Email address').fill(ADMIN.email);
	await page.getByLabel('Password').fill(ADMIN.password);
	await press(page, 'Set up Safehands');
	await expect(page).not.toHaveURL(/setup/);
}

test('a file that is none of people is refused in plain words', async ({ page }) => {
	await signIn(page, 'admin');
	await page.getByRole('link', { name: 'Import', exact: true }).click();
	await expect(title(page)).toHaveText('Import');
	await expectSound(page);
	const field = page.getByLabel('File', { exact: true });
	await press(page, 'Read the file');
	await expectErrors(page, [{ field, message: 'Choose a file' }]);
	await bring(page, Buffer.from('PK\u0003\u0004 and so on'), { name: 'staff.xlsx' });
	await expectErrors(page, [{ field, message: /This is a spreadsheet .*“CSV UTF-8”/ }]);
	await bring(page, '');
	await expectErrors(page, [{ field, message: /The file is empty/ }]);
	await bring(page, Buffer.alloc(13 * 1024 * 1024, 'Name,Email\n'));
	await expectErrors(page, [{ field, message: /The file is larger than 10 MB/ }]);
	await expectSound(page);
});

test('nobody but an administrator imports', async ({ page }) => {
	await signIn(page, 'lead');
	for (const path of ['/people/import', '/people/import/template/people.csv']) {
		expect((await page.goto(path))?.status(), path).toBe(404);
	}
});
