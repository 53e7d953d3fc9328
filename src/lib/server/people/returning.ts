import { eq } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import { problemOfNew } from '../../rules/span-changes.ts';
import type { Database } from '../db/connect.ts';
import { person, roleHeld, teamMembership } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { hasInduction, startReturns } from '../induction/start.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { contactTooEarly, type NewPerson } from './add-person.ts';
import { lineManagerProblem } from './line-manager.ts';
import { refused, type Making, type Outcome, type Refused } from './making.ts';
import { membershipsOf } from './memberships.ts';
import { lockPerson, type PersonRow } from './person-row.ts';
import { rolesOf, rolesProblem } from './roles-held.ts';
import { endAllSessions } from './sessions.ts';
import { lockStructure } from './structure-lock.ts';
import { closedTeamProblem } from './team-rows.ts';

/** What is decided anew when somebody comes back; what else is known of them is as it was. */
export type Return = Omit<NewPerson, 'name' | 'email' | 'reference' | 'regulatedActivity'>;

/**
 * Brings back a person who left: a new first day after the last one, on which the chosen roles and
 * teams begin. All that was recorded of their earlier time stays, and what they completed counts.
 * In a transaction.
 */
export async function returnPerson(
	tx: Database,
	personId: string,
	given: Return,
	making: Making
): Promise<Outcome> {
	const { actorId, now } = making;
	await lockStructure(tx);
	const before = await lockPerson(tx, personId);
	const problem = await returnProblem(tx, before, given, making);
	if (problem) return problem;

	const { teamIds, roles, induction, startedOn, access, lineManagerId, contactFrom } = given;
	await tx
		.update(person)
		.set({ startedOn, leftOn: null, access, lineManagerId, contactFrom })
		.where(eq(person.id, personId));
	const span = { personId, fromDay: startedOn };
	const held = [...new Set(roles)].map((role) => ({ ...span, role }));
	if (held.length > 0) await tx.insert(roleHeld).values(held);
	const memberships = [...new Set(teamIds)].map((teamId) => ({ ...span, teamId }));
	if (memberships.length > 0) await tx.insert(teamMembership).values(memberships);
	await endAllSessions(tx, personId);
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'person.returned',
		data: {
			startedOn,
			roles,
			teamIds,
			access,
			// The person carries only their present first and last day; this line keeps the earlier ones.
			before: { startedOn: before.startedOn, leftOn: before.leftOn, access: before.access }
		}
	});
	const { leftOn } = before;
	if (induction && leftOn !== null && hasInduction(roles)) {
		await startReturns(tx, [{ personId, startedOn, leftOn }], { actorId, now });
	}
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

async function returnProblem(
	tx: Database,
	before: PersonRow,
	given: Return,
	{ today }: Making
): Promise<Refused | null> {
	const { startedOn, contactFrom, lineManagerId } = given;
	if (before.leftOn === null) return refused('startedOn', 'They have not left');
	if (startedOn <= before.leftOn) {
		return refused(
			'startedOn',
			`The last day here was ${shortDay(before.leftOn)}. Choose a later day`
		);
	}
	if (contactFrom !== null && contactFrom < startedOn) return contactTooEarly(startedOn);
	return (
		rolesProblem(given.roles) ??
		(await closedTeamProblem(tx, given.teamIds)) ??
		(lineManagerId === null
			? null
			: await lineManagerProblem(tx, before.id, lineManagerId, today)) ??
		(await overlapProblem(tx, before, given))
	);
}

/** Roles and teams that began after the last day then recorded hold for that one day. */
async function overlapProblem(
	tx: Database,
	{ id }: PersonRow,
	{ startedOn, roles, teamIds }: Return
): Promise<Refused | null> {
	const [held, memberships] = [await rolesOf(tx, id), await membershipsOf(tx, id)];
	const earlier = [
		...held.filter(({ role }) => roles.includes(role)),
		...memberships.filter(({ teamId }) => teamIds.includes(teamId))
	];
	const problem = problemOfNew({ fromDay: startedOn, toDay: null }, earlier, {
		startedOn,
		leftOn: null
	});
	return problem && refused('startedOn', problem.message);
}
