import { shortDay } from '../../src/lib/rules/dates-in-words.ts';
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

/* Who may work unsupervised today: the list, the sheet for the wall, and one person's clearance. */

const SAYS = 'This shows what has been recorded. It does not say that a person is safe.';
const LIMITS = 'Helps at the drop-in with Cathy in the room, and messages nobody alone.';

async function openPerson(page: Page, name: string): Promise<void> {
	await page.goto(`/team/clearance?name=${encodeURIComponent(name)}`);
	await page.getByRole('main').getByRole('link', { name, exact: true }).click();
	await expect(title(page)).toHaveText(`Clearance of ${name}`);
}

test('a coordinator sees at once who may work unsupervised, and why others may not', async ({
	page
}) => {
	await signIn(page, 'manager');
	await page.getByRole('link', { name: 'Clearance' }).click();
	await expect(title(page)).toHaveText('Clearance');
	await expect(
		page.getByText(/^East Midlands region\. As at \d+ \w+ \d{4}, \d\d:\d\d\.$/)
	).toBeVisible();
	await expect(page.getByText(/^\d+ of 16 people may work unsupervised today\./)).toContainText(
		SAYS
	);

	const tiles = page.getByRole('navigation', { name: 'Filter by status' }).getByRole('link');
	await expect(tiles).toHaveText([/^\d+ Clear/, /^\d+ Supervised only/, /^\d+ Blocked/]);
	let counted = 0;
	for (const [n, status] of ['Clear', 'Supervised only', 'Blocked'].entries()) {
		const count = Number.parseInt(await tiles.nth(n).innerText(), 10);
		counted += count;
		await tiles.nth(n).click();
		await expect(tiles.nth(n)).toHaveAttribute('aria-current', 'true');
		const group = page.getByRole('region', { name: status, exact: true });
		await expect(group.getByRole('heading', { level: 3 })).toHaveCount(count);
		await expect(page.getByRole('region')).toHaveCount(1);
	}
	expect(counted).toBe(16);

	await page.goto('/team/clearance');
	const ruby = line(page, 'Ruby Cartwright');
	await expect(ruby).toContainText('Supervised only');
	await expect(ruby).toContainText(`Until ${shortDay(addDays(today, 5))}, then blocked`);
	await expect(ruby).toContainText('Supervised by Cathy Moss');
	await expect(ruby).toContainText('is not done yet');
	await expect(line(page, 'Freya Lund')).toContainText(/“.+” is waived until \d+ \w+ \d{4}\./);
	// A manager learns of a check whether it is met, and no more.
	await expect(line(page, 'Asha Bello')).toContainText('Check: not met.');
	await expect(page.getByRole('main')).not.toContainText(/DBS|requested/);
	await expectAccessible(page);
	await expectNarrow(page);

	await page
		.getByLabel('Team, with those below it')
		.selectOption({ label: '\u00a0\u00a0Leicester youth hub' });
	await page.getByLabel('Status', { exact: true }).selectOption('Blocked');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page.getByRole('heading', { level: 3 })).toHaveText(['Callum Reddy', 'Rhys Parry']);
	await page.getByLabel('Name', { exact: true }).fill('nobody of this name');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
	await page.getByRole('link', { name: 'Show everybody' }).click();
	await expect(page.getByRole('region')).toHaveCount(3);
});

