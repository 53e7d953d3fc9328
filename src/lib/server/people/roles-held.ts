import { asc, eq } from 'drizzle-orm';
import { later, type Day } from '../../rules/day.ts';
import { isAhead, problemOfEnd, problemOfNew, withinStay } from '../../rules/span-changes.ts';
import type { Span } from '../../rules/span.ts';
import { roles, roleTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { roleHeld } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { hasInduction, startInduction } from '../induction/start.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { refused, type Making, type Outcome, type Refused } from './making.ts';
import { lockPerson } from './person-row.ts';

/** A line of what somebody holds or has held. */
export type RoleLine = Span & { id: string; role: string; title: string };

const { id, role, fromDay, toDay } = roleHeld;

/** Every role that a person holds, has held or will hold, the oldest first. */
export async function rolesOf(db: Database, personId: string): Promise<RoleLine[]> {
	const rows = await db
		.select({ id, role, fromDay, toDay })
		.from(roleHeld)
		.where(eq(roleHeld.personId, personId))
		.orderBy(asc(fromDay), asc(role));
	return rows.map((row) => ({ ...row, title: roleTitle(row.role) }));
}

/** Refuses a role that the content does not hold. */
export function rolesProblem(keys: readonly string[]): Refused | null {
	const unknown = keys.find((key) => roles().every((one) => one.key !== key));
	return unknown === undefined ? null : refused('roles', 'Choose roles of the list');
}

/**
 * Gives a person a role from a day on, which may have passed or lie ahead. Whoever gets a role that
 * has an induction for the first time begins it, unless `induction` says that it is not needed; in
 * one that is there the role adds its steps. In a transaction.
 */
export async function giveRole(
	tx: Database,
	personId: string,
	given: Span & { role: string; induction: boolean },
	making: Making
): Promise<Outcome> {
	const known = roles().find(({ key }) => key === given.role);
	if (known === undefined) return refused('role', 'Choose a role of the list');
	const person = await lockPerson(tx, personId);
	const span = withinStay(given, person);
	const held = (await rolesOf(tx, personId)).filter((line) => line.role === given.role);
	const problem = problemOfNew(span, held, person);
	if (problem) return refused(problem.field, problem.message);

	await tx.insert(roleHeld).values({ personId, role: known.key, ...span });
	await record(tx, personId, 'person.role_given', { ...span, role: known.key }, making);
	if (given.induction && hasInduction([known.key])) {
		const startedOn = later(span.fromDay, person.startedOn);
		await startInduction(tx, { personId, startedOn, ...making });
	}
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

/**
 * Gives a role that a person holds, or will hold, another last day; null: it goes on. In a
 * transaction. Answers null when the person has no such line.
 */
export async function endRole(
	tx: Database,
	personId: string,
	{ id, toDay: end }: { id: string; toDay: Day | null },
	making: Making
): Promise<Outcome | null> {
	const person = await lockPerson(tx, personId);
	const lines = await rolesOf(tx, personId);
	const line = lines.find((one) => one.id === id);
	if (line === undefined) return null;
	const others = lines.filter((one) => one.role === line.role && one.id !== id);
	const { toDay } = withinStay({ ...line, toDay: end }, person);
	const problem = problemOfEnd(line, toDay, others, person, making.today);
	if (problem) return refused(problem.field, problem.message);
	await tx.update(roleHeld).set({ toDay }).where(eq(roleHeld.id, id));
	await record(tx, personId, 'person.role_ended', { role: line.role, toDay }, making);
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

/**
 * Takes back a role that has not begun yet. In a transaction. Answers null when the person has no
 * such line, or it has begun meanwhile.
 */
export async function takeBackRole(
	tx: Database,
	personId: string,
	id: string,
	making: Making
): Promise<Outcome | null> {
	await lockPerson(tx, personId);
	const line = (await rolesOf(tx, personId)).find((one) => one.id === id);
	if (line === undefined || !isAhead(line, making.today)) return null;
	await tx.delete(roleHeld).where(eq(roleHeld.id, id));
	const { role, fromDay } = line;
	await record(tx, personId, 'person.role_taken_back', { role, fromDay }, making);
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

async function record(
	tx: Database,
	personId: string,
	kind: `person.role_${string}`,
	data: { role: string } & Partial<Span>,
	{ actorId, now }: Making
): Promise<void> {
	const title = roleTitle(data.role);
	await recordEvent(tx, { at: now, actorId, subjectId: personId, kind, data: { ...data, title } });
}
