import { and, inArray, isNull } from 'drizzle-orm';
import { teamTree, type TeamInTree, type TeamNode } from '../../rules/team-tree.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { team } from '../db/schema/index.ts';
import { refused, type Refused } from './making.ts';

/** Every team that is in use. */
export async function openTeams(db: Database): Promise<TeamNode[]> {
	return db
		.select({ id: team.id, name: team.name, parentId: team.parentId })
		.from(team)
		.where(isNull(team.closedOn));
}

/** The teams in use as a tree written line by line, to choose one. */
export async function teamsToChoose(db: Database): Promise<TeamInTree[]> {
	return teamTree(await openTeams(db));
}

/**
 * Refuses teams that are closed or do not exist. Nobody can close them until the transaction ends.
 * @param field the field of the form at which it is said
 */
export async function closedTeamProblem(
	tx: Database,
	teamIds: readonly string[],
	field = 'team'
): Promise<Refused | null> {
	const ids = [...new Set(teamIds)];
	if (ids.length === 0) return null;
	const message = 'Choose a team that is in use';
	if (!ids.every(isUuid)) return refused(field, message);
	const open = await tx
		.select({ id: team.id })
		.from(team)
		.where(and(inArray(team.id, ids), isNull(team.closedOn)))
		.for('key share');
	return open.length === ids.length ? null : refused(field, message);
}
