import { expect, type Locator, type Page } from 'playwright/test';
import { first, telltale, type Question, type Scenario } from './content.ts';
import { escaped, title } from './journey.ts';

/** Everything that the page is made of: as the server sent it, as it is now, and its data. */
export async function sourceOf(page: Page): Promise<string> {
	const url = new URL(page.url());
	const data = new URL(`${url.pathname.replace(/\/$/, '')}/__data.json${url.search}`, url);
	const [sent, asData] = await Promise.all([
		page.request.get(url.href),
		page.request.get(data.href)
	]);
	const source = [await sent.text(), await asData.text(), await page.content()].join('\n');
	return source.replaceAll(/\s+/g, ' ');
}

/** That the source holds each of the texts, or none of them. */
export function expectTold(source: string, told: readonly string[], kept: readonly string[]): void {
	expect(
		told.filter((text) => !source.includes(telltale(text))),
		'what should be told'
	).toEqual([]);
	expect(
		kept.filter((text) => source.includes(telltale(text))),
		'what should not be told yet'
	).toEqual([]);
}

/** The field with the question on the page, whose name is its words. */
export function questionGroup(page: Page, question: { text: string }): Locator {
	return page.getByRole('group', { name: question.text });
}

/** The place of an answer on the page, whatever name stands in it where the author left a gap. */
export function answer(page: Page, text: string): Locator {
	const name = asShown(text);
	return page.getByRole('radio', { name }).or(page.getByRole('checkbox', { name }));
}

/** What an author wrote, as a whole, with anything in the places that are filled in. */
function asShown(text: string): RegExp {
	const pieces = text.split(/\{\{.*?\}\}/).map((piece) => escaped(piece));
	return new RegExp(`^${pieces.join('.+')}$`);
}

/** Which of the questions the page shows, once it shows the one of this number. */
export async function questionShown(
	page: Page,
	quiz: readonly Question[],
	number: number
): Promise<Question> {
	const legend = page
		.getByRole('group', { name: `Question ${number} of ${quiz.length}` })
		.locator('legend');
	await expect(legend).toBeVisible();
	const words = await legend.innerText();
	return first(quiz, ({ text }) => words.includes(text));
}

/** Ticks the right answers of a question, and no others. */
export async function chooseRight(page: Page, { options }: Question): Promise<void> {
	for (const { text, correct } of options) {
		if (correct) await answer(page, text).check();
	}
}

/** Answers the questions from one number to another rightly, one page after the other. */
export async function answerRight(
	page: Page,
	quiz: readonly Question[],
	from = 1,
	to = quiz.length
): Promise<void> {
	for (let number = from; number <= to; number += 1) {
		await chooseRight(page, await questionShown(page, quiz, number));
		await page.getByRole('button', { name: 'Save and go on' }).click();
	}
	if (to === quiz.length) await expect(title(page)).toHaveText('Look over your answers');
}

/** Goes the best way through a scenario, from its first page to its end. */
export async function decideWell(page: Page, { decisions, start }: Scenario): Promise<void> {
	let key: string | undefined = start;
	while (key !== undefined && key !== 'end') {
		const here = first(decisions, (one) => one.key === key);
		const best = first(here.choices, (choice) => choice.best);
		await answer(page, best.text).check();
		await page.getByRole('button', { name: 'This is what I would do' }).click();
		await expect(page.getByRole('region', { name: 'What happens' })).toContainText('A good way on');
		key = best.next;
		if (key !== undefined && key !== 'end') await page.getByRole('link', { name: 'Go on' }).click();
	}
	await expect(page.getByRole('heading', { name: 'Looking back' })).toBeVisible();
}
