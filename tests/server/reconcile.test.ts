import { and, eq, isNull } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { findModule } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	attempt,
	event,
	organisation,
	period,
	person,
	roleHeld
} from '../../src/lib/server/db/schema/index.ts';
import { completeItem } from '../../src/lib/server/learning/completions.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const now = new Date('2026-11-21T09:00:00Z');
const slug = 'online-safety-essentials';
const item = `module:${slug}`;
const when = { today, now, actorId: null };

let db: Database;
let personId: string;

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('There should be one');
	return value;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	const [row] = await db
		.insert(person)
		.values({ name: 'Asha Bello', startedOn: '2026-11-16', createdAt: now })
		.returning();
	personId = found(row).id;
	await db.insert(roleHeld).values({ personId, role: 'tutor', fromDay: '2026-11-16' });
});

const reconcile = () => db.transaction((tx) => reconcilePerson(tx, personId, when));
const openPeriods = () =>
	db
		.select()
		.from(period)
		.where(and(eq(period.item, item), isNull(period.closedAt)));

it('opens what the roles ask for, with an event for each, and then changes nothing', async () => {
	const changes = await reconcile();
	expect(changes).toContainEqual(expect.objectContaining({ kind: 'open', item, cycle: 0 }));
	expect(await db.$count(event, eq(event.kind, 'period.opened'))).toBe(changes.length);
	expect(await reconcile()).toEqual([]);
	expect(await db.$count(period)).toBe(changes.length);
});

it('waits for a completion made at the same moment, and leaves its closed period as it was', async () => {
	await reconcile();
	const [before] = await openPeriods();
	const { id: periodId, opensOn, dueOn } = found(before);
	const shown = { version: '1', contentSha256: 'a'.repeat(64) };
	const [tried] = await db
		.insert(attempt)
		.values({ personId, periodId, module: slug, ...shown, order: [], startedAt: now })
		.returning();
	let planned: Promise<unknown> | undefined;
	await db.transaction(async (tx) => {
		await completeItem(tx, {
			...{ personId, periodId, item, ...shown, now, today },
			ownRenewalMonths: found(findModule(slug)).renewalMonths,
			evidence: { attemptId: found(tried).id }
		});
		planned = reconcile();
		await new Promise((resolve) => setTimeout(resolve, 200));
	});
	expect(await planned).toEqual([]);
	const [closed] = await db.select().from(period).where(eq(period.id, periodId));
	expect(closed).toMatchObject({ opensOn, dueOn, closedHow: 'completed' });
	expect(await openPeriods()).toEqual([expect.objectContaining({ cycle: 1 })]);
});
