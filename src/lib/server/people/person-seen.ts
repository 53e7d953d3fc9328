import { eq } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { personInScope, scopeOf } from './scope.ts';

/** A person in brief, for the head of a page about them. */
export type PersonSeen = {
	id: string;
	name: string;
	startedOn: Day;
	leftOn: Day | null;
	/** The reader looks at themselves. */
	isReader: boolean;
};

/**
 * A person whom somebody may see on a day; null for one outside their scope, just as for an id that
 * does not exist.
 */
export async function personSeenBy(
	db: Database,
	who: { id: string; access: Access },
	personId: string,
	today: Day
): Promise<PersonSeen | null> {
	if (!(await personInScope(db, await scopeOf(db, who, today), personId, today))) return null;
	const { id, name, startedOn, leftOn } = person;
	const [row] = await db
		.select({ id, name, startedOn, leftOn })
		.from(person)
		.where(eq(person.id, personId));
	return row ? { ...row, isReader: row.id === who.id } : null;
}
