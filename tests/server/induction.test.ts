import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { inductionProgramme } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	agreementText,
	completion,
	conditionHeld,
	event,
	induction,
	inductionConfirmation,
	organisation,
	period,
	person,
	roleHeld,
	signature
} from '../../src/lib/server/db/schema/index.ts';
import { problemAtField } from '../../src/lib/server/induction/confirmation-form.ts';
import { confirmStep } from '../../src/lib/server/induction/confirm.ts';
import { inductionOf, inductionSummaries } from '../../src/lib/server/induction/inductions.ts';
import { startInduction } from '../../src/lib/server/induction/start.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');
const startedOn = '2026-11-16';
const step = 'told-who-the-dsl-is';

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

const [answer] = found(
	inductionProgramme('core')
		?.stages.flatMap(({ steps }) => steps)
		.find(({ key }) => key === step)?.confirm
).answers;

let db: Database;
let asha: string;
let manager: string;

async function newPerson(name: string, roles: string[], leftOn: string | null = null) {
	const values = { name, startedOn, leftOn, createdAt: now };
	const { id } = found((await db.insert(person).values(values).returning())[0]);
	for (const role of roles) {
		await db.insert(roleHeld).values({ personId: id, role, fromDay: startedOn });
	}
	return id;
}

async function eventsOf(subjectId: string, kind: string) {
	const rows = await db
		.select({ actorId: event.actorId, kind: event.kind, data: event.data, at: event.at })
		.from(event)
		.where(eq(event.subjectId, subjectId))
		.orderBy(asc(event.id));
	return rows.filter((row) => row.kind === kind);
}

const start = (personId: string) =>
	startInduction(db, { personId, startedOn, now, actorId: manager });
const confirm = (change: Partial<Parameters<typeof confirmStep>[1]> = {}) =>
	confirmStep(db, {
		personId: asha,
		confirmedBy: manager,
		step,
		confirmedOn: '2026-11-17',
		answer: found(answer),
		note: null,
		now,
		today,
		...change
	});

/** A completion of any item. Its evidence is a signature, because only the completion matters. */
async function complete(personId: string, item: string): Promise<void> {
	const textSha256 = 'a'.repeat(64);
	const version = '1';
	await db
		.insert(agreementText)
		.values({ sha256: textSha256, agreement: 'x', version, title: 'X', text: 'X', recordedAt: now })
		.onConflictDoNothing();
	const opened = { personId, item, cycle: 0, opensOn: startedOn, dueOn: startedOn };
	const periodId = found((await db.insert(period).values(opened).returning())[0]).id;
	const typed = { nameTyped: 'X', signedAt: now, method: 'password', signedInAt: now };
	const signed = { personId, periodId, agreement: 'x', version, textSha256, ...typed };
	const signatureId = found((await db.insert(signature).values(signed).returning())[0]).id;
	const done = {
		completedAt: now,
		completedOn: today,
		countsFrom: today,
		version,
		contentSha256: textSha256
	};
	await db.insert(completion).values({ personId, periodId, item, signatureId, ...done });
}

beforeEach(async () => {
	db = await testDatabase();
	manager = await newPerson('Mo Manager', ['manager']);
	asha = await newPerson('Asha Bello', ['tutor']);
});

describe('starting an induction', () => {
	it('is written with its event, once', async () => {
		expect(await start(asha)).toBe('started');
		expect(await start(asha)).toBe('already_started');

		const rows = await db.select().from(induction);
		expect(rows).toEqual([
			expect.objectContaining({ personId: asha, programme: 'core', startedOn })
		]);
		expect(await eventsOf(asha, 'induction.started')).toEqual([
			{
				actorId: manager,
				kind: 'induction.started',
				at: now,
				data: { inductionId: rows[0]?.id, programme: 'core', startedOn }
			}
		]);
	});

	it('refuses a programme that does not exist', async () => {
		const odd = { personId: asha, startedOn, now, actorId: null, programme: 'odd' };
		await expect(startInduction(db, odd)).rejects.toThrow('no induction programme odd');
	});
});

