import { shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays } from '../../src/lib/rules/day.ts';
import { moduleOf } from './content.ts';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	signIn,
	test,
	title,
	today
} from './journey.ts';
import type { Page } from 'playwright/test';

/*
 * What each role must do: read, tried out and changed. What is saved here concerns nobody in the
 * demonstration, so that the other journeys find it as it was.
 */

const REMOTE = moduleOf('remote-one-to-one').title;
const LOOK = { name: 'See what it would do' };

async function tryOut(page: Page): Promise<void> {
	await page.getByRole('button', LOOK).first().click();
	await expect(page.getByRole('heading', { name: 'Nothing is saved yet' })).toBeVisible();
}

/** Fills in the form of a new requirement. */
async function askFor(page: Page, role: string, condition = ''): Promise<void> {
	await page.goto('/requirements/new');
	await page.getByLabel('Which role?').selectOption({ label: role });
	await page.getByLabel('What do they do?').selectOption({ label: REMOTE });
	if (condition)
		await page.getByLabel('Only if something holds').selectOption({ label: condition });
	await page.getByLabel('Why it is asked').fill('Our own rule: they may be asked to join one.');
}

test('the lead tries out, asks for, changes and ends a requirement', async ({ page }) => {
	test.setTimeout(240_000);
	await signIn(page, 'lead');
	await page.goto('/requirements');
	await expect(title(page)).toHaveText('Requirements');
	for (const view of ['By item', 'As a table', 'By role']) {
		await page.getByRole('link', { name: view, exact: true }).click();
		await expect(page.getByRole('link', { name: view, exact: true })).toHaveAttribute(
			'aria-current',
			'page'
		);
		await expectAccessible(page);
		await expectNarrow(page);
	}

	// For every volunteer it would mean something.
	await askFor(page, 'Volunteer');
	await page.getByRole('checkbox', { name: /Nobody works unsupervised/ }).check();
	await tryOut(page);
	await expect(page.getByText(/^[1-9]\d* of \d+ people are affected\.$/)).toBeVisible();
	await expect(page.getByRole('region', { name: 'By team' })).toBeVisible();
	await page.getByText('Who is due first').click();
	await expectAccessible(page);
	await expectNarrow(page);

	// For those alone who sit on a panel it means nothing yet.
	await askFor(page, 'Volunteer', 'Sits on a recruitment panel');
	await tryOut(page);
	await expect(page.getByText(/^Nobody’s dates change/)).toBeVisible();
	await page.getByRole('button', { name: 'Ask for it' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await expect(title(page)).toHaveText(REMOTE);
	await expect(page.getByText('Sits on a recruitment panel')).toBeVisible();
	await expect(page.getByText(`From ${shortDay(today)}, by Ben Okafor`)).toBeVisible();
	await expectAccessible(page);

	// Asking for the same again is refused.
	await askFor(page, 'Volunteer', 'Sits on a recruitment panel');
	await page.getByRole('button', LOOK).click();
	await expectErrors(page, [
		{ field: page.getByLabel('What do they do?'), message: /This role is asked for this already/ }
	]);
	await expect(page.getByLabel('Why it is asked')).toHaveValue(/^Our own rule/);

	await page.goto('/requirements');
	const line = page.getByRole('listitem').filter({ hasText: 'Sits on a recruitment panel' });
	await line.getByRole('link', { name: REMOTE }).click();
	await page.getByRole('link', { name: 'Change it' }).click();
	await page.getByRole('radio', { name: /^On the same day each year/ }).check();
	await page.getByLabel('Day', { exact: true }).fill('1');
	await page.getByLabel('Month', { exact: true }).selectOption({ label: 'September' });
	const later = addDays(today, 30);
	await page.getByLabel('From which day does this hold?').fill(later);
	await tryOut(page);
	await expect(page.getByText('Every year by 1 September, never within 6 months')).toBeVisible();
	await page.getByRole('button', { name: 'Save the change' }).click();
	await expect(page.getByRole('heading', { name: `From ${shortDay(later)}` })).toBeVisible();
	await expectAccessible(page);
	await expectNarrow(page);

	await page.getByRole('link', { name: 'Stop asking' }).click();
	await tryOut(page);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Stop asking' }).click();
	await expect(page.getByRole('status')).toContainText('It is not asked any more');
	await expect(line.filter({ hasText: REMOTE })).toHaveCount(0);
});

test('nonsense is refused at its field, and nothing typed is lost', async ({ page }) => {
	await signIn(page, 'admin');
	await page.goto('/requirements/new');
	await page.getByRole('radio', { name: /^On the same day each year/ }).check();
	await page.getByLabel('Day', { exact: true }).fill('31');
	await page.getByLabel('Month', { exact: true }).selectOption({ label: 'February' });
	await page.getByLabel('Valid for at least so many months').fill('13');
	await page.getByLabel('From how many days before can it be renewed?').fill('900');
	await page.getByLabel('From which day does this hold?').fill(addDays(today, -1));
	await page.getByRole('button', LOOK).click();
	await expectErrors(page, [
		{ field: page.getByLabel('Which role?'), message: 'Choose a role' },
		{ field: page.getByLabel('What do they do?'), message: /Choose a module/ },
		{ field: page.getByLabel('Day', { exact: true }), message: /There is no such day/ },
		{ field: page.getByLabel('Valid for at least so many months'), message: /from 0 to 12$/ },
		{ field: page.getByLabel('From how many days before'), message: /from 0 to 364/ },
		{ field: page.getByLabel('Why it is asked'), message: /Say why/ },
		{ field: page.getByLabel('From which day does this hold?'), message: /or a later day$/ }
	]);
	await expect(page.getByLabel('Day', { exact: true })).toHaveValue('31');
	await expect(page.getByLabel('Month', { exact: true })).toHaveValue('2');
	await expectAccessible(page);
	await expectNarrow(page);
});

test('works without scripts', async ({ another }) => {
	const page = await another({ javaScriptEnabled: false });
	await signIn(page, 'lead');
	await askFor(page, 'Volunteer');
	await tryOut(page);
	await expect(page.getByText(/people are affected\.$/)).toBeVisible();

	await page.goto('/settings');
	await page.getByRole('radio', { name: 'Wales' }).check();
	await page.getByRole('checkbox', { name: /^School or college in England/ }).check();
	await page.getByRole('button', LOOK).click();
	await expect(page.getByRole('alert')).toContainText('does not go with the nation you chose');
	await page.getByRole('radio', { name: 'England' }).check();
	await page.getByRole('checkbox', { name: /^School or college in England/ }).uncheck();
	await page.getByRole('checkbox', { name: /^Platform where users post/ }).check();
	await tryOut(page);
	await page.getByRole('button', { name: 'Save the settings' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
	await page.getByRole('checkbox', { name: /^Platform where users post/ }).uncheck();
	await tryOut(page);
	await page.getByRole('button', { name: 'Save the settings' }).click();
	await expect(page.getByRole('status')).toContainText('Saved.');
});

test('a module is renewed by a refresher once somebody says so', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto('/settings');
	const choice = page.getByRole('checkbox', { name: REMOTE });
	for (const isOn of [true, false]) {
		await choice.setChecked(isOn);
		await page.getByRole('button', { name: 'Save the refreshers' }).click();
		await expect(page.getByRole('status')).toContainText('It holds for renewals that begin');
		await page.reload();
		await expect(choice).toBeChecked({ checked: isOn });
	}
	await expectAccessible(page);
});

test('versions, standard requirements and conditions can be tried out', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto('/requirements/versions');
	await expect(title(page)).toHaveText('New versions');
	const form = page.getByRole('form', { name: REMOTE });
	await form.getByRole('radio', { name: /^Material/ }).check();
	await form.getByRole('button', LOOK).click();
	await expectErrors(page, [
		{ field: page.locator('#mandatoryFrom'), message: /Enter the day by which/ }
	]);
	await form.getByLabel('If it is material: by which day?').fill(addDays(today, 60));
	await form.getByRole('button', LOOK).click();
	await expect(page.getByText(/people are affected\.$/)).toBeVisible();
	await expectAccessible(page);
	await expectNarrow(page);

	await page.goto('/requirements/standard');
	await expect(page.getByRole('heading', { name: 'You ask for all of them' })).toBeVisible();
	await expectAccessible(page);

	await page.goto('/requirements/conditions');
	await page.getByLabel('Everybody with which role?').selectOption({ label: 'Volunteer' });
	await page
		.getByLabel('What holds for them?')
		.selectOption({ label: 'Runs or joins remote sessions' });
	await tryOut(page);
	await expect(page.getByText(/people are affected\.$/)).toBeVisible();
	await expectAccessible(page);
	await expectNarrow(page);
});

test('an auditor reads and changes nothing; others find nothing here', async ({
	page,
	another
}) => {
	await signIn(page, 'auditor');
	await page.goto('/requirements');
	await expect(page.getByRole('link', { name: 'Ask for something more' })).toHaveCount(0);
	await page.getByRole('link', { name: REMOTE }).first().click();
	await expect(page.getByRole('heading', { name: 'What is asked now' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Change it' })).toHaveCount(0);
	const address = page.url();
	for (const path of ['/requirements/versions', '/requirements/conditions']) {
		await page.goto(path);
		await expect(page.getByRole('button', LOOK)).toHaveCount(0);
		await expectAccessible(page);
	}
	for (const path of [`${address}/change`, `${address}/end`, '/requirements/new', '/settings']) {
		expect((await page.goto(path))?.status(), path).toBe(404);
	}
	const manager = await another();
	await signIn(manager, 'manager');
	for (const path of ['/requirements', address, '/settings']) {
		expect((await manager.goto(path))?.status(), path).toBe(404);
	}
});
