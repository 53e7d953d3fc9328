import { AxeBuilder } from '@axe-core/playwright';
import {
	expect,
	test as base,
	type BrowserContext,
	type BrowserContextOptions,
	type Locator,
	type Page
} from 'playwright/test';
import { dayOf } from '../../src/lib/rules/day.ts';

export { expect } from 'playwright/test';

export type Account =
	'starter' | 'tutor' | 'volunteer' | 'trustee' | 'ict' | 'manager' | 'lead' | 'admin' | 'auditor';

/** Opens a page in a browser of its own: another person, another device, or nobody signed in. */
export type Another = (options?: BrowserContextOptions) => Promise<Page>;

/** Pages on which anything that the browser complains about fails the test. */
export const test = base.extend<{ page: Page; another: Another }>({
	page: async ({ page }, use) => {
		const complaints = complaintsOn(page);
		await use(page);
		expect(complaints).toEqual([]);
	},
	another: async ({ browser }, use) => {
		const contexts: BrowserContext[] = [];
		const complaints: string[][] = [];
		await use(async (options) => {
			const context = await browser.newContext(options);
			const page = await context.newPage();
			contexts.push(context);
			complaints.push(complaintsOn(page));
			return page;
		});
		await Promise.all(contexts.map((context) => context.close()));
		expect(complaints.flat()).toEqual([]);
	}
});

/** The day that the demonstration takes for today. */
export const today = dayOf(new Date(), 'Europe/London');

function complaintsOn(page: Page): string[] {
	const complaints: string[] = [];
	page.on('pageerror', (error) => complaints.push(error.message));
	page.on('console', (message) => {
		// A 404 that a test asks for is reported by the browser, too.
		const expected = message.text().includes('status of 40');
		if (message.type() === 'error' && !expected) complaints.push(message.text());
	});
	return complaints;
}

/** Signs in with the form, as a person does. */
export async function signIn(page: Page, account: Account): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('Email address').fill(`${account}@harbourlane.example`);
	await page.getByLabel('Password').fill('harbour-lane-demo');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page).not.toHaveURL(/sign-in/);
}

/** Waits until the page's script runs; SvelteKit then puts in the element that reads titles out. */
export async function hydrated(page: Page): Promise<void> {
	await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
}

/** The one main heading of the page. */
export function title(page: Page): Locator {
	return page.getByRole('heading', { level: 1 });
}

/** The line of a list that has this heading. */
export function line(page: Page, heading: string): Locator {
	const named = page.getByRole('heading', { name: heading, exact: true });
	return page.getByRole('listitem').filter({ has: named });
}

/** That axe finds nothing on the page as it stands, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		const { violations } = await new AxeBuilder({ page }).analyze();
		const found = violations.map(
			({ id, help, nodes }) => `${id}: ${help} (${nodes.map((n) => n.html).join(' ')})`
		);
		expect(found, `${page.url()} in ${colorScheme}`).toEqual([]);
	}
	await page.emulateMedia({ colorScheme: null });
}

/** That the page as it stands fits a screen 320 px wide; a table may scroll inside its own frame. */
export async function expectNarrow(page: Page): Promise<void> {
	const before = page.viewportSize();
	await page.setViewportSize({ width: 320, height: 640 });
	const width = () => page.evaluate(() => document.scrollingElement?.scrollWidth);
	// A chart follows the width of its frame in the next picture.
	await expect.poll(width, `${page.url()} at 320 px`).toBeLessThanOrEqual(320);
	if (before) await page.setViewportSize(before);
}

/** That a form was refused: a summary with a link to each field, and the words at the field. */
export async function expectErrors(
	page: Page,
	errors: { field: Locator; message: string | RegExp }[]
): Promise<void> {
	const summary = page.getByRole('alert');
	await expect(summary).toContainText('There is something to put right');
	await expect(summary.getByRole('link')).toHaveText(errors.map(({ message }) => message));
	for (const { field, message } of errors) {
		await expect(field).toHaveAccessibleDescription(
			typeof message === 'string' ? new RegExp(escaped(message)) : message
		);
	}
}

/** A text as a regular expression that matches just it. */
export function escaped(text: string): string {
	return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
