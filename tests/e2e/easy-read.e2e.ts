import { agreementOf } from './content.ts';
import { expect, expectAccessible, signIn, test, title } from './journey.ts';

/* An agreement that has further texts: they explain, and only the full one is signed. */

test('an agreement is read in easy words and signed in full', async ({ page }) => {
	const slug = 'family-online-safety';
	await signIn(page, 'starter');
	await page.goto(`/agreements/${slug}`);
	await expect(title(page)).toHaveText(agreementOf(slug).title);
	const ways = page.getByRole('navigation', { name: 'Ways to read it' });
	await expect(ways.getByRole('link')).toHaveText(['Full text', 'Easy read', 'For under-10s']);
	const sign = page.getByRole('heading', { name: /^Sign version/ });
	await expect(sign).toBeVisible();

	await ways.getByRole('link', { name: 'Easy read' }).click();
	await expect(page).toHaveURL(`/agreements/${slug}?text=easy-read#text`);
	await expect(page.getByRole('article', { name: 'Easy read' })).toBeVisible();
	await expect(ways.getByRole('link', { name: 'Easy read' })).toHaveAttribute(
		'aria-current',
		'page'
	);
	await expect(sign).toHaveCount(0);
	await expectAccessible(page);

	await page.getByRole('link', { name: 'read it and sign' }).click();
	await expect(sign).toBeVisible();
});
