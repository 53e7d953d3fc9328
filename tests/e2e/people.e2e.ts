import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays } from '../../src/lib/rules/day.ts';
import { moduleOf } from './content.ts';
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
import type { Locator, Page } from 'playwright/test';

/* The administrator keeps people and teams: everything is shown before it is saved. */

const NAME = 'Nell Harper';
const started = addDays(today, -10);
const yesterday = addDays(today, -1);

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const effect = (page: Page) =>
	page.getByRole('region', { name: 'What it changes in what they have to do' });
const saved = (page: Page) =>
	page.getByRole('status').filter({ hasText: /saved|last day of|added/ });

async function expectSound(page: Page): Promise<void> {
	await expectAccessible(page);
	await expectNarrow(page);
}

/** Chooses a team of a list, in which it may be moved in below another one. */
async function choose(list: Locator, team: string): Promise<void> {
	const option = list.getByRole('option', { name: team });
	await list.selectOption(await option.getAttribute('value'));
}

/** Opens a page about somebody, found in the list by name. */
async function open(page: Page, name: string, link: string, state = 'current'): Promise<void> {
	await page.goto(`/people?state=${state}&q=${encodeURIComponent(name)}`);
	await page.getByRole('rowheader').getByRole('link', { name, exact: true }).click();
	await expect(title(page)).toHaveText(name);
	await page.getByRole('link', { name: link, exact: true }).click();
	await expect(title(page)).not.toHaveText(name);
}

test('the list finds people by what is known of them', async ({ page }) => {
	await signIn(page, 'admin');
	await expect(page).toHaveURL('/people');
	await expect(title(page)).toHaveText('People');
	const people = page.getByRole('table', { name: 'People' });
	await expect(people.getByRole('rowheader')).toHaveCount(50);
	await page.getByRole('link', { name: 'Next' }).click();
	await expect(page.getByText(/^51 to \d+ of \d+ people$/)).toBeVisible();
	await expectSound(page);

	await page.getByLabel('Name, email address or reference').fill('moss cathy');
	await press(page, 'Show');
	const row = people.getByRole('row', { name: /Cathy Moss/ });
	await expect(people.getByRole('rowheader')).toHaveCount(1);
	await expect(row).toContainText('East Midlands region');
	await expect(row).toContainText('Has an account');

	await page.getByRole('link', { name: 'Clear the search' }).click();
	await expect(people.getByRole('rowheader')).toHaveCount(50);
	await page.getByLabel('Who').selectOption('Left');
	await press(page, 'Show');
	await expect(people.getByRole('rowheader').first()).toContainText('Left on');
	for (const name of await people.getByRole('rowheader').allInnerTexts()) {
		expect(name).toMatch(/Left on \d/);
	}
	await page.getByLabel('Name, email address or reference').fill('nobody is called this');
	await press(page, 'Show');
	await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
});

