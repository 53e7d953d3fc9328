import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { LOCAL_KEY } from '../../src/lib/rules/local-question.ts';
import { quizOf } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import { attempt, completion, post, roleHeld } from '../../src/lib/server/db/schema/index.ts';
import { saveAnswer, startAttempt } from '../../src/lib/server/learning/attempts.ts';
import { modulePage } from '../../src/lib/server/learning/module-page.ts';
import { checkPage, questionPage, quizIntro } from '../../src/lib/server/learning/quiz-page.ts';
import { attemptResult } from '../../src/lib/server/learning/result.ts';
import { submitAttempt } from '../../src/lib/server/learning/submission.ts';
import { changeContact } from '../../src/lib/server/people/contact-changes.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { found, foundOrganisation, now, today } from './people-organisation.ts';

const slug = 'online-safety-essentials';
const questions = found(quizOf(slug)).questions;
const local = { organisation: 'Harbour Lane', posts: {} };
const random = (max: number) => max - 1;
const NAMES = { dsl: 'Ben Okafor', deputy_dsl: 'Miriam Castell', it_desk: 'Noor Haddad' };

let db: Database;
let personId: string;
let work: { personId: string; slug: string; now: Date; today: string };

beforeEach(async () => {
	const organisation = await foundOrganisation();
	db = organisation.db;
	personId = organisation.administratorId;
	await db.insert(roleHeld).values({ personId, role: 'volunteer', fromDay: '2026-01-05' });
	await reconcilePerson(db, personId, { today, now, actorId: null });
	work = { personId, slug, now, today };
});

async function recordContacts(checkedOn = today): Promise<void> {
	const entered = { teamId: null, phone: '01632 960 110', checkedOn, enteredAt: now };
	await db
		.insert(post)
		.values(Object.entries(NAMES).map(([kind, name]) => ({ kind, name, ...entered })));
}

async function begin(): Promise<string> {
	const answer = await startAttempt(db, { ...work, random });
	if (!answer.ok) throw new Error(answer.reason);
	return answer.attemptId;
}

const last = questions.length + 1;
const lastPage = (number = last) => questionPage(db, { ...work, number, local });

async function chooseName(attemptId: string, name: string): Promise<void> {
	const page = found(await lastPage());
	const options = page.options.filter(({ text }) => text === name).map(({ key }) => key);
	const given = { ...work, attemptId, question: LOCAL_KEY, options };
	expect(await saveAnswer(db, given)).toEqual({ ok: true });
}

async function answerRest(attemptId: string): Promise<void> {
	for (const { key, options } of questions) {
		const right = options.filter(({ correct }) => correct).map((option) => option.key);
		await saveAnswer(db, { ...work, attemptId, question: key, options: right });
	}
}

describe('the question about the reader’s own contacts', () => {
	it('is the last of an attempt, and is counted everywhere', async () => {
		await recordContacts();
		expect((await quizIntro(db, work)).questions).toBe(last);
		expect((await modulePage(db, work))?.module.questions).toBe(last);
		await begin();
		expect(await lastPage()).toMatchObject({
			key: LOCAL_KEY,
			text: 'Who is our designated safeguarding lead?',
			kind: 'single',
			mustKnow: false,
			attempt: { total: last }
		});
		const names = found(await lastPage()).options.map(({ text }) => text);
		expect(names.sort()).toEqual(Object.values(NAMES).sort());
		expect(await quizIntro(db, work)).toMatchObject({ questions: last, open: { total: last } });
	});

	it('is left out where nobody is recorded, or nobody has checked it for long', async () => {
		expect((await quizIntro(db, work)).questions).toBe(questions.length);
		await recordContacts('2026-08-01');
		expect((await quizIntro(db, work)).questions).toBe(questions.length);
		await begin();
		expect(await lastPage()).toBeNull();
		expect(await db.select().from(attempt)).toMatchObject([{ localQuestion: null }]);
	});

	it('never shows which answer is right', async () => {
		await recordContacts();
		const attemptId = await begin();
		await chooseName(attemptId, 'Noor Haddad');
		const pages = JSON.stringify([
			await lastPage(),
			await quizIntro(db, work),
			await checkPage(db, { ...work, local })
		]);
		expect(pages).toContain('Noor Haddad');
		expect(pages).not.toMatch(/correct|feedback|That is right|something else/);
	});

	it('counts like any other, and tells whom to reach and how', async () => {
		await recordContacts();
		const attemptId = await begin();
		await answerRest(attemptId);
		await chooseName(attemptId, 'Noor Haddad');
		const submitted = await submitAttempt(db, { ...work, attemptId });
		const percent = Math.floor((100 * questions.length) / last);
		expect(submitted).toEqual({ ok: true, passed: true, scorePercent: percent });
		expect(await db.$count(completion)).toBe(1);
		const result = found(await attemptResult(db, { ...work, attemptId, local }));
		expect(result).toMatchObject({ right: questions.length, total: last, readAgain: [] });
		const asked = found(result.questions?.at(-1));
		expect(asked).toMatchObject({ right: false, mustKnow: false });
		for (const { feedback } of asked.options) {
			expect(feedback.join('')).toContain(
				'Our designated safeguarding lead is Ben Okafor: 01632 960 110.'
			);
		}
	});

	it('refuses an answer that it does not offer', async () => {
		await recordContacts();
		const attemptId = await begin();
		const given = { ...work, attemptId, question: LOCAL_KEY };
		expect(await saveAnswer(db, { ...given, options: ['name-9'] })).toMatchObject({
			reason: 'not_offered'
		});
		expect(await saveAnswer(db, { ...given, options: ['name-1', 'name-2'] })).toMatchObject({
			reason: 'too_many'
		});
	});

	it('stays as it was asked when the contact changes', async () => {
		await recordContacts();
		const attemptId = await begin();
		await answerRest(attemptId);
		await chooseName(attemptId, 'Ben Okafor');
		const [ben] = await db.select().from(post).where(eq(post.kind, 'dsl'));
		const wanted = { ...found(ben), name: 'Somebody New' };
		await db.transaction((tx) =>
			changeContact(tx, found(ben).id, wanted, { actorId: personId, now, today })
		);
		expect(found(await lastPage()).options.map(({ text }) => text)).toContain('Ben Okafor');
		await submitAttempt(db, { ...work, attemptId });
		const result = found(await attemptResult(db, { ...work, attemptId, local }));
		expect(result.scorePercent).toBe(100);
		expect(result.questions?.at(-1)).toMatchObject({
			right: true,
			options: [{ text: 'Ben Okafor', correct: true }]
		});
		await expect(db.update(attempt).set({ localQuestion: null })).rejects.toThrow();
	});
});
