import { eq, type InferSelectModel } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { oneAtATime } from './one-at-a-time.ts';

export type PersonRow = InferSelectModel<typeof person>;

/**
 * The person as recorded now, with whom nothing else happens until the transaction ends.
 * @throws when there is no such person
 */
export async function lockPerson(tx: Database, personId: string): Promise<PersonRow> {
	await oneAtATime(tx, personId);
	const [row] = await tx.select().from(person).where(eq(person.id, personId));
	if (row === undefined) throw new Error(`There is no person ${personId}`);
	return row;
}

/** Whether the person's last day has passed. */
export function hasLeft({ leftOn }: { leftOn: Day | null }, today: Day): boolean {
	return leftOn !== null && leftOn < today;
}