describe('an induction', () => {
	it('is null when none was started', async () => {
		expect(await inductionOf(db, asha, today)).toBeNull();
	});

	it('has the steps of the roles held', async () => {
		await start(asha);
		const volunteer = await newPerson('Vic', ['volunteer']);
		await start(volunteer);
		const keysOf = async (id: string) =>
			(await inductionOf(db, id, today))?.stages.flatMap(({ steps }) => steps.map((s) => s.key));

		expect(await keysOf(asha)).toContain('tutor-set-up');
		expect(await keysOf(asha)).not.toContain('volunteer-supervision');
		expect(await keysOf(volunteer)).toContain('volunteer-supervision');
	});

	it('has each step of several roles once, and says from which of them it comes', async () => {
		await start(asha);
		await db.insert(roleHeld).values({ personId: asha, role: 'practitioner', fromDay: today });
		const state = found(await inductionOf(db, asha, today));
		const steps = state.stages.flatMap((stage) => stage.steps);
		expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
		const rolesOf = (key: string) => steps.find((one) => one.key === key)?.roles;
		expect(rolesOf('remote-module')).toEqual(['practitioner', 'tutor']);
		expect(rolesOf('opening-agreement')).toEqual(['practitioner']);
		expect(rolesOf('told-who-the-dsl-is')).toEqual([]);
		expect(state.roleTitles).toEqual({ practitioner: 'Practitioner or adviser', tutor: 'Tutor' });
		// What closes the month comes last, whatever the roles add to it.
		expect(steps.at(-1)?.key).toBe('induction-closed');
	});

	it('has the steps of conditions and of the kind of organisation', async () => {
		await start(asha);
		const keysOf = async () =>
			found(await inductionOf(db, asha, today)).stages.flatMap(({ steps }) =>
				steps.map(({ key }) => key)
			);
		expect(await keysOf()).not.toContain('kcsie-part-one-signed');
		await db.insert(conditionHeld).values({
			...{ personId: asha, condition: 'adults_at_risk', fromDay: startedOn }
		});
		await db.insert(organisation).values({
			...{ name: 'Harbour Lane', createdAt: now, profiles: ['school_or_college_eng'] }
		});
		expect(await keysOf()).toEqual(
			expect.arrayContaining(['kcsie-part-one-signed', 'adults-at-risk-module'])
		);
		const prevent = found(await inductionOf(db, asha, today))
			.stages.flatMap(({ steps }) => steps)
			.find(({ key }) => key === 'prevent-module');
		expect(prevent?.gate).toBe(true);
	});

	it('ticks a step itself when its item is completed', async () => {
		await start(asha);
		await complete(asha, 'agreement:code-of-conduct');

		const state = found(await inductionOf(db, asha, today));
		const signed = state.stages.flatMap(({ steps }) => steps).filter(({ done }) => done);
		expect(signed.map(({ key, done }) => [key, done])).toEqual([
			['code-of-conduct-signed', { how: 'item', on: today }]
		]);
		expect(state).toMatchObject({ done: 1, day: 6 });
	});
});

