import { and, asc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { isAccess, type Access } from '../../rules/permissions.ts';
import { isAhead, problemOfEnd, problemOfNew, withinStay } from '../../rules/span-changes.ts';
import type { Span } from '../../rules/span.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { person, team, teamManager } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { writeAccess } from './change-access.ts';
import { refused, type Making, type Refused } from './making.ts';
import { hasLeft, lockPerson } from './person-row.ts';
import { lockStructure } from './structure-lock.ts';
import { closedTeamProblem } from './team-rows.ts';

/** A line of who manages a team, has managed it or will. */
export type ManagerLine = Span & {
	id: string;
	personId: string;
	name: string;
	access: string;
	email: string | null;
};

/** A change of who manages a team; what anybody must do does not follow from it. */
export type ManagerOutcome = { kind: 'saved' } | Refused;

const { fromDay, toDay } = teamManager;

/** The field for whether somebody is to get a manager's access along with a team. */
export const RAISE_ACCESS_FIELD = 'raiseAccess';

/** Everybody who manages a team, has managed it or will, the oldest first. */
export async function managersOf(db: Database, teamId: string): Promise<ManagerLine[]> {
	const { id, personId } = teamManager;
	const { name, access, email } = person;
	return db
		.select({ id, personId, name, access, email, fromDay, toDay })
		.from(teamManager)
		.innerJoin(person, eq(person.id, personId))
		.where(eq(teamManager.teamId, teamId))
		.orderBy(asc(fromDay), asc(name));
}

/** The names of those who manage a team, or one above it, on a day: they see its people. */
export async function managersSeeing(db: Database, teamId: string, day: Day): Promise<string[]> {
	if (!isUuid(teamId)) return [];
	const rows = await db.execute<{ name: string }>(sql`
		with recursive up as (
			select id, parent_id from team where id = ${teamId}
			union
			select t.id, t.parent_id from up join team t on t.id = up.parent_id
		)
		select distinct p.name from up join team_manager m on m.team_id = up.id
		join person p on p.id = m.person_id
		where m.from_day <= ${day}::date and (m.to_day is null or m.to_day >= ${day}::date)
			and (p.left_on is null or p.left_on >= ${day}::date)
		order by p.name`);
	return rows.map(({ name }) => name);
}

/** What keeps an access from managing a team; null: it sees its people. */
function accessProblem(access: Access, raiseAccess: boolean): Refused | null {
	if (access === 'auditor') {
		return refused(
			'person',
			'An auditor only reads. Change their access first, or choose somebody else'
		);
	}
	if (access !== 'staff' || raiseAccess) return null;
	return refused(
		RAISE_ACCESS_FIELD,
		'They see only their own training now. Tick the box to give them the access of a manager too'
	);
}

/**
 * Lets a person manage a team from a day on, besides those who do. Somebody with the access of staff
 * gets that of a manager in the same step when `raiseAccess` says so. In a transaction.
 */
export async function addManager(
	tx: Database,
	teamId: string,
	given: Span & { personId: string; raiseAccess: boolean },
	making: Making
): Promise<ManagerOutcome> {
	await lockStructure(tx);
	const closed = await closedTeamProblem(tx, [teamId]);
	if (closed) return closed;
	const { personId, raiseAccess } = given;
	const manager = await lockPerson(tx, personId);
	if (hasLeft(manager, making.today)) {
		return refused('person', `${manager.name} has left. Choose somebody who is here`);
	}
	const { access } = manager;
	if (!isAccess(access)) throw new Error(`The access of person ${personId} is unknown`);
	const denied = accessProblem(access, raiseAccess);
	if (denied) return denied;
	const span = withinStay(given, manager);
	const lines = await managersOf(tx, teamId);
	const own = lines.filter((line) => line.personId === personId);
	const problem = problemOfNew(span, own, manager);
	if (problem) return refused(problem.field, problem.message);

	await tx.insert(teamManager).values({ teamId, personId, ...span });
	await record(tx, { teamId, personId }, 'team.manager_added', span, making);
	if (access === 'staff') await writeAccess(tx, personId, { from: access, to: 'manager' }, making);
	return { kind: 'saved' };
}

/** The line and whose it is, with the person locked; null when the team has none such. */
async function lockLine(tx: Database, teamId: string, id: string) {
	const found = (await managersOf(tx, teamId)).find((line) => line.id === id);
	if (found === undefined) return null;
	const manager = await lockPerson(tx, found.personId);
	const lines = await managersOf(tx, teamId);
	const line = lines.find((one) => one.id === id);
	return line === undefined ? null : { manager, line, lines };
}

/**
 * Gives the management of a team another last day; null: it goes on. In a transaction. Answers null
 * when the team has no such line.
 */
export async function endManager(
	tx: Database,
	teamId: string,
	{ id, toDay: end }: { id: string; toDay: Day | null },
	making: Making
): Promise<ManagerOutcome | null> {
	const found = await lockLine(tx, teamId, id);
	if (found === null) return null;
	const { manager, line, lines } = found;
	const { personId } = line;
	const others = lines.filter((one) => one.personId === personId && one.id !== id);
	const { toDay } = withinStay({ ...line, toDay: end }, manager);
	const problem = problemOfEnd(line, toDay, others, manager, making.today);
	if (problem) return refused(problem.field, problem.message);
	await tx.update(teamManager).set({ toDay }).where(eq(teamManager.id, id));
	await record(tx, { teamId, personId }, 'team.manager_ended', { toDay }, making);
	return { kind: 'saved' };
}

/**
 * Takes back the management of a team that has not begun yet. In a transaction. Answers null when
 * the team has no such line, or it has begun meanwhile.
 */
export async function takeBackManager(
	tx: Database,
	teamId: string,
	id: string,
	making: Making
): Promise<ManagerOutcome | null> {
	const found = await lockLine(tx, teamId, id);
	if (found === null || !isAhead(found.line, making.today)) return null;
	const { personId, fromDay } = found.line;
	await tx.delete(teamManager).where(eq(teamManager.id, id));
	await record(tx, { teamId, personId }, 'team.manager_taken_back', { fromDay }, making);
	return { kind: 'saved' };
}

/**
 * Ends today whatever a person manages, because they may no longer see other people; what had not
 * begun goes. In a transaction that holds the person; answers the names of the teams.
 */
export async function endManagement(
	tx: Database,
	personId: string,
	making: Making
): Promise<string[]> {
	const { today } = making;
	const rows = await tx
		.select({ id: teamManager.id, teamId: teamManager.teamId, name: team.name, fromDay })
		.from(teamManager)
		.innerJoin(team, eq(team.id, teamManager.teamId))
		.where(and(eq(teamManager.personId, personId), or(isNull(toDay), gt(toDay, today))))
		.orderBy(team.name);
	for (const { id, teamId, ...line } of rows) {
		const about = { teamId, personId };
		if (line.fromDay > today) {
			await tx.delete(teamManager).where(eq(teamManager.id, id));
			await record(tx, about, 'team.manager_taken_back', { fromDay: line.fromDay }, making);
		} else {
			await tx.update(teamManager).set({ toDay: today }).where(eq(teamManager.id, id));
			await record(tx, about, 'team.manager_ended', { toDay: today }, making);
		}
	}
	return rows.map(({ name }) => name);
}

async function record(
	tx: Database,
	{ teamId, personId }: { teamId: string; personId: string },
	kind: `team.manager_${string}`,
	days: Partial<Span>,
	{ actorId, now }: Making
): Promise<void> {
	const [row] = await tx.select({ name: team.name }).from(team).where(eq(team.id, teamId));
	const data = { teamId, team: row?.name ?? teamId, ...days };
	await recordEvent(tx, { at: now, actorId, subjectId: personId, kind, data });
}
