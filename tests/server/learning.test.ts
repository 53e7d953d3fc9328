import { randomUUID } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { lessonsToReopen } from '../../src/lib/rules/progress.ts';
import {
	findModule,
	findScenario,
	moduleFingerprint,
	quizOf,
	type Question
} from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	attempt,
	attemptAnswer,
	certificate,
	completion,
	event,
	organisation,
	period,
	person,
	roleHeld,
	scenarioChoice,
	stepDone
} from '../../src/lib/server/db/schema/index.ts';
import { answersOf, saveAnswer, startAttempt } from '../../src/lib/server/learning/attempts.ts';
import { modulePage, stepBar } from '../../src/lib/server/learning/module-page.ts';
import { checkPage, questionPage, quizIntro } from '../../src/lib/server/learning/quiz-page.ts';
import { attemptResult } from '../../src/lib/server/learning/result.ts';
import { choose, scenarioPage } from '../../src/lib/server/learning/scenarios.ts';
import { markStepDone, renewEarly } from '../../src/lib/server/learning/steps.ts';
import { submitAttempt } from '../../src/lib/server/learning/submission.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const slug = 'online-safety-essentials';
const item = `module:${slug}`;
const today = '2026-11-21';
const at = (minute: number) => new Date(Date.UTC(2026, 10, 21, 9, minute));
const now = at(0);
const local = { organisation: 'Harbour Lane', posts: {} };
/** Takes the last of what is left, so that the order is never the file's. */
const random = (max: number) => max - 1;

const module = found(findModule(slug));
const questions = found(quizOf(slug)).questions;
const mustKnow = found(questions.find((question) => question.critical));
const lessons = module.steps.filter((step) => step.kind === 'lesson');
const firstLesson = found(lessons[0]).name;
const scenarioName = found(module.steps.find((step) => step.kind === 'scenario')).name;
const scenario = found(findScenario(slug, scenarioName));

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test content lacks something');
	return value;
}

const correctOptions = (question: Question) =>
	question.options.filter((option) => option.correct).map((option) => option.key);
const poorOption = (question: Question) => [
	found(question.options.find((option) => !option.correct)).key
];

let db: Database;
let personId: string;
let otherId: string;
let work: { personId: string; slug: string; now: Date; today: string };

async function newPerson(name: string): Promise<string> {
	const [row] = await db
		.insert(person)
		.values({ name, email: `${name}@example.org`, startedOn: '2026-11-16', createdAt: now })
		.returning({ id: person.id });
	const { id } = found(row);
	await db.insert(roleHeld).values({ personId: id, role: 'volunteer', fromDay: '2026-11-16' });
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	personId = await newPerson('asha');
	otherId = await newPerson('ben');
	work = { personId, slug, now, today };
});

async function eventsOf(kind: string, subjectId = personId) {
	return db
		.select()
		.from(event)
		.where(and(eq(event.kind, kind), eq(event.subjectId, subjectId)))
		.orderBy(asc(event.id));
}

async function newAttempt(options: Partial<typeof work> = {}): Promise<string> {
	const answer = await startAttempt(db, { ...work, ...options, random });
	if (!answer.ok) throw new Error(answer.reason);
	return answer.attemptId;
}

/** Answers every question of an attempt; those named are answered wrongly, those left out not. */
async function answerAll(
	attemptId: string,
	{ wrong = [], leaveOut = [] }: { wrong?: string[]; leaveOut?: string[] } = {}
) {
	for (const question of questions) {
		if (leaveOut.includes(question.key)) continue;
		const options = wrong.includes(question.key) ? poorOption(question) : correctOptions(question);
		const saved = await saveAnswer(db, { ...work, attemptId, question: question.key, options });
		if (!saved.ok) throw new Error(saved.reason);
	}
}

async function passQuiz(moment = now): Promise<string> {
	const attemptId = await newAttempt({ now: moment });
	await answerAll(attemptId);
	await submitAttempt(db, { ...work, now: moment, attemptId });
	return attemptId;
}

