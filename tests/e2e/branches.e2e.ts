import { branchingScenario } from './content.ts';
import { expect, expectAccessible, signIn, test } from './journey.ts';

/* A poor choice that is played out: the story goes on, and can still be put right. */

test('a poor choice leads on to where it can be mended', async ({ page }) => {
	const { slug, name, start, poor, after } = branchingScenario;
	await signIn(page, 'starter');
	await page.goto(`/modules/${slug}/${name}`);
	await page.getByLabel(poor.text, { exact: true }).check();
	await page.getByRole('button', { name: 'This is what I would do' }).click();
	await expect(page.getByText('The story goes on from here')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('link', { name: 'Go on' }).click();
	await expect(page.getByRole('group', { name: after.question })).toBeVisible();
	await page.getByText('What you decided so far').click();
	await expect(page.getByRole('heading', { name: start.question })).toBeVisible();
	await expect(page.getByText('What would have been better')).toHaveCount(0);
});
