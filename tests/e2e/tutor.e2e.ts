import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { moduleOf, quizOf } from './content.ts';
import { expect, line, signIn, test, title, today } from './journey.ts';
import { answerRight } from './learning.ts';

/* A tutor whose certificate runs out in 20 days renews it, and keeps the day of the year. */

const SLUG = 'remote-one-to-one';
const remote = moduleOf(SLUG);
const oldEnd = addDays(today, 20);
const newEnd = addMonths(oldEnd, 12);

test('renewing inside the window keeps the anniversary', async ({ page }) => {
	await signIn(page, 'tutor');
	await expect(line(page, remote.title)).toContainText(
		`Renew now · valid until ${shortDay(oldEnd)}`
	);
	await page.getByRole('link', { name: 'My certificates' }).click();
	const valid = page.getByRole('region', { name: 'Valid', exact: true });
	const past = page.getByRole('region', { name: 'Past and replaced' });
	await expect(line(page, remote.title)).toHaveCount(1);
	await expect(line(page, remote.title)).toContainText(`Valid until ${shortDay(oldEnd)}`);
	const oldCertificate = await valid
		.getByRole('link', { name: remote.title, exact: true })
		.getAttribute('href');

	await page.goto('/');
	await line(page, remote.title).getByRole('link', { name: 'Renew' }).click();
	await expect(title(page)).toHaveText(remote.title);
	await expect(page.getByText('0 of 13 steps')).toBeVisible();
	await page.getByRole('link', { name: 'Check what you know' }).click();
	await page.getByRole('button', { name: 'Start the quiz' }).click();
	await answerRight(page, quizOf(SLUG));
	await page.getByRole('button', { name: 'Finish and see my result' }).click();
	await expect(title(page)).toHaveText('Well done, you passed');
	await expect(page.getByText(`It is valid until ${longDay(newEnd)}.`)).toBeVisible();

	await page.getByRole('link', { name: 'See your certificate' }).click();
	const paper = page.getByRole('article', { name: 'The certificate' });
	await expect(paper).toContainText(`Completed ${longDay(today)}`);
	await expect(paper).toContainText(`Valid until ${longDay(newEnd)}`);

	await test.step('the old certificate stays, and says that it is replaced', async () => {
		await page.goto('/certificates');
		const now = valid.getByRole('listitem').filter({ hasText: remote.title });
		const before = past.getByRole('listitem').filter({ hasText: remote.title });
		await expect(now).toContainText(`Valid until ${shortDay(newEnd)}`);
		await expect(before).toContainText('Replaced by a newer one');
		const link = before.getByRole('link', { name: remote.title, exact: true });
		await expect(link).toHaveAttribute('href', oldCertificate ?? '');
		await link.click();
		await expect(paper).toContainText(longDay(oldEnd));
	});

	await test.step('My training and the module say that it is done', async () => {
		await page.goto('/');
		await expect(page.getByRole('region', { name: 'Due', exact: true })).toHaveCount(0);
		await expect(line(page, remote.title)).toContainText(`Complete · until ${shortDay(newEnd)}`);
		await page.getByRole('link', { name: remote.title, exact: true }).click();
		await expect(page.getByRole('heading', { name: 'You are up to date' })).toBeVisible();
		await expect(page.getByText(longDay(newEnd)).first()).toBeVisible();
	});
});
