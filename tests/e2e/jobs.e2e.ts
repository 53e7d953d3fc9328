import { expect, expectAccessible, expectNarrow, signIn, test, title } from './journey.ts';

/* Long work goes on in the background; lead and administrator see how far it is. */

test('the lead follows the daily round to its end', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto('/jobs');
	await expect(title(page)).toHaveText('Work in the background');
	await page.getByRole('link', { name: 'Daily round' }).first().click();
	await expect(title(page)).toHaveText('Daily round');
	// The page looks again by itself until it is done.
	await expect(page.getByRole('status')).toHaveText('Done', { timeout: 60_000 });
	await expect(page.getByText(/^We went through what \d+ people must do\./)).toBeVisible();
	await expect(page.getByText(/, by Safehands itself$/)).toBeVisible();
	await expectAccessible(page);
	await expectNarrow(page);
	await page.getByRole('link', { name: 'Work in the background' }).click();
	await expect(title(page)).toHaveText('Work in the background');
});

test('works without scripts, and is nobody else’s', async ({ another, page }) => {
	const plain = await another({ javaScriptEnabled: false });
	await signIn(plain, 'admin');
	await plain.goto('/jobs');
	await plain.getByRole('link', { name: 'Daily round' }).first().click();
	await expect(plain.getByRole('status')).toHaveText('Done', { timeout: 60_000 });
	const address = plain.url();

	await signIn(page, 'manager');
	expect((await page.goto('/jobs'))?.status()).toBe(404);
	expect((await page.goto(address))?.status()).toBe(404);
});

test('a job that does not exist is not found', async ({ page }) => {
	await signIn(page, 'lead');
	for (const id of ['nothing', '0190a5b0-0000-7000-8000-000000000000']) {
		expect((await page.goto(`/jobs/${id}`))?.status(), id).toBe(404);
	}
});
