import { and, eq, gt, gte, isNull, or } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { teamAndBelow, type TeamNode } from '../../rules/team-tree.ts';
import type { Database } from '../db/connect.ts';
import { team, teamManager, teamMembership } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { refused, type Making, type Refused } from './making.ts';
import { lockStructure } from './structure-lock.ts';
import { openTeams } from './team-rows.ts';

/** A change of the team tree was made; nothing that anybody must do follows from it. */
export type TeamOutcome = { kind: 'saved'; teamId: string } | Refused;

/** What a team is called below the team above it must be told from its neighbours. */
function nameProblem(
	teams: readonly TeamNode[],
	{ id, name, parentId }: { id: string | null; name: string; parentId: string | null },
	field: string
): Refused | null {
	const same = teams.some(
		(one) =>
			one.id !== id && one.parentId === parentId && one.name.toLowerCase() === name.toLowerCase()
	);
	return same
		? refused(field, `There is a team called ${name} there already. Choose another name`)
		: null;
}

/** Adds a team below another one, or at the top. In a transaction. */
export async function addTeam(
	tx: Database,
	{ name, parentId }: { name: string; parentId: string | null },
	making: Making
): Promise<TeamOutcome> {
	await lockStructure(tx);
	const teams = await openTeams(tx);
	if (parentId !== null && teams.every(({ id }) => id !== parentId)) {
		return refused('parent', 'Choose a team that is in use');
	}
	const problem = nameProblem(teams, { id: null, name, parentId }, 'name');
	if (problem) return problem;
	const [row] = await tx
		.insert(team)
		.values({ name, parentId, createdAt: making.now })
		.returning({ id: team.id });
	if (row === undefined) throw new Error('A team that was written did not come back');
	await record(tx, 'team.added', { teamId: row.id, name, parentId }, making);
	return { kind: 'saved', teamId: row.id };
}

/**
 * Gives a team another name, or puts it, with all below it, under another one or (null) at the top.
 * In a transaction; answers null when it is none in use.
 */
export async function changeTeam(
	tx: Database,
	teamId: string,
	change: { name?: string; parentId?: string | null },
	making: Making
): Promise<TeamOutcome | null> {
	await lockStructure(tx);
	const teams = await openTeams(tx);
	const before = teams.find(({ id }) => id === teamId);
	if (before === undefined) return null;
	const after = { ...before, ...change };
	const isRenamed = after.name !== before.name;
	const isMoved = after.parentId !== before.parentId;
	const problem =
		(isMoved ? parentProblem(teams, after) : null) ??
		nameProblem(teams, after, isRenamed ? 'name' : 'parent');
	if (problem) return problem;
	const { name, parentId } = after;
	await tx.update(team).set({ name, parentId }).where(eq(team.id, teamId));
	if (isRenamed) {
		await record(tx, 'team.renamed', { teamId, from: before.name, to: name }, making);
	}
	if (isMoved) {
		const data = { teamId, name, fromParentId: before.parentId, toParentId: parentId };
		await record(tx, 'team.moved', data, making);
	}
	return { kind: 'saved', teamId };
}

/** No team lies below itself, however far down, nor below one that is closed. */
function parentProblem(teams: readonly TeamNode[], { id, parentId }: TeamNode): Refused | null {
	if (parentId === null) return null;
	const parent = teams.find((one) => one.id === parentId);
	if (parent === undefined) return refused('parent', 'Choose a team that is in use');
	if (!teamAndBelow(teams, id).includes(parentId)) return null;
	const where = parentId === id ? 'itself' : `${parent.name}, which lies below it`;
	return refused('parent', `A team cannot be put under ${where}. Choose another one`);
}

/**
 * Closes a team that nobody is in, or will be, and below which no team is in use. Its history stays;
 * whoever manages it does so until today. In a transaction; answers null when it is none in use.
 */
export async function closeTeam(
	tx: Database,
	teamId: string,
	making: Making
): Promise<TeamOutcome | null> {
	const { today } = making;
	await lockStructure(tx);
	// Whoever is being put into the team at this moment comes first.
	const [found] = await tx
		.select({ name: team.name })
		.from(team)
		.where(and(eq(team.id, teamId), isNull(team.closedOn)))
		.for('update');
	if (found === undefined) return null;
	const problem = await closingProblem(tx, teamId, today);
	if (problem) return problem;
	await tx
		.delete(teamManager)
		.where(and(eq(teamManager.teamId, teamId), gt(teamManager.fromDay, today)));
	await tx
		.update(teamManager)
		.set({ toDay: today })
		.where(
			and(
				eq(teamManager.teamId, teamId),
				or(isNull(teamManager.toDay), gt(teamManager.toDay, today))
			)
		);
	await tx.update(team).set({ closedOn: today }).where(eq(team.id, teamId));
	await record(tx, 'team.closed', { teamId, name: found.name, closedOn: today }, making);
	return { kind: 'saved', teamId };
}

async function closingProblem(tx: Database, teamId: string, today: Day): Promise<Refused | null> {
	const below = await tx.$count(team, and(eq(team.parentId, teamId), isNull(team.closedOn)));
	if (below > 0) {
		return refused(
			'close',
			'There are teams below this one. Close them first, or put them elsewhere'
		);
	}
	const people = await tx.$count(
		teamMembership,
		and(
			eq(teamMembership.teamId, teamId),
			or(isNull(teamMembership.toDay), gte(teamMembership.toDay, today))
		)
	);
	if (people === 0) return null;
	return refused('close', 'There are people in this team. Move them to another one first');
}

/** Takes a closed team into use again. In a transaction; answers null when it is not closed. */
export async function reopenTeam(
	tx: Database,
	teamId: string,
	making: Making
): Promise<TeamOutcome | null> {
	await lockStructure(tx);
	const { name, parentId, closedOn } = team;
	const [found] = await tx
		.select({ name, parentId, closedOn })
		.from(team)
		.where(eq(team.id, teamId));
	if (found === undefined || found.closedOn === null) return null;
	const teams = await openTeams(tx);
	if (found.parentId !== null && teams.every(({ id }) => id !== found.parentId)) {
		return refused('reopen', 'The team above this one is closed. Open that one first');
	}
	const problem = nameProblem(teams, { id: teamId, ...found }, 'reopen');
	if (problem) return problem;
	await tx.update(team).set({ closedOn: null }).where(eq(team.id, teamId));
	await record(tx, 'team.reopened', { teamId, name: found.name }, making);
	return { kind: 'saved', teamId };
}

async function record(
	tx: Database,
	kind: `team.${string}`,
	data: Record<string, string | null>,
	{ actorId, now }: Making
): Promise<void> {
	await recordEvent(tx, { at: now, actorId, subjectId: null, kind, data });
}
