import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { isConnectionFailure } from './failure.ts';
import { findBinaries } from './embedded/binaries.ts';
import { withLock } from './embedded/lock.ts';
import { findHome, type Home, makeDataFolder, writeRecord } from './embedded/record.ts';
import {
	type Cluster,
	dataOf,
	disarmNote,
	initialise,
	isServer,
	type Note,
	readNote,
	start,
	stop
} from './embedded/server.ts';

/** How to run the embedded database. */
export interface EmbeddedOptions {
	/** Folder that holds everything; a fresh folder means a fresh database. */
	dataDir: string;
	/** Hears, in whole sentences, of what takes time or went wrong. */
	log?: (line: string) => void;
	/** False only in tests: writes are not forced to disk. */
	durable?: boolean;
}

/** A running embedded database. */
export interface Embedded {
	/** Address for one role, the owner of the database `safehands`, on 127.0.0.1. */
	url: string;
	/** Leaves the server, and ends it when nobody else uses it. Safe to call twice. */
	stop(): Promise<void>;
}

const DATABASE = 'safehands';
/** Every process that uses the server keeps one connection of this name open while it does. */
const ATTACHED = 'safehands attached';
/** A server that is starting or stopping gets this long before we say that it hangs. */
const PATIENCE_MS = 600_000;

/**
 * Starts a real PostgreSQL server on a data folder, or attaches to the one that already runs there,
 * started by another copy of this app or left behind by one that was killed.
 *
 * @throws an Error whose message says in a sentence what is wrong and what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	const asked = resolve(options.dataDir);
	await makeDataFolder(asked);
	const dataDir = await realpath(asked);
	const log = options.log ?? (() => undefined);
	const lock = join(dataDir, 'lock');

	const { cluster, home, port, presence } = await withLock(
		lock,
		async () => {
			const home = await findHome(dataDir);
			const binaries = await findBinaries(home.account);
			const durable = options.durable ?? true;
			const cluster = { folder: home.folder, account: home.account, binaries, durable };
			const port = await ensureRunning(cluster, home, dataDir, log);
			await furnish(home, port);
			const presence = attach(home, port, () => ensureRunning(cluster, home, dataDir, log));
			await presence.sql`select 1`;
			return { cluster, home, port, presence };
		},
		log
	);

	let stopping: Promise<void> | undefined;
	return {
		url: address(home.record.password, port, 'safehands', DATABASE),
		stop: () => (stopping ??= withLock(lock, () => leave(cluster, presence), log))
	};

	/** Our sign that we use the server. Should the server die it is started again. */
	function attach(home: Home, port: number, revive: () => Promise<number>): Presence {
		const presence: Presence = {
			ended: false,
			sql: postgres(address(home.record.adminPassword, port, 'postgres', 'postgres'), {
				max: 1,
				max_lifetime: null,
				connect_timeout: 5,
				backoff: () => 0.2,
				onnotice: () => undefined,
				connection: { application_name: ATTACHED },
				onclose: () => {
					if (!presence.ended && !presence.returning) {
						presence.returning = comeBack(presence, lock, port, revive, log).finally(
							() => (presence.returning = undefined)
						);
					}
				}
			})
		};
		return presence;
	}
}

interface Presence {
	ended: boolean;
	sql: postgres.Sql;
	returning?: Promise<void> | undefined;
}

async function comeBack(
	presence: Presence,
	lock: string,
	port: number,
	revive: () => Promise<number>,
	log: (line: string) => void
): Promise<void> {
	let said = '';
	while (!presence.ended) {
		try {
			const found = await withLock(lock, async () => (presence.ended ? port : await revive()), log);
			if (presence.ended) return;
			if (found === port) {
				await presence.sql`select 1`;
				return;
			}
			throw new Error('The database had to move to another port. Start Safehands again.');
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			if (message !== said && !presence.ended) log(message);
			said = message;
			await delay(1_000);
		}
	}
}

