import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { agreementOf, first, moduleOf, quizOf, scenarioOf } from './content.ts';
import { expect, expectErrors, hydrated, line, signIn, test, title, today } from './journey.ts';
import {
	answer,
	answerRight,
	chooseRight,
	decideWell,
	expectTold,
	questionGroup,
	questionShown,
	sourceOf
} from './learning.ts';

/* A new starter on the third day: signs, learns, fails, passes and can prove it. */
test.describe.configure({ mode: 'serial' });

const SLUG = 'online-safety-essentials';
const online = moduleOf(SLUG);
const quiz = quizOf(SLUG);
const mustKnow = first(quiz, ({ critical }) => critical);
const aup = agreementOf('aup-staff');
/** Left half-way after so many answers. */
const HALF = 6;

test('My training says what is due, soonest first, and how it stands', async ({ page }) => {
	await signIn(page, 'starter');
	await expect(title(page)).toHaveText('My training');
	await expect(page.getByText('Welcome to Harbour Lane, Asha.')).toBeVisible();

	const due = page.getByRole('region', { name: 'Due', exact: true });
	await expect(due.getByRole('heading', { level: 3 })).toHaveText([
		aup.title,
		online.title,
		moduleOf('remote-one-to-one').title,
		moduleOf('prevent-duty').title
	]);
	const firstDay = addDays(today, -2);
	await expect(line(page, aup.title)).toContainText(`Overdue · was due ${shortDay(firstDay)}`);
	await expect(line(page, aup.title)).toContainText('5 min');
	await expect(line(page, online.title)).toContainText(`Due ${shortDay(addDays(today, 5))}`);
	await expect(line(page, online.title)).toContainText('40 min');

	const upToDate = page.getByRole('region', { name: 'Up to date', exact: true });
	const until = addMonths(firstDay, 12);
	await expect(upToDate.getByRole('listitem')).toHaveText([/Code of conduct/]);
	await expect(line(page, 'Code of conduct')).toContainText(`Complete · until ${shortDay(until)}`);

	const induction = page.getByRole('region', { name: 'My induction' });
	await expect(induction).toContainText('Day 3 of your induction');
	await induction.getByRole('link', { name: 'See every step' }).click();
	await expect(title(page)).toHaveText('My induction');
	await expect(line(page, 'Agree to the acceptable use agreement')).toContainText('Overdue');
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
		await expect(page).toHaveURL(receipt);
	});

	await page.getByRole('link', { name: 'Back to my training' }).click();
	const upToDate = page.getByRole('region', { name: 'Up to date', exact: true });
	await expect(upToDate.getByRole('listitem').filter({ hasText: aup.title })).toContainText(
		`Signed ${shortDay(today)}`
	);
});

test('the lessons go on from where the starter stopped, and a scenario leads back', async ({
	page
}) => {
	const easyMoney = scenarioOf(SLUG, 'easy-money');
	const opening = first(easyMoney.decisions, ({ key }) => key === easyMoney.start);
	const poor = first(opening.choices, ({ critical }) => critical);
	const consequences = easyMoney.decisions.flatMap(({ choices }) =>
		choices.map(({ consequence }) => consequence)
	);
	const feedback = quiz.flatMap(({ options }) => options.map((option) => option.feedback));

	await signIn(page, 'starter');
	await page.getByRole('link', { name: 'Continue: Who may face more risk' }).click();
	for (const lesson of [
		'Who may face more risk',
		'Signs to notice',
		'Notice, listen, record, report'
	]) {
		await expect(title(page)).toHaveText(lesson);
		await page.getByRole('button', { name: 'I have read this: next' }).click();
	}

	await test.step('nothing is told before the choice', async () => {
		await expect(title(page)).toHaveText(easyMoney.title);
		expectTold(await sourceOf(page), [], [...consequences, ...feedback, easyMoney.debrief]);
	});

	await test.step('choosing nothing is said kindly', async () => {
		await page.getByRole('button', { name: 'This is what I would do' }).click();
		await expectErrors(page, [
			{
				field: page.getByRole('group', { name: opening.question }),
				message: 'Choose what you would do'
			}
		]);
	});

	await test.step('a poor choice is explained, and leads back', async () => {
		await answer(page, poor.text).check();
		await page.getByRole('button', { name: 'This is what I would do' }).click();
		const told = page.getByRole('region', { name: 'What happens' });
		await expect(told).toContainText(`You chose: ${poor.text}`);
		await expect(told).toContainText('Here it costs nothing to find out.');
		const others = consequences.filter((one) => one !== poor.consequence);
		expectTold(await sourceOf(page), [poor.consequence], [...others, ...feedback]);
		await told.getByRole('link', { name: 'Try again' }).click();
		await expect(page.getByRole('radio', { name: poor.text })).toBeDisabled();
	});

	await decideWell(page, easyMoney);
	await expect(page.getByText('You chose:').first()).toBeVisible();
	await page.getByRole('link', { name: 'Next: Talking about it' }).click();
	await page.getByRole('button', { name: 'I have read this: next' }).click();
	await decideWell(page, scenarioOf(SLUG, 'companion-that-listens'));
	await page.getByRole('link', { name: /^Next: / }).click();
	await decideWell(page, scenarioOf(SLUG, 'challenge-video'));
	await page.getByRole('link', { name: 'Next: Where to get help' }).click();
	await page.getByRole('button', { name: 'I have read this: next' }).click();
	await expect(title(page)).toHaveText('Check what you know');

	await page.getByRole('link', { name: online.title }).click();
	await expect(page.getByText('12 of 13 steps ·')).toBeVisible();
});

