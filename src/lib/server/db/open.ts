import postgres from 'postgres';
import { connect, type Database } from './connect.ts';
import { startEmbedded } from './embedded.ts';
import { answerWithin, failureCode } from './failure.ts';
import { migrate } from './migrate.ts';

/** Where the database is to be found. */
export interface OpenOptions {
	/** DATABASE_URL: any PostgreSQL 15 or newer. Without it the embedded one is started. */
	databaseUrl?: string | undefined;
	/** Folder of the embedded database. */
	dataDir: string;
	/** Hears, in whole sentences, of what takes time or went wrong. */
	log?: (line: string) => void;
	/** The most connections to hold at once. */
	max?: number;
}

/** The database, up to date and ready. */
export interface OpenDatabase {
	db: Database;
	/** Closes every connection and stops what was started here. Safe to call twice. */
	close(): Promise<void>;
}

const OLDEST_VERSION = 15;
const ANSWER_SECONDS = 10;

/**
 * Opens the database that the settings name, or starts the embedded one, and migrates it.
 *
 * @throws an Error whose message is one paragraph for whoever runs the app: what is wrong and what
 *   to do. It never holds the password.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
	const databaseUrl = options.databaseUrl?.trim();
	if (databaseUrl) {
		await demandServer(databaseUrl);
		return ready(databaseUrl, options, () => Promise.resolve());
	}
	const embedded = await startEmbedded(options);
	return ready(embedded.url, options, embedded.stop);
}

async function ready(
	url: string,
	options: OpenOptions,
	stop: () => Promise<void>
): Promise<OpenDatabase> {
	try {
		await migrate(url);
	} catch (error) {
		await stop();
		const reason = rootMessage(error);
		throw new Error(
			`The database was reached, but its tables could not be brought up to date (${reason}). ` +
				'The user of the database must own it or its schema "public". Nothing has been changed.',
			{ cause: error }
		);
	}
	const connection = connect(url, options.max === undefined ? {} : { max: options.max });
	let closing: Promise<void> | undefined;
	return {
		db: connection.db,
		close: () => (closing ??= connection.close().finally(stop))
	};
}

/** Connects once to find out whether the server behind DATABASE_URL can be used. */
async function demandServer(url: string): Promise<void> {
	if (!/^postgres(ql)?:\/\//i.test(url)) {
		throw new Error(
			'DATABASE_URL is not the address of a PostgreSQL database. ' +
				'It has the form postgres://user:password@host:5432/database.'
		);
	}
	let sql: postgres.Sql;
	try {
		sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined });
	} catch {
		// The driver's own message would repeat the address with its password.
		throw new Error(
			'DATABASE_URL cannot be read. It has the form postgres://user:password@host:5432/database; ' +
				'write characters such as @ : / ? # and % of the password as %40 %3A %2F %3F %23 and %25.'
		);
	}
	try {
		const [row] = await answerWithin(
			ANSWER_SECONDS,
			sql<{ version: number; name: string }[]>`
				select current_setting('server_version_num')::int as version,
					current_setting('server_version') as name`
		);
		if (!row || row.version < OLDEST_VERSION * 10_000) {
			throw new TooOld(row?.name ?? 'of an unknown version');
		}
	} catch (error) {
		throw new Error(explain(error, placeOf(sql)), { cause: error });
	} finally {
		await sql.end({ timeout: 1 });
	}
}

class TooOld extends Error {}

interface Place {
	server: string;
	user: string;
	database: string;
}

function placeOf(sql: postgres.Sql): Place {
	const { host, port, user, database } = sql.options;
	const server = host.map((name, at) => `${name}:${port[at] ?? port[0] ?? ''}`).join(', ');
	return { server, user, database };
}

function explain(error: unknown, { server, user, database }: Place): string {
	if (error instanceof TooOld) {
		return (
			`The database server at ${server}, which DATABASE_URL names, is PostgreSQL ${error.message}. ` +
			`Safehands needs PostgreSQL ${OLDEST_VERSION} or newer.`
		);
	}
	const start = `The database that DATABASE_URL names (${database} at ${server}) cannot be used: `;
	switch (failureCode(error)) {
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return `${start}no server of that name was found. Check the host name, and that this machine's network knows it.`;
		case 'ECONNREFUSED':
			return `${start}nothing answers there. Check the host and the port, and that PostgreSQL is running and accepts connections from this machine.`;
		case 'CONNECT_TIMEOUT':
		case 'ETIMEDOUT':
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
			return `${start}the server did not answer in time. Check the host and the port, that it really is PostgreSQL, and whether a firewall lies between.`;
		case 'CONNECTION_CLOSED':
		case 'ECONNRESET':
			return `${start}the server closed the connection. Check that it really is PostgreSQL, and whether it demands an encrypted connection (add ?sslmode=require to the address).`;
		case '28P01':
			return `${start}the server refused the user "${user}" with this password. Check both in DATABASE_URL.`;
		case '28000':
			return `${start}the server does not let the user "${user}" in (${rootMessage(error)}).`;
		case '3D000':
			return `${start}the server has no database of that name. Create it, owned by the user "${user}".`;
		case '53300':
			return `${start}the server has no connection left. Raise its max_connections or close other programs.`;
		case '57P03':
			return `${start}the server is starting or stopping just now. Try again in a moment.`;
		default:
			return `${start}${rootMessage(error)}.`;
	}
}

/** What the server or the system said, without the query that Drizzle puts before it. */
function rootMessage(error: unknown): string {
	let at = error;
	while (at instanceof Error && at.cause instanceof Error) at = at.cause;
	return at instanceof Error ? at.message.replace(/\.$/, '') : 'for an unknown reason';
}
