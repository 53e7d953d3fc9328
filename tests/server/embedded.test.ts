import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
	type App,
	buildApp,
	clearAway,
	clusterOf,
	countWritten,
	killApp,
	killServer,
	noteOf,
	serverOf,
	startApp,
	stopApp,
	temporaryFolder
} from './embedded-app.ts';

const PATIENCE = { timeout: 120_000 };
const waiting = { timeout: 60_000, interval: 20 };

let folder: string;
let app: string;
let dataDir: string;
let started: App[] = [];
let count = 0;

beforeAll(async () => {
	folder = await temporaryFolder();
	app = await buildApp(join(folder, 'app'));
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(() => {
	dataDir = join(folder, `data-${++count}`);
});

afterEach(async () => {
	await clearAway(started, [dataDir]);
	started = [];
});

function start(task?: string): App {
	const process = startApp(app, dataDir, task);
	started.push(process);
	return process;
}

async function writeUntilKilled(): Promise<number> {
	const writer = start('write');
	await writer.ready;
	await vi.waitUntil(() => writer.lines.length >= 200, waiting);
	await killApp(writer);
	return Number(writer.lines.at(-1));
}

test(
	'two apps that start together share one server, and the first to stop leaves it',
	PATIENCE,
	async () => {
		const first = start();
		const second = start();
		const url = await first.ready;
		expect(await second.ready).toBe(url);
		const server = await serverOf(dataDir);

		await stopApp(first);
		expect(await serverOf(dataDir)).toBe(server);
		const sql = postgres(url, { max: 1 });
		expect(await sql`select 1 as one`).toMatchObject([{ one: 1 }]);
		await sql.end();

		await stopApp(second);
		expect(await serverOf(dataDir)).toBeUndefined();
	}
);

test(
	'an app that is killed while it writes loses nothing, and its server is used again',
	PATIENCE,
	async () => {
		const acknowledged = await writeUntilKilled();
		const server = await serverOf(dataDir);

		const next = start();

		expect(await countWritten(await next.ready)).toBeGreaterThanOrEqual(acknowledged);
		expect(await serverOf(dataDir)).toBe(server);
		await stopApp(next);
		expect(await serverOf(dataDir)).toBeUndefined();
	}
);

test('a server that is killed as well starts again with every row', PATIENCE, async () => {
	const acknowledged = await writeUntilKilled();
	const server = (await serverOf(dataDir)) ?? 0;
	killServer(server);

	const next = start();

	expect(await countWritten(await next.ready)).toBeGreaterThanOrEqual(acknowledged);
	expect(await serverOf(dataDir)).not.toBe(server);
});

test(
	'a note whose number now belongs to another program does not stop the start',
	PATIENCE,
	async () => {
		const acknowledged = await writeUntilKilled();
		killServer((await serverOf(dataDir)) ?? 0);
		const note = await noteOf(dataDir);
		// As after a crash of the machine: the number is that of a program which is not PostgreSQL.
		await writeFile(note, (await readFile(note, 'utf8')).replace(/^\d+/, String(process.pid)));

		const next = start();

		expect(await countWritten(await next.ready)).toBeGreaterThanOrEqual(acknowledged);
	}
);

test('a note that a power cut left empty does not stop the start', PATIENCE, async () => {
	const acknowledged = await writeUntilKilled();
	killServer((await serverOf(dataDir)) ?? 0);
	await delay(1_000);
	await writeFile(await noteOf(dataDir), '');

	const next = start();

	expect(await countWritten(await next.ready)).toBeGreaterThanOrEqual(acknowledged);
});

test(
	'an app that is killed during its very first start is no obstacle to the next',
	PATIENCE,
	async () => {
		const first = start();
		const hasBegun = async () =>
			(await readdir(join(dataDir, 'postgresql')).catch(() => [])).length > 0;
		await vi.waitUntil(hasBegun, waiting);
		await killApp(first);

		const next = start();

		await expect(next.ready).resolves.toMatch(/^postgres:/);
	}
);

test('a server that dies while the app runs is brought back', PATIENCE, async () => {
	const running = start();
	const url = await running.ready;
	const server = (await serverOf(dataDir)) ?? 0;

	killServer(server);

	const isBack = async () => ![undefined, server].includes(await serverOf(dataDir));
	await vi.waitUntil(isBack, waiting);
	const again = start();
	expect(await again.ready).toBe(url);
	await stopApp(running);
	await stopApp(again);
	expect(await serverOf(dataDir)).toBeUndefined();
});

test('the port is kept, and another is taken when it is not free', PATIENCE, async () => {
	const first = start();
	const url = await first.ready;
	await stopApp(first);
	const second = start();
	expect(await second.ready).toBe(url);
	await stopApp(second);

	const intruder = createServer();
	const port = Number(new URL(url).port);
	await new Promise<void>((resolve) => intruder.listen(port, '127.0.0.1', resolve));
	const third = start();
	const moved = new URL(await third.ready);
	intruder.close();

	expect(Number(moved.port)).not.toBe(port);
	expect(moved.hostname).toBe('127.0.0.1');
});

test(
	'the cluster is durable, checked, private, and listens on this machine only',
	PATIENCE,
	async () => {
		const running = start();
		const sql = postgres(await running.ready, { max: 1 });
		const settings = await sql<{ name: string; setting: string }[]>`
		select name, setting from pg_settings where name in ('fsync', 'full_page_writes',
			'synchronous_commit', 'data_checksums', 'listen_addresses',
			'password_encryption', 'server_encoding')`;
		await sql.end();

		expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
			fsync: 'on',
			full_page_writes: 'on',
			synchronous_commit: 'on',
			data_checksums: 'on',
			listen_addresses: '127.0.0.1',
			password_encryption: 'scram-sha-256',
			server_encoding: 'UTF8'
		});
		const hba = await readFile(join(await clusterOf(dataDir), 'data', 'pg_hba.conf'), 'utf8');
		expect(hba).not.toMatch(/^[^#]*\btrust\b/m);
		expect((await stat(join(dataDir, 'database.json'))).mode & 0o777).toBe(0o600);
	}
);

test(
	'a database without its password is refused in a sentence, not replaced',
	PATIENCE,
	async () => {
		const first = start();
		await first.ready;
		await stopApp(first);
		const file = join(dataDir, 'database.json');
		const content = await readFile(file, 'utf8');
		await rm(file);

		const refused = start();
		await expect(refused.ready).rejects.toThrow(
			/^There is a database in .* its password is missing\./
		);

		await writeFile(file, content, { mode: 0o600 });
		const next = start();
		await expect(next.ready).resolves.toMatch(/^postgres:/);
	}
);
