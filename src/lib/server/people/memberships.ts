import { asc, eq } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import { addDays, later, type Day } from '../../rules/day.ts';
import {
	isAhead,
	isOver,
	problemOfEnd,
	problemOfNew,
	withinStay
} from '../../rules/span-changes.ts';
import { overlapOf, type Span } from '../../rules/span.ts';
import type { Database } from '../db/connect.ts';
import { team, teamMembership } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { refused, type Making, type Outcome } from './making.ts';
import { lockPerson } from './person-row.ts';
import { closedTeamProblem } from './team-rows.ts';

/** A line of the teams in which somebody is or was. */
export type MembershipLine = Span & { id: string; teamId: string; name: string };

/** Every team in which a person is, was or will be, the oldest first. */
export async function membershipsOf(db: Database, personId: string): Promise<MembershipLine[]> {
	const { id, teamId, fromDay, toDay } = teamMembership;
	return db
		.select({ id, teamId, name: team.name, fromDay, toDay })
		.from(teamMembership)
		.innerJoin(team, eq(team.id, teamId))
		.where(eq(teamMembership.personId, personId))
		.orderBy(asc(fromDay), asc(team.name));
}

async function teamName(tx: Database, teamId: string): Promise<string> {
	const [row] = await tx.select({ name: team.name }).from(team).where(eq(team.id, teamId));
	return row?.name ?? teamId;
}

/** Puts a person into a team from a day on, besides those in which they are. In a transaction. */
export async function joinTeam(
	tx: Database,
	personId: string,
	given: Span & { teamId: string },
	making: Making
): Promise<Outcome> {
	const person = await lockPerson(tx, personId);
	const { teamId } = given;
	const span = withinStay(given, person);
	const closed = await closedTeamProblem(tx, [teamId]);
	if (closed) return closed;
	const lines = (await membershipsOf(tx, personId)).filter((line) => line.teamId === teamId);
	const problem = problemOfNew(span, lines, person);
	if (problem) return refused(problem.field, problem.message);
	await tx.insert(teamMembership).values({ personId, teamId, ...span });
	const data = { teamId, team: await teamName(tx, teamId), ...span };
	await record(tx, personId, 'person.joined_team', data, making);
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

/**
 * Moves a person from one team to another on a day, which may have passed or lie ahead: they leave
 * the old one on the day before. A move on the very day on which they joined counts for both teams
 * on that day. In a transaction; answers null when they have no such line.
 * @param id the line of the old team
 */
export async function moveTeam(
	tx: Database,
	personId: string,
	{ id, teamId, onDay }: { id: string; teamId: string; onDay: Day },
	making: Making
): Promise<Outcome | null> {
	const person = await lockPerson(tx, personId);
	const lines = await membershipsOf(tx, personId);
	const old = lines.find((line) => line.id === id);
	if (old === undefined) return null;
	const closed = await closedTeamProblem(tx, [teamId]);
	if (closed) return closed;
	if (old.teamId === teamId)
		return refused('team', 'They are in this team already. Choose another one');
	const span = withinStay({ fromDay: onDay, toDay: null }, person);
	const others = lines.filter((line) => line.teamId === teamId);
	const problem = moveProblem(old, onDay, making.today) ?? problemOfNew(span, others, person);
	// The end of the new team follows from the day of the move, for which alone the form asks.
	if (problem) return refused('onDay', problem.message);

	if (old.fromDay > onDay) {
		await tx.delete(teamMembership).where(eq(teamMembership.id, id));
	} else {
		const toDay = later(old.fromDay, addDays(onDay, -1));
		await tx.update(teamMembership).set({ toDay }).where(eq(teamMembership.id, id));
	}
	await tx.insert(teamMembership).values({ personId, teamId, ...span });
	const data = {
		fromTeamId: old.teamId,
		from: old.name,
		toTeamId: teamId,
		to: await teamName(tx, teamId),
		onDay
	};
	await record(tx, personId, 'person.moved', data, making);
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

function moveProblem(old: Span, onDay: Day, today: Day): { message: string } | null {
	if (isOver(old, today))
		return { message: 'They have left this team already. Put them into the new one instead' };
	if (overlapOf(old, { fromDay: onDay, toDay: null }) === null && old.toDay !== null) {
		return {
			message: `They leave this team on ${shortDay(old.toDay)}. Choose that day or an earlier one`
		};
	}
	if (old.fromDay <= onDay || isAhead(old, today)) return null;
	return {
		message: `They joined this team on ${shortDay(old.fromDay)}. Choose that day or a later one`
	};
}

/**
 * Gives the membership of a team another last day; null: it goes on. In a transaction. Answers null
 * when the person has no such line.
 */
export async function endMembership(
	tx: Database,
	personId: string,
	{ id, toDay: end }: { id: string; toDay: Day | null },
	making: Making
): Promise<Outcome | null> {
	const person = await lockPerson(tx, personId);
	const lines = await membershipsOf(tx, personId);
	const line = lines.find((one) => one.id === id);
	if (line === undefined) return null;
	const closed = end === null ? await closedTeamProblem(tx, [line.teamId], 'toDay') : null;
	if (closed) return closed;
	const others = lines.filter((one) => one.teamId === line.teamId && one.id !== id);
	const { toDay } = withinStay({ ...line, toDay: end }, person);
	const problem = problemOfEnd(line, toDay, others, person, making.today);
	if (problem) return refused(problem.field, problem.message);
	await tx.update(teamMembership).set({ toDay }).where(eq(teamMembership.id, id));
	const data = { teamId: line.teamId, team: line.name, toDay };
	await record(tx, personId, 'person.left_team', data, making);
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

/**
 * Takes back a membership that has not begun yet. In a transaction. Answers null when the person
 * has no such line, or it has begun meanwhile.
 */
export async function takeBackMembership(
	tx: Database,
	personId: string,
	id: string,
	making: Making
): Promise<Outcome | null> {
	await lockPerson(tx, personId);
	const line = (await membershipsOf(tx, personId)).find((one) => one.id === id);
	if (line === undefined || !isAhead(line, making.today)) return null;
	await tx.delete(teamMembership).where(eq(teamMembership.id, id));
	const data = { teamId: line.teamId, team: line.name, fromDay: line.fromDay };
	await record(tx, personId, 'person.team_taken_back', data, making);
	return { kind: 'saved', changes: await reconcilePerson(tx, personId, making) };
}

async function record(
	tx: Database,
	personId: string,
	kind: `person.${string}`,
	data: Record<string, string | null>,
	{ actorId, now }: Making
): Promise<void> {
	await recordEvent(tx, { at: now, actorId, subjectId: personId, kind, data });
}
