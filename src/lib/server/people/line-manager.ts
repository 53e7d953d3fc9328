import { eq, sql } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { refused, type Refused } from './making.ts';
import { hasLeft } from './person-row.ts';

/** The field of a form that says who somebody's line manager is. */
export const LINE_MANAGER_FIELD = 'lineManager';

const no = (message: string) => refused(LINE_MANAGER_FIELD, message);

/**
 * What keeps somebody from being a person's line manager: having left, being that person, or being
 * managed by them, directly or through others. Null: nothing.
 * @param personId null for a person who is being added
 */
export async function lineManagerProblem(
	tx: Database,
	personId: string | null,
	lineManagerId: string,
	today: Day
): Promise<Refused | null> {
	if (personId === lineManagerId)
		return no('Nobody is their own line manager. Choose somebody else');
	const { name, leftOn } = person;
	const [manager] = await tx
		.select({ name, leftOn })
		.from(person)
		.where(eq(person.id, lineManagerId));
	if (manager === undefined) return no('Choose somebody who is here');
	if (manager.leftOn !== null && hasLeft(manager, today)) {
		return no(`${manager.name} left on ${shortDay(manager.leftOn)}. Choose somebody who is here`);
	}
	if (personId === null || !(await isManagedBy(tx, lineManagerId, personId))) return null;
	return no(
		`${manager.name} is managed by this person, directly or through others. Change that first, or choose somebody else`
	);
}

/** Whether a person's line manager, or theirs, and so on, is somebody. */
async function isManagedBy(tx: Database, personId: string, managerId: string): Promise<boolean> {
	const rows = await tx.execute(sql`
		with recursive up as (
			select line_manager_id as id from person where id = ${personId}
			union
			select p.line_manager_id from up join person p on p.id = up.id
		)
		select from up where id = ${managerId}`);
	return rows.length > 0;
}
