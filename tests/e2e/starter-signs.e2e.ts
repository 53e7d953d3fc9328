import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { agreementOf, first, moduleOf } from './content.ts';
import { expect, expectErrors, line, signIn, test, title, today } from './journey.ts';
import { answer } from './learning.ts';

/*
 * A new starter on the third day sees what is due and signs. `starter-trains` goes on from there,
 * but does not need it.
 */
test.describe.configure({ mode: 'serial' });

const online = moduleOf('online-safety-essentials');
const aup = agreementOf('aup-staff');

test('My training says what is due, soonest first, and how it stands', async ({ page }) => {
	await signIn(page, 'starter');
	await expect(title(page)).toHaveText('My training');
	await expect(page.getByText('Welcome to Harbour Lane, Asha.')).toBeVisible();

	const due = page.getByRole('region', { name: 'Due', exact: true });
	const titles = due.getByRole('heading', { level: 3 });
	await expect(titles.first()).toHaveText(aup.title);
	for (const slug of ['online-safety-essentials', 'remote-one-to-one', 'prevent-duty']) {
		await expect(titles.filter({ hasText: moduleOf(slug).title })).toHaveCount(1);
	}
	const lines = due.getByRole('listitem').filter({ has: page.getByRole('heading') });
	const moments = (await lines.allInnerTexts()).flatMap((words) => {
		const [day] = /\d+ [A-Z][a-z]{2} \d{4}/.exec(words) ?? [];
		return day === undefined ? [] : [Date.parse(day)];
	});
	expect(moments.length).toBeGreaterThan(3);
	expect(moments, 'the soonest first').toEqual([...moments].sort((a, b) => a - b));
	const firstDay = addDays(today, -2);
	await expect(line(page, aup.title)).toContainText(`Overdue · was due ${shortDay(firstDay)}`);
	await expect(line(page, aup.title)).toContainText('5 min');
	await expect(line(page, online.title)).toContainText(`Due ${shortDay(addDays(today, 5))}`);
	await expect(line(page, online.title)).toContainText('40 min');

	const main = page.getByRole('region', { name: aup.title });
	await expect(main, 'what is overdue comes before what is begun').toContainText('Do this first');
	await expect(page.getByText('“Before you work on your own” means:')).toHaveCount(1);

	const upToDate = page.getByRole('region', { name: 'Up to date', exact: true });
	const until = addMonths(firstDay, 12);
	await expect(upToDate.getByRole('listitem')).toHaveText([/Code of conduct/]);
	await expect(line(page, 'Code of conduct')).toContainText(`Complete · until ${shortDay(until)}`);

	const induction = page.getByRole('region', { name: 'My induction' });
	await expect(induction).toContainText('Day 3 of your induction');
	await expect(induction).toContainText('1 overdue');
	await induction.getByRole('link', { name: 'See every step' }).click();
	await expect(title(page)).toHaveText('My induction');
	await expect(line(page, 'Agree to the acceptable use agreement')).toContainText('Overdue');
	await expect(page.getByText('1 step that you do yourself is overdue.')).toBeVisible();
	await expect(page.getByText('“Before you work on your own” means:')).toHaveCount(1);
	await expect(line(page, 'Emergency details and adjustments')).toContainText(
		`Waiting for your manager · by ${shortDay(firstDay)}`
	);
	await expect(line(page, 'Responding to disclosures and reporting concerns')).toContainText(
		`Due ${shortDay(addDays(today, 5))}`
	);
});

