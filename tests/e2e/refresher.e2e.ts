import { longDay, shortDay } from '../../src/lib/rules/dates-in-words.ts';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { first, moduleOf, quizOf, scenarioOf } from './content.ts';
import {
	expect,
	expectAccessible,
	expectNarrow,
	line,
	signIn,
	test,
	title,
	today
} from './journey.ts';
import { answer, answerRight, asked, chooseRight, decideWell, questionShown } from './learning.ts';

/* Renewing by a refresher: what has changed, one scenario, the quiz, and what it shows to be missing. */

const SLUG = 'online-safety-essentials';
const online = moduleOf(SLUG);
const quiz = quizOf(SLUG);
const easyMoney = scenarioOf(SLUG, 'easy-money');
const mustKnow = first(quiz, ({ critical }) => critical);
const oldEnd = addDays(today, 12);
const newEnd = addMonths(oldEnd, 12);
/** The lessons that teach what the must-know question asks. */
const lessons = online.steps.flatMap((step) =>
	'lesson' in step && step.outcomes.includes(mustKnow.outcome) ? [step.title] : []
);

test('renewing without any script, with a second try at the quiz', async ({ another }) => {
	test.setTimeout(300_000);
	// A trustee whose certificate runs out in 12 days.
	const page = await another({ javaScriptEnabled: false });
	await signIn(page, 'trustee');
	await expect(line(page, online.title)).toContainText(
		`Renew now · valid until ${shortDay(oldEnd)}`
	);

	await test.step('the module is short this time, and the quiz comes last', async () => {
		await line(page, online.title).getByRole('link', { name: 'Renew' }).click();
		await expect(title(page)).toHaveText(online.title);
		await expect(page.getByRole('heading', { name: 'Time for a refresher' })).toBeVisible();
		await expect(page.getByText(/0 of 3 steps · about 1\d\s+minutes left/)).toBeVisible();
		const steps = page.getByRole('region', { name: 'Steps' }).getByRole('heading', { level: 3 });
		await expect(steps).toHaveText(['What has changed', easyMoney.title, 'Check what you know']);
		await expectNarrow(page);
		await page.getByRole('link', { name: 'Check what you know' }).click();
		await expect(page.getByText('In a refresher the quiz comes last.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Start the quiz' })).toHaveCount(0);
		await expectNarrow(page);
	});

	await test.step('the lessons are there for whoever wants to read them', async () => {
		await page.goto(`/modules/${SLUG}`);
		await page.getByText('The whole module, to read if you like').click();
		await page.getByRole('link', { name: 'The four Cs', exact: true }).click();
		await expect(page.getByText('This is not part of your refresher.')).toBeVisible();
		await expect(page.getByRole('button', { name: 'I have read this: next' })).toHaveCount(0);
		await expectNarrow(page);
		await page.getByRole('link', { name: 'go on with your refresher' }).click();
		await expect(page.getByText(/0 of 3 steps ·/)).toBeVisible();
	});

	await test.step('what has changed since they did it', async () => {
		await page.getByRole('link', { name: 'Start: What has changed' }).click();
		await expect(title(page)).toHaveText('What has changed');
		await expect(
			page.getByText(/You last did this module on [^,]*, in version\s+2025\./)
		).toBeVisible();
		await expect(page.getByText(/Version 2026\.11, /)).toBeVisible();
		await expectNarrow(page);
		await page.getByRole('button', { name: 'I have read this: next' }).click();
	});

	await test.step('one scenario', async () => {
		await expect(title(page)).toHaveText(easyMoney.title);
		await expect(page.getByText('Step 2 of 3')).toBeVisible();
		await decideWell(page, easyMoney);
		await page.getByRole('link', { name: 'Next: Check what you know' }).click();
	});

	await test.step('a must-know question that is not right brings its lessons back', async () => {
		await page.getByRole('button', { name: 'Start the quiz' }).click();
		for (let number = 1; number <= asked(quiz); number += 1) {
			const question = await questionShown(page, quiz, number);
			const wrong = first(question.options, ({ correct }) => !correct);
			if (question.key === mustKnow.key) await answer(page, wrong.text).check();
			else await chooseRight(page, question);
			await page.getByRole('button', { name: 'Save and go on' }).click();
		}
		await page.getByRole('button', { name: 'Finish and see my result' }).click();
		await expect(title(page)).toHaveText('Not quite there yet');
		await expect(page.getByText('You can try again when you have read')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
		await expectNarrow(page);
		await page.goto(`/modules/${SLUG}`);
		await expect(page.getByText(`2 of ${3 + lessons.length} steps ·`)).toBeVisible();
		await page.goto(`/modules/${SLUG}/quiz`);
		await expect(page.getByText('Before your next try:')).toBeVisible();
		await page.getByRole('link', { name: 'See what your last try showed' }).click();
	});

	await test.step('who reads them can try again, and passes', async () => {
		await page.getByRole('link', { name: 'Go on reading' }).click();
		for (const lesson of lessons) {
			await expect(title(page)).toHaveText(lesson);
			await expect(page.getByText(/this lesson is worth another look/)).toBeVisible();
			await page.getByRole('button', { name: 'I have read this: next' }).click();
		}
		await page.getByRole('button', { name: 'Try again' }).click();
		await answerRight(page, quiz);
		await page.getByRole('button', { name: 'Finish and see my result' }).click();
		await expect(title(page)).toHaveText('Well done, you passed');
		await expect(page.getByText(`It is valid until ${longDay(newEnd)}.`)).toBeVisible();
		await page.getByRole('link', { name: 'See your certificate' }).click();
		const paper = page.getByRole('article', { name: 'The certificate' });
		await expect(paper).toContainText(`Valid until ${longDay(newEnd)}`);
	});

	await test.step('it is done, and all of the module can be read again', async () => {
		await page.goto(`/modules/${SLUG}/what-changed`);
		await expect(page).toHaveURL(`/modules/${SLUG}`);
		await expect(page.getByRole('heading', { name: 'You are up to date' })).toBeVisible();
		await expect(page.getByText(/Renewing is a refresher of about\s+1\d\s+minutes/)).toBeVisible();
		await page.goto('/');
		await expect(line(page, online.title)).toContainText(`Complete · until ${shortDay(newEnd)}`);
	});
});

