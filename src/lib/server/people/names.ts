import { inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';

/** The names of people by their ids; ids that are none of ours are left out. */
export async function namesOf(
	db: Database,
	personIds: readonly string[]
): Promise<Map<string, string>> {
	const ids = [...new Set(personIds)];
	if (ids.length === 0) return new Map();
	const rows = await db
		.select({ id: person.id, name: person.name })
		.from(person)
		.where(inArray(person.id, ids));
	return new Map(rows.map(({ id, name }) => [id, name]));
}
