import type { Database } from '../db/connect.ts';

/** Carries the answer out of a transaction that is rolled back on purpose. */
class RolledBack<T> extends Error {
	readonly answer: T;
	constructor(answer: T) {
		super('Rolled back on purpose');
		this.answer = answer;
	}
}

/**
 * What a change would do, found out by doing it in a transaction and rolling that back: what is
 * shown before saving is by construction what saving does. An error of the change itself is thrown.
 */
export async function dryRun<T>(db: Database, change: (tx: Database) => Promise<T>): Promise<T> {
	try {
		await db.transaction(async (tx) => {
			throw new RolledBack(await change(tx));
		});
	} catch (error) {
		if (error instanceof RolledBack) return error.answer as T;
		throw error;
	}
	throw new Error('The transaction was not rolled back');
}
