import { execFile } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SMTPServer } from 'smtp-server';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	signIn,
	test,
	title
} from './journey.ts';
import { startApp, type OwnApp } from './own-app.ts';
import { DEMONSTRATION, MAILING } from './servers.ts';
import type { Page } from 'playwright/test';

/* One-time links: from the administrator who makes one to the person who opens an account with it. */

const PASSWORD = 'violet harbour spoon';

/** The page about somebody's account, reached from the list of those who have none. */
async function openAccount(page: Page, name: string): Promise<void> {
	await page.goto('/people/invitations');
	await page.getByRole('link', { name: `Account of ${name}` }).click();
	await expect(title(page)).toHaveText(`Account of ${name}`);
}

async function makeLink(page: Page, name: string): Promise<string> {
	await openAccount(page, name);
	await page.getByRole('button', { name: 'Make a link to copy' }).click();
	await expect(page.getByRole('heading', { name: `The link for ${name} is ready` })).toBeVisible();
	const link = await page.getByLabel('Link', { exact: true }).inputValue();
	expect(link.startsWith(`${DEMONSTRATION.origin}/invitation/`)).toBe(true);
	expect(link).toMatch(/\/[\w-]{43}$/);
	expect(page.url(), 'the link stands in no address').not.toContain(link.slice(-43));
	return link;
}

async function expectUseless(page: Page, link: string): Promise<void> {
	const response = await page.goto(link);
	expect(response?.status()).toBe(404);
	await expect(title(page)).toHaveText('This link does not work');
	await expect(page.getByText(/for a new link/)).toBeVisible();
	await expect(page.getByRole('textbox')).toHaveCount(0);
}

test('a new person opens their account with a link, once', async ({ page, another }) => {
	test.setTimeout(300_000);
	await signIn(page, 'admin');
	await page.goto('/people/invitations');
	await expect(title(page)).toHaveText('Invitations');
	await expect(page.getByLabel('Ellis Varga')).toBeVisible();
	await expectAccessible(page);
	await expectNarrow(page);
	const link = await makeLink(page, 'Ellis Varga');
	await expectAccessible(page);
	await expectNarrow(page);

	await test.step('the link is copied with a button', async () => {
		await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
		await page.getByRole('button', { name: 'Copy', exact: true }).click();
		await expect(page.getByText('Copied', { exact: true })).toBeVisible();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
	});

	await test.step('it is shown this once', async () => {
		await page.goto(page.url().split('?')[0] ?? '');
		await expect(page.getByLabel('Link', { exact: true })).toHaveCount(0);
		await expect(page.getByText(/^Works once, until/)).toBeVisible();
	});

	const ellis = await another();
	const answer = await ellis.goto(link);
	expect(answer?.status()).toBe(200);
	expect(answer?.headers()).toMatchObject({
		'cache-control': 'no-store',
		'referrer-policy': 'strict-origin',
		'x-robots-tag': 'noindex'
	});
	await expect(title(ellis)).toHaveText('Welcome, Ellis Varga');
	await expect(ellis.getByLabel('Email address')).toHaveValue('ellis@harbourlane.example');
	await expectAccessible(ellis);
	await expectNarrow(ellis);

	await test.step('a mail server that follows the link uses nothing up', async () => {
		for (const method of ['GET', 'HEAD', 'GET']) {
			expect((await ellis.request.fetch(link, { method })).status()).toBe(200);
		}
	});

	const password = ellis.getByLabel('Password', { exact: true });
	const open = ellis.getByRole('button', { name: 'Open my account' });
	await open.click();
	await expectErrors(ellis, [{ field: password, message: 'Choose a password' }]);
	await password.fill('ellisvarga1234');
	await open.click();
	await expectErrors(ellis, [{ field: password, message: /that is not your name/ }]);
	await expect(password).toHaveValue('');
	await expectAccessible(ellis);

	const tab = await another();
	await tab.goto(link);
	await password.fill(PASSWORD);
	await open.click();
	await expect(title(ellis)).toHaveText('My training');
	await expect(ellis).toHaveURL('/');
	await expect(ellis.getByRole('banner')).toContainText('Ellis Varga');

	await test.step('a second tab comes too late, and so does everybody else', async () => {
		await tab.getByLabel('Password', { exact: true }).fill('another good password');
		await tab.getByRole('button', { name: 'Open my account' }).click();
		await expect(title(tab)).toHaveText('This link does not work');
		await expectUseless(tab, link);
		await expectAccessible(tab);
		await expectNarrow(tab);
		await expectUseless(tab, `${link.slice(0, -43)}${'A'.repeat(43)}`);
		await expectUseless(tab, `${link}x`);
	});

	await test.step('the administrator sees it and can sign them out', async () => {
		await page.reload();
		await expect(page.getByText('Has an account')).toBeVisible();
		await page.getByRole('button', { name: 'Sign Ellis Varga out everywhere' }).click();
		await expect(page.getByRole('status')).toContainText('Ellis Varga is signed out everywhere.');
		await expectAccessible(page);
		await ellis.goto('/certificates');
		await expect(ellis).toHaveURL('/sign-in?next=%2Fcertificates');
		await ellis.getByLabel('Email address').fill('Ellis@HarbourLane.example');
		await ellis.getByLabel('Password').fill(PASSWORD);
		await ellis.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(title(ellis)).toHaveText('My certificates');
	});
});

