import { and, eq, isNull } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { addDays } from '../../src/lib/rules/day.ts';
import { declineAgreement } from '../../src/lib/server/agreements/decline.ts';
import { shownTo } from '../../src/lib/server/agreements/shown.ts';
import {
	findItem,
	findModule,
	modules,
	standardRequirements
} from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import * as schema from '../../src/lib/server/db/schema/index.ts';
import { inductionOf } from '../../src/lib/server/induction/inductions.ts';
import { startInduction } from '../../src/lib/server/induction/start.ts';
import { completionsOf } from '../../src/lib/server/learning/completed.ts';
import { startedModules } from '../../src/lib/server/learning/started-modules.ts';
import { markStepDone } from '../../src/lib/server/learning/steps.ts';
import { myTraining } from '../../src/lib/server/requirements/my-training.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabaseWithUrl } from './database.ts';

const today = '2026-11-21';
const startedOn = '2026-11-19';
const now = new Date('2026-11-21T09:00:00Z');
const slug = 'online-safety-essentials';
const steps = found(findModule(slug)).steps;

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('The test lacks something');
	return value;
}

let db: Database;
let url: string;

async function newPerson(name: string, roles: string[], from = startedOn): Promise<string> {
	const values = { name, startedOn: from, createdAt: now };
	const { id } = found((await db.insert(schema.person).values(values).returning())[0]);
	for (const role of roles) {
		await db.insert(schema.roleHeld).values({ personId: id, role, fromDay: from });
	}
	await reconcilePerson(db, id, { today, now, actorId: null });
	return id;
}

const pageOf = (id: string, day = today) => myTraining(db, { id }, day);
const items = (lines: { item: string }[]) => lines.map(({ item }) => item);

/** What these roles are asked for wherever they work. */
function askedOf(...held: string[]): string[] {
	const rows = standardRequirements().filter(
		({ role, condition, profile, nation }) =>
			held.includes(role) && condition === null && profile === null && nation === null
	);
	return [...new Set(rows.map(({ item }) => item))];
}

/** The modules that they are not asked for, in the order of a page. */
function modulesBesides(...held: string[]): string[] {
	const asked = askedOf(...held);
	return modules()
		.filter((one) => !asked.includes(`module:${one.slug}`))
		.toSorted((a, b) => a.title.localeCompare(b.title, 'en'))
		.map((one) => `module:${one.slug}`);
}

/** A completion of any item on a day, its period closed; an attempt stands as the evidence. */
async function complete(personId: string, item: string, on: string, validUntil: string | null) {
	const at = new Date(`${on}T10:00:00Z`);
	const closed = { opensOn: on, dueOn: on, closedAt: at, closedHow: 'completed' };
	const cycle = 0;
	await db.delete(schema.period).where(open(personId, item));
	const [row] = await db
		.insert(schema.period)
		.values({ personId, item, cycle, ...closed })
		.returning();
	const periodId = found(row).id;
	const shown = { version: '1', contentSha256: 'a'.repeat(64) };
	const [made] = await db
		.insert(schema.attempt)
		.values({ personId, periodId, module: item, ...shown, order: [], startedAt: at })
		.returning();
	const attemptId = found(made).id;
	const done = { completedAt: at, completedOn: on, countsFrom: on, validUntil };
	await db
		.insert(schema.completion)
		.values({ personId, periodId, item, attemptId, ...shown, ...done });
}

function open(personId: string, item: string) {
	return and(
		eq(schema.period.personId, personId),
		eq(schema.period.item, item),
		isNull(schema.period.closedAt)
	);
}

