import postgres from 'postgres';
import { expect, test } from 'vitest';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import { testDatabaseWithUrl } from './database.ts';

async function tables(url: string): Promise<string[]> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		const rows = await sql<{ name: string }[]>`
			select tablename as name from pg_tables where schemaname = 'public' order by 1`;
		return rows.map((row) => row.name);
	} finally {
		await sql.end();
	}
}

async function empty(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		await sql.unsafe(
			'drop schema public cascade; drop schema drizzle cascade; create schema public'
		);
	} finally {
		await sql.end();
	}
}

test('several copies of the app migrate an empty database at the same time', async () => {
	const { url } = await testDatabaseWithUrl();
	const expected = await tables(url);
	await empty(url);

	await Promise.all([migrate(url), migrate(url), migrate(url)]);

	expect(expected).not.toEqual([]);
	expect(await tables(url)).toEqual(expected);
});

test('migrating again changes nothing', async () => {
	const { url } = await testDatabaseWithUrl();
	const before = await tables(url);

	await migrate(url);

	expect(await tables(url)).toEqual(before);
});
