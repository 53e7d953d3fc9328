import { randomUUID } from 'node:crypto';
import {
	link,
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	utimes,
	writeFile
} from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';

/*
 * A lock between processes that a dead process cannot keep.
 *
 * The folder holds numbered files, and only the highest number counts: whoever wrote it holds the
 * lock until it says `released` or its process is gone. Taking the lock means creating the next
 * number, which the file system lets exactly one process do, so two processes that find the same
 * dead holder cannot both follow it. Numbers only ever grow, which is why a release leaves its file.
 */

const Holder = v.object({
	pid: v.number(),
	host: v.string(),
	born: v.string(),
	released: v.optional(v.boolean())
});
type Holder = v.InferOutput<typeof Holder>;

const POLL_MS = 50;
const HEARTBEAT_MS = 2_000;
/** A holder on another machine or in another container is given up after this long in silence. */
const SILENCE_MS = 20_000;
const GIVE_UP_MS = 300_000;
const SAY_SO_MS = 10_000;

/**
 * Runs `action` while no other process on this folder runs one, waiting for its turn.
 *
 * @param folder where the lock's files live; made when missing
 * @throws when a living process has kept the lock for five minutes
 */
export async function withLock<T>(
	folder: string,
	action: () => Promise<T>,
	log: (line: string) => void = () => undefined
): Promise<T> {
	await mkdir(folder, { recursive: true });
	const mine = await acquire(folder, log);
	const heartbeat = setInterval(() => {
		// The file may be gone when this process was asleep and another followed it.
		utimes(mine, new Date(), new Date()).catch(() => undefined);
	}, HEARTBEAT_MS);
	heartbeat.unref();
	try {
		return await action();
	} finally {
		clearInterval(heartbeat);
		await writeWhole(folder, mine, { ...(await ourselves()), released: true }, rename);
	}
}

async function acquire(folder: string, log: (line: string) => void): Promise<string> {
	const began = performance.now();
	let seen = { beat: '', at: began };
	let said = false;
	for (;;) {
		const latest = await highest(folder);
		const beat = latest === 0 ? '' : await heartbeatOf(folder, latest);
		if (beat !== seen.beat) seen = { beat, at: performance.now() };
		const holder = latest === 0 ? undefined : await holderOf(folder, latest);
		if (!holder || (await isGone(holder, performance.now() - seen.at))) {
			const mine = await claim(folder, latest + 1);
			if (mine) return mine;
			continue;
		}
		const waited = performance.now() - began;
		if (waited > GIVE_UP_MS) {
			throw new Error(
				`Another Safehands process (number ${holder.pid} on ${holder.host}) has been busy with ` +
					`the database in ${folder} for five minutes. End that process and start again.`
			);
		}
		if (waited > SAY_SO_MS && !said) {
			said = true;
			log(`Waiting for another Safehands process (number ${holder.pid}) to ready the database.`);
		}
		await delay(POLL_MS);
	}
}

/** Creates lock file `number`; undefined when another process was quicker. */
async function claim(folder: string, number: number): Promise<string | undefined> {
	const mine = join(folder, String(number));
	try {
		await writeWhole(folder, mine, await ourselves(), link);
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return undefined;
		throw error;
	}
	// Somebody may have claimed and released higher numbers since we looked, and tidied ours away.
	if ((await highest(folder)) > number) {
		await rm(mine, { force: true });
		return undefined;
	}
	for (const older of await numbers(folder)) {
		if (older < number) await rm(join(folder, String(older)), { force: true });
	}
	return mine;
}

/** Puts complete content at `path` in one step, so that nobody ever reads half of it. */
async function writeWhole(
	folder: string,
	path: string,
	holder: Holder,
	place: (from: string, to: string) => Promise<void>
): Promise<void> {
	const draft = join(folder, `draft-${randomUUID()}`);
	try {
		await writeFile(draft, JSON.stringify(holder));
		await place(draft, path);
	} finally {
		await rm(draft, { force: true });
	}
}

async function numbers(folder: string): Promise<number[]> {
	return (await readdir(folder)).filter((name) => /^\d+$/.test(name)).map(Number);
}

async function highest(folder: string): Promise<number> {
	return Math.max(0, ...(await numbers(folder)));
}

async function heartbeatOf(folder: string, number: number): Promise<string> {
	try {
		const { mtimeMs } = await stat(join(folder, String(number)));
		return `${number} ${mtimeMs}`;
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return '';
		throw error;
	}
}

async function holderOf(folder: string, number: number): Promise<Holder | undefined> {
	try {
		const content: unknown = JSON.parse(await readFile(join(folder, String(number)), 'utf8'));
		return v.parse(Holder, content);
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		// Only a machine that lost its power leaves a file that cannot be read.
		if (error instanceof SyntaxError || v.isValiError(error)) return undefined;
		throw error;
	}
}

async function isGone(holder: Holder, silentMs: number): Promise<boolean> {
	if (holder.released) return true;
	if (holder.host !== hostname()) return silentMs > SILENCE_MS;
	return !isAlive(holder.pid) || (await birthOf(holder.pid)) !== holder.born;
}

async function ourselves(): Promise<Holder> {
	return { pid: process.pid, host: hostname(), born: await birthOf(process.pid) };
}

/** Whether a process with this number exists on this machine, whoever owns it. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return codeOf(error) === 'EPERM';
	}
}

/**
 * Tells apart two processes that had the same number one after the other, as happens after every
 * restart of a container. Empty where the system does not say (the number alone decides then).
 */
async function birthOf(pid: number): Promise<string> {
	try {
		const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
		const line = await readFile(`/proc/${pid}/stat`, 'utf8');
		// The name in brackets may hold spaces; the start time is the 20th field behind it.
		const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
		// Z is a process that has ended and whose parent has not yet taken notice.
		if (fields[0] === 'Z') return 'ended';
		return `${boot.trim()} ${fields[19] ?? ''}`;
	} catch {
		return '';
	}
}

/** The system's own code of an error ('ENOENT'), or undefined. */
export function codeOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}
