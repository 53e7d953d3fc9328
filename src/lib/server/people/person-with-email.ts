import { eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';

/** The id of the person who signs in with an address, or null; capitals do not count. */
export async function personWithEmail(db: Database, email: string): Promise<string | null> {
	const [found] = await db
		.select({ id: person.id })
		.from(person)
		.where(eq(person.email, email.trim().toLowerCase()));
	return found?.id ?? null;
}
