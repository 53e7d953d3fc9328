import { shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays } from '../../src/lib/rules/day.ts';
import { moduleOf } from './content.ts';
import { expect, expectErrors, line, signIn, test, title, today, type Another } from './journey.ts';
import type { Locator, Page } from 'playwright/test';

/* The manager of a region with two teams below it: sees them all, and nobody else. */

const TILES = [
	'Overdue or expired',
	'Due soon or expiring',
	'Not started or not yet due',
	'Up to date'
];
const STEP = 'Your own accounts';

test('the tiles of My team count its people and filter them', async ({ page }) => {
	await signIn(page, 'manager');
	await page.getByRole('link', { name: 'My team' }).click();
	await expect(title(page)).toHaveText('My team');
	await expect(page.getByText(/^East Midlands region, 3 teams, 16 people\./)).toBeVisible();

	const tiles = page.getByRole('navigation', { name: 'Filter by standing' });
	await expect(tiles.getByRole('link')).toHaveText(TILES.map((text) => new RegExp(`${text}$`)));
	let counted = 0;
	for (const text of TILES) {
		const tile = tiles.getByRole('link', { name: text });
		const count = Number.parseInt(await tile.innerText(), 10);
		counted += count;
		await tile.click();
		await expect(tile).toHaveAttribute('aria-current', 'true');
		const chosen = page.getByRole('region', { name: text });
		await expect(chosen.getByRole('heading', { level: 3 })).toHaveCount(count);
		for (const about of await chosen.locator('.meta').allInnerTexts()) {
			expect(about).toMatch(/East Midlands region|Leicester youth hub|Nottingham careers/);
		}
	}
	expect(counted).toBe(16);

	await page.goto('/team');
	const first = page.getByRole('region', { name: 'Needs you first' });
	const people = first.getByRole('listitem').filter({ has: page.getByRole('heading') });
	const days = await Promise.all((await people.all()).map(earliestDay));
	expect(days.length).toBeGreaterThan(3);
	expect(days, 'the longest overdue first').toEqual([...days].sort((a, b) => a - b));
	await expect(first.getByRole('link', { name: 'Remind Rhys Parry by email' })).toHaveAttribute(
		'href',
		/^mailto:volunteer@harbourlane\.example\?/
	);
	const starters = page.getByRole('region', { name: 'New starters' });
	await expect(
		starters.getByRole('progressbar', { name: /^Induction of Asha Bello/ })
	).toBeVisible();
});

test('the matrix shows everybody across all requirements, and one team or name', async ({
	page
}) => {
	await signIn(page, 'manager');
	await page.goto('/team');
	await page.getByRole('main').getByRole('link', { name: 'Training matrix' }).click();
	await expect(title(page)).toHaveText('Training matrix');
	const matrix = page.getByRole('region', { name: 'Training matrix' }).getByRole('table');
	const people = matrix.getByRole('rowheader');
	await expect(people).toHaveCount(16);
	const headings = await matrix.getByRole('columnheader').allInnerTexts();
	expect(headings[0]).toBe('Person');
	for (const slug of ['online-safety-essentials', 'prevent-duty', 'remote-one-to-one']) {
		expect(headings).toContain(moduleOf(slug).title);
	}
	const cells = matrix.getByRole('row', { name: /Luca Fenn/ }).getByRole('cell');
	await expect(cells).toHaveCount(headings.length - 1);
	// Each says a word, and a day where there is one.
	for (const words of await cells.allInnerTexts()) {
		expect(words).toMatch(
			/^\s*(Not required|[A-Z][a-z ]+\s+(until|due|was due|valid until|ran out|opens) \d+ \w+ \d{4})\s*$/
		);
	}
	await expect(people.filter({ hasText: 'Yusuf Demir' })).toHaveCount(0);

	const team = page.getByRole('option', { name: 'Nottingham careers' });
	await page.getByLabel('Team, with those below it').selectOption(await team.getAttribute('value'));
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(people.filter({ hasText: 'Freya Lund' })).toHaveCount(1);
	await expect(people.filter({ hasText: 'Asha Bello' })).toHaveCount(0);
	await expect(matrix.getByRole('row', { name: /Freya Lund/ })).toContainText('Waived');
	await page.getByRole('link', { name: 'Show everybody' }).click();
	await expect(people).toHaveCount(16);
	await page.getByLabel('Name', { exact: true }).fill('adeyemi');
	await page.getByRole('button', { name: 'Show' }).click();
	await expect(people).toHaveText([/Grace Adeyemi/]);
	await page.getByRole('link', { name: 'Grace Adeyemi' }).click();

	await test.step("the person's page tells the whole history", async () => {
		await expect(title(page)).toHaveText('Grace Adeyemi');
		const completed = page.getByRole('region', { name: 'Completed' }).getByRole('table');
		const online = completed.getByRole('row').filter({ hasText: 'Online safety essentials' });
		// She started 430 days ago and does everything early, so she has renewed it once.
		await expect(online).toHaveCount(2);
		await expect(online.first().getByRole('cell')).toHaveText([
			/^\d+ \w+ \d{4}$/,
			/^\d+ \w+ \d{4}$/,
			/^20/,
			/^\d+%$/,
			/^SH-\d{4}-\d{6}$/
		]);
		await expect(page.getByRole('region', { name: 'About' })).toContainText('Leicester youth hub');
		await expect(page.getByRole('region', { name: 'About' })).toContainText('Cathy Moss');
		await expect(
			page.getByRole('region', { name: 'Signatures' }).getByText('Name typed: Grace Adeyemi')
		).not.toHaveCount(0);
		const happened = page.getByRole('region', { name: 'What happened' }).getByRole('listitem');
		expect(await happened.count()).toBeGreaterThan(5);
		const times = await happened
			.getByRole('time')
			.evaluateAll((all) => all.map((one) => one.getAttribute('datetime') ?? ''));
		expect(times).toEqual([...times].sort().reverse());
		await online.first().getByRole('link').click();
		await expect(title(page)).toHaveText(/^Certificate: Online safety essentials/);
		await expect(page.getByRole('article')).toContainText('Grace Adeyemi');
	});
});

