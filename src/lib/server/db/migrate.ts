import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyAll } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any number will do, as long as every copy of the app uses the same: "safehand" as bytes. */
const LOCK = '8314892176759484004';

/**
 * Brings the tables up to date with the migrations of `folder`. Several copies of the app may do so
 * at once: one works, the others wait and then find nothing left to do.
 *
 * The lock belongs to a connection, so `url` must lead to PostgreSQL itself or to a pooler that
 * pools whole sessions.
 *
 * @throws the driver's error when the server cannot be reached or a migration fails; a migration
 *   that fails changes nothing
 */
export async function migrate(url: string, folder: string = migrationsFolder()): Promise<void> {
	const sql = postgres(url, {
		max: 1,
		max_lifetime: null,
		connect_timeout: 5,
		onnotice: () => undefined,
		connection: { application_name: 'safehands migrations' }
	});
	try {
		await sql`select pg_advisory_lock(${LOCK}::bigint)`;
		// Closing the connection lets go of the lock, also when this process dies half-way.
		await applyAll(drizzle(sql), { migrationsFolder: folder });
	} finally {
		await sql.end({ timeout: 5 });
	}
}

/** The `drizzle` folder above this file: the same from the sources and from the built app. */
export function migrationsFolder(): string {
	const here = dirname(fileURLToPath(import.meta.url));
	for (let folder = here; ; folder = dirname(folder)) {
		const candidate = join(folder, 'drizzle');
		if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
		if (folder === dirname(folder)) {
			throw new Error(`The folder "drizzle" with the migrations is missing above ${here}.`);
		}
	}
}