test('the acceptable use agreement is read, refused, signed, and signed only once', async ({
	page
}) => {
	await signIn(page, 'starter');
	await line(page, aup.title).getByRole('link', { name: 'Read and sign' }).click();
	await expect(title(page)).toHaveText(aup.title);
	await expect(page.getByText(`${aup.version}, published`)).toBeVisible();
	await expect(page.getByRole('article', { name: 'The agreement in full' })).toContainText(
		'I never share it, lend it, or let a child or anyone else use it.'
	);

	const read = page.getByRole('checkbox', { name: 'I have read this agreement.' });
	const understood = page.getByRole('checkbox', { name: /^I understand it/ });
	const question = page.getByRole('group', { name: aup.question.text });
	const name = page.getByLabel('Your full name');
	const sign = page.getByRole('button', { name: 'Sign', exact: true });
	const right = first(aup.question.options, ({ correct }) => correct);
	const wrong = first(aup.question.options, ({ correct }) => !correct);

	await test.step('with nothing filled in, each field says what it wants', async () => {
		await sign.click();
		await expectErrors(page, [
			{ field: read, message: 'Tick the box to say that you have read this agreement' },
			{
				field: understood,
				message: 'Tick the box to say that you understand it, or ask somebody first'
			},
			{ field: question, message: 'Choose an answer to the question' },
			{ field: name, message: 'Type your full name to sign' }
		]);
		await expect(page.getByRole('alert')).toBeFocused();
		await page.getByRole('alert').getByRole('link', { name: 'Type your full name' }).click();
		await expect(name).toBeFocused();
	});

	await test.step('a wrong answer and a wrong name are said, and nothing is lost', async () => {
		await read.check();
		await understood.check();
		await answer(page, wrong.text).check();
		await name.fill('Somebody Else');
		await sign.click();
		await expectErrors(page, [
			{ field: question, message: 'Not quite: have another look at the question' },
			{ field: name, message: 'Type your name as it is recorded here: Asha Bello' }
		]);
		await expect(question).toContainText(wrong.feedback);
		await expect(read).toBeChecked();
		await expect(understood).toBeChecked();
		await expect(answer(page, wrong.text)).toBeChecked();
		await expect(name).toHaveValue('Somebody Else');
		await expect(name).toHaveAttribute('aria-invalid', 'true');
	});

	// The same form once more in another window, as far as the button.
	const other = await page.context().newPage();
	await other.goto('/agreements/aup-staff');
	for (const window of [page, other]) {
		await window.getByRole('checkbox', { name: 'I have read this agreement.' }).check();
		await window.getByRole('checkbox', { name: /^I understand it/ }).check();
		await answer(window, right.text).check();
		await window.getByLabel('Your full name').fill('Asha Bello');
	}
	await sign.click();
	await expect(title(page)).toHaveText(`Receipt: ${aup.title}`);
	const until = longDay(addMonths(today, 12));
	await expect(page.getByText(`It holds until ${until}.`)).toBeVisible();
	const record = page.getByRole('region', { name: 'What was recorded' });
	await expect(record).toContainText(`${aup.title}, version ${aup.version}`);
	await expect(record).toContainText('With email address and password');
	await expect(record.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
	const receipt = page.url();

	await test.step('signing again leads to the same receipt', async () => {
		await other.getByRole('button', { name: 'Sign', exact: true }).click();
		await expect(title(other)).toHaveText(`Receipt: ${aup.title}`);
		await expect(other).toHaveURL(receipt);
		await expect(other.getByRole('region', { name: 'What was recorded' })).toHaveText(
			await record.innerText(),
			{ useInnerText: true }
		);
		await other.close();
	});

	await test.step('going back shows that it is signed, and offers no form', async () => {
		await page.goBack();
		await expect(page.getByRole('heading', { name: 'You have signed this' })).toBeVisible();
		await expect(sign).toHaveCount(0);
		await page.getByRole('link', { name: 'See and print your receipt' }).click();
		await expect(page).toHaveURL(receipt.replace('#top', ''));
	});

	await page.getByRole('link', { name: 'Back to my training' }).click();
	const upToDate = page.getByRole('region', { name: 'Up to date', exact: true });
	await expect(upToDate.getByRole('listitem').filter({ hasText: aup.title })).toContainText(
		`Signed ${shortDay(today)}`
	);
	await page.goto('/induction');
	await expect(line(page, 'Agree to the acceptable use agreement')).toContainText(
		`Done ${shortDay(today)}`
	);
});
