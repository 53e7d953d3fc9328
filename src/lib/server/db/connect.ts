import type { PgDatabase } from 'drizzle-orm/pg-core';
import { drizzle, type PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as schema from './schema/index.ts';

export { isConnectionFailure } from './failure.ts';

/** What reads and writes: the database itself, or a transaction on it. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

/** How to connect. */
export interface ConnectOptions {
	/** The most connections to hold at once; 10 when not given. */
	max?: number;
}

/** An open pool of connections. */
export interface Connection {
	db: Database;
	/** Waits up to five seconds for what still runs, then closes every connection. */
	close(): Promise<void>;
}

/**
 * Opens a pool of connections. It connects on the first query, so a wrong address shows there.
 *
 * @param url a PostgreSQL address: postgres://user:password@host:port/database
 */
export function connect(url: string, options: ConnectOptions = {}): Connection {
	const sql = postgres(url, {
		max: options.max ?? 10,
		connect_timeout: 5,
		// Come back quickly after a restart of the server; the driver's own pauses grow to 20 s.
		backoff: () => 0.25 + Math.random() / 2,
		onnotice: () => undefined,
		connection: {
			application_name: 'safehands',
			// In milliseconds: one stuck lock must not take every connection, and with them the app.
			statement_timeout: 30_000,
			idle_in_transaction_session_timeout: 60_000
		}
	});
	return {
		db: drizzle(sql, { schema, casing: 'snake_case' }),
		close: () => sql.end({ timeout: 5 })
	};
}