describe('lessons', () => {
	it('are recorded once, with their event, and begin the period', async () => {
		expect(await markStepDone(db, { ...work, step: firstLesson })).toBe(true);
		expect(await markStepDone(db, { ...work, now: at(5), step: firstLesson })).toBe(true);
		expect(await db.select().from(stepDone)).toMatchObject([{ step: firstLesson, doneAt: now }]);
		const [mine] = await db
			.select()
			.from(period)
			.where(and(eq(period.personId, personId), eq(period.item, item)));
		expect(mine?.startedAt).toEqual(now);
		const events = await eventsOf('step.done');
		expect(events).toHaveLength(1);
		expect(events[0]).toMatchObject({
			actorId: personId,
			data: { item, step: firstLesson, periodId: mine?.id }
		});
	});

	it('refuses what is no lesson of the module', async () => {
		for (const step of ['no-such-lesson', 'quiz', scenarioName]) {
			expect(await markStepDone(db, { ...work, step })).toBe(false);
		}
		expect(await db.select().from(stepDone)).toEqual([]);
		expect(await eventsOf('step.done')).toEqual([]);
	});

	it('survive a double click', async () => {
		await Promise.all([1, 2, 3].map(() => markStepDone(db, { ...work, step: firstLesson })));
		expect(await db.select().from(stepDone)).toHaveLength(1);
		expect(await eventsOf('step.done')).toHaveLength(1);
	});

	it('count for their own person alone', async () => {
		await markStepDone(db, { ...work, step: firstLesson });
		const mine = found(await modulePage(db, { personId, slug, today }));
		const theirs = found(await modulePage(db, { personId: otherId, slug, today }));
		expect(mine.progress.done).toBe(1);
		expect(mine.steps[0]).toMatchObject({ name: firstLesson, state: 'done' });
		expect(theirs.progress.done).toBe(0);
	});

	it('can be read by somebody of whom the module is not asked', async () => {
		const notAsked = { ...work, slug: 'remote-one-to-one' };
		const lesson = found(findModule(notAsked.slug)?.steps[0]);
		const [volunteer] = await db.select().from(period).where(eq(period.item, 'module:none'));
		expect(volunteer).toBeUndefined();
		await db.delete(period).where(eq(period.item, 'module:remote-one-to-one'));
		await markStepDone(db, { ...notAsked, step: lesson.name });
		const [opened] = await db
			.select()
			.from(period)
			.where(eq(period.item, 'module:remote-one-to-one'));
		expect(opened).toMatchObject({ personId, dueOn: null, startedAt: now });
	});
});

describe('the module page', () => {
	it('says what it is, why it is asked, and what comes next', async () => {
		const page = found(await modulePage(db, { personId, slug, today }));
		expect(page.steps).toHaveLength(module.steps.length);
		expect(page.steps.at(-1)).toMatchObject({ name: 'quiz', title: 'Check what you know' });
		expect(page.progress).toMatchObject({ done: 0, next: firstLesson });
		expect(page.standing?.day).toBe('2026-11-23');
		expect(page.bases).toHaveLength(1);
		expect(page.restingOn).toBeNull();
		expect(page.panel.map((post) => post.key)).toContain('dsl');
		expect(await modulePage(db, { personId, slug: 'no-such-module', today })).toBeNull();
	});

	it('has a place for every step but none for what is no step', async () => {
		const bar = found(await stepBar(db, { personId, slug, step: firstLesson, today }));
		expect(bar).toMatchObject({ number: 1, before: null });
		expect(bar.contentNote).toBe(module.contentNote);
		expect(await stepBar(db, { personId, slug, step: 'no-such-step', today })).toBeNull();
		expect(await stepBar(db, { personId, slug, step: 'quiz', today })).toBeNull();
	});
});

