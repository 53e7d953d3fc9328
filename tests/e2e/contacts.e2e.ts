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
import type { Page } from 'playwright/test';

/* Who is named to whom is kept in one place; what is missing or old is told to who can mend it. */
test.describe.configure({ mode: 'serial' });

const group = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('the lead is warned, looks at the list and says that a contact is still right', async ({
	page
}) => {
	await signIn(page, 'lead');
	for (const path of ['/overview', '/requirements']) {
		await page.goto(path);
		const warning = page.getByRole('region', { name: 'Safeguarding contacts' });
		await expect(warning).toContainText('1 contact is missing');
		await expect(warning).toContainText('1 contact has not been checked for 90 days');
	}
	await page.getByRole('link', { name: 'Look at the contacts' }).click();
	await expect(title(page)).toHaveText('Safeguarding contacts');
	await expectAccessible(page);
	await expectNarrow(page);

	const toDo = group(page, 'To look at');
	await expect(toDo).toContainText('HR lead: nobody is recorded');
	const lado = group(page, 'Local authority designated officer (LADO)');
	await expect(lado).toContainText('Not checked since');
	await lado.getByRole('button', { name: /^Still right\W+Harbourshire LADO team/ }).click();
	await expect(page.getByRole('status')).toHaveText('1 contact is checked.');
	await expect(lado).toContainText('Checked today');
	await expect(toDo).not.toContainText('LADO');
});

test('a missing contact is added, and nothing is lost on the way', async ({ page }) => {
	await signIn(page, 'admin');
	await page.goto('/contacts/manage');
	await page.getByRole('link', { name: 'Add HR lead' }).click();
	await page.getByLabel('Name').fill('Priya Nair');
	await page.getByLabel('Phone number').fill('ask at the desk');
	await page.getByLabel('Link').fill('http://harbourlane.example');
	await page.getByRole('button', { name: 'Check before saving' }).click();
	await expectErrors(page, [
		{ field: page.getByLabel('Phone number'), message: /Enter a phone number like/ },
		{ field: page.getByLabel('Link'), message: /starts with https/ }
	]);
	await expectAccessible(page);
	await expect(page.getByLabel('Name')).toHaveValue('Priya Nair');
	await expect(page.getByLabel('Phone number')).toHaveValue('ask at the desk');
	await page.getByLabel('Phone number').fill('tel: 01632  960 170');
	await page.getByLabel('Link').fill('');
	await page.getByRole('button', { name: 'Check before saving' }).click();

	const checked = page.getByRole('region', { name: 'Nothing is saved yet' });
	await expect(checked).toContainText('Priya Nair, HR lead, for the whole organisation.');
	await expect(checked).toContainText('01632 960 170');
	await expect(checked).toContainText(/\d+ people would see it from now on/);
	await expectAccessible(page);
	await expectNarrow(page);
	await checked.getByRole('button', { name: 'Save this contact' }).click();
	await expect(page.getByRole('status')).toHaveText('The contact has been added.');
	await expect(line(page, 'Priya Nair')).toContainText('Checked');
});

test('a contact of a region is named there alone, changed and ended', async ({ page, another }) => {
	const tutor = await another({ javaScriptEnabled: false });
	await signIn(tutor, 'tutor');
	const plain = await another({ javaScriptEnabled: false });
	await signIn(plain, 'lead');
	await plain.goto('/contacts/manage/new?post=online_safety_coordinator');
	await plain.getByLabel('For whom?').selectOption({ label: '\u00a0\u00a0Online tutoring' });
	await plain.getByLabel('Name').fill('Olwen Prosser');
	await plain.getByLabel('Email address').fill('mailto:Online@HarbourLane.example');
	await plain.getByRole('button', { name: 'Check before saving' }).click();
	await expect(plain.getByText('Some or all of them now see Nadia Rahimi instead.')).toBeVisible();
	await plain.getByRole('button', { name: 'Save this contact' }).click();
	await expect(plain.getByRole('status')).toHaveText('The contact has been added.');

	await tutor.goto('/contacts');
	await expect(tutor.getByRole('main')).toContainText('Olwen Prosser');
	await tutor.goto('/modules/online-safety-essentials');
	await expect(tutor.getByRole('main')).toContainText('Olwen Prosser');

	await plain.getByRole('link', { name: 'Olwen Prosser' }).click();
	await plain.getByLabel('Name').fill('Katya Morozova');
	await plain.getByRole('button', { name: 'Check before saving' }).click();
	await plain.getByRole('button', { name: 'Save this contact' }).click();
	await expect(plain.getByRole('status')).toHaveText('The contact has been changed.');
	await tutor.goto('/contacts');
	await expect(tutor.getByRole('main')).toContainText('Katya Morozova');
	await expect(tutor.getByRole('main')).not.toContainText('Olwen Prosser');

	await plain.getByRole('link', { name: 'Katya Morozova' }).click();
	await expect(
		plain.getByText('Nadia Rahimi would be named to more people than now.')
	).toBeVisible();
	await plain.getByRole('button', { name: 'End this contact' }).click();
	await expect(plain.getByRole('status')).toHaveText('The contact has been ended.');
	await plain.getByText('Who was named before').click();
	await expect(line(plain, 'Olwen Prosser')).toContainText('changed or ended by Ben Okafor');

	// The page of a contact that ended is gone.
	await page.goto('/sign-in');
	await signIn(page, 'lead');
	await page.goto('/contacts/manage');
	await expect(page.getByRole('link', { name: 'Katya Morozova' })).toHaveCount(0);
});

test('several are said to be right at once, and choosing none is said kindly', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto('/contacts/manage');
	await page.getByRole('button', { name: 'All ticked are still right' }).click();
	await expect(page.getByRole('alert')).toContainText('Tick the contacts that are still right');
	await page.getByRole('checkbox', { name: 'Tick Edmund Hale' }).check();
	await page.getByRole('checkbox', { name: 'Tick Noor Haddad' }).check();
	await page.getByRole('button', { name: 'All ticked are still right' }).click();
	await expect(page.getByRole('status')).toHaveText('2 contacts are checked.');
	await page.goto('/overview');
	await expect(page.getByRole('region', { name: 'Safeguarding contacts' })).toHaveCount(0);
});

test('nobody else keeps the contacts', async ({ page }) => {
	for (const account of ['starter', 'manager', 'auditor'] as const) {
		await signIn(page, account);
		for (const path of ['/contacts/manage', '/contacts/manage/new']) {
			expect((await page.goto(path))?.status(), `${account} at ${path}`).toBe(404);
		}
		await page.goto('/contacts');
		await expect(page.getByRole('link', { name: 'Keep the contacts' })).toHaveCount(0);
		await page.getByRole('button', { name: 'Sign out' }).click();
	}
});
