import { and, eq, gt, lt } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { conditionHeld, roleHeld, teamManager, teamMembership } from '../db/schema/index.ts';
import { moveInductions } from '../induction/start.ts';
import type { Making } from './making.ts';

/**
 * Takes along what was to begin on a first day that still lay ahead when that day moves: roles,
 * teams, their management, conditions and the induction. What would have ended before it could
 * begin goes.
 */
export async function moveBeginnings(
	tx: Database,
	personId: string,
	{ from, to }: { from: Day; to: Day },
	{ actorId, now, today }: Making
): Promise<void> {
	if (from <= today) return;
	const begins = (
		table: typeof roleHeld | typeof teamMembership | typeof teamManager | typeof conditionHeld
	) => and(eq(table.personId, personId), eq(table.fromDay, from), gt(table.fromDay, today));
	const fromDay = { fromDay: to };
	await tx.delete(roleHeld).where(and(begins(roleHeld), lt(roleHeld.toDay, to)));
	await tx.update(roleHeld).set(fromDay).where(begins(roleHeld));
	await tx.delete(teamMembership).where(and(begins(teamMembership), lt(teamMembership.toDay, to)));
	await tx.update(teamMembership).set(fromDay).where(begins(teamMembership));
	await tx.delete(teamManager).where(and(begins(teamManager), lt(teamManager.toDay, to)));
	await tx.update(teamManager).set(fromDay).where(begins(teamManager));
	await tx.delete(conditionHeld).where(and(begins(conditionHeld), lt(conditionHeld.toDay, to)));
	await tx.update(conditionHeld).set(fromDay).where(begins(conditionHeld));
	await moveInductions(tx, { personId, from, to, now, actorId });
}