describe('confirming a step', () => {
	beforeEach(async () => {
		await start(asha);
	});

	it('is written with its event, and the note stays out of the log', async () => {
		expect(await confirm({ note: 'Looked at the card together' })).toBe('confirmed');

		const [row] = await db.select().from(inductionConfirmation);
		expect(row).toMatchObject({
			step,
			confirmedBy: manager,
			confirmedOn: '2026-11-17',
			confirmedAt: now,
			answer,
			note: 'Looked at the card together'
		});
		expect(await eventsOf(asha, 'induction.step_confirmed')).toEqual([
			{
				actorId: manager,
				kind: 'induction.step_confirmed',
				at: now,
				data: { inductionId: row?.inductionId, step, confirmedOn: '2026-11-17', answer }
			}
		]);
		const state = found(await inductionOf(db, asha, today));
		expect(state.names).toEqual({ [manager]: 'Mo Manager' });
		expect(state.stages[0]?.steps.find(({ key }) => key === step)?.standing).toBe('done');
	});

	it('twice changes nothing and says so', async () => {
		await confirm();
		expect(await confirm({ confirmedOn: today })).toBe('already_confirmed');
		expect(await db.select().from(inductionConfirmation)).toHaveLength(1);
		expect(await eventsOf(asha, 'induction.step_confirmed')).toHaveLength(1);
	});

	it('by two managers at the same moment counts once', async () => {
		const answers = await Promise.all([confirm(), confirm()]);
		expect(answers.sort()).toEqual(['already_confirmed', 'confirmed']);
		expect(await eventsOf(asha, 'induction.step_confirmed')).toHaveLength(1);
	});

	it.each([
		['too long before the first day', { confirmedOn: '2026-08-15' }, 'too_early', 'confirmed_on'],
		['tomorrow', { confirmedOn: '2026-11-22' }, 'future_day', 'confirmed_on'],
		['an answer that is not offered', { answer: 'Maybe' }, 'unknown_answer', 'answer'],
		['a long note', { note: 'a'.repeat(201) }, 'note_too_long', 'note'],
		['a step that ticks itself', { step: 'prevent-module' }, 'ticks_itself', null],
		['a step of another role', { step: 'volunteer-supervision' }, 'does_not_apply', null]
	])('is refused: %s', async (_, change, expected, field) => {
		const outcome = await confirm(change);
		expect(outcome).toBe(expected);
		expect(problemAtField(outcome)?.field ?? null).toBe(field);
		expect(await db.select().from(inductionConfirmation)).toEqual([]);
		expect(await eventsOf(asha, 'induction.step_confirmed')).toEqual([]);
	});

	it('is refused to oneself, and without an induction', async () => {
		expect(await confirm({ confirmedBy: asha })).toBe('own_induction');
		expect(await confirm({ personId: manager, confirmedBy: asha })).toBe('no_induction');
	});

	it('cannot be changed or taken back afterwards', async () => {
		await confirm();
		await expect(db.delete(inductionConfirmation)).rejects.toThrow();
		await expect(db.update(inductionConfirmation).set({ answer: 'x' })).rejects.toThrow();
	});
});

describe('summaries', () => {
	it('show the inductions that are going on', async () => {
		const left = await newPerson('Lee', ['tutor'], '2026-11-18');
		await start(asha);
		await start(left);
		await confirm();

		const summaries = await inductionSummaries(db, [asha, left, manager], today);
		expect([...summaries.keys()]).toEqual([asha]);
		const { done, total, waitingForManager } = found(await inductionOf(db, asha, today));
		expect(summaries.get(asha)).toEqual({ done, total, waitingForManager, day: 6, startedOn });
		expect(done).toBe(1);
		expect(await inductionSummaries(db, [], today)).toEqual(new Map());
	});

	it('leave out an induction when it is finished', async () => {
		await start(asha);
		const { id } = found((await db.select().from(induction))[0]);
		const steps = found(inductionProgramme('core')).stages.flatMap((stage) => stage.steps);
		await complete(asha, 'agreement:code-of-conduct');
		await db.insert(inductionConfirmation).values(
			steps
				.filter(({ confirm: asks }) => asks !== null)
				.map(({ key }) => ({
					inductionId: id,
					step: key,
					confirmedBy: manager,
					confirmedOn: today,
					confirmedAt: now,
					answer: 'x'
				}))
		);
		expect((await inductionSummaries(db, [asha], today)).size).toBe(1);
		// What is left are the items; with them done nothing is.
		const left = steps.flatMap(({ item }) => item ?? []);
		const signed = 'agreement:code-of-conduct';
		for (const item of new Set(left.filter((one) => one !== signed))) {
			await complete(asha, item);
		}
		expect((await inductionOf(db, asha, today))?.finishedOn).toBe(today);
		expect(await inductionSummaries(db, [asha], today)).toEqual(new Map());
	});
});
