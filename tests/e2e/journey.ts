import { AxeBuilder } from '@axe-core/playwright';
import { expect, test as base, type Page } from 'playwright/test';

export { expect } from 'playwright/test';

export type Account =
	'starter' | 'tutor' | 'volunteer' | 'trustee' | 'ict' | 'manager' | 'lead' | 'admin' | 'auditor';

/** A page on which anything that the browser complains about fails the test. */
export const test = base.extend<{ page: Page }>({
	page: async ({ page }, use) => {
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(error.message));
		page.on('console', (message) => {
			// A 404 that a test asks for is reported by the browser, too.
			const expected = message.text().includes('status of 40');
			if (message.type() === 'error' && !expected) complaints.push(message.text());
		});
		await use(page);
		expect(complaints).toEqual([]);
	}
});

/** Signs in with the form, as a person does. */
export async function signIn(page: Page, account: Account): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('Email address').fill(`${account}@harbourlane.example`);
	await page.getByLabel('Password').fill('harbour-lane-demo');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page).not.toHaveURL(/sign-in/);
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