test('the sheet for the wall names people and until when, and no reason', async ({ page }) => {
	await signIn(page, 'manager');
	await page.goto('/team/clearance');
	await page.getByRole('link', { name: 'Print for the wall' }).click();
	await expect(title(page)).toHaveText('Who may work unsupervised');
	await expect(page.getByRole('button', { name: 'Print' })).toBeVisible();
	await expectAccessible(page);
	await expectNarrow(page);

	const sheet = page.getByRole('main');
	const supervised = sheet.getByRole('region', { name: 'Supervised only' });
	await expect(supervised).toContainText(
		`Ruby Cartwright with Cathy Moss until ${shortDay(addDays(today, 5))}`
	);
	await expect(sheet.getByRole('region', { name: 'Blocked' })).toContainText('Rhys Parry');
	await expect(sheet).toContainText(SAYS);
	await expect(sheet).toContainText(/Printed on .+\. Valid for that day only/);
	await expect(sheet).not.toContainText(
		/not done|ran out|waived|check|DBS|regulated|away|first day|due/i
	);

	await page.emulateMedia({ media: 'print' });
	await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
	await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
	await expect(supervised).toBeVisible();
	// Two leaves of A4 at most, for the sixteen people of a region.
	const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
	expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
	expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

test('a supervision plan is made with care, and closed', async ({ page }) => {
	await signIn(page, 'manager');
	await openPerson(page, 'Callum Reddy');
	const now = page.getByRole('region', { name: 'Today' });
	const plan = page.getByRole('region', { name: 'Supervision plan' });
	await expect(now).toContainText('Blocked');
	await expect(page.getByRole('region', { name: 'Checks' })).toHaveCount(0);
	await expect(page.getByRole('region', { name: 'Regulated activity' })).toHaveCount(0);
	await plan.getByText('Make a supervision plan').click();
	const owner = plan.getByLabel('Who supervises?');
	const limits = plan.getByLabel('What may Callum Reddy do, and what not?');
	const until = plan.getByLabel('Last day');
	const make = plan.getByRole('button', { name: 'Make the plan' });
	await expect(plan.getByLabel('First day')).toHaveValue(today);

	await test.step('with little of it filled in', async () => {
		await limits.fill('Helps.');
		await make.click();
		await expectErrors(page, [
			{ field: owner, message: 'Choose who supervises' },
			{ field: limits, message: 'Say in 10 to 500 characters what they may do' },
			{ field: until, message: 'Enter the last day' }
		]);
		await expect(limits).toHaveValue('Helps.');
		await expectAccessible(page);
		await expectNarrow(page);
	});

	await test.step('for longer than a plan may last', async () => {
		await owner.selectOption({ label: 'Cathy Moss' });
		await limits.fill(LIMITS);
		await until.fill(addDays(today, 91));
		await make.click();
		await expectErrors(page, [{ field: until, message: /at most 90 days ahead/ }]);
		await expect(limits).toHaveValue(LIMITS);
		await expect(owner.locator('option:checked')).toHaveText('Cathy Moss');
		await expect(until).toHaveValue(addDays(today, 91));
	});

	await until.fill(addDays(today, 30));
	await make.click();
	await expect(page.getByRole('status')).toHaveText('The supervision plan is made.');
	await expect(now).toContainText('Supervised only');
	await expect(now).toContainText(`Until ${shortDay(addDays(today, 30))}, then blocked.`);
	await expect(plan).toContainText(LIMITS);
	await expect(plan.getByText('Make a supervision plan')).toHaveCount(0);
	await page.goto('/team/clearance/wall');
	await expect(page.getByRole('region', { name: 'Supervised only' })).toContainText(LIMITS);

	await openPerson(page, 'Callum Reddy');
	await plan.getByRole('button', { name: 'Close this plan' }).click();
	await expect(page.getByRole('status')).toHaveText('The supervision plan is closed.');
	await expect(now).toContainText('Blocked');
	await plan.getByText('Earlier plans (1)').click();
	await expect(plan.getByRole('listitem')).toContainText(/Closed on .+ by Cathy Moss\./);
});

test('a lead records a check without anything that it says, and decides', async ({
	page,
	another
}) => {
	await signIn(page, 'lead');
	await openPerson(page, 'Zainab Yusufzai');
	const now = page.getByRole('region', { name: 'Today' });
	const checks = page.getByRole('region', { name: 'Checks', exact: true });
	await expect(now).toContainText(/DBS check: requested on .+, no result recorded yet\./);
	await checks.getByText('Record a check', { exact: true }).click();
	await expect(checks).toContainText('There is no place for a certificate number');
	const status = checks.getByRole('group', { name: 'How does it stand?' });
	const day = checks.getByLabel('On which day?');
	const record = checks.getByRole('button', { name: 'Record the check' });
	await expect(checks.getByRole('radio', { name: 'DBS check' })).toBeChecked();

	await day.fill(addDays(today, 1));
	await record.click();
	await expectErrors(page, [{ field: status, message: 'Choose how it stands' }]);
	await expect(day).toHaveValue(addDays(today, 1));
	await status.getByRole('radio', { name: 'Clear', exact: true }).check();
	await record.click();
	await expectErrors(page, [{ field: day, message: 'Choose today or a day that has passed' }]);
	await day.fill(today);
	await record.click();
	await expect(page.getByRole('status')).toHaveText('The check is recorded.');
	await expect(now).toContainText('May work unsupervised today.');
	await expect(checks.getByRole('listitem')).toHaveText([
		/^DBS check: clear/,
		/^DBS check: requested/
	]);
	await expectAccessible(page);
	await expectNarrow(page);

	await openPerson(page, 'Fatou Camara');
	await expect(now).toContainText('Nobody has decided yet whether this is regulated activity.');
	const decision = page.getByRole('region', { name: 'Regulated activity' });
	await decision.getByText('Decide', { exact: true }).click();
	await decision.getByRole('radio', { name: /^Yes/ }).check();
	await decision.getByRole('button', { name: 'Save the decision' }).click();
	await expect(page.getByRole('status')).toHaveText('The decision is recorded.');
	await expect(now).not.toContainText('Nobody has decided yet');
	const path = new URL(page.url()).pathname;

	await test.step('what a manager of elsewhere, and an auditor, see of it', async () => {
		const manager = await another();
		await signIn(manager, 'manager');
		expect((await manager.goto(path))?.status()).toBe(404);
		const auditor = await another();
		await signIn(auditor, 'auditor');
		await auditor.goto(path);
		await expect(auditor.getByRole('region', { name: 'Checks', exact: true })).toContainText(
			'requested'
		);
		await expect(auditor.getByRole('main').locator('form')).toHaveCount(0);
		for (const action of ['check', 'decide', 'plan', 'close']) {
			const origin = new URL(auditor.url()).origin;
			const sent = await auditor.request.post(`${path}?/${action}`, {
				headers: { origin },
				form: { plan: 'x' }
			});
			expect(sent.status(), action).toBe(404);
		}
	});
});

test('nobody records anything for themselves', async ({ page }) => {
	await signIn(page, 'lead');
	await openPerson(page, 'Ben Okafor');
	await expect(page.getByText(/^This is your own clearance/)).toBeVisible();
	await expect(page.getByRole('main').locator('form')).toHaveCount(0);
	const { origin, pathname } = new URL(page.url());
	const sent = await page.request.post(`${pathname}?/decide`, {
		headers: { origin },
		form: { regulated_activity: 'no' }
	});
	expect(await sent.text()).toContain('Somebody else has to decide this for you');
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('filtering, printing, and a plan that is refused', async ({ page }) => {
		await signIn(page, 'manager');
		await page.goto('/team/clearance');
		await page.getByLabel('Status', { exact: true }).selectOption('Supervised only');
		await page.getByRole('button', { name: 'Show' }).click();
		await expect(line(page, 'Asha Bello')).toContainText('Supervised by Cathy Moss');
		await page.goto('/team/clearance/wall');
		await expect(page.getByText('Print this page from your browser’s menu.')).toBeVisible();
		await openPerson(page, 'Rhys Parry');
		const plan = page.getByRole('region', { name: 'Supervision plan' });
		await plan.getByText('Make a supervision plan').click();
		await plan.getByLabel('What may Rhys Parry do, and what not?').fill(LIMITS);
		await plan.getByRole('button', { name: 'Make the plan' }).click();
		await expectErrors(page, [
			{ field: plan.getByLabel('Who supervises?'), message: 'Choose who supervises' },
			{ field: plan.getByLabel('Last day'), message: 'Enter the last day' }
		]);
		await expect(plan.getByLabel('What may Rhys Parry do, and what not?')).toHaveValue(LIMITS);
	});
});
