import type { Day } from '../../rules/day.ts';
import { may, type Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { personInScope, scopeOf } from './scope.ts';

/**
 * Whether somebody may open a person's certificates and receipts on a day: the person themselves,
 * and whoever may see that person.
 */
export async function maySeeRecordsOf(
	db: Database,
	who: { id: string; access: Access },
	personId: string,
	today: Day
): Promise<boolean> {
	if (who.id === personId) return true;
	if (!may(who.access, 'see_person')) return false;
	return personInScope(db, await scopeOf(db, who, today), personId, today);
}
