import { isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { standingOn, standings, type Standing } from '../../src/lib/rules/standing.ts';
import { event, completion, period, person, waiver } from '../../src/lib/server/db/schema/index.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';
import { loadHarbourLane } from '../fixtures/harbour-lane/load.ts';
import { testDatabase } from './database.ts';

const now = new Date('2026-11-21T12:00:00Z');
const today = '2026-11-21';

describe('the made-up organisation', () => {
	it('has sixty people, every standing, and a history that obeys the rules', async () => {
		const db = await testDatabase();
		await loadHarbourLane(db, now);

		const people = await db.select().from(person);
		expect(people).toHaveLength(60);

		const open = await db.select().from(period).where(isNull(period.closedAt));
		const waivers = await db.select().from(waiver);
		const seen = new Set<Standing>(
			open.map(({ personId, item, cycle, opensOn, dueOn, startedAt }) => {
				const own = waivers.find((w) => w.personId === personId && w.item === item);
				const dates = { cycle, opensOn, dueOn, started: startedAt !== null };
				return standingOn({ ...dates, waivedUntil: own?.untilDay ?? null }, today);
			})
		);
		const expected = standings.filter((s) => s !== 'not_required' && s !== 'not_yet_open');
		expect([...seen].sort()).toEqual([...expected].sort());

		const moments = await db.select({ at: completion.completedAt }).from(completion);
		expect(moments.length).toBeGreaterThan(200);
		expect(moments.every(({ at }) => at < now)).toBe(true);
		expect((await db.select().from(event)).length).toBeGreaterThan(moments.length);

		for (const { id } of people) {
			expect(await reconcilePerson(db, id, { today, now, actorId: null })).toEqual([]);
		}
	});
});