test('a link can be taken back, and a newer one replaces it', async ({ page, another }) => {
	await signIn(page, 'admin');
	const anybody = await another();
	const first = await makeLink(page, 'Beatrice Lowe');
	const second = await makeLink(page, 'Beatrice Lowe');
	await expectUseless(anybody, first);
	expect((await anybody.goto(second))?.status()).toBe(200);
	await page.getByRole('button', { name: 'Take the link back' }).click();
	await expect(page.getByRole('status')).toContainText('The link has been taken back.');
	await expect(page.getByText(/^Taken back on/)).toBeVisible();
	await expectUseless(anybody, second);
});

test('letters to print for some of them', async ({ page, another }) => {
	await signIn(page, 'admin');
	await page.goto('/people/invitations');
	const make = page.getByRole('button', { name: 'Make letters to print' });
	await make.click();
	const whom = page.getByRole('group', { name: 'Whom to invite' });
	await expectErrors(page, [{ field: whom, message: 'Tick at least one person in the list' }]);
	await expectAccessible(page);
	await page.getByLabel('Amelia Frost').check();
	await page.getByLabel('Devon Clarke-Ward').check();
	await make.click();
	await expect(title(page)).toHaveText('2 letters to print');
	await expectAccessible(page);
	await expectNarrow(page);
	const anybody = await another();
	for (const name of ['Amelia Frost', 'Devon Clarke-Ward']) {
		const letter = page.getByRole('article', { name });
		await expect(letter.getByRole('img', { name: /QR code/ })).toBeVisible();
		const link = /http:\S+\/invitation\/[\w-]{43}/.exec(await letter.innerText())?.[0] ?? '';
		await anybody.goto(link);
		await expect(title(anybody)).toHaveText(`Welcome, ${name}`);
	}
	await page.goto('/people/invitations?state=invited&name=frost');
	await expect(page.getByRole('checkbox')).toHaveCount(1);
	await page.goto('/people/invitations?name=nobody+of+this+name');
	await expect(page.getByText(/Nobody without an account fits/)).toBeVisible();
	await expectAccessible(page);
	expect((await page.goto('/people/invitations?import=1'))?.status()).toBe(404);
});

test('who needs no link is told what to do instead', async ({ page }) => {
	await signIn(page, 'admin');
	const account = async (name: string) => {
		await page.goto(`/team/matrix?name=${name}`);
		const person = page.getByRole('rowheader').getByRole('link').first();
		await page.goto(`${await person.getAttribute('href')}/account`);
		await expectAccessible(page);
	};
	await account('Joyce Whitbread');
	await expect(page.getByRole('link', { name: 'Add an email address' })).toBeVisible();
	await expect(page.getByRole('button', { name: 'Make a link to copy' })).toHaveCount(0);
	await account('Rhys Parry');
	await expect(page.getByText(/shares this account, so its password stays/)).toBeVisible();
	await expect(page.getByRole('button', { name: 'Make a link to copy' })).toHaveCount(0);
});

test('a forgotten password leads to the administrator where no mail is sent', async ({ page }) => {
	await page.goto('/sign-in');
	await page.getByRole('link', { name: 'Forgotten your password?' }).click();
	await expect(title(page)).toHaveText('Forgotten your password?');
	await expect(page.getByText(/^Ask whoever looks after Safehands/)).toBeVisible();
	await expect(page.getByRole('textbox')).toHaveCount(0);
	await expectAccessible(page);
	await expectNarrow(page);
	const forced = await page.request.post('/forgotten-password', {
		headers: { origin: DEMONSTRATION.origin },
		form: { email: 'starter@harbourlane.example' }
	});
	expect(forced.status()).toBe(404);
});

test('only administrators come near any of it', async ({ page }) => {
	await signIn(page, 'lead');
	for (const path of ['/people/invitations', '/people/x/account']) {
		expect((await page.goto(path))?.status(), path).toBe(404);
	}
});

