import { and, asc, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import { conditionsHeld } from '../../rules/conditions-held.ts';
import type { Day } from '../../rules/day.ts';
import type { PeriodChange } from '../../rules/planning.ts';
import {
	isAhead,
	problemOfEnd,
	problemOfNew,
	withinStay,
	type Stay
} from '../../rules/span-changes.ts';
import type { Span } from '../../rules/span.ts';
import { conditions, conditionTitle, roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { conditionHeld } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { applyToEverybody } from '../requirements/reconcile-everybody.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { withBaseRole } from './facts.ts';
import { refused, type Making, type Outcome } from './making.ts';
import { lockPerson } from './person-row.ts';
import { lockStructure } from './structure-lock.ts';

/** Of whom a condition holds: one person, or everybody who holds a role. */
export type Bearer = { personId: string } | { role: string };

/** A line of the conditions that hold, have held or will hold. */
export type ConditionLine = Span & { id: string; condition: string; title: string };

const { id, condition, fromDay, toDay } = conditionHeld;

const of = (bearer: Bearer): SQL | undefined =>
	'personId' in bearer
		? and(eq(conditionHeld.personId, bearer.personId), isNull(conditionHeld.role))
		: eq(conditionHeld.role, bearer.role);

/** The conditions of a person by themselves, or of a role, the oldest first. */
export async function conditionsOf(db: Database, bearer: Bearer): Promise<ConditionLine[]> {
	const rows = await db
		.select({ id, condition, fromDay, toDay })
		.from(conditionHeld)
		.where(of(bearer))
		.orderBy(asc(fromDay), asc(condition));
	return rows.map((row) => ({ ...row, title: conditionTitle(row.condition) }));
}

/** The conditions of every role, the oldest first. */
export async function conditionsOfRoles(
	db: Database
): Promise<(ConditionLine & { role: string })[]> {
	const rows = await db
		.select({ id, condition, fromDay, toDay, role: conditionHeld.role })
		.from(conditionHeld)
		.where(isNotNull(conditionHeld.role))
		.orderBy(asc(fromDay), asc(condition));
	return rows.map((row) => ({
		...row,
		role: row.role ?? '',
		title: conditionTitle(row.condition)
	}));
}

/** A condition that holds for a person through a role, as long as both do. */
export type ConditionThroughRole = Span & { title: string; roleTitle: string };

/** The conditions that hold for somebody through the roles that they hold. */
export async function conditionsThroughRoles(
	db: Database,
	held: readonly (Span & { role: string })[]
): Promise<ConditionThroughRole[]> {
	const ofRoles = await conditionsOfRoles(db);
	return roles().flatMap(({ key: role, title: roleTitle }) =>
		conditionsHeld(
			[],
			ofRoles.filter((line) => line.role === role),
			withBaseRole(held)
		).map(({ condition, ...span }) => ({ ...span, title: conditionTitle(condition), roleTitle }))
	);
}

/** The days that bound a condition: the person's, or none for a role. */
async function lockBearer(tx: Database, bearer: Bearer): Promise<Stay> {
	if ('personId' in bearer) return lockPerson(tx, bearer.personId);
	await lockStructure(tx);
	return { startedOn: '0001-01-01', leftOn: null };
}

/** Brings into line what those have to do of whom the condition holds. */
async function reconcile(tx: Database, bearer: Bearer, making: Making): Promise<PeriodChange[]> {
	if ('personId' in bearer) return reconcilePerson(tx, bearer.personId, making);
	await applyToEverybody(tx, making);
	return [];
}

/**
 * Records that a condition holds for a person, or for everybody who holds a role, from a day on.
 * In a transaction. What it changes is answered for a person; for a role it is worked out for
 * everybody, in the background where they are many.
 */
export async function giveCondition(
	tx: Database,
	bearer: Bearer,
	given: Span & { condition: string },
	making: Making
): Promise<Outcome> {
	if (conditions().every(({ key }) => key !== given.condition)) {
		return refused('condition', 'Choose a condition of the list');
	}
	if ('role' in bearer && roles().every(({ key }) => key !== bearer.role)) {
		return refused('role', 'Choose a role of the list');
	}
	const stay = await lockBearer(tx, bearer);
	const span = withinStay(given, stay);
	const lines = await conditionsOf(tx, bearer);
	const same = lines.filter((line) => line.condition === given.condition);
	const problem = problemOfNew(span, same, stay);
	if (problem) return refused(problem.field, problem.message);
	await tx.insert(conditionHeld).values({ ...bearer, condition: given.condition, ...span });
	await record(tx, bearer, 'condition.given', { ...span, condition: given.condition }, making);
	return { kind: 'saved', changes: await reconcile(tx, bearer, making) };
}

/**
 * Gives a condition that holds another last day; null: it goes on. In a transaction. Answers null
 * when there is no such line.
 */
export async function endCondition(
	tx: Database,
	bearer: Bearer,
	{ id, toDay: end }: { id: string; toDay: Day | null },
	making: Making
): Promise<Outcome | null> {
	const stay = await lockBearer(tx, bearer);
	const lines = await conditionsOf(tx, bearer);
	const line = lines.find((one) => one.id === id);
	if (line === undefined) return null;
	const others = lines.filter((one) => one.condition === line.condition && one.id !== id);
	const { toDay } = withinStay({ ...line, toDay: end }, stay);
	const problem = problemOfEnd(line, toDay, others, stay, making.today);
	if (problem) return refused(problem.field, problem.message);
	await tx.update(conditionHeld).set({ toDay }).where(eq(conditionHeld.id, id));
	await record(tx, bearer, 'condition.ended', { condition: line.condition, toDay }, making);
	return { kind: 'saved', changes: await reconcile(tx, bearer, making) };
}

/**
 * Takes back a condition that does not hold yet. In a transaction. Answers null when there is no
 * such line, or it holds meanwhile.
 */
export async function takeBackCondition(
	tx: Database,
	bearer: Bearer,
	id: string,
	making: Making
): Promise<Outcome | null> {
	await lockBearer(tx, bearer);
	const line = (await conditionsOf(tx, bearer)).find((one) => one.id === id);
	if (line === undefined || !isAhead(line, making.today)) return null;
	await tx.delete(conditionHeld).where(eq(conditionHeld.id, id));
	const { condition, fromDay } = line;
	await record(tx, bearer, 'condition.taken_back', { condition, fromDay }, making);
	return { kind: 'saved', changes: await reconcile(tx, bearer, making) };
}

async function record(
	tx: Database,
	bearer: Bearer,
	kind: `condition.${string}`,
	data: { condition: string } & Partial<Span>,
	{ actorId, now }: Making
): Promise<void> {
	const subjectId = 'personId' in bearer ? bearer.personId : null;
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId,
		kind,
		data: { ...data, title: conditionTitle(data.condition), ...('role' in bearer && bearer) }
	});
}
