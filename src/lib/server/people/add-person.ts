import { randomUUID } from 'node:crypto';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { RegulatedActivity } from '../../rules/checks.ts';
import type { Day } from '../../rules/day.ts';
import type { Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person, roleHeld, teamMembership } from '../db/schema/index.ts';
import { recordEvents, type NewEvent } from '../evidence/events.ts';
import { hasInduction, startInductions } from '../induction/start.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { takenBy, takenInTheMeantime, type Taken } from './contact-marks.ts';
import { lineManagerProblem } from './line-manager.ts';
import { refused, type Making, type Refused, type Saved } from './making.ts';
import { rolesProblem } from './roles-held.ts';
import { lockStructure } from './structure-lock.ts';
import { closedTeamProblem } from './team-rows.ts';

export type NewPerson = {
	name: string;
	/** Lower case; null: the person has no account, and others record for them. */
	email: string | null;
	reference: string | null;
	/** May lie ahead. Roles and teams begin on it. */
	startedOn: Day;
	teamIds: readonly string[];
	roles: readonly string[];
	lineManagerId: string | null;
	access: Access;
	regulatedActivity: RegulatedActivity;
	/** The first day of unsupervised contact, if it is known. */
	contactFrom: Day | null;
	/** Whether the induction starts; it does only for those with a role that has one. */
	induction: boolean;
};

export type Added = Saved & { personId: string };

/**
 * Adds a person with their roles and teams, starts their induction and opens what they must do.
 * In a transaction; answers their id, or what is to be put right at which field.
 */
export async function addPerson(
	tx: Database,
	given: NewPerson,
	making: Making
): Promise<Added | Refused | Taken> {
	await lockStructure(tx);
	const problem = await newPersonProblem(tx, given, making.today);
	if (problem) return problem;
	let personId: string | undefined;
	try {
		[personId] = await tx.transaction((inner) => writePeople(inner, [given], making));
	} catch (error) {
		const field = takenInTheMeantime(error);
		if (field === null) throw error;
		return refused(field, 'Somebody else has got this just now. Enter another one');
	}
	if (personId === undefined) throw new Error('A person who was written did not come back');
	return { kind: 'saved', personId, changes: await reconcilePerson(tx, personId, making) };
}

async function newPersonProblem(
	tx: Database,
	given: NewPerson,
	today: Day
): Promise<Refused | Taken | null> {
	const { startedOn, contactFrom, lineManagerId } = given;
	if (contactFrom !== null && contactFrom < startedOn) return contactTooEarly(startedOn);
	return (
		(await takenBy(tx, null, given, today)) ??
		rolesProblem(given.roles) ??
		(await closedTeamProblem(tx, given.teamIds)) ??
		(lineManagerId === null ? null : await lineManagerProblem(tx, null, lineManagerId, today))
	);
}

/** Unsupervised contact cannot begin before the first day. */
export function contactTooEarly(startedOn: Day): Refused {
	return refused(
		'contactFrom',
		`The first day here is ${shortDay(startedOn)}. Choose that day or a later one`
	);
}

/** How many people one statement writes; it takes some ten thousand values. */
const AT_ONCE = 1000;

/**
 * Writes people of whom is known that nothing stands against them, with their roles, teams, events
 * and inductions, and answers their ids in the same order. What they must do is not opened yet:
 * reconcile them afterwards, in the same transaction.
 */
export async function writePeople(
	tx: Database,
	people: readonly NewPerson[],
	making: Making
): Promise<string[]> {
	const ids: string[] = [];
	for (let from = 0; from < people.length; from += AT_ONCE) {
		const some = people.slice(from, from + AT_ONCE).map((one) => ({ id: randomUUID(), ...one }));
		await writeSome(tx, some, making);
		ids.push(...some.map(({ id }) => id));
	}
	return ids;
}

async function writeSome(
	tx: Database,
	people: readonly (NewPerson & { id: string })[],
	{ actorId, now }: Making
): Promise<void> {
	await tx.insert(person).values(
		people.map(({ id, name, email, reference, startedOn, ...rest }) => ({
			...{ id, name, email, reference, startedOn, createdAt: now },
			access: rest.access,
			lineManagerId: rest.lineManagerId,
			contactFrom: rest.contactFrom,
			regulatedActivity: rest.regulatedActivity
		}))
	);
	const held = people.flatMap(({ id: personId, startedOn: fromDay, roles }) =>
		[...new Set(roles)].map((role) => ({ personId, role, fromDay }))
	);
	if (held.length > 0) await tx.insert(roleHeld).values(held);
	const memberships = people.flatMap(({ id: personId, startedOn: fromDay, teamIds }) =>
		[...new Set(teamIds)].map((teamId) => ({ personId, teamId, fromDay }))
	);
	if (memberships.length > 0) await tx.insert(teamMembership).values(memberships);
	await recordEvents(
		tx,
		people.flatMap((one) => eventsOf(one, { actorId, now }))
	);
	const starters = people.filter(({ roles, induction }) => induction && hasInduction(roles));
	await startInductions(
		tx,
		starters.map(({ id: personId, startedOn }) => ({ personId, startedOn })),
		{ actorId, now }
	);
}

function eventsOf(
	{ id, startedOn, access, roles, teamIds, regulatedActivity }: NewPerson & { id: string },
	{ actorId, now }: Omit<Making, 'today'>
): NewEvent[] {
	const line = { at: now, actorId, subjectId: id };
	const added = { ...line, kind: 'person.added', data: { startedOn, access, roles, teamIds } };
	if (regulatedActivity === 'unknown') return [added];
	const data = { decision: regulatedActivity, before: 'unknown' };
	return [added, { ...line, kind: 'person.regulated_activity_decided', data }];
}
