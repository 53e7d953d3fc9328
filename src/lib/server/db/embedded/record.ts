import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rmdir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import * as v from 'valibot';
import { type Account, canWriteIn, demandPowerOver, isRoot, postgresAccount } from './account.ts';
import { makeSharedFolder, SHARED_FOLDER } from './binaries.ts';
import { codeOf } from './lock.ts';

/*
 * What the data folder remembers about its database. It is written before the cluster is created,
 * so that there is never a cluster whose password nobody knows.
 */
const Record = v.object({
	/** Folder of the cluster and its log: inside the data folder when relative. */
	cluster: v.string(),
	/** Of the role that owns the database, and of the one that looks after the server. */
	password: v.string(),
	adminPassword: v.string(),
	port: v.optional(v.number())
});
export type Record = v.InferOutput<typeof Record>;

/** Where a data folder's cluster lives, and as whom its server runs. */
export interface Home {
	folder: string;
	account: Account;
	record: Record;
}

const FILE = 'database.json';
const INSIDE = 'postgresql';

/** Creates the data folder: private, but passable for the account that root's server runs as. */
export async function makeDataFolder(dataDir: string): Promise<void> {
	try {
		const created = await mkdir(dataDir, { recursive: true, mode: 0o755 });
		if (created) await chmod(dataDir, isRoot() ? 0o711 : 0o700);
	} catch (error) {
		throw new Error(
			`The data folder ${dataDir} cannot be created (${codeOf(error)}). ` +
				'Set DATA_DIR to a folder that this user may write in.',
			{ cause: error }
		);
	}
}

/**
 * Finds out where the cluster of this data folder lives or shall live, and remembers it. Call it
 * under the data folder's lock.
 *
 * @throws a sentence saying what to do when this user cannot use what is there
 */
export async function findHome(dataDir: string): Promise<Home> {
	const record = await readRecord(dataDir);
	if (record) {
		const folder = isAbsolute(record.cluster) ? record.cluster : join(dataDir, record.cluster);
		await mkdir(folder, { recursive: true, mode: 0o700 });
		const account = await accountFor(folder);
		await demandAccess(folder, account);
		return { folder, account, record };
	}
	await refuseForgottenCluster(dataDir);
	const { cluster, folder, account } = await settle(dataDir);
	const fresh: Record = { cluster, password: newPassword(), adminPassword: newPassword() };
	await writeRecord(dataDir, fresh);
	return { folder, account, record: fresh };
}

/** Replaces the record in one step; it can be read by nobody but its owner. */
export async function writeRecord(dataDir: string, record: Record): Promise<void> {
	const draft = join(dataDir, `${FILE}.${randomUUID()}`);
	const file = await open(draft, 'wx', 0o600);
	try {
		await file.writeFile(JSON.stringify(record, null, '\t') + '\n');
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(draft, join(dataDir, FILE));
}

async function readRecord(dataDir: string): Promise<Record | undefined> {
	const path = join(dataDir, FILE);
	try {
		return v.parse(Record, JSON.parse(await readFile(path, 'utf8')));
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return undefined;
		const reason = codeOf(error) ?? 'it is damaged';
		throw new Error(
			`The file ${path}, which holds the password of the database, cannot be read (${reason}). ` +
				'Start Safehands as the user it was first started as, or put the file back from a backup.',
			{ cause: error }
		);
	}
}

async function refuseForgottenCluster(dataDir: string): Promise<void> {
	const cluster = join(dataDir, INSIDE, 'data');
	const exists = await stat(cluster).then(
		() => true,
		() => false
	);
	if (!exists) return;
	throw new Error(
		`There is a database in ${cluster}, but the file ${join(dataDir, FILE)} that holds its ` +
			'password is missing. Put that file back from a backup, or choose another DATA_DIR to begin anew.'
	);
}

/** Chooses the place of a new cluster. */
async function settle(
	dataDir: string
): Promise<{ cluster: string; folder: string; account: Account }> {
	const inside = join(dataDir, INSIDE);
	await mkdir(inside, { recursive: true, mode: 0o700 });
	if (!isRoot()) return { cluster: INSIDE, folder: inside, account: undefined };

	const account = await postgresAccount();
	await demandPowerOver(account);
	await chown(inside, account.uid, account.gid);
	if (await canWriteIn(inside, account)) return { cluster: INSIDE, folder: inside, account };

	await rmdir(inside);
	await makeSharedFolder();
	const elsewhere = join(SHARED_FOLDER, randomUUID());
	await mkdir(elsewhere, { mode: 0o700 });
	await chown(elsewhere, account.uid, account.gid);
	await demandAccess(elsewhere, account);
	return { cluster: elsewhere, folder: elsewhere, account };
}

/** Root runs an existing cluster as whoever owns it, who may be the user that started it before. */
async function accountFor(folder: string): Promise<Account> {
	if (!isRoot()) return undefined;
	const { uid, gid } = await stat(folder);
	const account = uid === 0 ? await postgresAccount() : { uid, gid };
	await demandPowerOver(account);
	if (uid === 0) await chown(folder, account.uid, account.gid);
	return account;
}

async function demandAccess(folder: string, account: Account): Promise<void> {
	if (process.platform === 'win32' || (await canWriteIn(folder, account))) return;
	const who = account ? `the system user number ${account.uid}, as whom it runs,` : 'this user';
	throw new Error(
		`The database's folder ${folder} is there, but ${who} cannot write in it. Let that user reach ` +
			'it, or start Safehands as the user it was first started as.'
	);
}

function newPassword(): string {
	return randomBytes(24).toString('base64url');
}
