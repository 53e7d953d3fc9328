import fc from 'fast-check';
import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day } from '../../src/lib/rules/day.ts';
import { inductionProgramme } from '../../src/lib/server/catalogue/index.ts';
import { induction } from '../../src/lib/server/db/schema/index.ts';
import { confirmStep } from '../../src/lib/server/induction/confirm.ts';
import { earlierInductions } from '../../src/lib/server/induction/earlier.ts';
import { begunWith, inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { confirmLeavingStep, leavingOf } from '../../src/lib/server/induction/leaving.ts';
import {
	isLongAway,
	startInduction,
	startInductions,
	startReturns
} from '../../src/lib/server/induction/start.ts';
import { endAbsence, recordAbsence, removeAbsence } from '../../src/lib/server/people/absences.ts';
import { changePeople } from '../../src/lib/server/people/bulk.ts';
import { leave } from '../../src/lib/server/people/leaving.ts';
import { returnPerson } from '../../src/lib/server/people/returning.ts';
import {
	added,
	events,
	found,
	foundOrganisation,
	newcomer,
	now,
	today,
	type Organisation
} from './people-organisation.ts';

let here: Organisation;
let id: string;
beforeEach(async () => {
	here = await foundOrganisation();
	id = await added(here, { startedOn: '2023-01-09' });
});

/** What is done on a day; pages know only the day on which they are opened. */
const on = (day: Day) => ({ ...here.making, today: day, now: new Date(`${day}T09:00:00Z`) });
const go = (day: Day) => here.db.transaction((tx) => leave(tx, id, day, on(day)));
const back = (day: Day) =>
	here.db.transaction((tx) =>
		returnPerson(tx, id, newcomer({ startedOn: day, roles: ['tutor'] }), on(day))
	);
const inductions = async () =>
	(
		await here.db
			.select()
			.from(induction)
			.where(eq(induction.personId, id))
			.orderBy(asc(induction.startedOn))
	).map(({ programme, startedOn }) => `${programme} ${startedOn}`);

/** Confirms the first step of a programme that somebody confirms, as at a day. */
function confirmation(programme: string, day: Day) {
	const steps = inductionProgramme(programme)?.stages.flatMap((stage) => stage.steps) ?? [];
	const step = found(steps.find(({ confirm }) => confirm !== null));
	const answer = found(step.confirm?.answers[0]);
	const by = { personId: id, confirmedBy: here.administratorId, confirmedOn: day };
	return { ...by, ...on(day), step: step.key, answer, note: null };
}

describe('coming back a second time', () => {
	it('asks for the five things again, and keeps those of the first time', async () => {
		await go('2023-06-30');
		await back('2024-03-01');
		expect(await confirmStep(here.db, confirmation('returning', '2024-03-04'))).toBe('confirmed');
		await go('2024-09-30');
		await back('2025-06-02');
		expect(await inductions()).toEqual([
			'core 2023-01-09',
			'returning 2024-03-01',
			'returning 2025-06-02'
		]);
		const current = found(await inductionOf(here.db, id, '2025-06-03'));
		expect(current).toMatchObject({ title: 'Welcome back', startedOn: '2025-06-02', done: 0 });
		expect(await confirmStep(here.db, confirmation('returning', '2025-06-03'))).toBe('confirmed');
		const earlier = earlierInductions(await begunWith(here.db, [id]), '2025-06-02', current.id);
		expect(earlier).toMatchObject([
			{
				title: 'Welcome back',
				startedOn: '2024-03-01',
				confirmed: [{ on: '2024-03-04', by: 'Priya Nair' }]
			},
			{ startedOn: '2023-01-09', confirmed: [] }
		]);
	});

	it('never falls back on what was left open of the return before', async () => {
		await go('2023-06-30');
		await back('2024-03-01');
		await go('2024-09-30');
		await back('2025-06-02');
		expect(await inductionOf(here.db, id, '2025-06-03')).toMatchObject({ startedOn: '2025-06-02' });
	});

	it('is told once, and by two at once too', async () => {
		await go('2023-06-30');
		const outcomes = await Promise.all([back('2024-03-01'), back('2024-03-01')]);
		expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['refused', 'saved']);
		expect(await inductions()).toEqual(['core 2023-01-09', 'returning 2024-03-01']);
		const stay = { personId: id, startedOn: '2024-03-01', leftOn: '2023-06-30' };
		const again = () =>
			here.db.transaction((tx) => startReturns(tx, [stay], { now, actorId: null }));
		expect(await Promise.all([again(), again()])).toEqual([0, 0]);
		expect(await startReturns(here.db, [], { now, actorId: null })).toBe(0);
		expect(await events(here.db, 'induction.started')).toHaveLength(2);
	});
});

describe('leaving a second time', () => {
	it('asks what is to be seen to again, and keeps what was confirmed before', async () => {
		await go('2023-06-30');
		expect(await confirmLeavingStep(here.db, confirmation('leaving', '2023-06-30'))).toBe(
			'confirmed'
		);
		await back('2023-09-01');
		await go('2024-03-28');
		expect(await leavingOf(here.db, id, '2024-03-28')).toMatchObject({
			...{ id: null, startedOn: '2024-03-28', done: 0 }
		});
		const second = confirmation('leaving', '2024-03-28');
		const answers = await Promise.all([
			confirmLeavingStep(here.db, second),
			confirmLeavingStep(here.db, second)
		]);
		expect(answers.sort()).toEqual(['already_confirmed', 'confirmed']);
		expect(await inductions()).toEqual([
			'core 2023-01-09',
			'leaving 2023-06-30',
			'leaving 2024-03-28'
		]);
		expect(await leavingOf(here.db, id, '2024-03-29')).toMatchObject({ done: 1 });
		const core = found(await inductionOf(here.db, id, '2024-03-29'));
		expect(earlierInductions(await begunWith(here.db, [id]), '2023-09-01', core.id)).toMatchObject([
			{ title: 'Leaving', startedOn: '2023-06-30', confirmed: [{ on: '2023-06-30' }] }
		]);
	});
});