test('a person is added, given roles and teams, leaves and returns', async ({ page, another }) => {
	await signIn(page, 'admin');
	await page.getByRole('link', { name: 'Add a person' }).click();
	await expect(title(page)).toHaveText('Add a person');
	const name = page.getByRole('textbox', { name: 'Name' });
	const email = page.getByLabel('Email address');
	const manager = page.getByLabel('Line manager');

	await test.step('what is wrong is said at the field, and nothing is lost', async () => {
		await email.fill('manager@harbourlane.example');
		await press(page, 'Check');
		await expectErrors(page, [{ field: name, message: 'Enter the name' }]);
		await expectSound(page);
		await name.fill(NAME);
		await page.getByLabel('First day', { exact: true }).fill(started);
		await page.getByRole('checkbox', { name: /^Volunteer/ }).check();
		await choose(page.getByLabel('Team', { exact: true }), 'Central office');
		await manager.fill('Hugo Pemberley');
		await press(page, 'Check');
		await expectErrors(page, [{ field: manager, message: /Hugo Pemberley left on / }]);
		await manager.fill('cathy moss');
		await press(page, 'Check');
		await expectErrors(page, [{ field: email, message: /Cathy Moss has this email address/ }]);
		await expect(page.getByRole('checkbox', { name: /^Volunteer/ })).toBeChecked();
	});

	await test.step('what they will have to do is shown, then saved', async () => {
		await email.fill('nell@harbourlane.example');
		await press(page, 'Check');
		await expect(title(page)).toHaveText('Check before adding');
		await expect(page.getByText('Cathy Moss <manager@harbourlane.example>')).toBeVisible();
		await expect(effect(page)).toContainText(moduleOf('prevent-duty').title);
		await expectSound(page);
		await press(page, 'Change something');
		await expect(name).toHaveValue(NAME);
		await press(page, 'Check');
		await press(page, 'Add this person');
		await expect(saved(page)).toContainText(`${NAME} has been added.`);
		await page.getByRole('link', { name: 'See their page' }).click();
		await expect(title(page)).toHaveText(NAME);
		await expect(line(page, moduleOf('prevent-duty').title)).toContainText('Overdue');
	});

	await test.step('a role opens only what the others do not ask for', async () => {
		await page.getByRole('link', { name: 'Roles and conditions' }).click();
		const role = page.getByLabel('Role', { exact: true });
		const give = page.locator('form').filter({ has: role });
		await role.selectOption({ label: 'Volunteer' });
		await give.getByRole('button', { name: 'Check' }).click();
		await expectErrors(page, [
			{ field: give.getByLabel('First day'), message: /This is recorded from .* on already/ }
		]);
		await role.selectOption({ label: 'Tutor' });
		await give.getByLabel('First day').fill(yesterday);
		await give.getByLabel('Last day').fill(addDays(yesterday, -1));
		await give.getByRole('button', { name: 'Check' }).click();
		await expectErrors(page, [
			{ field: give.getByLabel('Last day'), message: /The last day cannot be before the first/ }
		]);
		await expectSound(page);
		await give.getByLabel('Last day').fill('');
		await give.getByRole('button', { name: 'Check' }).click();
		await expect(effect(page)).toContainText(moduleOf('remote-one-to-one').title);
		await expect(effect(page)).not.toContainText(moduleOf('prevent-duty').title);
		await press(page, 'Save');
		await expect(saved(page)).toBeVisible();
		await expect(line(page, 'Tutor')).toContainText(`since ${shortDay(yesterday)}`);
	});

	await test.step('a role ends, and what it asked for is no longer asked', async () => {
		const tutor = line(page, 'Tutor');
		await tutor.getByText('Set a last day').click();
		await tutor.getByLabel('Last day').fill(yesterday);
		await tutor.getByRole('button', { name: 'Check' }).click();
		await expect(effect(page)).toContainText('No longer asked for');
		await press(page, 'Save');
		await expect(line(page, 'Tutor')).toContainText(`on ${shortDay(yesterday)}`);
	});

	await test.step('a move says who will see them, and changes nothing in their training', async () => {
		await open(page, NAME, 'Teams');
		await expect(title(page)).toHaveText(`Teams of ${NAME}`);
		await page.getByText('Move to another team').click();
		await choose(page.getByLabel('New team', { exact: true }), 'Leeds young carers');
		await page.getByLabel('First day in the new team').fill(today);
		await expectSound(page);
		await page.getByRole('button', { name: 'Check' }).first().click();
		await expect(page.getByText(/will see how they stand: Owen Farrow/)).toBeVisible();
		await expect(effect(page)).toContainText('Nothing changes');
		await press(page, 'Save');
		await expect(line(page, 'Central office')).toContainText(`to ${shortDay(yesterday)}`);
		await expect(line(page, 'Leeds young carers')).toContainText(`since ${shortDay(today)}`);
	});

	await test.step('another access is shown, and what it brings with it', async () => {
		await open(page, NAME, 'Edit details');
		await page.getByRole('radio', { name: /^Manager/ }).check();
		await press(page, 'Check');
		await expect(page.getByText('Manager (was: Staff)')).toBeVisible();
		await expect(page.getByText(/will be signed out everywhere/)).toBeVisible();
		await expectSound(page);
		await press(page, 'Save');
		await expect(saved(page)).toBeVisible();
	});

	await test.step('they leave: nothing is asked any more, and all is kept', async () => {
		await open(page, NAME, 'Record that they leave');
		await page.getByLabel('Last day').fill(addDays(started, -1));
		await press(page, 'Check');
		await expectErrors(page, [
			{ field: page.getByLabel('Last day'), message: /The last day cannot be before the first/ }
		]);
		await page.getByLabel('Last day').fill(yesterday);
		await press(page, 'Check');
		await expect(page.getByText(/is signed out at once and cannot sign in again/)).toBeVisible();
		await expect(effect(page)).toContainText('No longer asked for');
		await expectSound(page);
		await press(page, 'Save the last day');
		await expect(title(page)).toHaveText(`${NAME} has left`);
	});

	await test.step('their address is not given away: they can return', async () => {
		await page.goto('/people/new');
		await name.fill('Nell Harper');
		await email.fill('nell@harbourlane.example');
		await press(page, 'Check');
		await expectErrors(page, [{ field: email, message: /Nell Harper, who left on .* return/ }]);
		await page.getByRole('link', { name: 'Record their return' }).click();
		await expect(title(page)).toHaveText(`${NAME} returns`);
		await expect(page.getByRole('checkbox', { name: /^Volunteer/ })).toBeChecked();
		await expect(page.getByRole('radio', { name: /^Staff/ })).toBeChecked();
		await page.getByLabel('New first day').fill(yesterday);
		await press(page, 'Check');
		await expectErrors(page, [
			{ field: page.getByLabel('New first day'), message: /Choose a later day$/ }
		]);
		await page.getByLabel('New first day').fill(today);
		await press(page, 'Check');
		await expectSound(page);
		await press(page, 'Save the return');
		await expect(saved(page)).toContainText(longDay(today));
		await page.getByRole('link', { name: NAME }).click();
		await expect(page.getByRole('region', { name: 'What happened' })).toContainText(
			`Returned on ${shortDay(today)}`
		);
	});

	await test.step('nobody else gets to these pages', async () => {
		const { pathname } = new URL(page.url());
		const lead = await another();
		await signIn(lead, 'lead');
		for (const path of ['/people', '/people/new', '/people/teams', `${pathname}/edit`]) {
			expect((await lead.goto(path))?.status(), path).toBe(404);
		}
	});
});

