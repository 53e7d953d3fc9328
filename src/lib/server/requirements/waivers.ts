import { and, asc, eq, max, sql, type SQL } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { waiverProblems, type WaiverProblem } from '../../rules/waivers.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { period, person, waiver, waiverWithdrawal } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { itemsAsked } from './asked.ts';

/** That a row of `waiver` holds on a day: neither over nor taken back by then. */
export function waiverHoldsOn(day: Day): SQL {
	return sql`${waiver.fromDay} <= ${day}::date and ${waiver.untilDay} >= ${day}::date
		and not exists (select from ${waiverWithdrawal}
			where ${waiverWithdrawal.waiverId} = ${waiver.id} and ${waiverWithdrawal.fromDay} <= ${day}::date)`;
}

/** The last day of the waivers of a row of `period` that hold on a day; null when there are none. */
export function waivedUntilSql(day: Day): SQL {
	return sql`(select max(${waiver.untilDay})::text from ${waiver}
		where ${waiver.personId} = ${period.personId} and ${waiver.item} = ${period.item}
			and ${waiverHoldsOn(day)})`;
}

/** The last day of each of a person's waivers that is in force on a day, by item. */
export async function waiversOn(
	db: Database,
	personId: string,
	today: Day
): Promise<Map<string, Day>> {
	const rows = await db
		.select({ item: waiver.item, until: max(waiver.untilDay) })
		.from(waiver)
		.where(and(eq(waiver.personId, personId), waiverHoldsOn(today)))
		.groupBy(waiver.item);
	return new Map(rows.flatMap(({ item, until }) => (until === null ? [] : [[item, until]])));
}

/** Who does it, to whom, and when. */
type Doing = { personId: string; actorId: string; now: Date; today: Day };

export type GrantAnswer =
	| { kind: 'saved'; waiverId: string }
	| { kind: 'refused'; field: 'item' | WaiverProblem['field'] | 'personId'; message: string };

/**
 * Waives an item that is asked of a person, from today until a day, with `waiver.granted`. The
 * reason stays in the waiver itself: see decision 17.
 */
export async function grantWaiver(
	tx: Database,
	given: Doing & { item: string; reason: string; untilDay: Day }
): Promise<GrantAnswer> {
	const { personId, actorId, item, untilDay, now, today } = given;
	if (actorId === personId) {
		const message = 'Somebody else has to waive what is asked of you';
		return { kind: 'refused', field: 'personId', message };
	}
	await oneAtATime(tx, personId);
	if (!(await itemsAsked(tx, personId, today)).some((asked) => asked.item === item)) {
		const message = 'Choose something that is asked of this person';
		return { kind: 'refused', field: 'item', message };
	}
	const [problem] = waiverProblems(given, today);
	if (problem) return { kind: 'refused', ...problem };
	const reason = given.reason.trim();
	const [row] = await tx
		.insert(waiver)
		.values({
			...{ personId, item, reason, untilDay },
			...{ grantedBy: actorId, grantedAt: now, fromDay: today }
		})
		.returning({ id: waiver.id });
	if (row === undefined) throw new Error('The waiver was not written');
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'waiver.granted',
		data: { waiverId: row.id, item, fromDay: today, untilDay }
	});
	return { kind: 'saved', waiverId: row.id };
}

/** `not_in_force`: it is over, taken back already, or none of this person's. */
export type WithdrawAnswer = 'withdrawn' | 'not_in_force' | 'own';

/** Takes a waiver back: from today the item is asked again, by its own dates. */
export async function withdrawWaiver(
	tx: Database,
	{ waiverId, personId, actorId, now, today }: Doing & { waiverId: string }
): Promise<WithdrawAnswer> {
	if (actorId === personId) return 'own';
	await oneAtATime(tx, personId);
	const held = (await waiversInForce(tx, personId, today)).find(({ id }) => id === waiverId);
	if (held === undefined) return 'not_in_force';
	await tx
		.insert(waiverWithdrawal)
		.values({ waiverId, fromDay: today, withdrawnBy: actorId, withdrawnAt: now });
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'waiver.withdrawn',
		data: { waiverId, item: held.item, fromDay: today }
	});
	return 'withdrawn';
}

/** A waiver that holds today, for those who may take it back. */
export type WaiverInForce = {
	id: string;
	item: string;
	title: string;
	reason: string;
	grantedBy: string;
	fromDay: Day;
	untilDay: Day;
};

/** The waivers of a person that hold on a day, the one that ends first at the top. */
export async function waiversInForce(
	db: Database,
	personId: string,
	today: Day
): Promise<WaiverInForce[]> {
	const { id, item, reason, fromDay, untilDay } = waiver;
	const rows = await db
		.select({ id, item, reason, fromDay, untilDay, grantedBy: person.name })
		.from(waiver)
		.innerJoin(person, eq(person.id, waiver.grantedBy))
		.where(and(eq(waiver.personId, personId), waiverHoldsOn(today)))
		.orderBy(asc(untilDay), asc(item));
	return rows.map((row) => ({ ...row, title: itemTitle(row.item) }));
}