test('a quiz left half-way is found again on another device', async ({ page, another }) => {
	const needed = Math.ceil((quiz.length * online.pass_mark) / 100);
	await signIn(page, 'starter');
	await page.goto(`/modules/${SLUG}/quiz`);
	await expect(page.getByText(`${quiz.length} questions`, { exact: true })).toBeVisible();
	await expect(page.getByText(`${needed} right passes (80%).`)).toBeVisible();
	await expect(page.getByText('Try as often as you like.')).toBeVisible();
	await page.getByRole('button', { name: 'Start the quiz' }).click();

	const feedback = quiz.flatMap(({ options }) => options.map((option) => option.feedback));
	await questionShown(page, quiz, 1);
	expectTold(await sourceOf(page), [], feedback);
	await answerRight(page, quiz, 1, HALF - 1);

	// The last answer is only chosen, and then the laptop is closed.
	const last = await questionShown(page, quiz, HALF);
	await hydrated(page);
	await chooseRight(page, last);
	await expect(page.getByRole('status')).toHaveText('Saved');
	const order = await optionsShown(page, last.text);
	await page.context().close();

	const device = await another();
	await signIn(device, 'starter');
	await device.goto(`/modules/${SLUG}/quiz`);
	await expect(
		device.getByText(`You have answered ${HALF} of ${quiz.length}. They are saved.`)
	).toBeVisible();
	await device.goto(`/modules/${SLUG}/quiz?q=${HALF}`);
	expect(await questionShown(device, quiz, HALF)).toEqual(last);
	expect(await optionsShown(device, last.text)).toEqual(order);
	for (const { text, correct } of last.options) {
		await expect(answer(device, text)).toBeChecked({ checked: correct });
	}
	await device.goto(`/modules/${SLUG}/quiz`);
	await device.getByRole('link', { name: 'Carry on' }).click();
	await questionShown(device, quiz, HALF + 1);
	expectTold(await sourceOf(device), [], feedback);

	async function optionsShown(where: typeof page, text: string) {
		return questionGroup(where, { text }).locator('label').allInnerTexts();
	}
});

test('a must-know question that is not right does not pass, and opens its lessons again', async ({
	page
}) => {
	const wrong = first(mustKnow.options, ({ correct }) => !correct);
	const lessons = online.steps.flatMap((step) =>
		'lesson' in step && step.outcomes.includes(mustKnow.outcome) ? [step.title] : []
	);
	await signIn(page, 'starter');
	await page.goto(`/modules/${SLUG}/quiz`);
	await page.getByRole('link', { name: 'Carry on' }).click();
	await answerRight(page, quiz, HALF + 1);

	await test.step('an answer is changed on the page that looks them over', async () => {
		const inList = line(page, mustKnow.text).or(
			page.getByRole('listitem').filter({ hasText: mustKnow.text })
		);
		await expect(inList).toContainText('must know');
		await inList.getByRole('link', { name: 'Change question' }).click();
		await answer(page, wrong.text).check();
		await page.getByRole('button', { name: 'Save and go on' }).click();
		await expect(title(page)).toHaveText('Look over your answers');
		await expect(inList).toContainText(wrong.text);
		await page.getByRole('button', { name: 'Finish and see my result' }).click();
	});

	await expect(title(page)).toHaveText('Not quite there yet');
	const right = quiz.length - 1;
	const percent = Math.floor((100 * right) / quiz.length);
	await expect(page.getByText(`${right} of ${quiz.length} right (${percent}%)`)).toBeVisible();
	await expect(page.getByText('a “must know” question has to be right')).toBeVisible();

	await test.step('what was chosen is explained, and nothing else', async () => {
		const chosen = quiz.flatMap(({ key, options }) =>
			options.filter((o) => (key === mustKnow.key ? o === wrong : o.correct))
		);
		const others = quiz.flatMap(({ options }) => options.filter((o) => !chosen.includes(o)));
		expectTold(
			await sourceOf(page),
			chosen.map((option) => option.feedback),
			others.map((option) => option.feedback)
		);
	});

	await test.step('the lessons of what was missed are to be read again', async () => {
		expect(lessons).toEqual(['Notice, listen, record, report', 'Where to get help']);
		const steps = page.getByRole('region', { name: 'Steps' });
		for (const lesson of lessons) {
			await expect(page.getByRole('link', { name: lesson, exact: true })).toBeVisible();
		}
		await page.getByRole('link', { name: online.title }).click();
		const again = steps.getByRole('listitem').filter({ hasText: 'Read again' });
		await expect(again.getByRole('heading')).toHaveText(lessons);
		for (const lesson of lessons) {
			await page.goto(`/modules/${SLUG}`);
			await steps.getByRole('link', { name: lesson, exact: true }).click();
			await expect(page.getByText('this lesson is worth another look')).toBeVisible();
			await page.getByRole('button', { name: 'I have read this: next' }).click();
		}
		await page.goto(`/modules/${SLUG}`);
		await expect(again).toHaveCount(0);
		await expect(page.getByText('12 of 13 steps ·')).toBeVisible();
	});
});

