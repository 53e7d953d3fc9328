/*
 * A very small app for the tests of the embedded database, run as a process of its own:
 * `node embedded-child.js <data folder> [write]`. It says `ready <address>` when the database runs,
 * then the number of every row that the database has acknowledged, and stops in order on SIGTERM.
 */
import postgres from 'postgres';
import { startEmbedded } from '../../src/lib/server/db/embedded.ts';

const [dataDir = '', task] = process.argv.slice(2);

try {
	const embedded = await startEmbedded({ dataDir, log: (line) => console.error(line) });
	process.once('SIGTERM', () => void embedded.stop());
	console.log(`ready ${embedded.url}`);
	if (task === 'write') await write(embedded.url);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function write(url: string): Promise<never> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	await sql`create table if not exists written (number integer primary key)`;
	for (let number = 1; ; number++) {
		await sql`insert into written values (${number})`;
		console.log(number);
	}
}
