import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with at least these. */
const STRENGTH = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Nobody's password, to spend the same time on where there is no account. */
const nobodysHash = hashPassword(randomBytes(24).toString('base64'));

/** The argon2id hash to keep for a password. The same text typed on another keyboard matches. */
export async function hashPassword(password: string): Promise<string> {
	return hash(password.normalize('NFKC'), STRENGTH);
}

/**
 * Whether the password belongs to the hash. Without a hash (no such account, or none chosen yet)
 * it answers false after the same work, so that the time taken does not tell who has an account.
 */
export async function verifyOrPretend(
	passwordHash: string | null,
	password: string
): Promise<boolean> {
	const matches = await verify(passwordHash ?? (await nobodysHash), password.normalize('NFKC'));
	return matches && passwordHash !== null;
}
