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
import { completion, period, person, waiver } from '../db/schema/index.ts';
import type { Scope } from '../people/scope.ts';
import { inOrder } from './matrix.ts';
import { newStarters } from './new-starters.ts';
import { peopleCounted } from './people.ts';
import { requiredStandings, textArray } from './standing-sql.ts';

const EXPIRING_DAYS = 60;
const AHEAD_DAYS = 90;
const MONTHS_BACK = 12;
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
 * Worked out from facts alone. A first cycle asks for something from the day it opens, a later one
 * from the day of the completion before it; it ends with its own completion or when it is
 * withdrawn. While a first cycle lasts the item is not in date, and in a later one it is until the
 * due day. What was done once for good is in date from then on. Waivers then in force take an item
 * out, and so does having left.
 */
async function sharesOn(db: Database, days: readonly Day[], timeZone: string) {
	const rows = v.parse(
		v.array(v.object({ day: v.string(), required: v.number(), in_date: v.number() })),
		await db.execute(sql`
			with day as (select unnest(${textArray(days)}::date[]) as day),
			spell as (
				select p.person_id, p.item, coalesce(before.completed_on, p.opens_on) as from_day,
					coalesce(own.completed_on, (p.closed_at at time zone ${timeZone})::date) as end_day,
					case when p.cycle = 0 then null else p.due_on end as valid_until
				from ${period} p
				left join ${completion} own on own.period_id = p.id
				left join ${period} previous on previous.person_id = p.person_id
					and previous.item = p.item and previous.cycle = p.cycle - 1
					and previous.closed_how = 'completed'
				left join ${completion} before on before.period_id = previous.id
				where p.due_on is not null
				union all
				select c.person_id, c.item, c.completed_on, null, 'infinity'::date
				from ${completion} c join ${period} p on p.id = c.period_id
				where c.valid_until is null and p.due_on is not null and not exists (
					select from ${period} next where next.person_id = c.person_id
						and next.item = c.item and next.cycle = p.cycle + 1
						and next.due_on is not null)
			),
			required as (
				select day.day, s.person_id, s.item, bool_or(coalesce(s.valid_until >= day.day, false)) as valid
				from day
				join spell s on s.from_day <= day.day and (s.end_day is null or s.end_day > day.day)
				join ${person} on ${person.id} = s.person_id and ${person.startedOn} <= day.day
					and (${person.leftOn} is null or ${person.leftOn} >= day.day)
				where not exists (
					select from ${waiver} w where w.person_id = s.person_id and w.item = s.item
						and w.from_day <= day.day and w.until_day >= day.day)
				group by day.day, s.person_id, s.item
			)
			select day.day::text as day, count(required.item)::int as required,
				count(*) filter (where valid)::int as in_date
			from day left join required on required.day = day.day
			group by day.day order by day.day`)
	);
	return rows.map(({ day, required, in_date: inDate }): SharePoint => {
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