beforeEach(async () => {
	({ db, url } = await testDatabaseWithUrl());
	await db.insert(schema.organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
});

describe('a new starter', () => {
	let asha: string;
	beforeEach(async () => {
		asha = await newPerson('Asha Bello', ['tutor']);
		await startInduction(db, { personId: asha, startedOn, now, actorId: null });
	});

	it('sees what is due, soonest first, with minutes, day, reason and what to do', async () => {
		const { due, comingUp, upToDate, optional } = await pageOf(asha);
		const [first, second, ...week] = due.map(({ item, day, standing }) => [item, day, standing]);
		expect([first, second]).toEqual([
			['agreement:aup-staff', startedOn, 'overdue'],
			['agreement:code-of-conduct', startedOn, 'overdue']
		]);
		expect(new Set(week.map(([item]) => item))).toEqual(
			new Set(
				askedOf('all_staff', 'tutor').filter((item) => !items(due.slice(0, 2)).includes(item))
			)
		);
		for (const [item, ...at] of week) expect(at, item ?? '').toEqual(['2026-11-26', 'due_soon']);
		expect(due[0]).toMatchObject({
			kind: 'agreement',
			version: '1',
			minutes: 5,
			href: '/agreements/aup-staff',
			action: 'Read and sign',
			gate: true,
			progress: null
		});
		expect(due.every(({ bases }) => bases.length === 1)).toBe(true);
		expect([comingUp, upToDate]).toEqual([[], []]);
		expect(items(optional)).toEqual(modulesBesides('all_staff', 'tutor'));
	});

	it('is led to the most urgent thing, which is the next one of their induction', async () => {
		const { main, induction } = await pageOf(asha);
		expect(main?.item).toBe('agreement:code-of-conduct');
		expect(induction?.next?.item).toBe('agreement:code-of-conduct');
	});

	it('is not pressed to sign what they have declined', async () => {
		const item = 'agreement:code-of-conduct';
		const reader = {
			personId: asha,
			slug: 'code-of-conduct',
			organisationName: 'Quay Street',
			today
		};
		const { text } = found(await shownTo(db, reader));
		await declineAgreement(db, { ...reader, now, sha256: text.sha256 });
		const page = await pageOf(asha);
		expect(page.due.find((line) => line.item === item)?.declinedAt).toEqual(now);
		expect(page.main?.item).not.toBe(item);
	});

	it('is led to what is overdue before the module they stopped in', async () => {
		await markStepDone(db, { personId: asha, slug, step: found(steps[0]).name, now, today });
		const { main } = await pageOf(asha);
		expect(main).toMatchObject({ item: 'agreement:code-of-conduct', standing: 'overdue' });
	});

	it('is led back to the module they stopped in when nothing presses more', async () => {
		const [first, second] = steps;
		await markStepDone(db, { personId: asha, slug, step: found(first).name, now, today });
		for (const item of ['agreement:aup-staff', 'agreement:code-of-conduct']) {
			await complete(asha, item, today, null);
		}

		const { main } = await pageOf(asha);
		expect(main).toMatchObject({
			item: `module:${slug}`,
			action: 'Continue',
			progress: {
				done: 1,
				total: steps.length,
				nextTitle: found(second).title,
				nextHref: `/modules/${slug}/${found(second).name}`
			}
		});
		const left = steps.slice(1).reduce((sum, { minutes }) => sum + minutes, 0);
		expect(main?.progress?.minutesLeft).toBe(left);
	});

	it('sees their induction until it is finished', async () => {
		expect((await pageOf(asha)).induction).toMatchObject({ day: 3, done: 0, startedOn });
		expect((await pageOf(await newPerson('Ben', ['tutor']))).induction).toBeNull();
	});

	it('sees as overdue in it what they do themself, and what the manager confirms as waiting', async () => {
		const dayOne = async () => found((await pageOf(asha)).induction?.stages[0]);
		const standingOf = (steps: { owner: string; standing: string }[], owner: string) =>
			new Set(steps.filter((one) => one.owner === owner).map(({ standing }) => standing));
		const { standing, overdue, steps: before } = await dayOne();
		expect([standing, overdue]).toEqual(['overdue', 2]);
		expect(standingOf(before, 'starter')).toEqual(new Set(['overdue']));
		expect(standingOf(before, 'manager')).toEqual(new Set(['waiting']));

		for (const item of ['agreement:aup-staff', 'agreement:code-of-conduct']) {
			await complete(asha, item, today, null);
		}
		expect(await dayOne()).toMatchObject({ standing: 'waiting', overdue: 0, done: 2 });
		expect((await pageOf(asha)).induction?.overdue).toBe(0);
		// To the manager they are as late as they are.
		const ofManager = found(found(await inductionOf(db, asha, today)).stages[0]);
		expect(ofManager.standing).toBe('overdue');
		expect(standingOf(ofManager.steps, 'manager')).toEqual(new Set(['overdue']));
	});

	it('finds one day for one thing, on the page and in the induction', async () => {
		const item = `module:${slug}`;
		const daysOf = async () => {
			const { due, comingUp, induction } = await pageOf(asha);
			const steps = found(induction).stages.flatMap((stage) => stage.steps);
			const items = steps.filter((step) => step.item !== null);
			const days = new Map([...due, ...comingUp].map((line) => [line.item, line.day]));
			expect(items.map((step) => [step.item, step.dueOn])).toEqual(
				items.map((step) => [step.item, days.get(step.item ?? '')])
			);
			return days.get(item);
		};
		// Steps that the release of 21 November brought count from it; the requirements from the start.
		expect(await daysOf()).toBe('2026-11-26');
		for (const dueDays of [3, 40]) {
			await db.update(schema.requirement).set({ dueDays }).where(eq(schema.requirement.item, item));
			await reconcilePerson(db, asha, { today, now, actorId: null });
			expect(await daysOf()).toBe(addDays(startedOn, dueDays));
		}
	});

	it('costs at most ten queries, besides the one of the frame', async () => {
		await markStepDone(db, { personId: asha, slug, step: found(steps[0]).name, now, today });
		let queries = 0;
		const sql = postgres(url, { max: 2, onnotice: () => undefined });
		onTestFinished(() => sql.end());
		const logger = { logQuery: () => void (queries += 1) };
		await myTraining(drizzle(sql, { schema, casing: 'snake_case', logger }), { id: asha }, today);
		expect(queries).toBeGreaterThan(0);
		expect(queries).toBeLessThanOrEqual(10);
	});
});

describe('somebody who has been here for a while', () => {
	let ben: string;
	const item = 'module:prevent-duty';
	const line = async (day = today) => {
		const { due, comingUp, upToDate, optional } = await pageOf(ben, day);
		const all = Object.entries({ due, comingUp, upToDate, optional });
		const [group, lines] = found(all.find(([, list]) => items(list).includes(item)));
		const one = found(lines.find((entry) => entry.item === item));
		return { group, standing: one.standing, day: one.day, action: one.action };
	};
	beforeEach(async () => {
		ben = await newPerson('Ben Okafor', ['volunteer'], '2026-03-01');
	});

	it('sees until when it is valid, then that it can be renewed, then that it ran out', async () => {
		await complete(ben, item, '2026-03-05', '2027-03-05');
		await reconcilePerson(db, ben, { today, now, actorId: null });
		const opensOn = addDays('2027-03-05', -60);
		const at = { day: '2027-03-05' };
		expect(await line()).toEqual({ ...at, group: 'upToDate', standing: 'complete', action: null });
		expect(await line(addDays(opensOn, -1))).toMatchObject({ standing: 'complete' });
		const renew = { ...at, group: 'due', action: 'Renew' };
		expect(await line(opensOn)).toEqual({ ...renew, standing: 'expiring' });
		expect(await line('2027-03-05')).toEqual({ ...renew, standing: 'expiring' });
		expect(await line('2027-03-06')).toEqual({ ...renew, standing: 'expired' });
	});

	it('sees a waiver for as long as it holds', async () => {
		const held = { fromDay: '2026-11-01', untilDay: '2026-11-30' };
		const waived = { personId: ben, item, reason: 'Leave', grantedBy: ben, grantedAt: now };
		await db.insert(schema.waiver).values({ ...waived, ...held });
		expect(await line('2026-11-30')).toEqual({
			group: 'upToDate',
			standing: 'waived',
			day: '2026-11-30',
			action: null
		});
		expect(await line('2026-12-01')).toMatchObject({ group: 'due', standing: 'overdue' });
	});

	it('may take a module that nobody asks of them, and then sees how long it is valid', async () => {
		const extra = 'module:remote-one-to-one';
		const extraOf = (lines: { item: string }[]) => lines.find((one) => one.item === extra);
		expect(items((await pageOf(ben)).optional)).toEqual(modulesBesides('all_staff', 'volunteer'));
		expect(extraOf((await pageOf(ben)).optional)).toMatchObject({
			standing: 'not_required',
			day: null,
			bases: [],
			action: 'Take a look'
		});
		await complete(ben, extra, '2026-11-01', '2027-11-01');
		const { optional, upToDate } = await pageOf(ben);
		expect(items(optional)).not.toContain(extra);
		expect(upToDate).toEqual([
			expect.objectContaining({ item: extra, standing: 'complete', day: '2027-11-01' })
		]);
		const later = extraOf((await pageOf(ben, '2027-11-02')).optional);
		expect(later).toMatchObject({ item: extra, action: 'Take it again' });
	});

	it('goes on with a module of their own choice when nothing presses', async () => {
		const own = 'remote-one-to-one';
		const step = found(findModule(own)?.steps[0]).name;
		await markStepDone(db, { personId: ben, slug: own, step, now, today });
		expect((await pageOf(ben)).main).toMatchObject({ standing: 'overdue' });
		for (const asked of askedOf('all_staff', 'volunteer')) {
			await complete(ben, asked, '2026-11-01', '2027-11-01');
		}
		await reconcilePerson(db, ben, { today, now, actorId: null });
		const { main, optional } = await pageOf(ben);
		expect(main).toMatchObject({ item: `module:${own}`, action: 'Continue' });
		expect(items(optional)).toEqual(modulesBesides('all_staff', 'volunteer'));
	});
});

describe('somebody of whom nothing is asked', () => {
	it('sees the modules and nothing else', async () => {
		const page = await pageOf(await newPerson('Noor', []));
		expect(page).toMatchObject({
			due: [],
			comingUp: [],
			upToDate: [],
			main: null,
			induction: null
		});
		expect(items(page.optional).sort()).toEqual(modules().map((one) => `module:${one.slug}`));
		expect(page.optional.every(({ href }) => href !== null)).toBe(true);
	});
});

describe('what the content no longer holds', () => {
	it('is shown without a link for as long as it is asked', async () => {
		const noor = await newPerson('Noor', []);
		const dates = { cycle: 0, opensOn: today, dueOn: today, startedAt: now };
		await db.insert(schema.period).values({ personId: noor, item: 'module:gone', ...dates });
		expect(findItem('module:gone')).toBeUndefined();
		const page = await pageOf(noor);
		expect(page.due).toEqual([
			expect.objectContaining({ title: 'module:gone', href: null, minutes: null, progress: null })
		]);
		expect(page.main).toBeNull();
		expect(await startedModules(db, [{ id: noor, slug: 'gone' }])).toEqual(new Map());
		expect(await startedModules(db, [])).toEqual(new Map());
		expect(await completionsOf(db, [])).toEqual(new Map());
	});
});
