import { expect, signIn, test, title } from './journey.ts';
import type { Locator, Page } from 'playwright/test';

/* The safeguarding lead sees the whole organisation; the auditor sees it and changes nothing. */

const CHARTS = [
	{ name: 'Standing by module and agreement', picture: /^Bar chart of people by standing/ },
	{ name: 'In date over time', picture: /^Line chart of the share in date over time/ },
	{ name: 'Running out in the next 90 days', picture: /^Bar chart/ }
];

test('the overview draws its charts, and its figures add up', async ({ page }) => {
	await signIn(page, 'lead');
	await page.getByRole('link', { name: 'Overview' }).click();
	await expect(title(page)).toHaveText('Overview');
	await expect(page.getByText(/^Harbour Lane, 56 people in 12 teams\./)).toBeVisible();

	for (const { name, picture } of CHARTS) {
		const card = page.getByRole('region', { name, exact: true });
		const image = card.getByRole('img', { name: picture });
		await expect(image).toBeVisible();
		await expect.poll(() => inkOf(image), `${name} is drawn`).toBeGreaterThan(100);
		await expect(card.getByRole('table')).toBeVisible();
	}

	const tiles = page.getByRole('navigation', { name: 'Main figures' });
	const tile = async (name: RegExp) =>
		Number.parseInt(await tiles.getByRole('link', { name }).innerText(), 10);
	const share = await tile(/is in date/);
	const late = await tile(/overdue or expired/);
	const starting = await tile(/on induction/);

	await test.step('standing by item: the groups of each line make its whole', async () => {
		const lines = await figures(page, 'Standing by module and agreement');
		const items = lines.map(({ about }) => about);
		expect(items).toContain('Code of conduct');
		expect(items, 'certificates from elsewhere').toContain('Designated safeguarding lead training');
		for (const { about, of } of lines) {
			const groups = [
				of('In date'),
				of('Due soon or expiring'),
				of('Not yet due'),
				of('Overdue or expired'),
				of('Waived')
			];
			expect(
				groups.reduce((a, b) => a + b, 0),
				about
			).toBe(of('All'));
		}
		// Everybody is asked for online safety, the trustees, too.
		const online = lines.find(({ about }) => about.startsWith('Online safety'));
		expect(online?.of('All')).toBe(56);
	});

	await test.step('over time: the share is what is in date of what is required', async () => {
		const points = await figures(page, 'In date over time');
		expect(points).toHaveLength(13);
		for (const { about, of } of points) {
			const share = Math.floor((100 * of('In date')) / of('Required'));
			expect(of('Share'), about).toBe(share);
		}
		expect(points[0]?.of('Share')).toBe(share);
		// Today's whole is the whole of the other table, less what is waived.
		const lines = await figures(page, 'Standing by module and agreement');
		const required = lines.reduce((sum, { of }) => sum + of('All') - of('Waived'), 0);
		expect(points[0]?.of('Required')).toBe(required);
	});

	await test.step('running out: no more people than things', async () => {
		const months = await figures(page, 'Running out in the next 90 days');
		expect(months.length).toBeGreaterThanOrEqual(3);
		for (const { about, of } of months) {
			expect(of('People'), about).toBeLessThanOrEqual(of('Run out'));
		}
		const inThreeMonths = months.reduce((sum, { of }) => sum + of('Run out'), 0);
		expect(await tile(/due in 60 days/)).toBeLessThanOrEqual(inThreeMonths);
	});

	await test.step('the tiles lead to the people they count', async () => {
		await tiles.getByRole('link', { name: /overdue or expired/ }).click();
		const chosen = page.getByRole('region', { name: 'Overdue or expired' });
		await expect(chosen.getByRole('heading', { level: 3 })).toHaveCount(late);
		await page.goto('/overview');
		await tiles.getByRole('link', { name: /on induction/ }).click();
		const starters = page.getByRole('region', { name: 'New starters' });
		// The page names eight at most, and says how many there are.
		await expect(starters.getByRole('progressbar')).toHaveCount(Math.min(starting, 8));
	});
});

