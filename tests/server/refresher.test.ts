import { and, asc, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { WHAT_CHANGED } from '../../src/lib/rules/content/module.ts';
import { addDays, addMonths } from '../../src/lib/rules/day.ts';
import { lessonsToReopen } from '../../src/lib/rules/progress.ts';
import {
	findModule,
	findScenario,
	quizOf,
	type Choice
} from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	attemptAnswer,
	certificate,
	completion,
	enteredRecord,
	event,
	moduleSetting,
	organisation,
	period,
	person,
	roleHeld,
	stepDone
} from '../../src/lib/server/db/schema/index.ts';
import { startAttempt } from '../../src/lib/server/learning/attempts.ts';
import { refresherModules, setRefresher } from '../../src/lib/server/learning/module-settings.ts';
import { modulePage, stepBar } from '../../src/lib/server/learning/module-page.ts';
import { quizIntro } from '../../src/lib/server/learning/quiz-page.ts';
import { refresherAhead, refresherMinutes } from '../../src/lib/server/learning/refreshers.ts';
import { attemptResult } from '../../src/lib/server/learning/result.ts';
import { choose, scenarioPage } from '../../src/lib/server/learning/scenarios.ts';
import { startedModules } from '../../src/lib/server/learning/started-modules.ts';
import { markStepDone, renewEarly } from '../../src/lib/server/learning/steps.ts';
import { submitAttempt } from '../../src/lib/server/learning/submission.ts';
import { whatChanged } from '../../src/lib/server/learning/what-changed.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const slug = 'online-safety-essentials';
const item = `module:${slug}`;
const module = found(findModule(slug));
const questions = found(quizOf(slug)).questions;
const lessons = module.steps.filter(({ kind }) => kind === 'lesson').map(({ name }) => name);
const scenarios = module.steps.filter(({ kind }) => kind === 'scenario').map(({ name }) => name);
const firstLesson = found(lessons[0]);
const local = {
	organisation: 'Harbour Lane',
	posts: {
		dsl: { title: 'Lead', fallback: 'your lead', name: 'Ben Okafor', phone: null, url: null }
	}
};
const random = () => 0;

/** The first time, the last day on which that is valid, and a day on which it can be renewed. */
const firstDone = '2026-11-21';
const validUntil = addMonths(firstDone, 12);
const renewal = addDays(validUntil, -20);

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let personId: string;
let leadId: string;

/** Somebody at work on the module on a day, so many minutes after ten. */
const on = (today: string, minute = 0) => ({
	personId,
	slug,
	today,
	now: new Date(Date.parse(`${today}T10:00:00Z`) + minute * 60_000)
});
const pageOn = async (today: string) => found(await modulePage(db, { personId, slug, today }));
const namesOf = (steps: { name: string }[]) => steps.map(({ name }) => name);

