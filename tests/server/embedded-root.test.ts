import { chmod, chown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { isRoot, postgresAccount, run } from '../../src/lib/server/db/embedded/account.ts';
import { SHARED_FOLDER } from '../../src/lib/server/db/embedded/binaries.ts';
import {
	type App,
	buildApp,
	clearAway,
	clusterOf,
	countWritten,
	killApp,
	serverOf,
	startApp,
	stopApp,
	temporaryFolder
} from './embedded-app.ts';

/*
 * PostgreSQL refuses root. These tests need to be root themselves, because only root can make a
 * folder that the server's user cannot reach, or start an app as another user.
 */
const PATIENCE = { timeout: 120_000 };
const waiting = { timeout: 60_000, interval: 20 };
const asRoot = test.runIf(isRoot());

let folder: string;
let started: App[] = [];
let dataDirs: string[] = [];
let copiesBefore: string[];

beforeAll(async () => {
	copiesBefore = await readdir(SHARED_FOLDER).catch(() => []);
	folder = await temporaryFolder();
	await buildApp(join(folder, 'app'));
	await mkdir(join(folder, 'private'), { mode: 0o700 });
	await buildApp(join(folder, 'private', 'app'));
});

afterAll(async () => {
	await rm(folder, { recursive: true });
	if (!isRoot()) return;
	for (const name of await readdir(SHARED_FOLDER).catch(() => [])) {
		const ours = name.startsWith('postgresql-') && !copiesBefore.includes(name);
		if (ours) await rm(join(SHARED_FOLDER, name), { recursive: true });
	}
});

afterEach(async () => {
	await clearAway(started, dataDirs);
	started = [];
	dataDirs = [];
});

function start(appFolder: string, dataDir: string, task?: string, uid?: number): App {
	dataDirs.push(dataDir);
	const account = uid === undefined ? undefined : { uid, gid: uid };
	const app = startApp(join(appFolder, 'embedded-child.js'), dataDir, task, account);
	started.push(app);
	return app;
}

asRoot('root has the server run as the user "postgres"', PATIENCE, async () => {
	const dataDir = join(folder, 'data');

	await start(join(folder, 'app'), dataDir).ready;

	const { uid } = await postgresAccount();
	const server = await serverOf(dataDir);
	expect((await stat(`/proc/${server}`)).uid).toBe(uid);
	expect(await clusterOf(dataDir)).toBe(join(dataDir, 'postgresql'));
	expect((await stat(join(dataDir, 'database.json'))).uid).toBe(0);
});

asRoot(
	'a data folder below a private one has its cluster where the server can reach it',
	PATIENCE,
	async () => {
		const dataDir = join(folder, 'private', 'data');
		const writer = start(join(folder, 'app'), dataDir, 'write');
		await vi.waitUntil(() => writer.lines.length > 0, waiting);
		await killApp(writer);

		const cluster = await clusterOf(dataDir);
		const again = start(join(folder, 'app'), dataDir);
		await countWritten(await again.ready);

		expect(cluster).toMatch(/^\/var\/lib\/safehands\/[0-9a-f-]{36}$/);
		expect(await clusterOf(dataDir)).toBe(cluster);
		expect((await stat(cluster)).mode & 0o777).toBe(0o700);
		await stopApp(again);
		expect(await serverOf(dataDir)).toBeUndefined();

		const fresh = join(folder, 'private', 'fresh');
		const other = start(join(folder, 'app'), fresh);
		await expect(countWritten(await other.ready)).rejects.toThrow(
			'relation "written" does not exist'
		);
		expect(await clusterOf(fresh)).not.toBe(cluster);
	}
);

asRoot(
	'programs below a private folder are copied to where the server can run them',
	PATIENCE,
	async () => {
		const dataDir = join(folder, 'data-of-private');

		await start(join(folder, 'private', 'app'), dataDir).ready;

		const server = await serverOf(dataDir);
		const command = await readFile(`/proc/${server}/cmdline`, 'utf8');
		expect(command.startsWith(`${SHARED_FOLDER}/postgresql-`)).toBe(true);
	}
);

asRoot(
	'an ordinary user runs everything alone, in their own folder',
	PATIENCE,
	async ({ skip }) => {
		const { uid } = await userWithName('nobody');
		const canRunNode = (await run(process.execPath, ['--version'], { uid, gid: uid })).code === 0;
		skip(!canRunNode, 'Node.js itself lies where an ordinary user cannot reach it');
		const home = join(folder, 'home');
		await mkdir(home);
		await chown(home, uid, uid);
		await chmod(home, 0o700);
		const dataDir = join(home, 'data');

		const writer = start(join(folder, 'app'), dataDir, 'write', uid);
		await vi.waitUntil(() => writer.lines.length > 0, waiting);
		const server = await serverOf(dataDir);
		expect((await stat(`/proc/${server}`)).uid).toBe(uid);
		expect(await clusterOf(dataDir)).toBe(join(dataDir, 'postgresql'));
		expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
		await killApp(writer);

		const again = start(join(folder, 'app'), dataDir, 'hold', uid);
		await countWritten(await again.ready);
		expect(await serverOf(dataDir)).toBe(server);
		await stopApp(again);
		expect(await serverOf(dataDir)).toBeUndefined();
	}
);

asRoot(
	'root goes on with the cluster of an ordinary user as that user',
	PATIENCE,
	async ({ skip }) => {
		const { uid } = await userWithName('nobody');
		const canRunNode = (await run(process.execPath, ['--version'], { uid, gid: uid })).code === 0;
		skip(!canRunNode, 'Node.js itself lies where an ordinary user cannot reach it');
		const home = join(folder, 'second-home');
		await mkdir(home);
		await chown(home, uid, uid);
		const dataDir = join(home, 'data');
		const first = start(join(folder, 'app'), dataDir, 'hold', uid);
		await first.ready;
		await stopApp(first);

		await start(join(folder, 'app'), dataDir).ready;

		const server = await serverOf(dataDir);
		expect((await stat(`/proc/${server}`)).uid).toBe(uid);
	}
);

test.skipIf(isRoot())('an ordinary user needs no other one', PATIENCE, async () => {
	const dataDir = join(folder, 'data');

	await start(join(folder, 'app'), dataDir).ready;

	expect(await clusterOf(dataDir)).toBe(join(dataDir, 'postgresql'));
});

async function userWithName(name: string): Promise<{ uid: number }> {
	const { output } = await run('id', ['-u', name]);
	return { uid: Number(output) };
}
