import { isIPv6 } from 'node:net';
import { and, count, eq, gt, inArray, lt, max, sql } from 'drizzle-orm';
import { secondsToWait, WINDOW_SECONDS, type Failures } from '../../rules/throttle.ts';
import type { Database } from '../db/connect.ts';
import { signInFailure } from '../db/schema/index.ts';
import { sha256 } from '../fingerprint.ts';

export type Try = { kind: 'go' } | { kind: 'wait'; seconds: number };

/**
 * Asks whether a secret of an account (a password, the setup code) may be tried now, and notes the
 * try as failed before it is looked at; `forgetFailures` takes that back when it succeeds. Tries of
 * one account, and of one address, stand in a queue, so that many at once cannot outrun the count.
 *
 * @param account what is tried: an email address in lower case, or a name of our own
 * @param address the network address that the request came from
 */
export async function takeTry(
	db: Database,
	{ account, address, now }: { account: string; address: string; now: Date }
): Promise<Try> {
	const accountKey = keyOf('account', account);
	const addressKey = keyOf('address', networkOf(address));
	const windowStart = new Date(now.getTime() - WINDOW_SECONDS * 1000);
	return db.transaction(async (tx) => {
		// Always the account's lock first: whoever holds an address waits for nobody.
		await lock(tx, accountKey);
		await lock(tx, addressKey);
		const seconds = secondsToWait({
			account: await failuresOf(tx, 'accountKey', accountKey, windowStart),
			address: await failuresOf(tx, 'addressKey', addressKey, windowStart),
			now
		});
		if (seconds > 0) return { kind: 'wait', seconds };
		await tx.insert(signInFailure).values({ accountKey, addressKey, at: now });
		await prune(tx, windowStart);
		return { kind: 'go' };
	});
}

/** The account's tries no longer count, because one of them succeeded. */
export async function forgetFailures(tx: Database, account: string): Promise<void> {
	await tx.delete(signInFailure).where(eq(signInFailure.accountKey, keyOf('account', account)));
}

async function failuresOf(
	tx: Database,
	column: 'accountKey' | 'addressKey',
	key: string,
	since: Date
): Promise<Failures> {
	const [row] = await tx
		.select({ count: count(), latest: max(signInFailure.at) })
		.from(signInFailure)
		.where(and(eq(signInFailure[column], key), gt(signInFailure.at, since)));
	return row ?? { count: 0, latest: null };
}

async function lock(tx: Database, key: string): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** Rows that another request is pruning just now are left to it, so that nobody waits. */
async function prune(tx: Database, before: Date): Promise<void> {
	const old = tx
		.select({ id: signInFailure.id })
		.from(signInFailure)
		.where(lt(signInFailure.at, before))
		.limit(200)
		.for('update', { skipLocked: true });
	await tx.delete(signInFailure).where(inArray(signInFailure.id, old));
}

/** Neither e-mail addresses nor network addresses are kept, only what is needed to compare them. */
function keyOf(kind: 'account' | 'address', text: string): string {
	return sha256(`safehands sign-in ${kind}\n${text}`);
}

/**
 * What counts as one address: an IPv4 address, or the /64 network of an IPv6 address, of which a
 * single customer has all.
 */
function networkOf(address: string): string {
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
	if (!isIPv6(plain)) return plain;
	const [head = '', tail] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split('::');
	const before = head === '' ? [] : head.split(':');
	const after = tail ? tail.split(':') : [];
	const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
	return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
