import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';

/**
 * Makes whatever changes a person's periods wait for its turn until the transaction ends, so that a
 * double click, a second tab or a plan made at the same moment finds what the first one did. Take it
 * before any lock on a period. It is weaker than a lock for changing the person, so those get past
 * who only refer to them.
 */
export async function oneAtATime(tx: Database, personId: string): Promise<void> {
	await tx
		.select({ id: person.id })
		.from(person)
		.where(eq(person.id, personId))
		.for('no key update');
}

/** The same for many people, in one order for all, so that two such lists never wait for each other. */
export async function allAtATime(tx: Database, personIds: readonly string[]): Promise<void> {
	await tx
		.select({ id: person.id })
		.from(person)
		.where(inArray(person.id, [...personIds]))
		.orderBy(asc(person.id))
		.for('no key update');
}