describe('scenarios', () => {
	const first = found(scenario.decisions.find((one) => one.key === scenario.start));
	const poor = found(first.choices.find((choice) => !choice.best));
	const best = found(first.choices.find((choice) => choice.best));
	const page = (id = personId) =>
		scenarioPage(db, { personId: id, slug, scenario: scenarioName, today, local });
	const choice = (decision: string, key: string, minute: number) =>
		choose(db, { ...work, now: at(minute), scenario: scenarioName, decision, choice: key });

	it('holds no consequence and no debrief before the choice', async () => {
		const start = JSON.stringify(await page());
		for (const decision of scenario.decisions) {
			for (const one of decision.choices) {
				expect(start).not.toContain(one.consequence.slice(0, 40));
			}
			if (decision.key !== scenario.start) expect(start).not.toContain(decision.question);
		}
		expect(start).not.toContain(scenario.debrief.slice(0, 40));
		expect(start).not.toContain('"best"');
	});

	it('tells what came of a poor choice and leads back to the same decision', async () => {
		expect(await choice(first.key, poor.key, 1)).toEqual({ ok: true });
		const shown = found(await page());
		expect(shown.last).toMatchObject({ best: false, critical: poor.critical });
		expect(shown.current?.key).toBe(first.key);
		expect(shown.current?.choices.filter((one) => one.tried).map((one) => one.key)).toEqual([
			poor.key
		]);
		expect(shown.debrief).toBeNull();
		expect(await eventsOf('step.done')).toEqual([]);
	});

	it('records the path to the end, and then the step', async () => {
		let minute = 1;
		await choice(first.key, poor.key, minute++);
		let key: string | null = scenario.start;
		while (key !== null && key !== 'end') {
			const decision = found(scenario.decisions.find((one) => one.key === key));
			const good = found(decision.choices.find((one) => one.best));
			expect(await choice(decision.key, good.key, minute++)).toEqual({ ok: true });
			key = good.next;
		}
		const shown = found(await page());
		expect(shown.current).toBeNull();
		expect(shown.debrief).not.toBeNull();
		expect(shown.past).toHaveLength(scenario.decisions.length);
		expect(shown.past[0]?.tried.map((one) => one.best)).toEqual([false, true]);
		const path = await db.select().from(scenarioChoice);
		expect(path).toHaveLength(scenario.decisions.length + 1);
		expect(await eventsOf('step.done')).toMatchObject([{ data: { step: scenarioName } }]);
		const { steps } = found(await modulePage(db, { personId, slug, today }));
		expect(steps.find((step) => step.name === scenarioName)?.state).toBe('done');
		expect((await page(otherId))?.past).toEqual([]);
	});

	it('changes nothing on a second click, even at the same moment', async () => {
		const clicks = await Promise.all([1, 1, 1].map(() => choice(first.key, best.key, 1)));
		expect(clicks.filter((answer) => answer.ok)).toHaveLength(1);
		expect(await choice(first.key, best.key, 2)).toEqual({ ok: false, reason: 'already_made' });
		expect(await db.select().from(scenarioChoice)).toHaveLength(1);
	});

	it('refuses a choice that is not offered or not current', async () => {
		const later = found(scenario.decisions.find((one) => one.key !== scenario.start));
		const notYet = found(later.choices[0]).key;
		expect(await choice(first.key, 'no-such-choice', 1)).toMatchObject({ reason: 'not_offered' });
		expect(await choice('no-such-decision', best.key, 1)).toMatchObject({ reason: 'not_offered' });
		expect(await choice(later.key, notYet, 1)).toMatchObject({ reason: 'not_current' });
		const nowhere = { ...work, scenario: 'no-such', decision: first.key, choice: best.key };
		expect(await choose(db, nowhere)).toMatchObject({ reason: 'no_scenario' });
		expect(await db.select().from(scenarioChoice)).toEqual([]);
	});

	it('shows a person their choices in the same order each time', async () => {
		const order = async () => (await page())?.current?.choices.map((one) => one.key);
		expect(await order()).toEqual(await order());
		expect((await order())?.toSorted()).toEqual(first.choices.map((one) => one.key).toSorted());
	});
});