test('everybody can use the pages, also when the quiz is not passed', async ({ page }) => {
	test.setTimeout(300_000);
	const isSound = async (heading: string) => {
		await expect(title(page), page.url()).toHaveText(heading);
		await expectAccessible(page);
		await expectNarrow(page);
	};
	// A volunteer who should have renewed some weeks ago.
	await signIn(page, 'volunteer');
	await page.goto(`/modules/${SLUG}/the-four-cs`);
	await isSound('The four Cs');
	await page.goto(`/modules/${SLUG}/quiz`);
	await isSound('Check what you know');
	await page.goto(`/modules/${SLUG}`);
	await isSound(online.title);
	await page.getByRole('link', { name: 'Start: What has changed' }).click();
	await isSound('What has changed');
	await page.getByRole('button', { name: 'I have read this: next' }).click();
	await decideWell(page, easyMoney);
	await isSound(easyMoney.title);

	await page.goto(`/modules/${SLUG}/quiz`);
	await page.getByRole('button', { name: 'Start the quiz' }).click();
	await questionShown(page, quiz, 1);
	await page.goto(`/modules/${SLUG}/quiz?check`);
	await page.getByRole('button', { name: 'Finish without the rest' }).click();
	await isSound('Not quite there yet');
	await page.getByRole('link', { name: 'Go on reading' }).click();
	await isSound(first(online.steps.flatMap((step) => ('lesson' in step ? [step.title] : []))));
	await page.goto(`/modules/${SLUG}`);
	await isSound(online.title);
	await page.goto('/');
	await isSound('My training');
});