test('the lead opens a person of any region, with what they have proved', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto('/team/matrix?name=Leila');
	await page.getByRole('link', { name: 'Leila Haghighi' }).click();
	await expect(title(page)).toHaveText('Leila Haghighi');
	await expect(page.getByRole('region', { name: 'About' })).toContainText('Sheffield play service');
	const completed = page.getByRole('region', { name: 'Completed' });
	await completed.getByRole('link').first().click();
	await expect(page.getByRole('article')).toContainText('Leila Haghighi');
	await page.getByRole('link', { name: 'Leila Haghighi' }).click();
	await expect(title(page)).toHaveText('Leila Haghighi');
});

test('an auditor may read, and is offered nothing to change', async ({ page }) => {
	await signIn(page, 'auditor');
	await expect(title(page)).toHaveText('Overview');
	await expectOnlySignOut(page);

	await page.goto('/team');
	await expect(page.getByRole('link', { name: /^(Remind|Confirm)/ })).toHaveCount(0);
	await expectOnlySignOut(page);
	await page.goto('/team/matrix?name=Asha');
	await expectOnlySignOut(page);
	await page.getByRole('link', { name: 'Asha Bello' }).click();
	await expect(title(page)).toHaveText('Asha Bello');
	await expectOnlySignOut(page);
	const person = new URL(page.url()).pathname;

	await page.goto('/team/matrix?name=Grace');
	await page.getByRole('link', { name: 'Grace Adeyemi' }).click();
	await page.getByRole('region', { name: 'Completed' }).getByRole('link').first().click();
	await expect(title(page)).toHaveText(/^Certificate: /);
	await expectOnlySignOut(page);
	const pdf = page.getByRole('link', { name: 'Open the PDF to print or save' });
	expect((await page.request.get((await pdf.getAttribute('href')) ?? '')).status()).toBe(200);
	await page.goto('/contacts');
	await expect(title(page)).toHaveText('Who to contact');
	await expectOnlySignOut(page);

	for (const path of [
		`${person}/induction`,
		'/modules/online-safety-essentials',
		'/modules/online-safety-essentials/quiz',
		'/agreements/aup-staff',
		'/induction',
		'/certificates'
	]) {
		expect((await page.request.get(path)).status(), path).toBe(404);
	}
	const headers = { origin: new URL(page.url()).origin };
	for (const path of [
		`${person}/induction?/confirm`,
		'/modules/online-safety-essentials?/renew',
		'/modules/online-safety-essentials/quiz?/start',
		'/agreements/aup-staff?/sign'
	]) {
		const form = { step: 'first-supervision', answer: 'Held, with no actions' };
		expect((await page.request.post(path, { headers, form })).status(), path).toBe(404);
	}
});

/** The one form that sends anything is the one that signs out. */
async function expectOnlySignOut(page: Page): Promise<void> {
	const forms = page.locator('form[method="POST" i]');
	await expect(forms, page.url()).toHaveCount(1);
	await expect(forms.getByRole('button')).toHaveText('Sign out');
}

/** How many points of a picture have been painted. */
function inkOf(image: Locator): Promise<number> {
	return image.locator('canvas').evaluate((canvas) => {
		if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return 0;
		const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
		return pixels?.filter((value, i) => i % 4 === 3 && value > 0).length ?? 0;
	});
}

/** The lines of the table beside a chart: what each is about, and its numbers by their column. */
async function figures(page: Page, chart: string) {
	const table = page.getByRole('region', { name: chart, exact: true }).getByRole('table');
	const columns = await table.getByRole('columnheader').allInnerTexts();
	const rows = await table.locator('tbody').getByRole('row').all();
	return Promise.all(
		rows.map(async (row) => {
			const about = (await row.getByRole('rowheader').innerText()).trim();
			const cells = await row.getByRole('cell').allInnerTexts();
			const of = (column: string) => {
				// The first column is the row's own heading.
				const text = cells[columns.indexOf(column) - 1] ?? '';
				expect(text, `${column} of ${about}`).toMatch(/^\d[\d,]*%?$/);
				return Number(text.replaceAll(/[,%]/g, ''));
			};
			return { about, of };
		})
	);
}