describe('an attempt', () => {
	it('is one at a time, and keeps the order it was begun with', async () => {
		const attemptId = await newAttempt();
		expect(await newAttempt({ now: at(3) })).toBe(attemptId);
		const all = await db.select().from(attempt);
		expect(all).toHaveLength(1);
		expect(all[0]?.order.map((place) => place.question)).toEqual(
			questions.map((question) => question.key).reverse()
		);
		expect(await eventsOf('attempt.started')).toMatchObject([
			{ data: { item, attemptId, version: module.version } }
		]);
		const first = found(await questionPage(db, { personId, slug, today, number: 1, local }));
		expect(first.key).toBe(questions.at(-1)?.key);
		expect(await questionPage(db, { personId, slug, today, number: 99, local })).toBeNull();
	});

	it('is begun once by several clicks at the same moment', async () => {
		const ids = await Promise.all([1, 2, 3].map(() => newAttempt()));
		expect(new Set(ids).size).toBe(1);
		expect(await db.select().from(attempt)).toHaveLength(1);
	});

	it('never shows the person which option is right', async () => {
		await newAttempt();
		const pages = [
			await quizIntro(db, { personId, slug, today }),
			await checkPage(db, { personId, slug, today, local })
		] as unknown[];
		for (let number = 1; number <= questions.length; number++) {
			pages.push(await questionPage(db, { personId, slug, today, number, local }));
		}
		const text = JSON.stringify(pages);
		expect(text).toContain(mustKnow.key);
		expect(text).not.toContain('correct');
		expect(text).not.toContain('feedback');
		for (const option of questions.flatMap((question) => question.options)) {
			expect(text).not.toContain(JSON.stringify(option.feedback).slice(1, -1));
		}
	});

	it('saves an answer and its change, and shows both', async () => {
		const attemptId = await newAttempt();
		const given = { ...work, attemptId, question: mustKnow.key };
		const [a, b] = mustKnow.options.map((option) => option.key);
		await saveAnswer(db, { ...given, options: [found(a)] });
		await saveAnswer(db, { ...given, now: at(2), options: [found(b)] });
		expect(await answersOf(db, attemptId)).toEqual(new Map([[mustKnow.key, [b]]]));
		expect(await db.select().from(attemptAnswer)).toMatchObject([{ savedAt: at(2) }]);
		const intro = await quizIntro(db, { personId, slug, today });
		expect(intro.open).toMatchObject({ answered: 1, total: questions.length });
		expect(intro.open?.unanswered).toHaveLength(questions.length - 1);
		const check = found(await checkPage(db, { personId, slug, today, local }));
		expect(check.questions.filter((line) => line.answers.length > 0)).toHaveLength(1);
	});

	it.each([
		['nothing', [], 'nothing_chosen'],
		['an option that is not offered', ['zz'], 'not_offered'],
		['two where one is asked for', ['a', 'b'], 'too_many']
	])('refuses %s as an answer', async (_, options, reason) => {
		const attemptId = await newAttempt();
		const given = { ...work, attemptId, question: mustKnow.key, options };
		expect(await saveAnswer(db, given)).toEqual({ ok: false, reason });
		expect((await answersOf(db, attemptId)).size).toBe(0);
	});

	it('does not exist for anybody else, and not under a made-up name', async () => {
		const attemptId = await newAttempt();
		const options = correctOptions(mustKnow);
		const given = { ...work, attemptId, question: mustKnow.key, options };
		const none = { ok: false, reason: 'no_attempt' };
		expect(await saveAnswer(db, { ...given, personId: otherId })).toEqual(none);
		expect(await saveAnswer(db, { ...given, attemptId: 'made-up' })).toEqual(none);
		expect(await saveAnswer(db, { ...given, slug: 'prevent-duty' })).toEqual(none);
		expect(await saveAnswer(db, { ...given, question: 'made-up' })).toMatchObject({
			reason: 'not_offered'
		});
		expect(await submitAttempt(db, { ...work, personId: otherId, attemptId })).toEqual(none);
		const asked = { slug, attemptId, local };
		await submitAttempt(db, { ...work, attemptId });
		expect(await attemptResult(db, { ...asked, personId })).not.toBeNull();
		expect(await attemptResult(db, { ...asked, personId: otherId })).toBeNull();
		expect(await attemptResult(db, { ...asked, personId, attemptId: 'made-up' })).toBeNull();
	});

	it('is put away when the content has changed, and begun afresh', async () => {
		const attemptId = await newAttempt();
		await saveAnswer(db, {
			...work,
			attemptId,
			question: mustKnow.key,
			options: correctOptions(mustKnow)
		});
		await db.update(attempt).set({ contentSha256: 'of an older text' });
		expect(await quizIntro(db, { personId, slug, today })).toMatchObject({
			outdated: true,
			open: null
		});
		expect(await questionPage(db, { personId, slug, today, number: 1, local })).toBeNull();
		const answer = { ...work, attemptId, question: mustKnow.key, options: ['a'] };
		expect(await saveAnswer(db, answer)).toMatchObject({ reason: 'outdated' });
		expect(await submitAttempt(db, { ...work, attemptId })).toMatchObject({ reason: 'outdated' });
		const afresh = await newAttempt();
		expect(afresh).not.toBe(attemptId);
		expect(await db.select().from(attempt)).toMatchObject([
			{ id: afresh, contentSha256: moduleFingerprint(slug) }
		]);
		expect(await eventsOf('attempt.put_away')).toMatchObject([
			{ data: { attemptId, answered: 1 } }
		]);
	});
});

