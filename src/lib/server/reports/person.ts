import { and, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { causeInWords } from '../../rules/cause-in-words.ts';
import type { ItemPeriod } from '../../rules/induction-asks.ts';
import { causes } from '../../rules/planning.ts';
import type { Day } from '../../rules/day.ts';
import { accountState, type AccountState } from '../../rules/invitation.ts';
import type { Access } from '../../rules/permissions.ts';
import { byUrgency, standings, type Standing } from '../../rules/standing.ts';
import { isUuid } from '../../rules/uuid.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { invitation, period, person } from '../db/schema/index.ts';
import { earlierInductions, type EarlierInduction } from '../induction/earlier.ts';
import { begunWith, inductionAmong, type Induction } from '../induction/inductions.ts';
import { peopleInScope, type Scope } from '../people/scope.ts';
import {
	completionLines,
	eventLines,
	signingLines,
	waiverLines,
	type CompletionLine,
	type EventLine,
	type SigningLine,
	type WaiverLine
} from './person-history.ts';
import { spansOf, type PersonSpans } from './person-spans.ts';
import { requiredStandings } from './standing-sql.ts';

/** Who reads: what they may see of whom follows from it. */
export type Reader = { scope: Scope; access: Access };

export type StandingLine = {
	item: string;
	title: string;
	standing: Standing;
	day: Day | null;
	/** Why it is asked besides what the role always asks; null where that is all. */
	cause: string | null;
};

export type PersonReport = Omit<PersonSpans, 'facts'> & {
	id: string;
	name: string;
	email: string | null;
	/** The organisation's own number for them. */
	reference: string | null;
	startedOn: Day;
	leftOn: Day | null;
	/** The first day of unsupervised contact, once it is known. */
	contactFrom: Day | null;
	account: AccountState;
	lineManager: string | null;
	/** Who manages their team, or the nearest one above it that has a manager. */
	managers: string[];
	standings: StandingLine[];
	induction: Induction | null;
	/** What they went through at an earlier time, as evidence. */
	earlierInductions: EarlierInduction[];
	completions: CompletionLine[];
	signings: SigningLine[];
	waivers: WaiverLine[];
	events: { lines: EventLine[]; more: boolean };
};

/**
 * The names of the managers of the nearest team, going up from the person's own, that has one
 * besides them; as a value, so that it costs no query of its own.
 */
function managersSql(today: Day) {
	const inForce = sql`from_day <= ${today}::date and (to_day is null or to_day >= ${today}::date)`;
	return sql`(
		with recursive up as (
			select team_id as id, 0 as distance from team_membership
			where person_id = ${person.id} and ${inForce}
			union
			select t.parent_id, up.distance + 1 from up join team t on t.id = up.id
			where t.parent_id is not null
		), found as (
			select p.name, min(up.distance) as distance
			from up
			join (select * from team_manager where ${inForce}) m on m.team_id = up.id
			join person p on p.id = m.person_id and p.id <> ${person.id}
			group by p.id, p.name
		)
		select coalesce(jsonb_agg(name order by name), '[]') from found
		where distance = (select min(distance) from found))`;
}

/** The link that tells how far somebody is with their account: the one that works, else the last. */
function bestLinkSql(now: Date) {
	return sql`${invitation.id} = (
		select link.id from ${invitation} link where link.person_id = ${person.id}
		order by (link.used_at is null and link.revoked_at is null
			and link.expires_at > ${now.toISOString()}::timestamptz) desc,
			link.expires_at desc, link.created_at desc
		limit 1)`;
}

async function findPerson(
	db: Database,
	{ scope }: Reader,
	personId: string,
	{ today, now }: { today: Day; now: Date }
) {
	// An id that is none cannot be compared with one; it is simply nobody's.
	if (!isUuid(personId)) return null;
	const line = alias(person, 'line');
	const { id, name, email, reference, startedOn, leftOn, contactFrom } = person;
	const [row] = await db
		.select({
			...{ id, name, email, reference, startedOn, leftOn, contactFrom },
			hasPassword: sql<boolean>`${person.passwordHash} is not null`,
			lineManager: line.name,
			managers: managersSql(today),
			latest: invitation
		})
		.from(person)
		.leftJoin(line, eq(line.id, person.lineManagerId))
		.leftJoin(invitation, bestLinkSql(now))
		.where(and(eq(person.id, personId), peopleInScope(scope, today)));
	if (row === undefined) return null;
	const { hasPassword, latest, managers, ...about } = row;
	return {
		...about,
		managers: v.parse(v.array(v.string()), managers),
		account: accountState({ ...about, hasPassword, latest }, now, today)
	};
}

const standingRow = v.object({
	item: v.string(),
	standing: v.picklist(standings),
	day: v.nullable(v.string()),
	period: v.nullable(
		v.object({
			cycle: v.number(),
			cause: v.picklist(causes),
			dueOn: v.nullable(v.string()),
			endsOn: v.nullable(v.string())
		})
	)
});

/** How somebody stands with all that is asked of them, and what is open of it. */
async function standingsOf(
	db: Database,
	personId: string,
	today: Day
): Promise<{ current: StandingLine[]; periods: ItemPeriod[] }> {
	const rows = await db.execute(sql`
		select s.item, s.standing, s.day::text, case when open.id is not null then jsonb_build_object(
			'cycle', open.cycle, 'cause', open.cause, 'dueOn', open.due_on, 'endsOn', open.ends_on)
			end as period
		from ${requiredStandings(today)} s
		left join ${period} open on open.person_id = s.person_id and open.item = s.item
			and open.closed_at is null
		where s.person_id = ${personId} order by s.day nulls last, s.item`);
	const lines = v.parse(v.array(standingRow), rows);
	return {
		current: lines
			.map(({ period: open, ...row }) => ({
				...row,
				title: itemTitle(row.item),
				cause: open === null ? null : causeInWords(open.cause, row.standing)
			}))
			.sort((a, b) => byUrgency(a.standing, b.standing)),
		periods: lines.flatMap(({ item, period: open }) => (open === null ? [] : [{ item, ...open }]))
	};
}

/**
 * All that a manager or lead may know of one person: how they stand, and their whole history. Null
 * for somebody outside the scope, just as for an id that does not exist. It holds no answers, not
 * why they are away, and why something was waived only for those who may know (decision 17).
 * Nine queries.
 */
export async function personReport(
	db: Database,
	reader: Reader,
	personId: string,
	when: { today: Day; now: Date }
): Promise<PersonReport | null> {
	const found = await findPerson(db, reader, personId, when);
	if (found === null) return null;
	const { today } = when;
	const { id } = found;
	const [spans, { current, periods }, begun, completions, signings, waivers, events] =
		await Promise.all([
			spansOf(db, id),
			standingsOf(db, id, today),
			begunWith(db, [id]),
			completionLines(db, id),
			signingLines(db, id),
			waiverLines(db, id, reader.access),
			eventLines(db, id)
		]);
	const { facts, ...held } = spans;
	const counting = completions.filter(({ record }) => (record?.withdrawnAt ?? null) === null);
	const ofOne = { facts, completions: counting, periods };
	const induction = inductionAmong(begun, id, ofOne, today);
	const earlier = earlierInductions(begun, found.startedOn, induction?.id ?? null);
	// Whatever was open when somebody left is not asked of them any more.
	const hasLeft = found.leftOn !== null && found.leftOn < today;
	const history = { completions, signings, waivers, events };
	const inductions = { induction, earlierInductions: earlier };
	return { ...found, ...held, standings: hasLeft ? [] : current, ...inductions, ...history };
}
