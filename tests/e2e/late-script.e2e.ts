import { first, quizOf } from './content.ts';
import { expect, hydrated, signIn, test } from './journey.ts';
import { answer, questionShown } from './learning.ts';
import type { Page } from 'playwright/test';

/* On a slow line people type and choose before the script has come. None of it may be lost. */

/** Keeps scripts back from now on; the answer lets them come. */
async function holdScripts(page: Page): Promise<() => Promise<void>> {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*.js', async (route) => {
		await released;
		await route.continue();
	});
	return async () => {
		release();
		await hydrated(page);
	};
}

test('what is typed on the sign-in page before the script has come stays', async ({ page }) => {
	const release = await holdScripts(page);
	await page.goto('/sign-in', { waitUntil: 'commit' });
	await page.getByLabel('Email address').fill('somebody@harbourlane.example');
	await page.getByLabel('Password').fill('half a passw');
	await release();
	await expect(page.getByLabel('Email address')).toHaveValue('somebody@harbourlane.example');
	await expect(page.getByLabel('Password')).toHaveValue('half a passw');
});

test('what is ticked and typed on an agreement before the script has come stays', async ({
	page
}) => {
	await signIn(page, 'volunteer');
	const release = await holdScripts(page);
	await page.goto('/agreements/code-of-conduct', { waitUntil: 'commit' });
	const read = page.getByRole('checkbox', { name: 'I have read this agreement.' });
	const option = page.getByRole('radio').first();
	await read.check();
	await option.check();
	await page.getByLabel('Your full name').fill('Rhys');
	await release();
	await expect(read).toBeChecked();
	await expect(option).toBeChecked();
	await expect(page.getByLabel('Your full name')).toHaveValue('Rhys');
});

test('an answer chosen before the script has come stays, and is saved by the button', async ({
	page
}) => {
	const quiz = quizOf('remote-one-to-one');
	await signIn(page, 'trustee');
	await page.goto('/modules/remote-one-to-one/quiz');
	await page.getByRole('button', { name: 'Start the quiz' }).click();
	const question = await questionShown(page, quiz, 1);
	const { text } = first(question.options);

	const release = await holdScripts(page);
	await page.reload({ waitUntil: 'commit' });
	await answer(page, text).check();
	await release();
	await expect(answer(page, text)).toBeChecked();
	await page.getByRole('button', { name: 'Save and go on' }).click();
	await questionShown(page, quiz, 2);
	await page.getByRole('button', { name: 'Back' }).click();
	await questionShown(page, quiz, 1);
	await expect(answer(page, text)).toBeChecked();
});

test('a confirmation begun before the script has come stays', async ({ page }) => {
	await signIn(page, 'manager');
	await page.goto('/team');
	await page.getByRole('link', { name: /^Confirm .* of Luca Fenn$/ }).click();
	await expect(page).toHaveURL(/\/induction$/);
	const release = await holdScripts(page);
	await page.reload({ waitUntil: 'commit' });
	const form = page.getByRole('group').filter({ hasText: 'On which day?' }).first();
	await form.getByRole('radio').first().check();
	await form.getByLabel('On which day?').fill('2026-01-02');
	await form.getByLabel('Note (optional)').fill('Talked it thr');
	await release();
	await expect(form.getByRole('radio').first()).toBeChecked();
	await expect(form.getByLabel('On which day?')).toHaveValue('2026-01-02');
	await expect(form.getByLabel('Note (optional)')).toHaveValue('Talked it thr');
});
