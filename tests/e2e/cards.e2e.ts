import { cardOf, first, slugs } from './content.ts';
import { expect, expectAccessible, signIn, test, title } from './journey.ts';
import type { BrowserContext, Page } from 'playwright/test';

/* Action cards: on one side of paper, and on the phone without a network. */

const slug = 'online-safety-essentials';

/** The addresses that this browser has kept. */
const kept = (page: Page) =>
	page.evaluate(async () => {
		const cache = await caches.open('action-cards');
		return (await cache.keys()).map(({ url }) => new URL(url).pathname).sort();
	});

/** Takes the network away, or gives it back, from the pages and from the service worker. */
async function network(context: BrowserContext, isThere: boolean): Promise<void> {
	await context.setOffline(!isThere);
	// The browser takes it from pages only.
	for (const worker of context.serviceWorkers()) {
		await worker.evaluate((there) => {
			const scope = globalThis as typeof globalThis & { networkFetch?: typeof fetch };
			scope.networkFetch ??= scope.fetch;
			scope.fetch = there ? scope.networkFetch : () => Promise.reject(new TypeError('No network'));
		}, isThere);
	}
}

test('every card fits on one side of A4', async ({ page }) => {
	test.setTimeout(300_000);
	await signIn(page, 'lead');
	for (const module of slugs) {
		await page.goto(`/modules/${module}/card`);
		await expect(title(page)).toHaveText(cardOf(module).title);
		const margin = { top: '12mm', bottom: '12mm', left: '12mm', right: '12mm' };
		const pdf = await page.pdf({ format: 'A4', margin, printBackground: true });
		expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g), module).toHaveLength(1);
	}
});

test('a card is found from My training and from its module, with the contacts', async ({
	page
}) => {
	await signIn(page, 'starter');
	await page.getByRole('link', { name: 'Your action cards' }).click();
	await expect(title(page)).toHaveText('Action cards');
	await page.getByRole('link', { name: cardOf(slug).title }).click();
	await expect(title(page)).toHaveText(cardOf(slug).title);
	await expect(page.getByRole('list').filter({ hasText: first(cardOf(slug).never) })).toBeVisible();
	await expect(page.getByText('You are offline.')).toBeHidden();
	await page.goto(`/modules/${slug}`);
	await page.getByRole('link', { name: cardOf(slug).title }).click();
	await expect(page).toHaveURL(`/modules/${slug}/card`);
	await expect(page.getByRole('heading', { name: 'Your contacts' })).toBeVisible();
});

test('kept cards open without a network, and go when the person signs out', async ({ browser }) => {
	// A page without a network reports files that it cannot load, which is no fault here.
	const context = await browser.newContext();
	const page = await context.newPage();
	await signIn(page, 'starter');
	await page.goto('/cards');
	const links = await page.getByRole('main').getByRole('link').count();
	const cards = await page.locator('.list a').count();
	expect(links).toBeGreaterThan(cards);
	await expect
		.poll(async () => (await kept(page)).filter((path) => path.endsWith('/card')).length)
		.toBe(cards);
	const paths = (await kept(page)).filter((path) => !path.endsWith('.css'));
	expect(paths.filter((path) => !/^\/modules\/[a-z0-9-]+\/card$/.test(path))).toEqual(['/cards']);

	await network(context, false);
	await page.goto(`/modules/${slug}/card`);
	await expect(title(page)).toHaveText(cardOf(slug).title);
	await expect(page.getByText('You are offline.')).toBeVisible();
	await expect(page.getByText(/This copy was saved on \d+ \w+ 20\d\d at \d\d:\d\d/)).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'All your action cards' }).click();
	await expect(title(page)).toHaveText('Action cards');
	await expect(page.getByText('You are offline.')).toBeVisible();
	// Whoever opens the app finds the cards; everything else needs the network.
	await page.goto('/');
	await expect(page).toHaveURL('/cards');
	await expect(page.goto('/certificates')).rejects.toThrow(/ERR_/);

	await network(context, true);
	await page.goto('/cards');
	await expect(page.getByText('You are offline.')).toBeHidden();
	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(page).toHaveURL('/sign-in');
	await expect.poll(() => kept(page)).toEqual([]);
	await context.close();
});

test('cards go from a device whose session has ended', async ({ browser }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await signIn(page, 'starter');
	await page.goto('/cards');
	await expect.poll(async () => (await kept(page)).length).toBeGreaterThan(2);
	await context.clearCookies();
	await page.goto('/cards');
	await expect(page).toHaveURL(/sign-in/);
	await expect.poll(() => kept(page)).toEqual([]);
	await context.close();
});
