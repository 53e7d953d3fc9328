import { agreementOf, cardOf, first, moduleOf, scenarioOf } from './content.ts';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	signIn,
	test,
	title,
	type Account
} from './journey.ts';
import { answer } from './learning.ts';
import type { Page } from 'playwright/test';

/* Every page of the contract, as somebody who may see it: sound, narrow enough and well named. */

const online = moduleOf('online-safety-essentials');
const remote = moduleOf('remote-one-to-one');
const aup = agreementOf('aup-staff');
const conduct = agreementOf('code-of-conduct');

type Visit = [path: string, heading: string, titled?: string];

const VISITS: [Account, Visit[]][] = [
	[
		'starter',
		[
			['/', 'My training'],
			['/modules/online-safety-essentials', online.title],
			[
				'/modules/online-safety-essentials/the-four-cs',
				'The four Cs',
				`The four Cs · ${online.title}`
			],
			[
				'/modules/remote-one-to-one/the-bedroom',
				scenarioOf('remote-one-to-one', 'the-bedroom').title,
				`${scenarioOf('remote-one-to-one', 'the-bedroom').title} · ${remote.title}`
			],
			[
				'/modules/remote-one-to-one/quiz',
				'Check what you know',
				`Check what you know · ${remote.title}`
			],
			['/cards', 'Action cards'],
			[
				'/modules/online-safety-essentials/card',
				cardOf('online-safety-essentials').title,
				`${cardOf('online-safety-essentials').title} · Action card`
			],
			['/agreements/aup-staff', aup.title],
			['/agreements/code-of-conduct', conduct.title],
			['/induction', 'My induction'],
			['/certificates', 'My certificates'],
			['/contacts', 'Who to contact'],
			['/account', 'My account'],
			['/sign-out', 'Sign out']
		]
	],
	[
		'tutor',
		[
			['/', 'My training'],
			['/certificates', 'My certificates'],
			['/modules/online-safety-essentials', online.title],
			[
				'/modules/online-safety-essentials/quiz',
				'Check what you know',
				`Check what you know · ${online.title}`
			],
			['/induction', 'My induction']
		]
	],
	[
		'manager',
		[
			['/', 'My training'],
			['/team', 'My team'],
			['/team?show=overdue', 'My team'],
			['/team?show=up-to-date', 'My team'],
			['/team/matrix', 'Training matrix'],
			['/team/matrix?name=nobody+of+this+name', 'Training matrix']
		]
	],
	[
		'lead',
		[
			['/overview', 'Overview'],
			['/team', 'My team'],
			['/team/matrix', 'Training matrix'],
			['/jobs', 'Work in the background'],
			['/law', 'Law and guidance']
		]
	],
	[
		'admin',
		[
			['/overview', 'Overview'],
			['/people', 'People'],
			['/people?q=nobody+is+called+this', 'People'],
			['/people/new', 'Add a person'],
			['/people/teams', 'Teams']
		]
	],
	[
		'auditor',
		[
			['/overview', 'Overview'],
			['/team', 'My team'],
			['/contacts', 'Who to contact']
		]
	]
];

/** That the page which is open has its one heading and its title, and that everybody can use it. */
async function expectSound(page: Page, heading: string, titled = heading): Promise<void> {
	await expect(title(page), page.url()).toHaveText(heading);
	await expect(title(page), page.url()).toHaveCount(1);
	await expect(page).toHaveTitle(`${titled} · Safehands`);
	await expectAccessible(page);
	await expectNarrow(page);
}

for (const [account, visits] of VISITS) {
	test(`the pages of ${account}@`, async ({ page }) => {
		test.setTimeout(300_000);
		await signIn(page, account);
		for (const [path, heading, titled] of visits) {
			await test.step(path, async () => {
				const response = await page.goto(path);
				expect(response?.status()).toBe(200);
				await expectSound(page, heading, titled);
			});
		}
	});
}

