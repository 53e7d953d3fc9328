import { and, inArray, isNotNull, isNull, or } from 'drizzle-orm';
import { conditionsHeld, type ConditionOfRole } from '../../rules/conditions-held.ts';
import type { Day } from '../../rules/day.ts';
import { afterRecords, effectOf, rolesAfter, type ItemEffect } from '../../rules/import/effect.ts';
import type { PlannedRecord } from '../../rules/import/history.ts';
import { indexOf } from '../../rules/import/people-now.ts';
import type { Planned } from '../../rules/import/planned.ts';
import {
	planPeriods,
	type ItemHistory,
	type OpenPeriod,
	type PeriodChange,
	type PersonFacts,
	type Rulebook
} from '../../rules/planning.ts';
import type { Span } from '../../rules/span.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { conditionHeld, period } from '../db/schema/index.ts';
import { factsOf, withBaseRole } from '../people/facts.ts';
import { historiesOf } from '../requirements/histories.ts';
import { rulebookOf } from '../requirements/rulebook.ts';
import type { FilePlan } from './plan-file.ts';

/** People who are looked at together: some queries for each such group. */
const CHUNK = 1000;

export type ShownEffect = ItemEffect & { title: string };

/**
 * What applying a plan does to what is due, by item. Worked out in memory by the rule that plans
 * everybody's periods; writes nothing.
 */
export async function effectOn(db: Database, file: FilePlan, today: Day): Promise<ShownEffect[]> {
	const rulebook = await rulebookOf(db);
	const found =
		file.kind === 'people'
			? await effectOnPeople(db, file, rulebook, today)
			: await effectOfRecords(db, file.plan.records, rulebook, today);
	return found.map((effect) => ({ ...effect, title: itemTitle(effect.item) }));
}

type Condition = { personId: string | null; role: string | null; condition: string } & Span;

async function effectOnPeople(
	db: Database,
	{ plan, organisation }: Extract<FilePlan, { kind: 'people' }>,
	rulebook: Rulebook,
	today: Day
): Promise<ItemEffect[]> {
	const index = indexOf(organisation.people);
	const known = plan.changed.filter(({ personId }) => personId !== null);
	const ofRoles = conditionsOfRoles(await conditionsOf(db, []));
	const changes: PeriodChange[] = [];
	// Many who start together in the same role are asked just the same.
	const planned = new Map<string, PeriodChange[]>();
	for (const one of plan.changed) {
		if (one.personId !== null) continue;
		const facts = factsAfter(one, rolesAfter(undefined, one, today), {
			own: [],
			ofRoles,
			absences: []
		});
		const key = JSON.stringify(facts);
		const list = planned.get(key) ?? planPeriods(facts, rulebook, [], [], today);
		planned.set(key, list);
		changes.push(...list);
	}
	for (let from = 0; from < known.length; from += CHUNK) {
		const some = known.slice(from, from + CHUNK);
		const ids = some.map(({ key }) => key);
		const past = await pastOf(db, ids);
		for (const one of some) {
			const own = past.conditions.get(one.key) ?? [];
			const absences = past.facts.get(one.key)?.absences ?? [];
			const roles = rolesAfter(index.byId(one.key), one, today);
			const facts = factsAfter(one, roles, { own, ofRoles, absences });
			const open = past.open.get(one.key) ?? [];
			changes.push(...planPeriods(facts, rulebook, open, past.histories.get(one.key) ?? [], today));
		}
	}
	return effectOf(changes, [], today);
}

function factsAfter(
	{ values: { startedOn, leftOn, contactFrom } }: Planned,
	held: PersonFacts['roles'],
	{
		own,
		ofRoles,
		absences
	}: { own: readonly Condition[]; ofRoles: ConditionOfRole[]; absences: readonly Span[] }
): PersonFacts {
	const roles = withBaseRole(held);
	const conditions = conditionsHeld(own, ofRoles, roles);
	return { startedOn, leftOn, contactFrom, roles, conditions, absences };
}

async function effectOfRecords(
	db: Database,
	records: readonly PlannedRecord[],
	rulebook: Rulebook,
	today: Day
): Promise<ItemEffect[]> {
	const byPerson = new Map<string, PlannedRecord[]>();
	for (const record of records) {
		const list = byPerson.get(record.personId);
		if (list) list.push(record);
		else byPerson.set(record.personId, [record]);
	}
	const ids = [...byPerson.keys()];
	const changes: PeriodChange[] = [];
	const done: string[] = [];
	for (let from = 0; from < ids.length; from += CHUNK) {
		const some = ids.slice(from, from + CHUNK);
		const past = await pastOf(db, some);
		for (const id of some) {
			const facts = past.facts.get(id);
			if (facts === undefined) continue;
			const [histories, open] = [past.histories.get(id) ?? [], past.open.get(id) ?? []];
			const now = afterRecords(histories, open, byPerson.get(id) ?? []);
			done.push(...now.done);
			changes.push(...planPeriods(facts, rulebook, now.open, now.histories, today));
		}
	}
	return effectOf(changes, done, today);
}

type Past = {
	facts: Map<string, PersonFacts>;
	histories: Map<string, ItemHistory[]>;
	open: Map<string, OpenPeriod[]>;
	conditions: Map<string, Condition[]>;
};

async function pastOf(db: Database, ids: string[]): Promise<Past> {
	const [facts, histories, periods, rows] = await Promise.all([
		factsOf(db, ids),
		historiesOf(db, ids),
		db
			.select()
			.from(period)
			.where(and(inArray(period.personId, ids), isNull(period.closedAt))),
		conditionsOf(db, ids)
	]);
	const open = new Map<string, OpenPeriod[]>();
	for (const row of periods) {
		open.set(row.personId, [...(open.get(row.personId) ?? []), row]);
	}
	const conditions = new Map<string, Condition[]>();
	for (const row of rows) {
		if (row.personId === null) continue;
		conditions.set(row.personId, [...(conditions.get(row.personId) ?? []), row]);
	}
	return { facts, histories, open, conditions };
}

/** The conditions of these people by themselves, and those of every role. */
async function conditionsOf(db: Database, ids: string[]): Promise<Condition[]> {
	const ofRole = isNotNull(conditionHeld.role);
	return db
		.select()
		.from(conditionHeld)
		.where(ids.length === 0 ? ofRole : or(inArray(conditionHeld.personId, ids), ofRole));
}

function conditionsOfRoles(rows: readonly Condition[]): ConditionOfRole[] {
	return rows.flatMap(({ role, condition, fromDay, toDay }) =>
		role === null ? [] : [{ role, condition, fromDay, toDay }]
	);
}
