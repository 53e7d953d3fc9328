import { shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { agreementOf, first, moduleOf, quizOf, scenarioOf } from './content.ts';
import { expect, expectErrors, line, signIn, test, title, today } from './journey.ts';
import { answer, answerRight, asked, decideWell, questionShown } from './learning.ts';

/* Everything works in a browser that runs no script at all. */
test.use({ javaScriptEnabled: false });
test.describe.configure({ mode: 'serial' });

const SLUG = 'prevent-duty';
const prevent = moduleOf(SLUG);
const quiz = quizOf(SLUG);

test('signing in with the form, and with a button of the demonstration', async ({ page }) => {
	await page.goto('/sign-in?next=/contacts');
	await page.getByLabel('Email address').fill('volunteer@harbourlane.example');
	await page.getByLabel('Password').fill('not the password');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expectErrors(page, [{ field: page.getByLabel('Email address'), message: /is not right/ }]);
	await expect(page.getByLabel('Email address')).toHaveValue('volunteer@harbourlane.example');
	await expect(page.getByLabel('Password')).toHaveValue('');
	await page.getByLabel('Password').fill('harbour-lane-demo');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(title(page)).toHaveText('Who to contact');

	await page.getByRole('button', { name: 'Sign out' }).click();
	await expect(title(page)).toHaveText('Sign in');
	await page.getByRole('button', { name: 'Continue as Volunteer' }).click();
	await expect(title(page)).toHaveText('My training');
	await expect(page.getByRole('banner')).toContainText('Rhys Parry');
});

test('reading a lesson and deciding in a scenario', async ({ page }) => {
	const protest = scenarioOf(SLUG, 'the-protest');
	await signIn(page, 'volunteer');
	await line(page, prevent.title).getByRole('link', { name: 'Renew' }).click();
	await page.getByRole('link', { name: 'Start: What Prevent asks' }).click();
	await expect(title(page)).toHaveText('What Prevent asks');
	await page.getByRole('button', { name: 'I have read this: next' }).click();
	await expect(title(page)).toHaveText('Who is bound, and what still protects free speech');

	await page.goto(`/modules/${SLUG}/the-protest`);
	await expect(title(page)).toHaveText(protest.title);
	const opening = first(protest.decisions, ({ key }) => key === protest.start);
	await page.getByRole('button', { name: 'This is what I would do' }).click();
	await expectErrors(page, [
		{
			field: page.getByRole('group', { name: opening.question }),
			message: 'Choose what you would do'
		}
	]);
	const poor = first(opening.choices, ({ best }) => !best);
	await answer(page, poor.text).check();
	await page.getByRole('button', { name: 'This is what I would do' }).click();
	await page.getByRole('link', { name: 'Try again' }).click();
	await decideWell(page, protest);
	await page.goto(`/modules/${SLUG}`);
	await expect(page.getByText('2 of 13 steps ·')).toBeVisible();
});

test('answering and submitting a quiz', async ({ page }) => {
	await signIn(page, 'volunteer');
	await page.goto(`/modules/${SLUG}/quiz`);
	await page.getByRole('button', { name: 'Start the quiz' }).click();
	await questionShown(page, quiz, 1);
	await page.getByRole('button', { name: 'Save and go on' }).click();
	const group = page.getByRole('group', { name: `Question 1 of ${asked(quiz)}` });
	await expectErrors(page, [
		{ field: group, message: 'Choose an answer, or skip the question for now' }
	]);
	await answerRight(page, quiz);
	await page.getByRole('button', { name: 'Finish and see my result' }).click();
	await expect(title(page)).toHaveText('Well done, you passed');
	await page.getByRole('link', { name: 'See your certificate' }).click();
	await expect(page.getByRole('article', { name: 'The certificate' })).toContainText('Rhys Parry');
});

test('declining an agreement, and signing it after all', async ({ page }) => {
	const aup = agreementOf('aup-staff');
	await signIn(page, 'volunteer');
	await page.goto('/agreements/aup-staff');
	await page.getByRole('link', { name: 'I do not want to sign this now' }).click();
	await expect(title(page)).toHaveText('Before you decline');
	await expect(page.getByText(/nobody will blame you for asking questions/)).toBeVisible();
	await page.getByRole('button', { name: 'Decline' }).click();
	await expect(page.getByRole('heading', { name: /^You declined to sign this on/ })).toBeVisible();
	await expect(page.getByText(/Your manager will get in touch/)).toBeVisible();
	await page.goto('/agreements/aup-staff/decline');
	await expect(title(page)).toHaveText(aup.title);

	await page.getByRole('checkbox', { name: 'I have read this agreement.' }).check();
	await page.getByRole('button', { name: 'Sign', exact: true }).click();
	await expect(page.getByRole('alert').getByRole('link')).toHaveCount(3);
	await expect(page.getByRole('checkbox', { name: 'I have read this agreement.' })).toBeChecked();
	await page.getByRole('checkbox', { name: /^I understand it/ }).check();
	await answer(page, first(aup.question.options, ({ correct }) => correct).text).check();
	await page.getByLabel('Your full name').fill('rhys  parry');
	await page.getByRole('button', { name: 'Sign', exact: true }).click();
	await expect(title(page)).toHaveText(`Receipt: ${aup.title}`);
	await expect(page.getByRole('region', { name: 'What was recorded' })).toContainText('Rhys Parry');
});

test('confirming an induction step, and filtering the team', async ({ page }) => {
	await signIn(page, 'manager');
	await page.goto('/team');
	await page.getByRole('link', { name: /^Confirm \d+ steps of Callum Reddy$/ }).click();
	const step = line(page, 'Know who to tell');
	await step.getByText('Confirm this step').click();
	await step.getByRole('radio').first().check();
	await step.getByRole('button', { name: 'Confirm' }).click();
	await expect(page.getByRole('status')).toContainText('Confirmed: Know who to tell');
	await expect(step).toContainText(`Done ${shortDay(today)}`);

	await page.goto('/team');
	const tiles = page.getByRole('navigation', { name: 'Filter by standing' });
	await tiles.getByRole('link', { name: 'Up to date' }).click();
	await expect(page.getByRole('region', { name: 'Up to date' })).toContainText('Grace Adeyemi');
	await page.goto('/team/matrix');
	await page.getByLabel('Name', { exact: true }).fill('Luca');
	await page.getByRole('button', { name: 'Show' }).click();
	const table = page.getByRole('table');
	await expect(table.getByRole('rowheader')).toHaveText([/Luca Fenn/]);
});

test('the overview gives its figures', async ({ page }) => {
	await signIn(page, 'lead');
	await page.goto('/overview');
	await expect(page.getByRole('table')).toHaveCount(3);
	await expect(page.getByRole('row', { name: /^Code of conduct/ })).toHaveText(/5\d$/);
});

test('signing out everywhere ends the other session, too', async ({ page, another }) => {
	const elsewhere = await another({ javaScriptEnabled: false });
	await signIn(elsewhere, 'volunteer');
	await signIn(page, 'volunteer');
	await page.getByRole('link', { name: 'Rhys Parry' }).click();
	await expect(title(page)).toHaveText('My account');
	await page.getByRole('button', { name: 'Sign out everywhere' }).click();
	await expect(page).toHaveURL(/\/sign-in$/);
	for (const browser of [page, elsewhere]) {
		await browser.goto('/certificates');
		await expect(browser).toHaveURL('/sign-in?next=%2Fcertificates');
	}
});
