import { isNull } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isAway } from '../../src/lib/rules/bearings.ts';
import { standingOn, standings, type Standing } from '../../src/lib/rules/standing.ts';
import {
	absence,
	completion,
	event,
	period,
	person,
	waiver
} from '../../src/lib/server/db/schema/index.ts';
import { datesOf } from '../../src/lib/server/requirements/periods.ts';
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
		const away = await db.select().from(absence);
		const seen = new Set<Standing>(
			open.map((row) => {
				const own = waivers.find((w) => w.personId === row.personId && w.item === row.item);
				const absences = away.filter((a) => a.personId === row.personId);
				const dates = datesOf(row, {
					waivedUntil: own?.untilDay ?? null,
					away: isAway({ absences }, today)
				});
				return standingOn(dates, today);
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
