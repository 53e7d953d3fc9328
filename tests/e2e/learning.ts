import { expect, type Locator, type Page } from 'playwright/test';
import { posts } from '../fixtures/harbour-lane/contacts.ts';
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

/** How many questions an attempt has: those of the file, and one about the reader's own contacts. */
export function asked(quiz: readonly Question[]): number {
	return quiz.length + 1;
}

/** Which of the questions the page shows, once it shows the one of this number. */
export async function questionShown(
	page: Page,
	quiz: readonly Question[],
	number: number
): Promise<Question> {
	const legend = page
		.getByRole('group', { name: `Question ${number} of ${asked(quiz)}` })
		.locator('legend');
	await expect(legend).toBeVisible();
	const words = await legend.innerText();
	const known = quiz.find(({ text }) => words.includes(text));
	return known ?? localQuestion(words, await legend.locator('..').locator('label').allInnerTexts());
}

/** The question about the reader's own contacts, with the right answer as the demonstration has it. */
function localQuestion(words: string, names: readonly string[]): Question {
	const asksFor = [
		{ kind: 'dsl', words: 'Who is our designated safeguarding lead?' },
		{ kind: 'out_of_hours', words: 'It is late on a Saturday.' },
		{ kind: 'chair', words: 'Your worry is about the person in charge here.' }
	];
	const { kind, words: text } = first(asksFor, (one) => words.includes(one.words));
	const holders = posts.filter((post) => post.kind === kind).map(({ name }) => name);
	const options = names.map((name) => {
		return { key: name, text: name, feedback: '', correct: holders.includes(name.trim()) };
	});
	return { key: 'local', text, outcome: 'local', kind: 'single', critical: false, options };
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
	to = asked(quiz)
): Promise<void> {
	for (let number = from; number <= to; number += 1) {
		await chooseRight(page, await questionShown(page, quiz, number));
		await page.getByRole('button', { name: 'Save and go on' }).click();
	}
	if (to === asked(quiz)) await expect(title(page)).toHaveText('Look over your answers');
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
