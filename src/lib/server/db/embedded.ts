import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findBinaries } from './embedded/binaries.ts';
import { withLock } from './embedded/lock.ts';
import { adminConnection, Presence } from './embedded/presence.ts';
import { findHome, makeDataFolder, type Record, writeRecord } from './embedded/record.ts';
import {
	type Cluster,
	disarmNote,
	initialise,
	isServer,
	readNote,
	start,
	stop
} from './embedded/server.ts';
import { answerWithin, isConnectionFailure } from './failure.ts';

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
	/** Address of the database `safehands` for the role that owns it, on 127.0.0.1. */
	url: string;
	/** Leaves the server, and ends it when nobody else uses it. Safe to call twice. */
	stop(): Promise<void>;
}

/** A cluster with what its data folder remembers about it. */
interface Site {
	dataDir: string;
	cluster: Cluster;
	record: Record;
	log: (line: string) => void;
}

/** A server that is starting or stopping gets this long before we say that it hangs. */
const PATIENCE_MS = 600_000;
const SAY_SO_MS = 5_000;
const ANSWER_SECONDS = 10;

/**
 * Starts a real PostgreSQL server on a data folder, or attaches to the one that already runs there,
 * started by another copy of this app or left behind by one that was killed.
 *
 * @throws an Error whose message says in a sentence what is wrong and what to do
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
	try {
		return await begin(options);
	} catch (error) {
		if (!(error instanceof Error && 'syscall' in error)) throw error;
		throw new Error(
			`The data folder ${resolve(options.dataDir)} cannot be used (${error.message}). It must ` +
				'belong to the user that starts Safehands and lie on a disk with free space; or set ' +
				'DATA_DIR to another.',
			{ cause: error }
		);
	}
}

async function begin(options: EmbeddedOptions): Promise<Embedded> {
	const { log = () => undefined, durable = true } = options;
	const asked = resolve(options.dataDir);
	await makeDataFolder(asked);
	const dataDir = await realpath(asked);
	const alone = <T>(action: () => Promise<T>) => withLock(join(dataDir, 'lock'), action, log);

	const { site, port, presence } = await alone(async () => {
		const { folder, account, record } = await findHome(dataDir);
		const binaries = await findBinaries(account);
		const site: Site = { dataDir, cluster: { folder, account, binaries, durable }, record, log };
		await initialise(site.cluster, record.adminPassword);
		const port = await ensureRunning(site);
		await furnish(record, port);
		const comeBack = (): Promise<void> =>
			alone(async () => (presence.ended ? undefined : await revive(site)));
		const presence: Presence = new Presence(adminAddress(record, port), comeBack, log);
		await presence.begin();
		return { site, port, presence };
	});

	let stopping: Promise<void> | undefined;
	const leave = async () => {
		const others = await presence.end();
		if (others === 0 && (await readNote(site.cluster))) await stop(site.cluster);
	};
	return {
		url: address('safehands', site.record.password, port, 'safehands'),
		stop: () => (stopping ??= alone(leave))
	};
}

/** Under the lock: finds the cluster's server or starts it. Returns its port. */
async function ensureRunning(site: Site): Promise<number> {
	const { cluster, record } = site;
	const port = (await findRunning(site)) ?? (await start(cluster, record.port));
	if (port !== record.port) {
		record.port = port;
		await writeRecord(site.dataDir, record);
	}
	return port;
}

/** Under the lock: brings a server back that died while the app was running. */
async function revive(site: Site): Promise<void> {
	const before = site.record.port;
	if ((await ensureRunning(site)) === before) return;
	throw new Error(
		'The database stopped, and its port was taken when it came back, so it is at another one now. ' +
			'Start Safehands again.'
	);
}

/** The port of this cluster's server once it answers; undefined when none runs. */
async function findRunning(site: Site): Promise<number | undefined> {
	const { cluster } = site;
	const began = performance.now();
	let said = false;
	for (;;) {
		const note = await readNote(cluster);
		if (!note) return undefined;
		if (!(await isServer(cluster, note))) {
			await disarmNote(cluster);
			return undefined;
		}
		if (note.port > 0 && (await answers(site, note.port))) return note.port;
		const waited = performance.now() - began;
		if (waited > PATIENCE_MS) {
			throw new Error(
				`The database server of ${cluster.folder} (process ${note.pid}) runs but does not answer. ` +
					'End that process and start Safehands again.'
			);
		}
		if (waited > SAY_SO_MS && !said) {
			said = true;
			site.log('Waiting for the database, which is starting or stopping.');
		}
		await delay(100);
	}
}

/** Whether the cluster's running server lets us in already. */
async function answers(site: Site, port: number): Promise<boolean> {
	const sql = adminConnection(adminAddress(site.record, port));
	try {
		await answerWithin(ANSWER_SECONDS, sql`select 1`);
		return true;
	} catch (error) {
		if (isConnectionFailure(error)) return false;
		throw new Error(
			`The database server of ${site.cluster.folder} runs but refuses its own password ` +
				`(${error instanceof Error ? error.message : 'no reason given'}). The file ` +
				'database.json in the data folder does not belong to it; put the right one back.',
			{ cause: error }
		);
	} finally {
		await sql.end({ timeout: 1 });
	}
}

/** Creates the role and the database of the app where they are missing. */
async function furnish(record: Record, port: number): Promise<void> {
	const sql = adminConnection(adminAddress(record, port));
	try {
		const role = await sql`select 1 from pg_roles where rolname = 'safehands'`;
		if (role.length === 0) {
			// A password of ours holds letters, digits, - and _ only, so it needs no escaping.
			await sql.unsafe(`create role safehands login createdb password '${record.password}'`);
		}
		const database = await sql`select 1 from pg_database where datname = 'safehands'`;
		if (database.length === 0) await sql.unsafe('create database safehands owner safehands');
	} finally {
		await sql.end({ timeout: 1 });
	}
}

function adminAddress(record: Record, port: number): string {
	return address('postgres', record.adminPassword, port, 'postgres');
}

function address(role: string, password: string, port: number, database: string): string {
	return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}