test('the next try passes, and the certificate proves it to anybody', async ({ page, another }) => {
	const until = longDay(addMonths(today, 12));
	await signIn(page, 'starter');
	await page.goto(`/modules/${SLUG}/quiz`);
	await expect(page.getByRole('link', { name: 'See what your last try showed' })).toBeVisible();
	await page.getByRole('button', { name: 'Try again' }).click();
	await chooseRight(page, await questionShown(page, quiz, 1));
	await page.getByRole('button', { name: 'Save and go on' }).click();
	await answerRight(page, quiz, 2);
	await page.getByRole('button', { name: 'Finish and see my result' }).click();
	await expect(title(page)).toHaveText('Well done, you passed');
	await expect(page.getByText(`${quiz.length} of ${quiz.length} right (100%)`)).toBeVisible();
	await expect(page.getByText(`It is valid until ${until}.`)).toBeVisible();

	await page.getByRole('link', { name: 'See your certificate' }).click();
	await expect(title(page)).toHaveText(`Certificate: ${online.title}`);
	const paper = page.getByRole('article', { name: 'The certificate' });
	await expect(paper).toContainText('Asha Bello');
	await expect(paper).toContainText('Harbour Lane');
	await expect(paper).toContainText(until);

	const pdfLink = page.getByRole('link', { name: 'Open the PDF to print or save' });
	const pdf = (await pdfLink.getAttribute('href')) ?? '';
	await test.step('the PDF is one, and is tagged for screen readers', async () => {
		const response = await page.request.get(pdf);
		expect(response.status()).toBe(200);
		expect(response.headers()['content-type']).toBe('application/pdf');
		const file = (await response.body()).toString('latin1');
		expect(file.slice(0, 5)).toBe('%PDF-');
		// A whole file would make an unreadable complaint.
		const says = (words: string) => expect(file.includes(words), words).toBe(true);
		['/Marked true', '/StructTreeRoot', '/S /H1', '/Lang (en-GB)'].forEach(says);
	});

	await test.step('a colleague cannot have it', async () => {
		const colleague = await another();
		await signIn(colleague, 'tutor');
		expect((await colleague.request.get(pdf)).status()).toBe(404);
		expect((await colleague.request.get(pdf.replace(/\.pdf$/, ''))).status()).toBe(404);
	});

	await test.step('anybody can check it, without signing in', async () => {
		const link = paper.getByRole('link', { name: /\/verify\// });
		const address = (await link.getAttribute('href')) ?? '';
		const anybody = await another();
		await anybody.goto(new URL(address, page.url()).href);
		await expect(title(anybody)).toHaveText('Certificate check');
		await expect(anybody.getByRole('heading', { name: 'Valid', exact: true })).toBeVisible();
		const says = anybody.getByRole('region', { name: 'What the certificate should say' });
		await expect(says).toContainText('Asha Bello');
		await expect(says).toContainText('Harbour Lane');
		await expect(says).toContainText(`${online.title}, version`);
		await expect(says).toContainText(until);
		const other = address.replace(/.$/, (sign) => (sign === '0' ? '1' : '0'));
		expect((await anybody.goto(other))?.status()).toBe(404);
		await expect(title(anybody)).toHaveText('No certificate has this code');
	});

	await test.step('the steps of the induction have ticked themselves', async () => {
		await page.goto('/induction');
		for (const step of ['Online safety essentials', 'Agree to the acceptable use agreement']) {
			await expect(line(page, step)).toContainText(`Done ${shortDay(today)}`);
		}
		await expect(line(page, 'The Prevent duty')).toContainText('Go to the module');
	});

	await page.goto('/');
	const due = page.getByRole('region', { name: 'Due', exact: true });
	await expect(due.getByRole('heading', { level: 3 })).toHaveText([
		moduleOf('remote-one-to-one').title,
		moduleOf('prevent-duty').title
	]);
	await expect(line(page, online.title)).toContainText(
		`Complete · until ${shortDay(addMonths(today, 12))}`
	);
});