async function newPerson(name: string): Promise<string> {
	const { now, today } = on('2026-11-16');
	const values = { name, startedOn: today, createdAt: now };
	const { id } = found((await db.insert(person).values(values).returning())[0]);
	await db.insert(roleHeld).values({ personId: id, role: 'volunteer', fromDay: today });
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

async function eventsOf(kind: string) {
	return db.select().from(event).where(eq(event.kind, kind)).orderBy(asc(event.id));
}

/** Turns refreshers for the module on or off, long before anything else unless a day is named. */
async function refreshers(refresher: boolean, { now } = on('2026-11-17')) {
	return setRefresher(db, { module: slug, refresher, actorId: leadId, now });
}

/** Takes the quiz from its start to its result; questions of the outcomes named are not answered. */
async function takeQuiz(work: ReturnType<typeof on>, { without = [] as string[] } = {}) {
	const started = await startAttempt(db, { ...work, random });
	if (!started.ok) throw new Error(started.reason);
	const { attemptId } = started;
	await db.insert(attemptAnswer).values(
		questions
			.filter(({ outcome }) => !without.includes(outcome))
			.map(({ key, options }) => ({
				attemptId,
				question: key,
				options: options.filter(({ correct }) => correct).map((option) => option.key),
				savedAt: work.now
			}))
	);
	const answer = await submitAttempt(db, { ...work, attemptId });
	if (!answer.ok) throw new Error(answer.reason);
	return { attemptId, passed: answer.passed };
}

/** Goes the best way through a scenario. */
async function decide(work: ReturnType<typeof on>, name: string) {
	const scenario = found(findScenario(slug, name));
	const decisionOf = (key: string) => found(scenario.decisions.find((one) => one.key === key));
	let key: string | null = scenario.start;
	for (let minute = 0; key !== null && key !== 'end'; minute++) {
		const decision = key;
		const best: Choice = found(decisionOf(decision).choices.find((choice) => choice.best));
		const now = new Date(work.now.getTime() + minute * 1000);
		await choose(db, { ...work, now, scenario: name, decision, choice: best.key });
		key = best.next;
	}
}

/** All of a refresher but its quiz. */
async function beforeTheQuiz(work: ReturnType<typeof on>) {
	const { steps } = await pageOn(work.today);
	await markStepDone(db, { ...work, step: WHAT_CHANGED });
	await decide(work, found(steps.find(({ kind }) => kind === 'scenario')).name);
}

async function openPeriodId(): Promise<string> {
	const [row] = await db
		.select({ id: period.id })
		.from(period)
		.where(and(eq(period.personId, personId), eq(period.item, item), isNull(period.closedAt)));
	return found(row).id;
}

beforeEach(async () => {
	db = await testDatabase();
	const { now } = on('2026-01-01');
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	leadId = await newPerson('Ben');
	personId = await newPerson('Asha');
});

describe('the setting', () => {
	it('is off until somebody turns it on, with their name and an event', async () => {
		const { now } = on('2026-11-17');
		expect(await refresherModules(db)).toEqual(new Set());
		expect(await refreshers(true)).toBe('changed');
		expect(await refresherModules(db)).toEqual(new Set([slug]));
		expect(await db.select().from(moduleSetting)).toEqual([
			{ module: slug, refresher: true, changedBy: leadId, changedAt: now }
		]);
		expect(await eventsOf('module.refresher_set')).toMatchObject([
			{ actorId: leadId, subjectId: null, at: now, data: { item, refresher: true } }
		]);
	});

	it('records nothing when it was so already', async () => {
		expect(await refreshers(false)).toBe('same');
		await refreshers(true);
		const later = on('2026-11-18');
		expect(await refreshers(true, later)).toBe('same');
		expect((await db.select().from(moduleSetting))[0]?.changedAt).not.toEqual(later.now);
		expect(await eventsOf('module.refresher_set')).toHaveLength(1);
	});

	it('can be turned off again, and on again', async () => {
		for (const refresher of [true, false, true]) {
			expect(await refreshers(refresher)).toBe('changed');
			expect((await refresherModules(db)).has(slug)).toBe(refresher);
		}
		const events = await eventsOf('module.refresher_set');
		expect(events.map(({ data }) => data.refresher)).toEqual([true, false, true]);
	});

	it('is decided once by several clicks at the same moment', async () => {
		const answers = await Promise.all([1, 2, 3].map(() => refreshers(true)));
		expect(answers.sort()).toEqual(['changed', 'same', 'same']);
		expect(await eventsOf('module.refresher_set')).toHaveLength(1);
	});

	it('exists for modules only', async () => {
		const { now } = on('2026-11-17');
		const given = { module: 'no-such-module', refresher: true, actorId: leadId, now };
		expect(await setRefresher(db, given)).toBe('no_module');
		expect(await eventsOf('module.refresher_set')).toEqual([]);
	});
});

describe('the first time', () => {
	it('is the whole module, whatever the setting', async () => {
		await refreshers(true);
		const page = await pageOn(firstDone);
		expect(page).toMatchObject({ refresher: null, others: [] });
		expect(namesOf(page.steps)).toEqual(namesOf(module.steps));
		expect(await markStepDone(db, { ...on(firstDone), step: WHAT_CHANGED })).toBe(false);
		expect(await stepBar(db, { ...on(firstDone), step: WHAT_CHANGED })).toBeNull();
		expect(await whatChanged(db, { ...on(firstDone), local })).toBeNull();
		expect((await takeQuiz(on(firstDone))).passed).toBe(true);
		expect(await eventsOf('refresher.begun')).toEqual([]);
		const [submitted] = await eventsOf('attempt.submitted');
		expect(submitted?.data).not.toHaveProperty('refresher');
	});
});

describe('a renewal', () => {
	beforeEach(async () => {
		await takeQuiz(on(firstDone));
	});

	it('is the whole module where the organisation has not chosen otherwise', async () => {
		const page = await pageOn(renewal);
		expect(page).toMatchObject({ refresher: null, others: [] });
		expect(namesOf(page.steps)).toEqual(namesOf(module.steps));
		expect((await takeQuiz(on(renewal))).passed).toBe(true);
	});

	it('is short where it has: what changed, one scenario, the quiz', async () => {
		await refreshers(true);
		const page = await pageOn(renewal);
		const [first, second, last, ...more] = page.steps;
		expect(first).toMatchObject({ name: WHAT_CHANGED, kind: 'changes', state: 'next' });
		expect(scenarios).toContain(second?.name);
		expect(last).toMatchObject({ name: 'quiz', state: 'to_do' });
		expect(more).toEqual([]);
		expect(page.refresher).toMatchObject({ since: firstDone });
		expect(page.progress).toMatchObject({
			done: 0,
			total: 3,
			minutesLeft: page.refresher?.minutes
		});
		expect(namesOf(page.others)).toEqual(
			namesOf(module.steps).filter((name) => name !== second?.name && name !== 'quiz')
		);
	});

	it.each([
		['a year after it ran out', addMonths(validUntil, 12), true],
		['later than that', addDays(addMonths(validUntil, 12), 1), false]
	])('%s: a refresher is %#', async (_, today, short) => {
		await refreshers(true);
		expect((await pageOn(today)).refresher !== null).toBe(short);
	});

	it('leaves the lessons open to read, without a part in it', async () => {
		await refreshers(true);
		const bar = found(await stepBar(db, { ...on(renewal), step: firstLesson }));
		expect(bar).toMatchObject({ isExtra: true, isRecorded: true });
		const own = found(await stepBar(db, { ...on(renewal), step: WHAT_CHANGED }));
		expect(own).toMatchObject({ isExtra: false, number: 1, before: null });
		expect(own.steps).toHaveLength(3);
	});

	it('begins with the first step, once, and says so in the log', async () => {
		await refreshers(true);
		const read = () => markStepDone(db, { ...on(renewal), step: WHAT_CHANGED });
		expect(await Promise.all([read(), read(), read()])).toEqual([true, true, true]);
		const periodId = await openPeriodId();
		expect(await db.select().from(stepDone)).toMatchObject([{ periodId, step: WHAT_CHANGED }]);
		const { version } = module;
		expect(await eventsOf('refresher.begun')).toMatchObject([
			{
				actorId: personId,
				subjectId: personId,
				data: {
					item,
					periodId,
					scenario: scenarios[0],
					since: { version, completedOn: firstDone }
				}
			}
		]);
		expect(await eventsOf('step.done')).toMatchObject([{ data: { periodId, step: WHAT_CHANGED } }]);
		expect((await pageOn(renewal)).progress).toMatchObject({ done: 1, next: scenarios[0] });
	});

	it('has its quiz last', async () => {
		await refreshers(true);
		const start = () => startAttempt(db, { ...on(renewal), random });
		const waiting = async () => {
			const { isRefresher, before, drawsOn } = await quizIntro(db, on(renewal));
			expect(isRefresher && drawsOn.every(({ state }) => state === null)).toBe(true);
			return namesOf(before);
		};
		expect(await start()).toEqual({ ok: false, reason: 'steps_first' });
		expect(await eventsOf('refresher.begun')).toEqual([]);
		expect(await waiting()).toEqual([WHAT_CHANGED, scenarios[0]]);
		await markStepDone(db, { ...on(renewal), step: WHAT_CHANGED });
		expect(await start()).toEqual({ ok: false, reason: 'steps_first' });
		expect(await waiting()).toEqual([scenarios[0]]);
		await decide(on(renewal), found(scenarios[0]));
		expect(await waiting()).toEqual([]);
		expect(await start()).toMatchObject({ ok: true });
	});

	it('completes the module like any other: completion, certificate, anniversary', async () => {
		await refreshers(true);
		await beforeTheQuiz(on(renewal));
		const { attemptId } = await takeQuiz(on(renewal, 20));
		const [, second] = await db
			.select()
			.from(completion)
			.where(eq(completion.personId, personId))
			.orderBy(asc(completion.completedAt));
		const until = addMonths(validUntil, 12);
		expect(second).toMatchObject({
			attemptId,
			version: module.version,
			completedOn: renewal,
			validUntil: until
		});
		const given = await db.select().from(certificate).orderBy(asc(certificate.issuedOn));
		expect(given.at(-1)).toMatchObject({ personId, validUntil: until });
		const submitted = await eventsOf('attempt.submitted');
		expect(submitted.at(-1)?.data).toMatchObject({ attemptId, passed: true, refresher: true });
		const page = await pageOn(addDays(renewal, 1));
		expect(page.restingOn).toMatchObject({ completedOn: renewal, times: 2, passedHere: true });
		expect(namesOf(page.steps)).toEqual(namesOf(module.steps));
		expect(page.others).toEqual([]);
	});

	it('tells those who renew early that it is short, and is short for them', async () => {
		await refreshers(true);
		const early = addDays(firstDone, 30);
		expect((await pageOn(early)).refresher?.minutes).toBeLessThan(module.minutes);
		await renewEarly(db, on(early));
		expect(await eventsOf('renewal.begun_early')).toHaveLength(1);
		expect(await eventsOf('refresher.begun')).toHaveLength(1);
		expect((await pageOn(early)).progress).toMatchObject({ done: 0, total: 3 });
	});

	it('has another scenario each time', async () => {
		await refreshers(true);
		const had: string[] = [];
		for (let year = 1; year <= scenarios.length; year++) {
			const today = addDays(addMonths(firstDone, 12 * year), -20);
			had.push(found((await pageOn(today)).steps[1]).name);
			await beforeTheQuiz(on(today));
			await takeQuiz(on(today, 20));
		}
		expect(had.toSorted()).toEqual(scenarios.toSorted());
	});
});

describe('a quiz of a refresher that is not passed', () => {
	const missed = ['lo1', 'lo6'];
	const expected = lessonsToReopen(module.steps, missed);
	let attemptId: string;

	beforeEach(async () => {
		await takeQuiz(on(firstDone));
		await refreshers(true);
		await beforeTheQuiz(on(renewal));
		({ attemptId } = await takeQuiz(on(renewal, 20), { without: missed }));
	});

	it('brings in the lessons that teach what was missed', async () => {
		const { steps, progress } = await pageOn(renewal);
		expect(expected.length).toBeGreaterThan(1);
		expect(steps.filter(({ state }) => state === 'again').map(({ name }) => name)).toEqual(
			expected
		);
		expect(progress).toMatchObject({ done: 2, total: 3 + expected.length, next: expected[0] });
		const submitted = await eventsOf('attempt.submitted');
		expect(submitted.at(-1)?.data).toMatchObject({
			passed: false,
			refresher: true,
			outcomesMissed: missed,
			reopened: expected
		});
		const bar = found(await stepBar(db, { ...on(renewal), step: found(expected[0]) }));
		expect(bar).toMatchObject({ isExtra: false, step: { state: 'again' } });
	});

	it('is tried again when they are read', async () => {
		const result = async () =>
			found(await attemptResult(db, { personId, slug, attemptId, local })).readFirst;
		for (const step of expected) {
			const again = await startAttempt(db, { ...on(renewal, 30), random });
			expect(again).toEqual({ ok: false, reason: 'steps_first' });
			expect(await result()).toBe(step);
			await markStepDone(db, { ...on(renewal, 30), step });
		}
		expect(await result()).toBeNull();
		expect((await takeQuiz(on(renewal, 40))).passed).toBe(true);
		expect((await pageOn(renewal)).restingOn?.completedOn).toBe(renewal);
	});

	it('brings in more, and the same again, when it is not passed again', async () => {
		for (const step of expected) await markStepDone(db, { ...on(renewal, 30), step });
		await takeQuiz(on(renewal, 40), { without: ['lo1', 'lo2'] });
		const { steps } = await pageOn(renewal);
		const stateOf = (state: string) => namesOf(steps.filter((step) => step.state === state));
		const both = lessonsToReopen(module.steps, ['lo1', 'lo2']);
		expect(stateOf('again')).toEqual(both);
		expect(stateOf('done')).toEqual(
			expect.arrayContaining(expected.filter((lesson) => !both.includes(lesson)))
		);
	});

	it('asks nothing more of somebody who did the whole module', async () => {
		const otherId = leadId;
		const other = { ...on('2026-11-21'), personId: otherId };
		const failed = await takeQuiz(other, { without: missed });
		const asked = { personId: otherId, slug, attemptId: failed.attemptId, local };
		expect(await attemptResult(db, asked)).toMatchObject({ passed: false, readFirst: null });
		expect(await startAttempt(db, { ...other, random })).toMatchObject({ ok: true });
	});
});

describe('a setting that changes half-way', () => {
	beforeEach(async () => {
		await takeQuiz(on(firstDone));
	});

	it('takes nothing away from a refresher that was begun', async () => {
		await refreshers(true);
		await markStepDone(db, { ...on(renewal), step: WHAT_CHANGED });
		await refreshers(false, on(renewal, 5));
		expect((await pageOn(renewal)).progress).toMatchObject({ done: 1, total: 3 });
		await decide(on(renewal, 10), found(scenarios[0]));
		expect((await takeQuiz(on(renewal, 20))).passed).toBe(true);
	});

	it.each([
		['a lesson', async () => void (await markStepDone(db, { ...on(renewal), step: firstLesson }))],
		['a scenario', async () => decide(on(renewal), found(scenarios[1]))],
		['the quiz', async () => void (await startAttempt(db, { ...on(renewal), random }))],
		['renewing early', async () => renewEarly(db, on(addDays(firstDone, 30)))]
	])('asks nothing new of somebody who has begun in full, with %s', async (_, begin) => {
		await begin();
		await refreshers(true, on(renewal, 5));
		const page = await pageOn(renewal);
		expect(page.refresher).toBeNull();
		expect(namesOf(page.steps)).toEqual(namesOf(module.steps));
		expect((await takeQuiz(on(renewal, 10))).passed).toBe(true);
	});

	it('holds for what is not begun', async () => {
		await refreshers(true);
		expect((await pageOn(renewal)).refresher).not.toBeNull();
		await refreshers(false);
		expect((await pageOn(renewal)).refresher).toBeNull();
		expect(await markStepDone(db, { ...on(renewal), step: WHAT_CHANGED })).toBe(false);
		expect(await db.select().from(stepDone)).toEqual([]);
	});

	it('nor does a year that goes by lengthen a refresher that was begun', async () => {
		await refreshers(true);
		await markStepDone(db, { ...on(renewal), step: WHAT_CHANGED });
		const late = addMonths(renewal, 18);
		expect((await pageOn(late)).progress).toMatchObject({ done: 1, total: 3 });
	});
});

describe('what has changed', () => {
	const [newest] = module.changes;

	/** As if the module had been completed in a version, or elsewhere. */
	async function doneBefore(version: string | null, completedOn: string) {
		const values = {
			personId,
			item,
			kind: 'history',
			title: 'Online safety',
			completedOn,
			checkedBy: leadId,
			checkedAt: on(completedOn).now
		};
		const record = found((await db.insert(enteredRecord).values(values).returning())[0]);
		const { now } = on(completedOn);
		await db.insert(completion).values({
			personId,
			item,
			version,
			completedAt: now,
			completedOn,
			countsFrom: completedOn,
			validUntil: addMonths(completedOn, 12),
			recordId: record.id
		});
		await reconcilePerson(db, personId, {
			today: firstDone,
			now: on(firstDone).now,
			actorId: null
		});
	}

	it('is told from the version they know, with their own contacts', async () => {
		await doneBefore('2025', '2025-12-01');
		const news = found(await whatChanged(db, { ...on(firstDone), local }));
		expect(news.since).toEqual({ completedOn: '2025-12-01', version: '2025' });
		expect(news.changes).toMatchObject([{ version: newest?.version, date: newest?.date }]);
		expect(news.changes[0]?.points).toHaveLength(newest?.points.length ?? 0);
		const text = JSON.stringify(news);
		expect(text).toContain('Ben Okafor');
		expect(text).not.toContain('{{');
	});

	it('is nothing for somebody who knows this version: all is still true', async () => {
		await takeQuiz(on(firstDone));
		const news = found(await whatChanged(db, { ...on(renewal), local }));
		expect(news.changes).toEqual([]);
		expect(news.outcomes).toEqual(module.outcomes.map(({ text }) => text));
	});

	it.each([
		['before it', addDays(found(newest).date, -1), 1],
		['on its day', found(newest).date, 0]
	])('goes by the day for somebody who did it elsewhere %s', async (_, completedOn, count) => {
		await doneBefore(null, completedOn);
		const news = found(await whatChanged(db, { ...on(addDays(completedOn, 1)), local }));
		expect(news.since.version).toBeNull();
		expect(news.changes).toHaveLength(count);
	});

	it('makes what was accepted from elsewhere renewable by a refresher', async () => {
		await refreshers(true);
		await doneBefore(null, '2025-12-01');
		expect((await pageOn(firstDone)).refresher).toMatchObject({ since: '2025-12-01' });
	});

	it('does not stand in the way of reading what was done elsewhere, which is not recorded', async () => {
		await doneBefore(null, '2026-11-01');
		const page = await pageOn(firstDone);
		expect(page.restingOn).toMatchObject({ periodId: null, version: null, passedHere: false });
		expect(await markStepDone(db, { ...on(firstDone), step: firstLesson })).toBe(true);
		const bar = found(await stepBar(db, { ...on(firstDone), step: firstLesson }));
		expect(bar).toMatchObject({ isRecorded: false, isExtra: false });
		const [name] = scenarios;
		const { decisions } = found(findScenario(slug, found(name)));
		const decision = found(decisions[0]);
		const choice = found(decision.choices[0]).key;
		const made = { ...on(firstDone), scenario: found(name), decision: decision.key, choice };
		expect(await choose(db, made)).toEqual({ ok: false, reason: 'resting' });
		const shown = await scenarioPage(db, { ...on(firstDone), scenario: found(name), local });
		expect(shown?.current?.tried).toEqual([]);
		expect(await db.select().from(stepDone)).toEqual([]);
		expect(await eventsOf('step.done')).toEqual([]);
		await renewEarly(db, on(firstDone));
		expect((await takeQuiz(on(firstDone, 10))).passed).toBe(true);
	});
});

describe('My training', () => {
	it('can say what a refresher takes, before and after it was begun', async () => {
		await takeQuiz(on(firstDone));
		await refreshers(true);
		const ahead = found(
			refresherAhead(
				{ slug, last: { validUntil, times: 1 }, dueOn: validUntil },
				await refresherModules(db),
				renewal
			)
		);
		expect(refresherMinutes(slug, ahead)).toBe((await pageOn(renewal)).refresher?.minutes);
		await markStepDone(db, { ...on(renewal), step: WHAT_CHANGED });
		const id = await openPeriodId();
		expect((await startedModules(db, [{ id, slug }])).get(id)).toMatchObject({
			refresher: true,
			minutes: refresherMinutes(slug, ahead),
			done: 1,
			total: 3,
			minutesLeft: refresherMinutes(slug, ahead) - 2,
			nextHref: `/modules/${slug}/${scenarios[0]}`
		});
	});

	it('has none to announce for a module that is gone', () => {
		const renewal = { slug: 'gone', last: { validUntil, times: 1 }, dueOn: validUntil };
		expect(refresherAhead(renewal, new Set(['gone']), validUntil)).toBeNull();
	});
});