test('teams are added, managed and closed, also without script', async ({ another }) => {
	const page = await another({ javaScriptEnabled: false });
	await signIn(page, 'admin');
	await page.goto('/people/teams');
	const name = page.getByLabel('Name', { exact: true });
	await name.fill('board of trustees');
	await press(page, 'Add this team');
	await expectErrors(page, [
		{ field: name, message: /There is a team called board of trustees there already/ }
	]);
	await name.fill('Evening classes');
	await choose(page.getByLabel('Under'), 'Online tutoring');
	await press(page, 'Add this team');
	await expect(saved(page)).toContainText('Evening classes has been added.');
	await page.getByRole('link', { name: 'Choose who manages it' }).click();
	await expect(title(page)).toHaveText('Evening classes');

	const who = page.getByLabel('Who');
	const add = () => press(page, 'Add this manager');
	await who.fill('Helen Whitlock');
	await add();
	await expectErrors(page, [{ field: who, message: /An auditor only reads/ }]);
	await who.fill('Elliot Marsh');
	await add();
	const raise = page.getByRole('checkbox', { name: /Give them the access of a manager/ });
	await expectErrors(page, [{ field: raise, message: /They see only their own training now/ }]);
	await raise.check();
	await add();
	await expect(saved(page)).toBeVisible();
	await expect(line(page, 'Elliot Marsh')).toContainText(`since ${shortDay(today)}`);

	await press(page, 'Close this team');
	await expect(page.getByText(/^Closed on /)).toBeVisible();
	await press(page, 'Open this team again');
	await expect(page.getByRole('heading', { name: 'Name and place' })).toBeVisible();

	await page.goto('/people/teams');
	await page.getByRole('link', { name: /^Online tutoring/ }).click();
	await expect(page.getByText(/A team can be closed once nobody is in it/)).toBeVisible();
	const above = await page.getByLabel('Under').getByRole('option').allInnerTexts();
	expect(above.join(), 'never below itself').not.toMatch(/Online tutoring|Maths|Evening/);
});
