import { randomUUID } from 'node:crypto';
import {
	appendFile,
	chown,
	open,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	writeFile
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Account, run } from './account.ts';
import type { Binaries } from './binaries.ts';
import { codeOf, isAlive } from './lock.ts';

/** A cluster's folder, the programs that serve it and the account that runs them. */
export interface Cluster {
	folder: string;
	binaries: Binaries;
	account: Account;
	/** False only in tests: nothing is forced to disk, so a crash may lose everything. */
	durable: boolean;
}

/** What the server's own note (postmaster.pid) says. */
export interface Note {
	pid: number;
	port: number;
}

/** Recovery after a crash may take long, and killing it would only make it begin again. */
const START_SECONDS = 600;
const STOP_SECONDS = 120;
const ATTEMPTS = 20;
const LOG_LIMIT = 5 * 1024 * 1024;

const SETTINGS = `
# Set by Safehands. The port is given at each start.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
# Details and statements would copy people's data into the log.
log_error_verbosity = terse
log_min_error_statement = panic
`;

/** The folder that PostgreSQL calls its data directory. */
export function dataOf(cluster: Cluster): string {
	return join(cluster.folder, 'data');
}

function logOf(cluster: Cluster): string {
	return join(cluster.folder, 'postgresql.log');
}

/**
 * Creates the cluster when there is none. One that was interrupted leaves no half cluster behind,
 * because it is made under another name.
 *
 * @throws when the existing cluster belongs to another major version, or initdb fails
 */
export async function initialise(cluster: Cluster, adminPassword: string): Promise<void> {
	const version = await readFile(join(dataOf(cluster), 'PG_VERSION'), 'utf8').catch((error) => {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	});
	if (version !== undefined) {
		if (Number(version) === cluster.binaries.major) return;
		throw new Error(
			`The database in ${cluster.folder} was made by PostgreSQL ${version.trim()}, and this ` +
				`version of Safehands brings PostgreSQL ${cluster.binaries.major}. Go back to the version ` +
				'of Safehands that made it, save the data with pg_dump, and restore it into a new DATA_DIR.'
		);
	}
	for (const name of await readdir(cluster.folder)) {
		if (!name.startsWith('draft-')) continue;
		// The initdb of an app that was killed may still be writing there: it gives up as soon as its
		// files are gone, so the folder is empty after a try or two.
		await rm(join(cluster.folder, name), { recursive: true, force: true, ...TRY_AGAIN });
	}
	const draft = join(cluster.folder, `draft-${randomUUID()}`);
	const passwordFile = `${draft}.password`;
	try {
		await writeFile(passwordFile, adminPassword, { mode: 0o600 });
		if (cluster.account) await chown(passwordFile, cluster.account.uid, cluster.account.gid);
		await createIn(cluster, draft, passwordFile);
	} finally {
		await rm(passwordFile, { force: true });
	}
	await appendFile(join(draft, 'postgresql.conf'), SETTINGS);
	await rename(draft, dataOf(cluster));
}

/** How often, and after how many milliseconds more each time, a folder is tried to be removed. */
const TRY_AGAIN = { maxRetries: 10, retryDelay: 100 };

async function createIn(cluster: Cluster, folder: string, passwordFile: string): Promise<void> {
	const { code, output } = await run(
		cluster.binaries.initdb,
		[
			`--pgdata=${folder}`,
			'--username=postgres',
			`--pwfile=${passwordFile}`,
			'--auth=scram-sha-256',
			'--data-checksums',
			'--encoding=UTF8',
			// PostgreSQL's own rules for letters, so that no locale of the system is needed.
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--locale=C',
			...(cluster.durable ? [] : ['--no-sync'])
		],
		cluster.account
	);
	if (code === 0) return;
	if (output.includes('could not look up effective user')) {
		throw new Error(
			`PostgreSQL runs only as a user that has a name, and the user number ${process.getuid?.()} ` +
				'has none here. Give it one in /etc/passwd, or set DATABASE_URL to a PostgreSQL server of your own.'
		);
	}
	throw new Error(`PostgreSQL could not create its database in ${cluster.folder}: ${output}`);
}

/**
 * Starts the server and waits until it is ready.
 *
 * @param port the port of last time; another is chosen when it is taken
 * @returns the port that it listens on
 */
