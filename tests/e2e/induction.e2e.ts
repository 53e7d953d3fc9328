import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays } from '../../src/lib/rules/day.ts';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	line,
	signIn,
	test,
	title,
	today
} from './journey.ts';
import type { Page } from 'playwright/test';

/* Inductions: the steps of each role, coming back after a long time, and leaving. */

async function pageOf(page: Page, name: string): Promise<string> {
	await page.goto(`/team/matrix?name=${encodeURIComponent(name)}`);
	return (await page.getByRole('link', { name, exact: true }).getAttribute('href')) ?? '';
}

async function expectSound(page: Page, heading: string): Promise<void> {
	await expect(title(page)).toHaveText(heading);
	await expectAccessible(page);
	await expectNarrow(page);
}

test('a starter and their manager see from which role a step comes', async ({ page, another }) => {
	await signIn(page, 'starter');
	await page.goto('/induction');
	await expectSound(page, 'My induction');
	const opening = line(page, 'Opening a conversation safely');
	await expect(opening).toContainText('For your role: Practitioner or adviser');
	await expect(line(page, 'Know who to tell')).not.toContainText('For your role');
	await expect(line(page, 'Close your induction')).toHaveCount(1);

	const manager = await another();
	await signIn(manager, 'manager');
	await manager.goto(`${await pageOf(manager, 'Asha Bello')}/induction`);
	await expect(line(manager, 'Opening a conversation safely')).toContainText(
		'For the role: Practitioner or adviser'
	);
	await expect(manager.getByRole('heading', { name: 'Joining the board' })).toHaveCount(0);
});

test('the board has a short induction of its own', async ({ page }) => {
	await signIn(page, 'trustee');
	await page.goto('/induction');
	await expectSound(page, 'My induction');
	await expect(line(page, 'Joining the board')).toContainText('Trustee, director or governor');
	await expect(page.getByRole('heading', { name: 'Identity and checks' })).toHaveCount(0);
});

test('whoever is back after a long time goes through some of it again', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto(`${await pageOf(page, 'Kwame Mensah-Hart')}/induction`);
	await expectSound(page, 'Induction of Kwame Mensah-Hart');
	const stage = page.getByRole('region', { name: 'First four weeks back' });
	await expect(stage.getByRole('heading', { level: 3 })).toHaveText([
		'Know who to tell',
		'Agree to the code of conduct',
		'Agree to the acceptable use agreement',
		'Responding to disclosures and reporting concerns',
		'Allegations, low-level concerns and whistleblowing'
	]);
});

test('what is seen to when somebody leaves is confirmed, also without a script', async ({
	page,
	another
}) => {
	const lastDay = addDays(today, 3);
	await signIn(page, 'admin');
	const hanna = await pageOf(page, 'Hanna Kowal');
	await page.goto(`${hanna}/leave`);
	await page.getByLabel('Last day').fill(lastDay);
	await page.getByRole('button', { name: 'Check' }).click();
	await page.getByRole('button', { name: 'Save the last day' }).click();
	await expect(page.getByRole('status')).toContainText(longDay(lastDay));
	expect((await page.request.get(`${hanna}/leaving`)).status(), 'for an administrator').toBe(404);

	const lead = await another();
	await signIn(lead, 'lead');
	await lead.goto(hanna);
	await lead.getByRole('link', { name: 'What to see to when they leave' }).click();
	await expectSound(lead, 'Hanna Kowal leaves');
	await expect(lead.getByText(`The last day is ${longDay(lastDay)}.`)).toBeVisible();
	const accounts = line(lead, 'Accounts closed');
	const confirm = accounts.getByRole('button', { name: 'Confirm' });
	await accounts.getByLabel('Note (optional)').fill('With IT.');
	await confirm.click();
	await expectErrors(lead, [
		{
			field: accounts.getByRole('group', { name: 'What was confirmed?' }),
			message: 'Choose one of the answers'
		}
	]);
	await expect(accounts.getByLabel('Note (optional)')).toHaveValue('With IT.');
	await accounts.getByRole('radio', { name: 'All accounts closed on the last day' }).check();
	await confirm.click();
	await expect(lead.getByRole('status')).toContainText('Confirmed: Accounts closed');
	await expect(accounts).toContainText(`Done ${shortDay(today)}`);
	await expectSound(lead, 'Hanna Kowal leaves');

	await test.step('without a script', async () => {
		const plain = await another({ javaScriptEnabled: false });
		await signIn(plain, 'lead');
		await plain.goto(`${hanna}/leaving`);
		const devices = line(plain, 'Devices and keys returned');
		await devices.getByRole('radio').first().check();
		await devices.getByRole('button', { name: 'Confirm' }).click();
		await expect(devices).toContainText('Confirmed by Ben Okafor.');
	});
	await test.step('nobody sees it of whoever stays', async () => {
		expect((await lead.goto(`${await pageOf(lead, 'Grace Adeyemi')}/leaving`))?.status()).toBe(404);
	});
	await test.step('who stays after all has no such page', async () => {
		await page.goto(`${hanna}/leave`);
		await page.getByRole('button', { name: 'They stay' }).click();
		await expect(title(page)).toHaveText('Check before saving');
		await page.getByRole('button', { name: 'They stay' }).click();
		await expect(page.getByRole('status')).toContainText('no last day is recorded');
		expect((await lead.request.get(`${hanna}/leaving`)).status()).toBe(404);
	});
});