/** Under the lock: we go, and take the server with us when we are the last. */
async function leave(cluster: Cluster, presence: Presence): Promise<void> {
	presence.ended = true;
	let others = 0;
	try {
		const [row] = await presence.sql<{ count: number }[]>`
			select count(*)::int as count from pg_stat_activity
			where application_name = ${ATTACHED} and pid <> pg_backend_pid()`;
		others = row?.count ?? 0;
	} catch (error) {
		// The server may have been ended by hand or by a crash; then nobody is attached to it.
		if (!isConnectionFailure(error)) throw error;
	}
	await presence.sql.end({ timeout: 1 });
	if (others === 0 && (await readNote(cluster))) await stop(cluster);
}

/** Under the lock: finds the cluster's server or starts it; returns its port. */
async function ensureRunning(
	cluster: Cluster,
	home: Home,
	dataDir: string,
	log: (line: string) => void
): Promise<number> {
	await initialise(cluster, home.record.adminPassword);
	const running = await findRunning(cluster, home, log);
	const port = running ?? (await start(cluster, home.record.port));
	if (port !== home.record.port) {
		home.record.port = port;
		await writeRecord(dataDir, home.record);
	}
	return port;
}

/** The port of this cluster's server when one runs and answers; undefined when none does. */
async function findRunning(
	cluster: Cluster,
	home: Home,
	log: (line: string) => void
): Promise<number | undefined> {
	const began = performance.now();
	let said = false;
	for (;;) {
		const note = await readNote(cluster);
		if (!note) return undefined;
		const answer = note.port > 0 ? await ask(cluster, home, note) : 'silence';
		if (answer === 'ours') return note.port;
		if (!(await isServer(cluster, note))) {
			await disarmNote(cluster);
			return undefined;
		}
		const waited = performance.now() - began;
		if (waited > PATIENCE_MS) {
			throw new Error(
				`The database server of ${cluster.folder} (process ${note.pid}) runs but does not answer. ` +
					'End that process and start Safehands again.'
			);
		}
		if (waited > 5_000 && !said) {
			said = true;
			log('Waiting for the database, which is starting or stopping.');
		}
		await delay(100);
	}
}

/** Whether the server behind this note answers and serves this very folder. */
async function ask(cluster: Cluster, home: Home, note: Note): Promise<'ours' | 'silence'> {
	const sql = postgres(address(home.record.adminPassword, note.port, 'postgres', 'postgres'), {
		max: 1,
		connect_timeout: 5,
		onnotice: () => undefined
	});
	try {
		const [row] = await sql<{ folder: string }[]>`
			select current_setting('data_directory') as folder`;
		return row?.folder === dataOf(cluster) ? 'ours' : 'silence';
	} catch (error) {
		if (isConnectionFailure(error)) return 'silence';
		// Another cluster took the port after ours had died; the caller looks at the process.
		if (!(await isServer(cluster, note))) return 'silence';
		throw new Error(
			`The database server of ${cluster.folder} runs but refuses its own password ` +
				`(${error instanceof Error ? error.message : 'no reason given'}). The file ` +
				'database.json in the data folder does not belong to it; put the right one back.',
			{ cause: error }
		);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Creates the role and the database of the app where they are missing. */
async function furnish(home: Home, port: number): Promise<void> {
	const { password, adminPassword } = home.record;
	const sql = postgres(address(adminPassword, port, 'postgres', 'postgres'), {
		max: 1,
		connect_timeout: 5,
		onnotice: () => undefined
	});
	try {
		const role = await sql`select 1 from pg_roles where rolname = 'safehands'`;
		// A password of ours holds letters, digits, - and _ only, so it needs no escaping.
		const login = `safehands login createdb password '${password}'`;
		if (role.length === 0) await sql.unsafe(`create role ${login}`);
		const database = await sql`select 1 from pg_database where datname = ${DATABASE}`;
		if (database.length === 0) await sql.unsafe(`create database ${DATABASE} owner safehands`);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

function address(password: string, port: number, role: string, database: string): string {
	return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}