test('an induction step is confirmed with care, and the starter sees it', async ({
	page,
	another
}) => {
	await signIn(page, 'manager');
	await page.goto('/team');
	await page.getByRole('link', { name: /^Confirm \d+ steps of Asha Bello$/ }).click();
	await expect(title(page)).toHaveText('Induction of Asha Bello');

	const step = line(page, STEP);
	const answers = step.getByRole('radio');
	const day = step.getByLabel('On which day?');
	const note = step.getByLabel('Note (optional)');
	const confirm = step.getByRole('button', { name: 'Confirm' });
	const answered = step.getByRole('group', { name: 'What was set up?' });
	await expect(step).toContainText('Overdue');
	await expect(note).toHaveAccessibleDescription(/No names or details of any child/);

	await test.step('without an answer', async () => {
		await note.fill('Shown at the desk.');
		await confirm.click();
		await expectErrors(page, [{ field: answered, message: 'Choose one of the answers' }]);
		await expect(note).toHaveValue('Shown at the desk.');
		await expect(day).toHaveValue(today);
	});

	await test.step('with a day to come', async () => {
		const tomorrow = addDays(today, 1);
		await answers.first().check();
		await day.fill(tomorrow);
		await confirm.click();
		await expectErrors(page, [{ field: day, message: 'Choose today or a day that has passed' }]);
		await expect(answers.first()).toBeChecked();
		await expect(day).toHaveValue(tomorrow);
		await expect(note).toHaveValue('Shown at the desk.');
		await page.getByRole('alert').getByRole('link').click();
		await expect(day).toBeFocused();
	});

	const words = await answers.first().getAttribute('value');
	await day.fill(today);
	await confirm.click();
	await expect(page.getByRole('status')).toContainText(`Confirmed: ${STEP}, ${shortDay(today)}.`);
	await expect(step).toContainText(`Done ${shortDay(today)}`);
	await expect(step).toContainText(`${words}. Confirmed by Cathy Moss.`);
	await expect(confirm).toHaveCount(0);

	const starter = await another();
	await signIn(starter, 'starter');
	await starter.goto('/induction');
	await expect(line(starter, STEP)).toContainText(`Done ${shortDay(today)}`);
	await expect(line(starter, STEP)).toContainText('Confirmed by Cathy Moss.');
});

test('people of other regions do not exist for a manager', async ({ page, another }) => {
	const { person, certificate } = await somebodyElsewhere(another);
	await signIn(page, 'manager');
	const id = person.split('/').at(-1) ?? '';
	for (const path of [
		person,
		`${person}/induction`,
		certificate,
		'/people/00000000-0000-4000-8000-000000000000',
		'/people/not-an-id',
		'/people/00000000-0000-4000-8000-000000000000/induction',
		'/overview'
	]) {
		await expectMissing(page, path);
	}
	expect((await page.request.get(`${certificate}.pdf`)).status()).toBe(404);
	const confirmed = await page.request.post(`${person}/induction?/confirm`, {
		headers: { origin: new URL(page.url()).origin },
		form: { step: 'first-supervision', answer: 'Held, with no actions', confirmed_on: today }
	});
	expect(confirmed.status()).toBe(404);
	await page.goto('/team/matrix?name=Yusuf');
	await expect(page.getByRole('heading', { name: 'Nobody found' })).toBeVisible();
	expect(await page.content()).not.toContain(id);
});

/** The earliest of the days in a person's line, as a moment. */
async function earliestDay(person: Locator): Promise<number> {
	const days = (await person.innerText()).match(/\d+ [A-Z][a-z]{2} \d{4}/g) ?? [];
	return Math.min(...days.map((day) => Date.parse(day)));
}

/** A person of the other region and one of their certificates, as the lead finds them. */
async function somebodyElsewhere(another: Another) {
	const lead = await another();
	await signIn(lead, 'lead');
	await lead.goto('/team/matrix?name=Yusuf+Demir');
	await lead.getByRole('link', { name: 'Yusuf Demir' }).click();
	await expect(title(lead)).toHaveText('Yusuf Demir');
	const person = new URL(lead.url()).pathname;
	const link = lead.getByRole('region', { name: 'Completed' }).getByRole('link').first();
	const certificate = (await link.getAttribute('href')) ?? '';
	expect((await lead.request.get(`${certificate}.pdf`)).status()).toBe(200);
	return { person, certificate };
}

async function expectMissing(page: Page, path: string): Promise<void> {
	const response = await page.goto(path);
	expect(response?.status(), path).toBe(404);
	await expect(title(page)).toHaveText('We cannot find that page');
}
