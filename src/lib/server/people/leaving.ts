import { and, asc, eq, gte, isNull, or, sql } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { lastAdministratorProblem } from './change-access.ts';
import { revokeLinks } from './invitations.ts';
import { refused, type Making, type Outcome, type Refused, type Saved } from './making.ts';
import { hasLeft, lockPerson, type PersonRow } from './person-row.ts';
import { endAllSessions } from './sessions.ts';
import { endSpans, reopenSpans } from './stay-spans.ts';
import { lockStructure } from './structure-lock.ts';

/** What somebody who leaves leaves behind, for whoever must see to it. */
export type LeftBehind = {
	/** Teams that have nobody left to manage them. */
	teams: { id: string; name: string }[];
	/** Those who are here and have the person as their line manager. */
	people: { id: string; name: string }[];
};

/**
 * Records a person's last day, which may have passed, be today or lie ahead; while it lies ahead it
 * can be moved. Their roles, teams, management and conditions end with it, what is open is no longer
 * asked for after it, and all evidence stays. Once the day has come they are signed out everywhere.
 * In a transaction.
 */
export async function leave(
	tx: Database,
	personId: string,
	lastDay: Day,
	making: Making
): Promise<(Saved & LeftBehind) | Refused> {
	const { actorId, now, today } = making;
	await lockStructure(tx);
	const before = await lockPerson(tx, personId);
	const problem = leavingProblem(before, lastDay, today);
	if (problem) return refused('lastDay', problem);
	const last = await lastAdministratorProblem(tx, before, 'lastDay');
	if (last) return last;

	if (before.leftOn !== null) await reopenSpans(tx, personId, before.leftOn);
	const teams = await teamsWithoutManager(tx, personId, lastDay);
	await endSpans(tx, personId, lastDay, today);
	await tx.update(person).set({ leftOn: lastDay }).where(eq(person.id, personId));
	if (lastDay <= today) {
		await endAllSessions(tx, personId);
		await revokeLinks(tx, personId, { actorId, now, because: 'revoked' });
	}
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'person.left',
		data: { leftOn: lastDay }
	});
	const changes = await reconcilePerson(tx, personId, making);
	return { kind: 'saved', changes, teams, people: await managedBy(tx, personId, today) };
}

function leavingProblem(before: PersonRow, lastDay: Day, today: Day): string | null {
	const { leftOn, startedOn } = before;
	if (leftOn !== null && hasLeft(before, today)) return `They left on ${shortDay(leftOn)} already`;
	if (lastDay >= startedOn) return null;
	return `The last day cannot be before the first, ${shortDay(startedOn)}`;
}

/** The teams in use that are managed by this person, and by nobody else who is here longer. */
export async function teamsWithoutManager(tx: Database, personId: string, lastDay: Day) {
	const rows = await tx.execute<{ id: string; name: string }>(sql`
		select t.id, t.name from team t
		where t.closed_on is null
			and exists (select from team_manager m where m.team_id = t.id and m.person_id = ${personId}
				and (m.to_day is null or m.to_day >= ${lastDay}::date))
			and not exists (select from team_manager m join person p on p.id = m.person_id
				where m.team_id = t.id and m.person_id <> ${personId}
					and (m.to_day is null or m.to_day > ${lastDay}::date)
					and (p.left_on is null or p.left_on > ${lastDay}::date))
		order by t.name`);
	return rows.map(({ id, name }) => ({ id, name }));
}

/** Those who have not left and have somebody as their line manager. */
export async function managedBy(db: Database, personId: string, today: Day) {
	return db
		.select({ id: person.id, name: person.name })
		.from(person)
		.where(
			and(eq(person.lineManagerId, personId), or(isNull(person.leftOn), gte(person.leftOn, today)))
		)
		.orderBy(asc(person.name));
}

/**
 * Takes back a last day that has not passed: what was to end with it goes on. In a transaction.
 * Refused when there is none, or it has passed; then they can return.
 */
export async function stay(tx: Database, personId: string, making: Making): Promise<Outcome> {
	const { actorId, now, today } = making;
	const before = await lockPerson(tx, personId);
	const { leftOn } = before;
	if (leftOn === null)
		return refused('form', 'No last day is recorded, so there is none to take back');
	if (hasLeft(before, today)) {
		return refused('form', `They left on ${shortDay(leftOn)}. Let them return instead`);
	}
	await reopenSpans(tx, personId, leftOn);
	await tx.update(person).set({ leftOn: null }).where(eq(person.id, personId));
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'person.stayed',
		data: { leftOn }
	});
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}