describe('submitting', () => {
	it('passes: completes the module, closes the period, opens the next, gives a certificate', async () => {
		const attemptId = await passQuiz();
		const [done] = await db.select().from(completion).where(eq(completion.personId, personId));
		const validUntil = addMonths(today, 12);
		expect(done).toMatchObject({
			item,
			version: module.version,
			contentSha256: moduleFingerprint(slug),
			completedOn: today,
			validUntil,
			attemptId
		});
		const periods = await db
			.select()
			.from(period)
			.where(and(eq(period.personId, personId), eq(period.item, item)))
			.orderBy(asc(period.cycle));
		expect(periods).toMatchObject([
			{ cycle: 0, closedHow: 'completed', closedAt: now },
			{ cycle: 1, dueOn: validUntil, opensOn: addDays(validUntil, -60), closedAt: null }
		]);
		expect(await db.select().from(certificate)).toMatchObject([{ personId, validUntil }]);
		expect(await eventsOf('attempt.submitted')).toMatchObject([
			{ actorId: personId, data: { attemptId, passed: true, scorePercent: 100, reopened: [] } }
		]);
		expect(await eventsOf('item.completed')).toHaveLength(1);
		const result = found(await attemptResult(db, { personId, slug, attemptId, local }));
		expect(result).toMatchObject({ passed: true, readAgain: [], completion: { validUntil } });
	});

	it('answers the same result a second time and changes nothing', async () => {
		const attemptId = await newAttempt();
		await answerAll(attemptId);
		const submit = () => submitAttempt(db, { ...work, attemptId });
		const answers = await Promise.all([submit(), submit(), submit()]);
		for (const answer of [...answers, await submit()]) {
			expect(answer).toEqual({ ok: true, passed: true, scorePercent: 100 });
		}
		expect(await db.select().from(completion)).toHaveLength(1);
		expect(await db.select().from(certificate)).toHaveLength(1);
		expect(await eventsOf('attempt.submitted')).toHaveLength(1);
	});

	it('takes no answer afterwards', async () => {
		const attemptId = await passQuiz();
		const options = poorOption(mustKnow);
		const late = { ...work, attemptId, question: mustKnow.key, options };
		expect(await saveAnswer(db, late)).toEqual({ ok: false, reason: 'submitted' });
	});

	it('counts exactly the answers that were saved before it, however close they come', async () => {
		for (let round = 0; round < 5; round++) {
			const attemptId = await newAttempt({ now: at(round) });
			const saves = questions.map((question) =>
				saveAnswer(db, {
					...work,
					attemptId,
					question: question.key,
					options: poorOption(question)
				})
			);
			const submitted = submitAttempt(db, { ...work, now: at(round), attemptId });
			const saved = await Promise.all(saves);
			expect(await submitted).toMatchObject({ ok: true, passed: false });
			const kept = saved.filter((answer) => answer.ok).length;
			expect((await answersOf(db, attemptId)).size).toBe(kept);
			for (const answer of saved) if (!answer.ok) expect(answer.reason).toBe('submitted');
		}
	});

	it('fails: opens the lessons again that teach what was missed, and lets try again', async () => {
		for (const lesson of lessons) await markStepDone(db, { ...work, step: lesson.name });
		const wrong = questions.filter((question) => question.outcome === 'lo1').map(({ key }) => key);
		const leaveOut = questions.filter(({ outcome }) => outcome === 'lo6').map(({ key }) => key);
		const attemptId = await newAttempt();
		await answerAll(attemptId, { wrong, leaveOut });
		const answer = await submitAttempt(db, { ...work, now: at(20), attemptId });
		expect(answer).toMatchObject({ ok: true, passed: false });
		const expected = lessonsToReopen(module.steps, ['lo1', 'lo6']);
		expect(expected.length).toBeGreaterThan(0);
		expect(await eventsOf('attempt.submitted')).toMatchObject([
			{ data: { passed: false, outcomesMissed: ['lo1', 'lo6'], reopened: expected } }
		]);
		const { steps } = found(await modulePage(db, { personId, slug, today }));
		const again = steps.filter((step) => step.state === 'again').map((step) => step.name);
		expect(again).toEqual(expected);
		expect(await db.select().from(completion)).toEqual([]);

		await markStepDone(db, { ...work, now: at(30), step: found(expected[0]) });
		expect(found(await modulePage(db, { personId, slug, today })).progress.done).toBe(
			lessons.length - expected.length + 1
		);
		expect(await newAttempt({ now: at(40) })).not.toBe(attemptId);
	});

	it('explains every answer after a fail without giving the correct ones away', async () => {
		const attemptId = await newAttempt();
		const wrong = questions.slice(0, 6).map((question) => question.key);
		await answerAll(attemptId, { wrong });
		await submitAttempt(db, { ...work, attemptId });
		const result = found(await attemptResult(db, { personId, slug, attemptId, local }));
		for (const question of questions) {
			const shown = found(
				result.questions?.find((one) => one.text === question.text && one.number > 0)
			);
			expect(shown.options.every((option) => option.chosen)).toBe(true);
			expect(shown.options.every((option) => option.feedback.length > 0)).toBe(true);
			expect(shown.right).toBe(!wrong.includes(question.key));
		}
		const text = JSON.stringify(result);
		for (const question of questions.filter(({ key }) => wrong.includes(key))) {
			for (const option of question.options.filter(({ correct }) => correct)) {
				expect(text).not.toContain(JSON.stringify(option.feedback).slice(1, -1));
			}
		}
		expect(result.readAgain.map((lesson) => lesson.name)).toEqual(
			lessonsToReopen(
				module.steps,
				questions.slice(0, 6).map((question) => question.outcome)
			)
		);
	});

	it('shows the correct options too after a pass', async () => {
		const attemptId = await newAttempt();
		const wrong = found(questions.find((one) => !one.critical && one.kind === 'single'));
		await answerAll(attemptId, { wrong: [wrong.key] });
		expect(await submitAttempt(db, { ...work, attemptId })).toMatchObject({ passed: true });
		const result = found(await attemptResult(db, { personId, slug, attemptId, local }));
		const shown = found(result.questions?.find((one) => !one.right));
		expect(
			shown.options.map(({ chosen, correct }) => ({ chosen, correct })).toSorted(byChosen)
		).toEqual([
			{ chosen: false, correct: true },
			{ chosen: true, correct: false }
		]);
	});

	it('does not pass without a must-know question, and says so after the second time only', async () => {
		for (const round of [1, 2, 3]) {
			const attemptId = await newAttempt({ now: at(round * 10) });
			await answerAll(attemptId, { wrong: [mustKnow.key] });
			const answer = await submitAttempt(db, { ...work, now: at(round * 10 + 5), attemptId });
			expect(answer).toMatchObject({ passed: false, scorePercent: 91 });
			const result = await attemptResult(db, { personId, slug, attemptId, local });
			expect(result?.onlyMustKnowMissing).toBe(true);
			expect(await eventsOf('quiz.critical_failed_twice')).toHaveLength(round === 1 ? 0 : 1);
		}
		expect(await eventsOf('quiz.critical_failed_twice')).toMatchObject([
			{ subjectId: personId, data: { item, questions: [mustKnow.key] } }
		]);
	});

	it('is refused when the period was closed in between', async () => {
		const attemptId = await newAttempt();
		await db
			.update(period)
			.set({ closedAt: now, closedHow: 'withdrawn' })
			.where(and(eq(period.personId, personId), eq(period.item, item)));
		expect(await submitAttempt(db, { ...work, attemptId })).toEqual({
			ok: false,
			reason: 'period_closed'
		});
		expect(await eventsOf('attempt.submitted')).toEqual([]);
	});

	it('shows no questions of then once the module has changed', async () => {
		const attemptId = await newAttempt();
		await submitAttempt(db, { ...work, attemptId });
		const [row] = await db.select().from(attempt);
		const [older] = await db
			.insert(attempt)
			.values({ ...found(row), id: randomUUID(), contentSha256: 'of an older text' })
			.returning({ id: attempt.id });
		const asked = { personId, slug, attemptId: found(older).id, local };
		expect(await attemptResult(db, asked)).toMatchObject({ questions: null, passed: false });
	});
});

