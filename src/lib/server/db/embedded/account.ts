import { spawn } from 'node:child_process';
import { codeOf } from './lock.ts';

/** The system account that PostgreSQL runs as; undefined means: as ourselves. */
export type Account = { uid: number; gid: number } | undefined;

/** How a program ended: its exit code, and what it wrote on both outputs together. */
export interface Outcome {
	code: number;
	output: string;
}

/** What a program could not even be started with: 'ENOENT', 'EACCES', 'EPERM'… */
export class NotStarted extends Error {
	readonly reason: string;
	constructor(program: string, reason: string) {
		super(`${program} could not be started (${reason}).`);
		this.reason = reason;
	}
}

/** The server lives longer than we do and must not carry our secrets or somebody's PG settings. */
const PASSED_ON = ['PATH', 'SystemRoot', 'SystemDrive', 'TEMP', 'TMP', 'LD_LIBRARY_PATH'];

/**
 * Runs a program to its end, as `account` when one is given.
 *
 * @throws NotStarted when the program does not exist or this account may not execute it
 */
export function run(program: string, args: string[], account?: Account): Promise<Outcome> {
	const env: Record<string, string> = { LC_ALL: 'C', LANG: 'C' };
	for (const name of PASSED_ON) {
		const value = process.env[name];
		if (value !== undefined) env[name] = value;
	}
	return new Promise((resolve, reject) => {
		const refuse = (error: unknown) => reject(new NotStarted(program, codeOf(error) ?? 'unknown'));
		let child;
		try {
			child = spawn(program, args, {
				// An account that cannot enter our working folder would fail there, so begin at the root.
				cwd: process.platform === 'win32' ? undefined : '/',
				env,
				stdio: ['ignore', 'pipe', 'pipe'],
				windowsHide: true,
				...account
			});
		} catch (error) {
			// Node.js throws some of the system's refusals and tells others later.
			refuse(error);
			return;
		}
		child.on('error', refuse);
		let output = '';
		const collect = (chunk: Buffer) => (output += chunk.toString());
		child.stdout.on('data', collect);
		child.stderr.on('data', collect);
		const settle = (code: number | null) => resolve({ code: code ?? 1, output: output.trim() });
		child.on('close', settle);
		// On Windows the server inherits our pipes, so that they stay open for as long as it lives.
		child.on('exit', (code) => setTimeout(settle, 1_000, code).unref());
	});
}

/** Whether this process is root, whom PostgreSQL refuses to serve. */
export function isRoot(): boolean {
	return process.getuid?.() === 0;
}

/**
 * The `postgres` account of this machine, created when it does not exist. Only for root.
 *
 * @throws a sentence saying what to do when it can be neither found nor created
 */
export async function postgresAccount(): Promise<{ uid: number; gid: number }> {
	const existing = await lookUp('postgres');
	if (existing) return existing;
	const attempts: [string, string[]][] = [
		['groupadd', ['--system', 'postgres']],
		[
			'useradd',
			['--system', '--gid', 'postgres', '--no-create-home', '--shell', '/bin/false', 'postgres']
		],
		// Alpine Linux has the ones of busybox.
		['addgroup', ['-S', 'postgres']],
		['adduser', ['-S', '-D', '-H', '-G', 'postgres', '-s', '/bin/false', 'postgres']]
	];
	const said: string[] = [];
	for (const [program, args] of attempts) {
		if (await lookUp('postgres')) break;
		try {
			const { code, output } = await run(program, args);
			if (code !== 0) said.push(output);
		} catch (error) {
			// Each system has some of these programs and lacks the others.
			if (!(error instanceof NotStarted)) throw error;
		}
	}
	const created = await lookUp('postgres');
	if (created) return created;
	throw new Error(
		'PostgreSQL does not run as root, and the system user "postgres" that it would run as could ' +
			`not be created (${said.join(' ') || 'no program for that was found'}). Create that user, or start Safehands as an ordinary ` +
			'user, or set DATABASE_URL to a PostgreSQL server of your own.'
	);
}

async function lookUp(name: string): Promise<{ uid: number; gid: number } | undefined> {
	const uid = await run('id', ['-u', name]);
	const gid = await run('id', ['-g', name]);
	if (uid.code !== 0 || gid.code !== 0) return undefined;
	return { uid: Number(uid.output), gid: Number(gid.output) };
}

/** Whether `account` can enter this folder and write in it: found out by really trying. */
export async function canWriteIn(folder: string, account: Account): Promise<boolean> {
	const script = 'cd "$1" && : > .reachable && rm .reachable';
	const { code } = await run('/bin/sh', ['-c', script, 'sh', folder], account);
	return code === 0;
}

/**
 * Makes sure that this process may act as `account` at all: a container may have taken that from
 * its root.
 *
 * @throws a sentence saying what to do when it may not
 */
export async function demandPowerOver(account: Account): Promise<void> {
	try {
		await run('/bin/sh', ['-c', ':'], account);
	} catch (error) {
		if (!(error instanceof NotStarted) || error.reason !== 'EPERM') throw error;
		throw new Error(
			'PostgreSQL does not run as root, and root may not act as another user here. Give this ' +
				'container the capabilities CHOWN, SETUID and SETGID, or start Safehands as an ordinary ' +
				'user, or set DATABASE_URL to a PostgreSQL server of your own.',
			{ cause: error }
		);
	}
}
