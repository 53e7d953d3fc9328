import { sql, type SQL } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { DUE_SOON_DAYS, type Standing } from '../../rules/standing.ts';
import { standingsByUrgency } from '../../rules/team-tiles.ts';
import { absence, completion, period, waiver } from '../db/schema/index.ts';
import { stands } from '../learning/withdrawn.ts';
import { waiverHoldsOn } from '../requirements/waivers.ts';
import { standIns } from './closers.ts';

/** The waivers of a row of `period` that are in force on a day. */
function waiversInForce(day: Day): SQL {
	return sql`from ${waiver} where ${waiver.personId} = ${period.personId}
		and ${waiver.item} = ${period.item} and ${waiverHoldsOn(day)}`;
}

/** Whether a row of `period` renews what is in date until then, as `isRenewal` answers it. */
export const renews: SQL = sql`(${period.cycle} > 0 and ${period.cause} <> 'lapsed')`;

/** Whether the person of a row of `period` is on a long absence on a day. */
function isAway(day: Day): SQL {
	return sql`exists (select from ${absence} where ${absence.personId} = ${period.personId}
		and ${absence.fromDay} <= ${day}::date
		and (${absence.toDay} is null or ${absence.toDay} >= ${day}::date))`;
}

/**
 * The standing rule of `rules/standing.ts` as an expression over a row of `period` and a day,
 * a waiver in force included. It exists for counting and sorting many rows; a property test holds
 * the two together.
 */
export function standingSql(day: Day): SQL<Standing> {
	return sql<Standing>`case
		when ${period.dueOn} is null then 'not_required'
		when ${day}::date > ${period.endsOn} then 'not_required'
		when exists (select ${waiversInForce(day)}) then 'waived'
		when ${isAway(day)} then 'paused'
		when ${day}::date > ${period.dueOn} then case when ${renews} then 'expired' else 'overdue' end
		when ${day}::date < ${period.opensOn} then case when ${renews} then 'complete' else 'not_yet_open' end
		when ${renews} then 'expiring'
		when ${day}::date >= ${period.dueOn} - ${DUE_SOON_DAYS}::int then 'due_soon'
		when ${period.startedAt} is not null then 'in_progress'
		else 'not_started' end`;
}

/** The day that the standing of a row of `period` turns on, as `standingDayOf` answers it. */
export function standingDaySql(day: Day): SQL {
	return sql`coalesce(
		(select max(${waiver.untilDay}) ${waiversInForce(day)}),
		case when ${isAway(day)} then null when not ${renews} and ${day}::date < ${period.opensOn}
			then ${period.opensOn} else ${period.dueOn} end)`;
}

/** Whether a row of `period` had a due day, and nothing has been open since that has one. */
const wasAskedOnce: SQL = sql`${period.dueOn} is not null and not exists (
	select from ${period} as later where later.person_id = ${period.personId}
		and later.item = ${period.item} and later.closed_at is null and later.due_on is not null)`;

/**
 * Everything that is required of people on a day, as a subquery with the columns person_id, item,
 * standing and day: the open periods that have a due day and have not come to their end, and what
 * was done once for good and leaves no open period behind.
 */
export function requiredStandings(today: Day): SQL {
	return sql`(
		select ${period.personId} as person_id, ${period.item} as item,
			${standingSql(today)} as standing, ${standingDaySql(today)} as day
		from ${period} where ${period.closedAt} is null and ${period.dueOn} is not null
			and (${period.endsOn} is null or ${period.endsOn} >= ${today}::date)
		union all
		(select ${completion.personId}, ${completion.item}, 'complete', null::date
		from ${completion} join ${period} on ${period.id} = ${completion.periodId}
		where ${completion.validUntil} is null and ${stands} and ${wasAskedOnce}
		union
		select ${period.personId}, ${period.item}, 'complete', null::date
		from (${standIns}) stand_in join ${period} on ${period.id} = stand_in.period_id
		where stand_in.valid_until is null and ${wasAskedOnce})
	)`;
}

/** A list of texts as an array of PostgreSQL: one parameter however long it is. */
export function textArray(texts: readonly string[]): SQL {
	return sql`${`{${texts.map((text) => JSON.stringify(text)).join(',')}}`}::text[]`;
}

/** How urgent a standing is: 1 for the most urgent. The reverse is `standingsByUrgency[n - 1]`. */
export function urgencySql(standing: SQL): SQL {
	return sql`array_position(${textArray(standingsByUrgency)}, ${standing})`;
}