describe('between two cycles', () => {
	beforeEach(async () => {
		await markStepDone(db, { ...work, step: firstLesson });
		await passQuiz();
	});

	it('what was done stays to be seen, and more reading belongs to the cycle that was completed', async () => {
		const page = found(await modulePage(db, { personId, slug, today }));
		expect(page.restingOn?.completedOn).toBe(today);
		expect(page.renewFrom).toBe(addDays(addMonths(today, 12), -60));
		expect(page.standing?.standing).toBe('complete');
		expect(page.progress.done).toBe(2);
		const second = found(lessons[1]).name;
		await markStepDone(db, { ...work, now: at(30), step: second });
		expect(found(await modulePage(db, { personId, slug, today })).progress.done).toBe(3);
		const [next] = await db
			.select()
			.from(period)
			.where(and(eq(period.item, item), eq(period.cycle, 1)));
		expect(next?.startedAt).toBeNull();
	});

	it('the quiz waits until the renewal is begun, early if the person wants', async () => {
		expect(await startAttempt(db, { ...work, random })).toEqual({ ok: false, reason: 'resting' });
		expect((await quizIntro(db, { personId, slug, today })).restingOn).not.toBeNull();
		await renewEarly(db, work);
		await renewEarly(db, work);
		expect(await eventsOf('renewal.begun_early')).toHaveLength(1);
		const page = found(await modulePage(db, { personId, slug, today }));
		expect(page).toMatchObject({ restingOn: null, progress: { done: 0 } });
		expect((await startAttempt(db, { ...work, random })).ok).toBe(true);
	});

	it('stays complete while somebody of whom nobody asks it renews it early', async () => {
		await db
			.update(period)
			.set({ closedAt: now, closedHow: 'withdrawn' })
			.where(and(eq(period.item, item), eq(period.cycle, 1)));
		await renewEarly(db, work);
		const page = found(await modulePage(db, { personId, slug, today }));
		expect(page.restingOn).toBeNull();
		expect(page.standing).toEqual({ standing: 'complete', day: addMonths(today, 12) });
	});

	it('a new cycle begins afresh when its window opens, and the old one is kept', async () => {
		const later = addDays(addMonths(today, 12), -60);
		const page = found(await modulePage(db, { personId, slug, today: later }));
		expect(page).toMatchObject({ restingOn: null, progress: { done: 0 } });
		expect(page.standing?.standing).toBe('expiring');
		await markStepDone(db, { ...work, today: later, step: firstLesson });
		expect(await db.select().from(stepDone)).toHaveLength(2);
	});
});

function byChosen(a: { chosen: boolean }, b: { chosen: boolean }): number {
	return Number(a.chosen) - Number(b.chosen);
}
