import { and, asc, desc, eq, gte, inArray, isNull, sql } from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { checkKinds, checkStatuses, regulatedActivities } from '../../rules/checks.ts';
import type { ClearanceFacts } from '../../rules/clearance.ts';
import { nation } from '../../rules/content/fields.ts';
import { addDays, type Day } from '../../rules/day.ts';
import { gatesOf, type ItemRecord } from '../../rules/gates.ts';
import type { PersonFacts } from '../../rules/planning.ts';
import type { SupervisionPlan } from '../../rules/supervision-plan.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import {
	absence,
	checkStatus,
	completion,
	enteredRecord,
	organisation,
	period,
	person,
	supervisionPlan,
	waiver,
	waiverWithdrawal
} from '../db/schema/index.ts';
import { factsOf } from '../people/facts.ts';
import { uuidArray } from '../reports/people.ts';
import { textArray } from '../reports/standing-sql.ts';
import { rulebookOf } from '../requirements/rulebook.ts';
import { stands } from '../learning/withdrawn.ts';

/** A plan with what a page says of it. */
export type KnownPlan = SupervisionPlan & { ownerName: string; limits: string };

/** The facts of the rule, with the plans as pages tell them. */
export type KnownFacts = Omit<ClearanceFacts, 'plans'> & { plans: readonly KnownPlan[] };

const decision = v.picklist(regulatedActivities);
const checkRow = v.object({ kind: v.picklist(checkKinds), status: v.picklist(checkStatuses) });

/**
 * All that clearance follows from, today and later, by person id; ids that are none of ours are left
 * out. Some fifteen queries, however many people.
 */
export async function clearanceFactsOf(
	db: Database,
	personIds: readonly string[],
	today: Day
): Promise<Map<string, KnownFacts>> {
	if (personIds.length === 0) return new Map();
	const gates = (await rulebookOf(db)).requirements.filter(({ gate }) => gate);
	const items = [...new Set(gates.map(({ item }) => item))];
	const [people, here, decisions, recordOf, checks, plans] = await Promise.all([
		factsOf(db, personIds),
		nationOf(db),
		decisionsOf(db, personIds),
		recordsOf(db, personIds, items, today),
		checksOf(db, personIds),
		plansOf(db, personIds, today)
	]);
	return new Map(
		[...people].map(([id, facts]) => [
			id,
			{
				startedOn: facts.startedOn,
				leftOn: facts.leftOn,
				absences: facts.absences,
				contacts: contactsOf(facts),
				regulatedActivity: decisions.get(id) ?? 'unknown',
				nation: here,
				gates: gatesOf(facts, gates, (item) => recordOf(id, item)),
				checks: checks.get(id) ?? [],
				plans: plans.get(id) ?? []
			}
		])
	);
}

async function nationOf(db: Database) {
	const [row] = await db.select({ nation: organisation.nation }).from(organisation);
	return v.parse(nation, row?.nation);
}

function contactsOf(facts: PersonFacts) {
	const contactOf = new Map(roles().map(({ key, contact }) => [key, contact] as const));
	return facts.roles.map(({ role, fromDay, toDay }) => ({
		...{ fromDay, toDay },
		contact: contactOf.get(role) ?? ('none' as const)
	}));
}

async function decisionsOf(db: Database, personIds: readonly string[]) {
	const rows = await db
		.select({ id: person.id, regulatedActivity: person.regulatedActivity })
		.from(person)
		.where(among(person.id, personIds));
	return new Map(rows.map((row) => [row.id, v.parse(decision, row.regulatedActivity)]));
}

/** What is recorded of each person and of each of some items, to be asked for one by one. */
async function recordsOf(
	db: Database,
	personIds: readonly string[],
	items: readonly string[],
	today: Day
): Promise<(personId: string, item: string) => ItemRecord> {
	const [periods, completions, waivers] = await Promise.all([
		openPeriodsOf(db, personIds, items),
		latestCompletionsOf(db, personIds, items),
		waiversOf(db, personIds, today)
	]);
	const keyOf = (row: { personId: string; item: string }) => `${row.personId} ${row.item}`;
	const asked = new Map(periods.map((row) => [keyOf(row), row]));
	const last = new Map(completions.map((row) => [keyOf(row), row]));
	const waived = grouped(waivers, keyOf);
	return (personId, item) => {
		const key = keyOf({ personId, item });
		return {
			asked: asked.get(key) ?? null,
			last: last.get(key) ?? null,
			waivers: waived.get(key) ?? []
		};
	};
}