export async function start(cluster: Cluster, port: number | undefined): Promise<number> {
	await shortenLog(cluster);
	let wanted = port;
	for (let attempt = 1; ; attempt++) {
		const chosen = wanted !== undefined && (await isFree(wanted)) ? wanted : await freePort();
		const problem = await startAt(cluster, chosen);
		if (problem === undefined) return chosen;
		if (attempt < ATTEMPTS && problem.includes('could not bind')) {
			// Somebody took the port between our look and the server's.
			wanted = undefined;
		} else if (attempt < ATTEMPTS && problem.includes('shared memory block')) {
			// The server was killed, and the processes it had started are about to notice.
			await delay(500);
		} else {
			throw new Error(
				`The database in ${cluster.folder} did not start. Its log, ${logOf(cluster)}, says: ${problem}`
			);
		}
	}
}

/** Returns why the server did not start, or undefined when it did. */
async function startAt(cluster: Cluster, port: number): Promise<string | undefined> {
	// What lives for a test is not worth syncing, and a vacuum at work would keep it from being dropped.
	const hasty = cluster.durable ? [] : ['-c fsync=off', '-c autovacuum=off'];
	const options = [`-p ${port}`, ...hasty].join(' ');
	const before = await sizeOf(logOf(cluster));
	const { code, output } = await run(
		cluster.binaries.pgCtl,
		// prettier-ignore
		['start', '-w', '-s', '-t', String(START_SECONDS), '-D', dataOf(cluster), '-l', logOf(cluster), '-o', options],
		cluster.account
	);
	if (code === 0) return undefined;
	return (await logSince(cluster, before)) || output || `exit code ${code}`;
}

/** Ends the server's connections, lets it write everything down, and waits until it is gone. */
export async function stop(cluster: Cluster): Promise<void> {
	const { code, output } = await run(
		cluster.binaries.pgCtl,
		['stop', '-w', '-s', '-t', String(STOP_SECONDS), '-m', 'fast', '-D', dataOf(cluster)],
		cluster.account
	);
	if (code === 0 || (await readNote(cluster)) === undefined) return;
	throw new Error(`The database in ${cluster.folder} did not stop: ${output}`);
}

/** What the last server of this cluster noted; undefined when it stopped in order. */
export async function readNote(cluster: Cluster): Promise<Note | undefined> {
	try {
		const lines = (await readFile(notePath(cluster), 'utf8')).split('\n');
		const pid = Number(lines[0]);
		if (Number.isInteger(pid) && pid > 0) return { pid, port: Number(lines[3]) || 0 };
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		throw error;
	}
	// A power cut can leave the note empty, and PostgreSQL would not start beside an empty one.
	await rm(notePath(cluster), { force: true });
	return undefined;
}

/** Whether the process that wrote the note still runs and really is this cluster's server. */
export async function isServer(cluster: Cluster, note: Note): Promise<boolean> {
	if (!isAlive(note.pid)) return false;
	// Every server is started with its folder on the command line.
	const folder = dataOf(cluster);
	try {
		return (await readFile(`/proc/${note.pid}/cmdline`, 'utf8')).includes(folder);
	} catch {
		// Not Linux: ask the system's own list.
	}
	if (process.platform === 'win32') {
		const { output } = await run('tasklist', ['/NH', '/FI', `PID eq ${note.pid}`]);
		return output.includes('postgres');
	}
	const { output } = await run('ps', ['-ww', '-p', String(note.pid), '-o', 'command=']);
	return output.includes(folder);
}

/**
 * Makes a dead server's note harmless. After a crash of the machine its process number may belong
 * to any other program, and PostgreSQL would take that for a living server. The note itself stays,
 * because PostgreSQL reads in it which shared memory must not be in use any more.
 */
export async function disarmNote(cluster: Cluster): Promise<void> {
	const impossible = 2_147_483_647;
	const text = await readFile(notePath(cluster), 'utf8');
	await writeFile(notePath(cluster), text.replace(/^\d+/, String(impossible)));
}

function notePath(cluster: Cluster): string {
	return join(dataOf(cluster), 'postmaster.pid');
}

async function shortenLog(cluster: Cluster): Promise<void> {
	if ((await sizeOf(logOf(cluster))) < LOG_LIMIT) return;
	await rename(logOf(cluster), `${logOf(cluster)}.old`);
}

async function sizeOf(path: string): Promise<number> {
	try {
		return (await stat(path)).size;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return 0;
		throw error;
	}
}

async function logSince(cluster: Cluster, position: number): Promise<string> {
	if ((await sizeOf(logOf(cluster))) <= position) return '';
	const file = await open(logOf(cluster));
	try {
		const { buffer, bytesRead } = await file.read({ position, length: 4_000 });
		return buffer.toString('utf8', 0, bytesRead).trim();
	} finally {
		await file.close();
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
