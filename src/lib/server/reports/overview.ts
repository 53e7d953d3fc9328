import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { addDays, type Day } from '../../rules/day.ts';
import {
	countsAs,
	figuresByItem,
	lastMonthEnds,
	monthsBetween,
	shareInDate,
	type ItemFigures
} from '../../rules/overview-figures.ts';
import { familyOf, standings } from '../../rules/standing.ts';
import type { Database } from '../db/connect.ts';
import { absence, period, person, waiver, waiverWithdrawal } from '../db/schema/index.ts';
import type { Scope } from '../people/scope.ts';
import { closers } from './closers.ts';
import { inOrder } from './matrix.ts';
import { newStarters } from './new-starters.ts';
import { peopleCounted } from './people.ts';
import { renews, requiredStandings, textArray } from './standing-sql.ts';

const EXPIRING_DAYS = 60;
const AHEAD_DAYS = 90;
const MONTHS_BACK = 12;
const NOTHING = { required: 0, in_date: 0 };
const EVERYBODY: Scope = { everybody: true };

/** The share in date at the end of a day, with the numbers it comes from. */
export type SharePoint = { day: Day; required: number; inDate: number; share: number | null };

/** What runs out in a month: trainings and agreements, and the people they belong to. */
export type ExpiringMonth = { month: string; items: number; people: number };

export type Overview = {
	people: number;
	teams: number;
	/** Whole percent of what is required that is in date; null when nothing is required. */
	share: number | null;
	peopleLate: number;
	expiringSoon: number;
	onInduction: number;
	byItem: ItemFigures[];
	overTime: SharePoint[];
	expiring: ExpiringMonth[];
};

async function countPeople(db: Database, today: Day) {
	const late = standings.filter((standing) => familyOf(standing) === 'bad');
	const [row] = v.parse(
		v.array(v.object({ people: v.number(), late: v.number(), teams: v.number() })),
		await db.execute(sql`
			select count(*)::int as people,
				count(*) filter (where id in (
					select s.person_id from ${requiredStandings(today)} s
					where s.standing = any(${textArray(late)})))::int as late,
				(select count(*)::int from team) as teams
			from ${person} where ${peopleCounted(EVERYBODY, today)}`)
	);
	return row ?? { people: 0, late: 0, teams: 0 };
}

async function countByItem(db: Database, today: Day) {
	return v.parse(
		v.array(v.object({ item: v.string(), standing: v.picklist(standings), people: v.number() })),
		await db.execute(sql`
			select s.item, s.standing, count(*)::int as people
			from ${requiredStandings(today)} s join ${person} on ${person.id} = s.person_id
			where ${peopleCounted(EVERYBODY, today)}
			group by s.item, s.standing`)
	);
}

/**
 * How much of what was required on each of some days was in date at the end of that day.
 *
 * Worked out from facts alone. A first cycle asks for something from the day it opens, a renewal
 * from the day on which the one before it ended; it ends with its own completion or when it is
 * withdrawn. While a first cycle lasts the item is not in date, and in a renewal it is until the
 * due day. What was done once for good is in date from then on. A waiver then in force takes an item
 * out until it is done for good, and so does a long absence; and having left takes out everything.
 */
