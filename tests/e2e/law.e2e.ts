import { shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays } from '../../src/lib/rules/day.ts';
import { moduleOf } from './content.ts';
import {
	expect,
	expectAccessible,
	expectErrors,
	expectNarrow,
	line,
	signIn,
	test,
	title,
	today
} from './journey.ts';

/*
 * What the modules rest on: the lead looks at a fact, finds that it has changed, and finds later
 * that it is right after all, so that the other journeys find the modules without a flag.
 */

const FACT = 'Outcome 21';
const STARTS = 'Whether the reporting duty is in force';
const images = moduleOf('online-incidents-images').title;

test('the lead records what became of a fact of the law', async ({ page }) => {
	test.setTimeout(240_000);
	await signIn(page, 'lead');
	await page.goto('/overview');
	await page.getByRole('link', { name: 'See law and guidance' }).click();
	await expect(title(page)).toHaveText('Law and guidance');
	await page.getByText(/to look up, the soonest first$/).click();
	await expectAccessible(page);
	await expectNarrow(page);

	await page.getByRole('link', { name: images, exact: true }).click();
	await expect(title(page)).toHaveText(`What it rests on: ${images}`);
	await expectAccessible(page);
	await expectNarrow(page);
	await page.getByRole('link', { name: FACT, exact: true }).click();
	await expect(title(page)).toHaveText(FACT);
	await expectAccessible(page);
	await expectNarrow(page);

	// Nothing said, and nonsense, are refused at their fields.
	await page.getByLabel('On which day did you look?').fill(addDays(today, 1));
	await page.getByRole('button', { name: 'Save the check' }).click();
	await expectErrors(page, [{ field: page.getByRole('group'), message: 'Choose what you found' }]);
	await page.getByRole('radio', { name: 'Has changed' }).check();
	await page.getByRole('button', { name: 'Save the check' }).click();
	await expectErrors(page, [
		{ field: page.getByLabel('On which day did you look?'), message: /a day that has passed/ }
	]);
	await page.getByLabel('On which day did you look?').fill(today);
	await page.getByRole('button', { name: 'Save the check' }).click();
	const note = page.getByLabel('If it has changed: what, and where you read it');
	await expectErrors(page, [{ field: note, message: /Say what has changed/ }]);
	await expectAccessible(page);
	await expectNarrow(page);
	await note.fill('It is called something else now, says the page.');
	await page.getByRole('button', { name: 'Save the check' }).click();
	await expect(page.getByRole('status')).toContainText('It stands among what has changed');
	await expect(page.getByText(`Has changed · ${shortDay(today)}`)).toBeVisible();
	await expectAccessible(page);

	await page.getByRole('link', { name: 'Law and guidance', exact: true }).click();
	const changed = page.getByRole('region', { name: 'Changed since our text was written' });
	await expect(changed.getByText('It is called something else now')).toBeVisible();
	await expect(line(page, images).getByText('Look at this')).toBeVisible();
	await expect(line(page, images)).toContainText(`Rests on what has changed: ${FACT}`);
	await expectAccessible(page);
	await expectNarrow(page);
	await page.goto('/overview');
	await expect(page.getByText(/1 fact has changed since our text was written\./i)).toBeVisible();

	await page.goto('/law/outcome-21');
	await page.getByRole('radio', { name: 'Still right' }).check();
	await page.getByRole('button', { name: 'Save the check' }).click();
	await expect(page.getByRole('status')).toContainText('It is due again on');
	const history = page.getByRole('region', { name: 'Our own checks' });
	await expect(history.getByRole('listitem')).toContainText([/^Still right/, /^Has changed/]);
	await page.goto('/law');
	await expect(changed).toHaveCount(0);
});

test('the auditor reads, a manager finds nothing', async ({ page, another }) => {
	await signIn(page, 'auditor');
	await page.goto('/law/reporting-duty-start');
	await expect(title(page)).toHaveText(STARTS);
	await expect(page.getByRole('heading', { name: 'Record a check' })).toHaveCount(0);
	const manager = await another();
	await signIn(manager, 'manager');
	for (const path of ['/law', '/law/outcome-21', '/law/modules/prevent-duty']) {
		expect((await manager.goto(path))?.status()).toBe(404);
	}
});

test('a check is recorded without script', async ({ another }) => {
	const page = await another({ javaScriptEnabled: false });
	await signIn(page, 'admin');
	await page.goto('/law/reporting-duty-start');
	await page.getByRole('radio', { name: 'Still not known' }).check();
	await page.getByRole('button', { name: 'Save the check' }).click();
	await expect(page.getByRole('status')).toContainText('It is due again on');
	await expect(page.getByRole('region', { name: 'Our own checks' })).toContainText(
		'Still not known'
	);
});