test.describe('in a browser without script', () => {
	test.use({ javaScriptEnabled: false });

	test('a link is made, selected and used', async ({ page, another }) => {
		await signIn(page, 'admin');
		const link = await makeLink(page, 'Beatrice Lowe');
		await expect(page.getByRole('button', { name: 'Copy', exact: true })).toHaveCount(0);
		const beatrice = await another({ javaScriptEnabled: false });
		await beatrice.goto(link);
		await beatrice.getByLabel('Password', { exact: true }).fill(PASSWORD);
		await beatrice.getByRole('button', { name: 'Open my account' }).click();
		await expect(title(beatrice)).toHaveText('My training');
	});
});

test.describe('where mail is sent', () => {
	test.use({ baseURL: MAILING.origin });
	const ADA = { email: 'ada@example.org', password: PASSWORD };

	let app: OwnApp;
	let server: SMTPServer;
	const letters: string[] = [];

	test.beforeAll(async () => {
		test.setTimeout(180_000);
		server = new SMTPServer({
			authOptional: true,
			disabledCommands: ['STARTTLS'],
			onData(stream, _session, callback) {
				const chunks: Buffer[] = [];
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('end', () => {
					letters.push(Buffer.concat(chunks).toString('utf8'));
					callback();
				});
			}
		});
		const listening = server.listen(0, '127.0.0.1');
		await once(listening, 'listening');
		const { port } = listening.address() as AddressInfo;
		app = await startApp({
			...MAILING.env,
			SMTP_URL: `smtp://127.0.0.1:${port}`,
			MAIL_FROM: 'Training <training@example.org>'
		});
	});

	test.afterAll(async () => {
		await app.stop();
		await new Promise<void>((resolve) => server.close(resolve));
	});

	test('a forgotten password is replaced with a link that comes by mail', async ({
		page,
		another
	}) => {
		await page.goto('/setup');
		await page.getByLabel('Setup code').fill(app.code);
		await page.getByLabel('Name of the organisation').fill('Quay Street Tutors');
		await page.getByRole('radio', { name: 'England' }).check();
		await page.getByLabel('Your name').fill('Ada Merton');
		await page.getByLabel('Email address').fill(ADA.email);
		await page.getByLabel('Password').fill(ADA.password);
		await page.getByRole('button', { name: 'Set up Safehands' }).click();
		await expect(page.getByRole('banner')).toContainText('Ada Merton');

		const ada = await another({ baseURL: MAILING.origin });
		const ask = async (email: string) => {
			await ada.goto('/forgotten-password');
			await ada.getByLabel('Email address').fill(email);
			await ada.getByRole('button', { name: 'Send me a link' }).click();
		};
		await ask('');
		await expectErrors(ada, [
			{ field: ada.getByLabel('Email address'), message: 'Enter your email address' }
		]);
		await expectAccessible(ada);
		await expectNarrow(ada);
		for (const email of ['nobody@example.org', ADA.email]) {
			await ask(email);
			await expect(title(ada)).toHaveText('Look into your mailbox');
			await expect(ada.getByRole('status')).toContainText(
				`If there is an account with the address ${email}`
			);
		}
		await expectAccessible(ada);
		await expectNarrow(ada);
		await expect.poll(() => letters.length).toBe(1);
		const letter = (letters[0] ?? '').replaceAll('=\r\n', '');
		expect(letter).toContain('Subject: A new password for your training at Quay Street Tutors');
		const [link = ''] = /http:\S+\/invitation\/[\w-]{43}/.exec(letter) ?? [];
		expect(link).toContain(`${MAILING.origin}/invitation/`);

		await ada.goto(link);
		await expect(title(ada)).toHaveText('Choose a new password');
		await expectAccessible(ada);
		await ada.getByLabel('New password').fill('copper lantern wharf');
		await ada.getByRole('button', { name: 'Save and sign in' }).click();
		await expect(ada.getByRole('banner')).toContainText('Ada Merton');
		// Wherever else they were signed in, they are no longer.
		await page.goto('/account');
		await expect(page).toHaveURL(/\/sign-in\?next/);
		await page.getByLabel('Email address').fill(ADA.email);
		await page.getByLabel('Password').fill(ADA.password);
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expectErrors(page, [
			{ field: page.getByLabel('Email address'), message: /is not right/ }
		]);
		expect(app.said(), 'no link in the log').not.toContain('/invitation/');
	});

	test('whoever runs the server gets a link when no administrator can sign in', async ({
		page
	}) => {
		const run = (email: string) =>
			promisify(execFile)(process.execPath, ['src/bin/password-link.js', email], {
				cwd: join(import.meta.dirname, '../..'),
				env: { ...process.env, ...MAILING.env, DATABASE_URL: '' }
			});
		await expect(run('nobody@example.org')).rejects.toThrow(/Nobody has the address/);
		const { stdout } = await run(ADA.email);
		expect(stdout).toContain('With this link Ada Merton chooses a password, once, until');
		await page.goto(stdout.trim().split('\n').at(-1) ?? '');
		await expect(title(page)).toHaveText('Choose a new password');
	});
});
