import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import manifest from '../../package.json' with { type: 'json' };
import { noteOf } from '../server/embedded-app.ts';
import { expect, expectAccessible, expectErrors, expectNarrow, test, title } from './journey.ts';
import { EMPTY } from './servers.ts';

/* The first visit to an empty platform, from the code in the log to the server's end. */
test.use({ baseURL: EMPTY.origin });

const ADMIN = { email: 'ada@example.org', password: 'violet harbour spoon' };

let app: ChildProcess;
let code = '';
let ended: Promise<unknown[]>;

test.beforeAll(async () => {
	test.setTimeout(180_000);
	app = spawn(process.execPath, ['src/bin/start.js'], {
		cwd: join(import.meta.dirname, '../..'),
		env: { ...process.env, ...EMPTY.env, DATABASE_URL: '', SAFEHANDS_DEMO: '', ORIGIN: '' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	ended = once(app, 'exit');
	if (!app.stdout) throw new Error('The app has no output');
	for await (const line of createInterface(app.stdout)) {
		code = /with this code: (\S+)/.exec(line)?.[1] ?? code;
		if (line.startsWith('Listening on')) break;
	}
	// What it says from now on is not read, but must not block it.
	app.stdout.resume();
});

test.afterAll(async () => {
	if (app.exitCode === null && app.signalCode === null) app.kill('SIGKILL');
	await ended;
});

test('an empty platform is set up with the code from the log, once', async ({ page, another }) => {
	expect(code).toMatch(/^[2-9A-Z]{4}(-[2-9A-Z]{4}){3}$/);
	const health = await page.request.get('/healthz');
	expect(health.status()).toBe(200);
	expect(await health.json()).toEqual({
		status: 'ok',
		database: 'ok',
		version: manifest.version
	});

	await test.step('every page leads to the setup', async () => {
		for (const path of [
			'/',
			'/sign-in',
			'/team',
			'/overview',
			'/contacts',
			'/modules/online-safety-essentials',
			'/certificates/SH-2026-000001.pdf',
			'/verify/7K3M-9QXT-AB2C-0D1E-4F5G',
			'/nowhere'
		]) {
			await page.goto(path);
			await expect(page, path).toHaveURL('/setup');
		}
	});
	await expect(title(page)).toHaveText('Set up Safehands');
	await expect(page).toHaveTitle('Set up Safehands · Safehands');
	await expectAccessible(page);
	await expectNarrow(page);

	const field = {
		code: page.getByLabel('Setup code'),
		organisation: page.getByLabel('Name of the organisation'),
		nation: page.getByRole('group', { name: 'Where you mainly work' }),
		name: page.getByLabel('Your name'),
		email: page.getByLabel('Email address'),
		password: page.getByLabel('Password')
	};
	const submit = page.getByRole('button', { name: 'Set up Safehands' });

	await test.step('with nothing filled in, every field says what it wants', async () => {
		await submit.click();
		await expectErrors(page, [
			{ field: field.code, message: 'Enter the setup code' },
			{ field: field.organisation, message: 'Enter the name of your organisation' },
			{ field: field.nation, message: 'Choose where you mainly work' },
			{ field: field.name, message: 'Enter your name' },
			{ field: field.email, message: 'Enter your email address' },
			{ field: field.password, message: 'Choose a password' }
		]);
		await expectAccessible(page);
	});

	const expectKept = async (typedCode: string) => {
		await expect(field.code).toHaveValue(typedCode);
		await expect(field.organisation).toHaveValue('Quay Street Tutors');
		await expect(page.getByRole('radio', { name: 'Wales' })).toBeChecked();
		await expect(field.name).toHaveValue('Ada Merton');
		await expect(field.email).toHaveValue(ADMIN.email);
		await expect(field.password, 'a password is never sent back').toHaveValue('');
	};

	await test.step('a weak password is refused at the field, and the rest kept', async () => {
		await field.code.fill('AAAA-BBBB-CCCC-DDDD');
		await field.organisation.fill('Quay Street Tutors');
		await page.getByRole('radio', { name: 'Wales' }).check();
		await field.name.fill('Ada Merton');
		await field.email.fill(ADMIN.email);
		await field.password.fill('short');
		await submit.click();
		await expectErrors(page, [{ field: field.password, message: /Use at least 12 characters/ }]);
		await expectKept('AAAA-BBBB-CCCC-DDDD');
	});

	await test.step('a wrong code is refused at the field, and the rest kept', async () => {
		await field.password.fill(ADMIN.password);
		await submit.click();
		await expectErrors(page, [{ field: field.code, message: /This code is not right/ }]);
		await expectKept('AAAA-BBBB-CCCC-DDDD');
	});

	await field.code.fill(code.toLowerCase());
	await field.password.fill(ADMIN.password);
	await submit.click();
	await expect(page).toHaveURL('/people');
	await expect(title(page)).toHaveText('People');
	await expect(page.getByRole('banner')).toContainText('Ada Merton');

	await test.step('the first administrator sees the whole, and nobody else yet', async () => {
		await expect(page.getByRole('heading', { name: 'Welcome: where to begin' })).toBeVisible();
		await expectAccessible(page);
		await expectNarrow(page);
		await page.goto('/overview');
		await expect(title(page)).toHaveText('Overview');
		await expect(page.getByText(/^Quay Street Tutors, 1 person in 1 team\./)).toBeVisible();
		await page.goto('/team');
		await expect(page.getByText(/1 person\. As at/)).toBeVisible();
		await page.goto('/contacts');
		await expect(
			page.getByText(/Nobody is recorded as your designated safeguarding person yet/)
		).toBeVisible();
		await expectAccessible(page);
	});

	await test.step('the setup is gone, for them and for everybody', async () => {
		await page.goto('/setup');
		await expect(page).toHaveURL('/people');
		const anybody = await another({ baseURL: EMPTY.origin });
		await anybody.goto('/setup');
		await expect(anybody).toHaveURL('/sign-in');
		await expect(anybody.getByRole('button', { name: /^Continue as/ })).toHaveCount(0);
		await anybody.getByLabel('Email address').fill(ADMIN.email);
		await anybody.getByLabel('Password').fill(ADMIN.password);
		await anybody.getByRole('button', { name: 'Sign in', exact: true }).click();
		await expect(title(anybody)).toHaveText('People');
	});
});

test('asked to stop, the app ends, and its database with it', async () => {
	const note = await noteOf(EMPTY.env.DATA_DIR);
	// PostgreSQL notes its port on the fourth line.
	const port = Number((await readFile(note, 'utf8')).split('\n')[3]);
	expect(await isListening(port)).toBe(true);
	app.kill('SIGTERM');
	expect(await ended).toEqual([0, null]);
	expect(await isListening(port)).toBe(false);
	// A server that stops in order takes its note away.
	await expect(readFile(note)).rejects.toThrow('ENOENT');
});

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ port, host: '127.0.0.1' });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}