async function openPeriodsOf(db: Database, personIds: readonly string[], items: readonly string[]) {
	const { personId, item, cycle, dueOn, cause } = period;
	const rows = await db
		.select({ personId, item, cycle, dueOn, cause })
		.from(period)
		.where(and(among(personId, personIds), named(item, items), isNull(period.closedAt)));
	return rows.flatMap(({ dueOn, ...row }) => (dueOn === null ? [] : [{ ...row, dueOn }]));
}

async function latestCompletionsOf(
	db: Database,
	personIds: readonly string[],
	items: readonly string[]
) {
	const { personId, item, completedOn, countsFrom, monthsBefore } = completion;
	const { statedUntil } = enteredRecord;
	return db
		.selectDistinctOn([personId, item], {
			...{ personId, item, completedOn, countsFrom, monthsBefore, statedUntil }
		})
		.from(completion)
		.leftJoin(enteredRecord, eq(enteredRecord.id, completion.recordId))
		.where(and(among(personId, personIds), named(item, items), stands))
		.orderBy(personId, item, desc(completion.completedAt), desc(completion.id));
}

/** The waivers that hold today or later, until the day before they were taken back. */
async function waiversOf(db: Database, personIds: readonly string[], today: Day) {
	const toDay = sql<Day>`least(${waiver.untilDay}, ${waiverWithdrawal.fromDay} - 1)::text`;
	const rows = await db
		.select({ personId: waiver.personId, item: waiver.item, fromDay: waiver.fromDay, toDay })
		.from(waiver)
		.leftJoin(waiverWithdrawal, eq(waiverWithdrawal.waiverId, waiver.id))
		.where(and(among(waiver.personId, personIds), gte(waiver.untilDay, today)));
	return rows.filter(({ fromDay, toDay }) => fromDay <= toDay);
}

async function checksOf(db: Database, personIds: readonly string[]) {
	const { personId, kind, status, onDay, recheckOn, recordedAt } = checkStatus;
	const rows = await db
		.select({ personId, kind, status, onDay, recheckOn })
		.from(checkStatus)
		.where(among(personId, personIds))
		.orderBy(asc(recordedAt));
	const lines = rows.map((row) => ({ ...row, ...v.parse(checkRow, row) }));
	return grouped(lines, (line) => line.personId);
}

/** The plans that nobody has closed and that hold today or later. */
async function plansOf(db: Database, personIds: readonly string[], today: Day) {
	const owner = alias(person, 'owner');
	const rows = await db
		.select({
			id: supervisionPlan.id,
			personId: supervisionPlan.personId,
			ownerId: supervisionPlan.ownerId,
			ownerName: owner.name,
			ownerLeftOn: owner.leftOn,
			limits: supervisionPlan.limits,
			fromDay: supervisionPlan.fromDay,
			toDay: supervisionPlan.toDay
		})
		.from(supervisionPlan)
		.innerJoin(owner, eq(owner.id, supervisionPlan.ownerId))
		.where(
			and(
				among(supervisionPlan.personId, personIds),
				isNull(supervisionPlan.closedAt),
				gte(supervisionPlan.toDay, today)
			)
		);
	const absences = await absencesOf(db, rows);
	const plans = rows.map(({ ownerLeftOn, ...plan }) => {
		const gone = ownerLeftOn === null ? [] : [{ fromDay: addDays(ownerLeftOn, 1), toDay: null }];
		return { ...plan, ownerAway: [...gone, ...(absences.get(plan.ownerId) ?? [])] };
	});
	return grouped(plans, ({ personId }) => personId);
}

async function absencesOf(db: Database, plans: readonly { ownerId: string }[]) {
	const ids = [...new Set(plans.map(({ ownerId }) => ownerId))];
	const { personId, fromDay, toDay } = absence;
	const rows =
		ids.length === 0
			? []
			: await db.select({ personId, fromDay, toDay }).from(absence).where(inArray(personId, ids));
	return grouped(rows, (row) => row.personId);
}

/** The rows of each key, in the order in which they came. */
function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const group = groups.get(keyOf(row));
		if (group) group.push(row);
		else groups.set(keyOf(row), [row]);
	}
	return groups;
}

/** One parameter however many people there are. */
function among(column: AnyPgColumn, personIds: readonly string[]) {
	return sql`${column} = any(${uuidArray(personIds)})`;
}

function named(column: AnyPgColumn, items: readonly string[]) {
	return sql`${column} = any(${textArray(items)})`;
}
