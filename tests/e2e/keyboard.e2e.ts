import { quizOf } from './content.ts';
import { expect, hydrated, test, title } from './journey.ts';
import { questionShown } from './learning.ts';
import type { Locator, Page } from 'playwright/test';

/* The keyboard alone is enough, and always shows where it is. */

// Nobody asks it of the volunteer, who takes it as a whole.
const SLUG = 'remote-one-to-one';
const quiz = quizOf(SLUG);

test('signing in, and the link past the navigation', async ({ page }) => {
	await signInByKeyboard(page, 'volunteer');
	await page.goto('/contacts');
	await hydrated(page);
	await page.keyboard.press('Tab');
	const skip = page.getByRole('link', { name: 'Skip to content' });
	await expect(skip).toBeFocused();
	await expect(skip).toBeInViewport();
	await expectVisibleFocus(page);
	await page.keyboard.press('Enter');
	await expect(page.getByRole('main')).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('main').getByRole('link').first()).toBeFocused();
});

test('a question of the quiz', async ({ page }) => {
	await signInByKeyboard(page, 'volunteer');
	await page.goto(`/modules/${SLUG}/quiz`);
	await tabTo(page, page.getByRole('button', { name: 'Start the quiz' }));
	await expectVisibleFocus(page);
	await page.keyboard.press('Enter');

	// A single choice is a set of arrow keys, several are one box after the other.
	let question = await questionShown(page, quiz, 1);
	for (let number = 2; question.kind === 'multiple'; number += 1) {
		await page.goto(`/modules/${SLUG}/quiz?q=${number}`);
		question = await questionShown(page, quiz, number);
	}
	await hydrated(page);
	const options = page.getByRole('radio');
	await tabTo(page, options.first());
	await expectVisibleFocus(page);
	await page.keyboard.press('Space');
	await expect(options.first()).toBeChecked();
	await page.keyboard.press('ArrowDown');
	await expect(options.nth(1)).toBeFocused();
	await expect(options.nth(1)).toBeChecked();
	await expect(page.getByRole('status')).toHaveText('Saved');
	const here = page.url();
	await tabTo(page, page.getByRole('button', { name: 'Save and go on' }));
	await expectVisibleFocus(page);
	await page.keyboard.press('Enter');
	await expect(page).not.toHaveURL(here);
	await page.goto(here);
	await expect(options.nth(1)).toBeChecked();
});

test('the matrix is reached and read sideways', async ({ page }) => {
	await page.setViewportSize({ width: 640, height: 700 });
	await signInByKeyboard(page, 'manager');
	// On a screen as narrow as this the navigation is a menu that opens.
	await tabTo(page, page.getByText('Menu', { exact: true }));
	await expectVisibleFocus(page);
	await page.keyboard.press('Enter');
	const nav = page.getByRole('navigation', { name: 'Main' });
	await tabTo(page, nav.getByRole('link', { name: 'Training matrix' }));
	await page.keyboard.press('Enter');
	await expect(title(page)).toHaveText('Training matrix');
	const matrix = page.getByRole('region', { name: 'Training matrix' });
	await tabTo(page, matrix);
	await expectVisibleFocus(page);
	await page.keyboard.press('ArrowRight');
	await expect.poll(() => matrix.evaluate((region) => region.scrollLeft)).toBeGreaterThan(0);
	await page.keyboard.press('Tab');
	await expect(matrix.getByRole('link').first()).toBeFocused();
	const name = await matrix.getByRole('link').first().innerText();
	await page.keyboard.press('Enter');
	await expect(title(page)).toHaveText(name);
});

async function signInByKeyboard(page: Page, account: string): Promise<void> {
	await page.goto('/sign-in');
	await tabTo(page, page.getByLabel('Email address'));
	await expectVisibleFocus(page);
	await page.keyboard.type(`${account}@harbourlane.example`);
	await page.keyboard.press('Tab');
	await expect(page.getByLabel('Password')).toBeFocused();
	await page.keyboard.type('harbour-lane-demo');
	await page.keyboard.press('Enter');
	await expect(page).not.toHaveURL(/sign-in/);
	await hydrated(page);
}

/** Presses the Tab key until something is reached, which must come within 60 steps. */
async function tabTo(page: Page, target: Locator): Promise<void> {
	await expect(target).toBeVisible();
	for (let step = 0; step < 60; step += 1) {
		if (await target.evaluate((element) => element === document.activeElement)) return;
		await page.keyboard.press('Tab');
	}
	await expect(target).toBeFocused();
}

/** That what has the focus looks different without it. */
async function expectVisibleFocus(page: Page): Promise<void> {
	const focused = await page.evaluateHandle(() => document.activeElement as HTMLElement);
	const box = await focused.boundingBox();
	if (!box) throw new Error('Nothing has the focus');
	const clip = {
		x: Math.max(0, box.x - 6),
		y: Math.max(0, box.y - 6),
		width: box.width + 12,
		height: box.height + 12
	};
	const picture = () => page.screenshot({ clip, animations: 'disabled' });
	const withFocus = await picture();
	await focused.evaluate((element) => element.blur());
	const withoutFocus = await picture();
	await focused.evaluate((element) => element.focus({ preventScroll: true }));
	expect(withFocus.equals(withoutFocus), 'the focus cannot be seen').toBe(false);
}