describe('an induction of somebody who starts', () => {
	it('is begun once, whatever the day and however many begin it at once', async () => {
		const starting = (startedOn: Day) =>
			here.db.transaction((tx) =>
				startInduction(tx, { personId: id, startedOn, now, actorId: null })
			);
		expect(await Promise.all([starting('2023-01-09'), starting('2026-11-16')])).toEqual([
			'already_started',
			'already_started'
		]);
		const ben = await added(here, { name: 'Ben', induction: false });
		const days: Day[] = ['2026-11-21', '2026-11-22', '2026-11-21'];
		const outcomes = await Promise.all(
			days.map((startedOn) =>
				here.db.transaction((tx) =>
					startInductions(tx, [{ personId: ben, startedOn }], { now, actorId: null })
				)
			)
		);
		expect(outcomes.sort()).toEqual([0, 0, 1]);
		expect(await here.db.$count(induction, eq(induction.personId, ben))).toBe(1);
	});
});

describe('an absence whose end changes', () => {
	const doing = () => ({ personId: id, actorId: here.administratorId, now, today });
	const away = async (toDay: Day | null) => {
		const given = { ...doing(), kind: 'parental_leave' as const, fromDay: '2026-12-01', toDay };
		const answer = await here.db.transaction((tx) => recordAbsence(tx, given));
		if (answer.kind !== 'saved') throw new Error('The absence was not recorded');
		return answer.absenceId;
	};
	const until = (absenceId: string, toDay: Day | null) =>
		here.db.transaction((tx) => endAbsence(tx, { ...doing(), absenceId, toDay }));

	it('never leaves a second return behind', async () => {
		const absenceId = await away('2027-06-30');
		expect(await inductions()).toEqual(['core 2023-01-09', 'returning 2027-07-01']);
		await until(absenceId, null);
		expect(await inductions()).toEqual(['core 2023-01-09']);
		expect(await events(here.db, 'induction.taken_back')).toMatchObject([
			{ subjectId: id, data: { programme: 'returning', startedOn: '2027-07-01' } }
		]);
		await until(absenceId, '2027-08-31');
		expect(await inductions()).toEqual(['core 2023-01-09', 'returning 2027-09-01']);
		await until(absenceId, '2027-02-28');
		expect(await inductions()).toEqual(['core 2023-01-09']);
		await until(absenceId, '2027-08-31');
		await here.db.transaction((tx) => removeAbsence(tx, { ...doing(), absenceId }));
		expect(await inductions()).toEqual(['core 2023-01-09']);
	});
});

/** One stay after another: how long each lasts, how long they are away, and by which way they return. */
const stays = fc.array(
	fc.record({
		days: fc.integer({ min: 0, max: 200 }),
		awayMonths: fc.integer({ min: 0, max: 9 }),
		awayDays: fc.integer({ min: 1, max: 27 }),
		byImport: fc.boolean(),
		seenTo: fc.boolean()
	}),
	{ minLength: 1, maxLength: 4 }
);

it('gives each long return and each leaving its own, and the first induction once', async () => {
	await fc.assert(
		fc.asyncProperty(stays, async (lives) => {
			id = await added(here, { name: 'Ben', startedOn: '2010-01-04' });
			const expected = ['core 2010-01-04'];
			let from: Day = '2010-01-04';
			for (const { days, awayMonths, awayDays, byImport, seenTo } of lives) {
				const last = addDays(from, days);
				await go(last);
				if (seenTo) {
					expect(await confirmLeavingStep(here.db, confirmation('leaving', last))).toBe(
						'confirmed'
					);
					expected.push(`leaving ${last}`);
				}
				const returned = addDays(addMonths(last, awayMonths), awayDays);
				if (byImport) await imported(from, last, returned);
				else expect(await back(returned)).toMatchObject({ kind: 'saved' });
				if (isLongAway(addDays(last, 1), returned)) expected.push(`returning ${returned}`);
				from = returned;
			}
			expect((await inductions()).sort()).toEqual(expected.sort());
			const started = await events(here.db, 'induction.started');
			expect(started.filter(({ subjectId }) => subjectId === id)).toHaveLength(expected.length);
			const core = and(eq(induction.personId, id), eq(induction.programme, 'core'));
			expect(await here.db.$count(induction, core)).toBe(1);
		}),
		{ numRuns: 12 }
	);
});

/** Brings somebody back as an import of many does. */
async function imported(from: Day, leftOn: Day, returned: Day): Promise<void> {
	const record = {
		...{ name: 'Ben', email: null, reference: null, contactFrom: null, lineManagerId: null },
		access: 'staff' as const
	};
	const span = { key: 'tutor', fromDay: returned, toDay: null };
	await here.db.transaction((tx) =>
		changePeople(
			tx,
			[
				{
					personId: id,
					before: { ...record, startedOn: from, leftOn },
					after: { ...record, startedOn: returned, leftOn: null },
					...{ returned: true, teams: null, induction: true },
					roles: { begin: [span], end: [], remove: [] }
				}
			],
			on(returned)
		)
	);
}
