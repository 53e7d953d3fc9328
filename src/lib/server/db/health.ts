import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';

/** Long enough for a busy server, short enough for whoever asks; in milliseconds. */
const PATIENCE_MS = 2000;

/** Whether the database answers a question within two seconds. Never throws. */
export async function isDatabaseAnswering(db: Database): Promise<boolean> {
	let timer: NodeJS.Timeout | undefined;
	const tooLate = new Promise<boolean>((resolve) => {
		timer = setTimeout(() => resolve(false), PATIENCE_MS);
	});
	// What the failure was does not matter here: every page that needs the database logs it.
	const answer = db.execute(sql`select 1`).then(
		() => true,
		() => false
	);
	return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
