import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addMonths } from '../../src/lib/rules/day.ts';
import { first, moduleOf, quizOf, scenarioOf } from './content.ts';
import { expect, expectErrors, hydrated, line, signIn, test, title, today } from './journey.ts';
import {
	answer,
	answerRight,
	asked,
	chooseRight,
	decideWell,
	expectTold,
	questionGroup,
	questionShown,
	sourceOf
} from './learning.ts';

/* A new starter learns, stops half-way, fails, passes and can prove it. */
test.describe.configure({ mode: 'serial' });

const SLUG = 'online-safety-essentials';
const online = moduleOf(SLUG);
const quiz = quizOf(SLUG);
const mustKnow = first(quiz, ({ critical }) => critical);
/** Left half-way after so many answers. */
const HALF = 6;

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
	await page.getByRole('link', { name: online.title, exact: true }).click();
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
	const needed = Math.ceil((asked(quiz) * online.pass_mark) / 100);
	await signIn(page, 'starter');
	await page.goto(`/modules/${SLUG}/quiz`);
	await expect(page.getByText(`${asked(quiz)} questions`, { exact: true })).toBeVisible();
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
		device.getByText(`You have answered ${HALF} of ${asked(quiz)}. They are saved.`)
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
	const right = asked(quiz) - 1;
	const percent = Math.floor((100 * right) / asked(quiz));
	await expect(page.getByText(`${right} of ${asked(quiz)} right (${percent}%)`)).toBeVisible();
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
	await expect(page.getByText(`${asked(quiz)} of ${asked(quiz)} right (100%)`)).toBeVisible();
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

	await test.step('the step of the induction has ticked itself', async () => {
		await page.goto('/induction');
		await expect(line(page, 'Online safety essentials')).toContainText(`Done ${shortDay(today)}`);
		await expect(line(page, 'The Prevent duty')).toContainText('Go to the module');
	});

	await page.goto('/');
	const due = page.getByRole('region', { name: 'Due', exact: true });
	await expect(due).toContainText(moduleOf('prevent-duty').title);
	await expect(due).not.toContainText(online.title);
	await expect(line(page, online.title)).toContainText(
		`Complete · until ${shortDay(addMonths(today, 12))}`
	);
});
