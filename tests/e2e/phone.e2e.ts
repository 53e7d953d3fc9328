import { agreementOf, cardOf, moduleOf } from './content.ts';
import { expect, expectAccessible, signIn, test, title } from './journey.ts';
import type { Locator, Page } from 'playwright/test';

/* A new volunteer has nothing but a phone. */
test.use({ viewport: { width: 360, height: 740 } });

const SLUG = 'prevent-duty';

const top = async (element: Locator) => (await element.boundingBox())?.y ?? Infinity;

/** That these stand below each other on the page, in this order. */
async function expectInOrder(...elements: Locator[]): Promise<void> {
	const tops = await Promise.all(elements.map(top));
	expect(tops).not.toContain(Infinity);
	expect(tops).toEqual(tops.toSorted((a, b) => a - b));
}

const folded = (page: Page, words: string) => page.locator('summary', { hasText: words });

test('who to contact: who is needed at once stands first, and all the rest opens', async ({
	page
}) => {
	await signIn(page, 'volunteer');
	await page.goto('/contacts');
	const ours = page.getByRole('region', { name: 'Your contacts' });
	await expect(ours.getByRole('heading', { level: 3 })).toHaveText([
		'Designated safeguarding lead',
		'Deputy safeguarding lead',
		'Out-of-hours safeguarding contact',
		'Children’s social care',
		'Adult social care',
		'Concern form'
	]);
	await expectInOrder(
		page.getByRole('link', { name: 'Call 999 (Emergency services)' }),
		ours,
		page.getByRole('heading', { name: 'Your other contacts' }),
		page.getByRole('heading', { name: 'National helplines' })
	);
	for (const link of await page.getByRole('main').locator('a[href^="tel:"]:visible').all()) {
		expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
	}
	const box = await ours.boundingBox();
	expect((box?.y ?? Infinity) + (box?.height ?? Infinity), 'two screens').toBeLessThan(1600);

	const lado = page.getByRole('link', { name: '01632 960 230 (Harbourshire LADO team)' });
	await expect(lado).toBeHidden();
	await folded(page, 'Local authority designated officer').focus();
	await page.keyboard.press('Enter');
	await expect(lado).toBeVisible();
	await folded(page, 'Childline').click();
	await expect(page.getByRole('link', { name: '0800 1111 (Childline)' })).toBeVisible();
	await expectAccessible(page);
});

test('who to contact, on paper: nothing is folded, on both sides of one sheet', async ({
	page
}) => {
	await signIn(page, 'volunteer');
	await page.goto('/contacts');
	await page.emulateMedia({ media: 'print' });
	for (const words of [
		'safeguarding@harbourlane.example',
		'Harbourshire LADO team',
		'In England, the council officer',
		'https://harbourlane.example/concern',
		'0800 1111'
	]) {
		await expect(page.getByRole('main').getByText(words).first()).toBeVisible();
	}
	await page.emulateMedia({ media: null });
	const margin = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };
	const pdf = await page.pdf({ format: 'A4', margin });
	expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
});

test('a module begins with its note and the way to start, and whom to ask comes before what it is for', async ({
	page
}) => {
	await signIn(page, 'volunteer');
	await page.goto(`/modules/${SLUG}`);
	await expect(title(page)).toHaveText(moduleOf(SLUG).title);
	const heading = (name: string) => page.getByRole('heading', { name, exact: true });
	await expectInOrder(
		title(page),
		heading('Before you begin'),
		page.getByRole('main').locator('a.button').first(),
		heading('Steps'),
		heading('Your action card'),
		heading('Your contacts for this'),
		heading('What you will be able to do'),
		heading('About this module')
	);
	const review = page.getByText('Next review', { exact: true });
	await expect(review).toBeHidden();
	await folded(page, 'Version, renewal and where it applies').click();
	await expect(review).toBeVisible();
});

test('a card is printed with its button, which is not on paper', async ({ page, another }) => {
	await page.addInitScript(() => {
		window.print = () => document.documentElement.setAttribute('data-printed', '');
	});
	await signIn(page, 'volunteer');
	await page.goto(`/modules/${SLUG}/card`);
	await expect(title(page)).toHaveText(cardOf(SLUG).title);
	const button = page.getByRole('button', { name: 'Print this card' });
	await button.click();
	await expect(page.locator('html')).toHaveAttribute('data-printed', '');
	await page.emulateMedia({ media: 'print' });
	await expect(button).toBeHidden();

	const plain = await another({ javaScriptEnabled: false });
	await signIn(plain, 'volunteer');
	await plain.goto(`/modules/${SLUG}/card`);
	await expect(title(plain)).toHaveText(cardOf(SLUG).title);
	await expect(plain.getByRole('button', { name: 'Print this card' })).toBeHidden();
});

for (const javaScriptEnabled of [true, false]) {
	test(`the head is one row, and the menu leads to the account and out, ${
		javaScriptEnabled ? 'with' : 'without'
	} script`, async ({ another }) => {
		const page = await another({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
		await signIn(page, 'volunteer');
		expect((await page.getByRole('banner').boundingBox())?.height).toBeLessThan(72);
		const out = page.getByRole('button', { name: 'Sign out', exact: true });
		await expect(out).toBeHidden();
		await page.getByText('Menu', { exact: true }).click();
		await page.getByRole('link', { name: 'My account' }).click();
		await expect(title(page)).toHaveText('My account');
		await page.getByText('Menu', { exact: true }).click();
		await expect(page.getByText('Signed in as Rhys Parry')).toBeVisible();
		await out.click();
		await expect(title(page)).toHaveText('Sign in');
	});

	test(`whoever is refused at the end of a long agreement stays there, ${
		javaScriptEnabled ? 'with' : 'without'
	} script`, async ({ another }) => {
		const page = await another({ javaScriptEnabled, viewport: { width: 360, height: 740 } });
		await signIn(page, 'volunteer');
		await page.goto('/agreements/code-of-conduct');
		await expect(title(page)).toHaveText(agreementOf('code-of-conduct').title);
		await page.getByLabel('Your full name').fill('Somebody Else');
		await page.getByRole('button', { name: 'Sign', exact: true }).click();
		const summary = page.getByRole('alert');
		await expect(summary).toBeFocused();
		await expect(summary).toBeInViewport();
		await expect(page.getByRole('heading', { name: /^Sign version/ })).toBeInViewport();
		await expect(page.getByLabel('Your full name')).toHaveValue('Somebody Else');
	});
}