test('a certificate, its public check, and a receipt', async ({ page, another }) => {
	await signIn(page, 'tutor');
	await page.goto('/certificates');
	const certificate = page.getByRole('link', { name: online.title, exact: true }).first();
	await certificate.click();
	await expectSound(page, `Certificate: ${online.title}`);
	const address = await page.getByRole('link', { name: /\/verify\// }).getAttribute('href');

	await page.goto('/agreements/code-of-conduct');
	await page.getByRole('link', { name: 'See and print your receipt' }).click();
	await expectSound(page, `Receipt: ${conduct.title}`);

	const anybody = await another();
	await anybody.goto(address ?? '');
	await expectSound(anybody, 'Certificate check');
	await anybody.goto('/verify');
	await expectSound(anybody, 'Check a certificate');
	await anybody.getByLabel('Code on the certificate').fill('7K3M');
	await anybody.getByRole('button', { name: 'Check' }).click();
	await expectErrors(anybody, [
		{ field: anybody.getByLabel('Code on the certificate'), message: /Enter all 20 letters/ }
	]);
	await expectSound(anybody, 'Check a certificate');
	const unknown = await anybody.goto('/verify/7K3M-9QXT-AB2C-0D1E-4F5G');
	expect(unknown?.status()).toBe(404);
	await expectSound(anybody, 'No certificate has this code');
});

test('a person, their induction, and a form there that is refused', async ({ page }) => {
	await signIn(page, 'manager');
	await page.goto('/team/matrix?name=Ruby');
	await page.getByRole('link', { name: 'Ruby Cartwright' }).click();
	await expectSound(page, 'Ruby Cartwright');
	await page.getByRole('link', { name: /^Confirm \d+ steps$/ }).click();
	await expectSound(page, 'Induction of Ruby Cartwright');
	await page
		.getByRole('button', { name: /^Confirm/ })
		.first()
		.click();
	await expect(page.getByRole('alert')).toContainText('Choose one of the answers');
	await expectSound(page, 'Induction of Ruby Cartwright');
});

test('the sign-in page, also when it refuses', async ({ page }) => {
	await page.goto('/sign-in');
	await expectSound(page, 'Sign in');
	await page.getByLabel('Email address').fill('nobody@harbourlane.example');
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expectErrors(page, [{ field: page.getByLabel('Email address'), message: /is not right/ }]);
	await expectSound(page, 'Sign in');
});

test('a page that does not exist, signed in and not', async ({ page }) => {
	expect((await page.goto('/nowhere'))?.status()).toBe(404);
	await expectSound(page, 'We cannot find that page');
	await signIn(page, 'starter');
	for (const path of [
		'/nowhere',
		'/team',
		'/overview',
		'/modules/nothing',
		'/agreements/nothing'
	]) {
		expect((await page.goto(path))?.status(), path).toBe(404);
		await expect(title(page)).toHaveText('We cannot find that page');
	}
	await expectSound(page, 'We cannot find that page');
});

test('an agreement that is refused, and the page before declining', async ({ page }) => {
	await signIn(page, 'volunteer');
	await page.goto('/agreements/aup-staff');
	await page.getByRole('button', { name: 'Sign', exact: true }).click();
	await expect(page.getByRole('alert').getByRole('link')).toHaveCount(4);
	await expectSound(page, aup.title);
	await page.goto('/agreements/aup-staff/decline');
	await expectSound(page, 'Before you decline');
});

test('a scenario after a choice, and the quiz from its first question to its result', async ({
	page
}) => {
	test.setTimeout(300_000);
	const bedroom = scenarioOf('remote-one-to-one', 'the-bedroom');
	const opening = first(bedroom.decisions, ({ key }) => key === bedroom.start);
	const poor = first(opening.choices, ({ best }) => !best);
	await signIn(page, 'ict');
	await page.goto('/modules/remote-one-to-one/the-bedroom');
	await page.getByRole('button', { name: 'This is what I would do' }).click();
	await expect(page.getByRole('alert')).toContainText('Choose what you would do');
	await expectSound(page, bedroom.title, `${bedroom.title} · ${remote.title}`);
	await answer(page, poor.text).check();
	await page.getByRole('button', { name: 'This is what I would do' }).click();
	await expect(page.getByRole('region', { name: 'What happens' })).toBeVisible();
	await expectSound(page, bedroom.title, `${bedroom.title} · ${remote.title}`);

	await page.goto('/modules/remote-one-to-one/quiz');
	await page.getByRole('button', { name: 'Start the quiz' }).click();
	await expectSound(page, 'Check what you know', `Question 1 · ${remote.title}`);
	await page.getByRole('button', { name: 'Save and go on' }).click();
	await expect(page.getByRole('alert')).toContainText('Choose an answer');
	await expectSound(page, 'Check what you know', `Question 1 · ${remote.title}`);
	await page.goto('/modules/remote-one-to-one/quiz?check');
	await expectSound(page, 'Look over your answers', `Look over your answers · ${remote.title}`);
	await page.getByRole('button', { name: 'Finish without the rest' }).click();
	await expectSound(page, 'Not quite there yet', `Not quite there yet · ${remote.title}`);
});