async function sharesOn(db: Database, days: readonly Day[], timeZone: string) {
	const rows = v.parse(
		v.array(v.object({ day: v.string(), required: v.number(), in_date: v.number() })),
		await db.execute(sql`
			with ended as (
				select ${period.personId}, ${period.item}, ${period.cycle}, ${period.opensOn}, ${period.dueOn}, ${period.endsOn},
					${renews} as renews,
					coalesce(c.completed_on, (${period.closedAt} at time zone ${timeZone})::date) as end_day,
					c.id is not null and c.valid_until is null as for_good
				from ${period} left join (${closers}) c on c.period_id = ${period.id}
			),
			spell as (
				select ended.*, lag(end_day) over cycles as before_day, lead(due_on) over cycles as next_due
				from ended
				window cycles as (partition by person_id, item order by cycle, end_day nulls last)
			),
			asked as (
				select person_id, item, least(end_day, ends_on + 1) as end_day, case when renews then due_on end as valid_until,
					case when renews then coalesce(before_day, opens_on)
						else greatest(opens_on, before_day) end as from_day
				from spell where due_on is not null
				union all
				select person_id, item, null, 'infinity', end_day
				from spell where due_on is not null and for_good and next_due is null
			),
			required as (
				select a.person_id, a.item, a.valid_until, greatest(a.from_day, p.started_on) as from_day,
					least(a.end_day, p.left_on + 1) as end_day
				from asked a join ${person} p on p.id = a.person_id
			)
			select day.day::text as day, count(*)::int as required,
				count(*) filter (where r.valid_until >= day.day)::int as in_date
			from unnest(${textArray(days)}::date[]) as day (day)
			join required r on r.from_day <= day.day and (r.end_day is null or r.end_day > day.day)
			where r.valid_until = 'infinity' or not exists (
				select from ${waiver} w left join ${waiverWithdrawal} taken on taken.waiver_id = w.id
				where w.person_id = r.person_id and w.item = r.item and w.from_day <= day.day
					and w.until_day >= day.day and (taken.from_day is null or taken.from_day > day.day)
			) and not exists (
				select from ${absence} away where away.person_id = r.person_id
					and away.from_day <= day.day and (away.to_day is null or away.to_day >= day.day))
			group by day.day`)
	);
	return days.map((day): SharePoint => {
		const { required, in_date: inDate } = rows.find((row) => row.day === day) ?? NOTHING;
		return { day, required, inDate, share: shareInDate({ required, inDate }) };
	});
}

/** What runs out from a day to a later one, by month; months in which nothing does count too. */
async function expiringByMonth(db: Database, from: Day, to: Day): Promise<ExpiringMonth[]> {
	const rows = v.parse(
		v.array(v.object({ month: v.string(), items: v.number(), people: v.number() })),
		await db.execute(sql`
			select to_char(s.day, 'YYYY-MM') as month, count(*)::int as items,
				count(distinct s.person_id)::int as people
			from ${requiredStandings(from)} s join ${person} on ${person.id} = s.person_id
			where s.standing in ('complete', 'expiring') and s.day <= ${to}::date
				and ${peopleCounted(EVERYBODY, from)}
			group by 1`)
	);
	return monthsBetween(from, to).map(
		(month) => rows.find((row) => row.month === month) ?? { month, items: 0, people: 0 }
	);
}

async function countExpiring(db: Database, from: Day, to: Day): Promise<number> {
	const months = await expiringByMonth(db, from, to);
	return months.reduce((sum, month) => sum + month.items, 0);
}

/**
 * The whole organisation on a day.
 * @param timeZone IANA name; decides on which day something was closed.
 */
export async function overview(
	db: Database,
	{ today, timeZone }: { today: Day; timeZone: string }
): Promise<Overview> {
	const [people, counts, overTime, expiring, expiringSoon, starters] = await Promise.all([
		countPeople(db, today),
		countByItem(db, today),
		sharesOn(db, [...lastMonthEnds(today, MONTHS_BACK), today], timeZone),
		expiringByMonth(db, today, addDays(today, AHEAD_DAYS)),
		countExpiring(db, today, addDays(today, EXPIRING_DAYS)),
		newStarters(db, EVERYBODY, today)
	]);
	const sum = { required: 0, inDate: 0 };
	for (const { standing, people: n } of counts) {
		const { required, inDate } = countsAs(standing);
		if (required) sum.required += n;
		if (inDate) sum.inDate += n;
	}
	return {
		people: people.people,
		teams: people.teams,
		share: shareInDate(sum),
		peopleLate: people.late,
		expiringSoon,
		onInduction: starters.people,
		byItem: figuresByItem(inOrder(counts.map(({ item }) => item)), counts),
		overTime,
		expiring
	};
}
