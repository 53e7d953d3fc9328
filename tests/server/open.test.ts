import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/lib/server/db/open.ts';
import { testDatabaseWithUrl } from './database.ts';

const dataDir = join(tmpdir(), 'safehands-must-not-be-created');

function changed(url: string, change: (url: URL) => void): string {
	const copy = new URL(url);
	change(copy);
	return copy.href;
}

/** The message with which the app would end; it must be one paragraph and keep the password. */
async function refusal(databaseUrl: string, password = 'a-secret'): Promise<string> {
	const error: unknown = await openDatabase({ databaseUrl, dataDir }).then(
		() => undefined,
		(reason: unknown) => reason
	);
	const message = error instanceof Error ? error.message : '';
	expect(message).not.toContain(password);
	expect(message).not.toContain('\n');
	return message;
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const address = server.address();
	return typeof address === 'object' && address ? address.port : 0;
}

test('with DATABASE_URL that server is used and no other one started', async () => {
	const { url } = await testDatabaseWithUrl();

	const database = await openDatabase({ databaseUrl: url, dataDir });
	const rows = await database.db.execute<{ count: number }>(
		sql`select count(*)::int as count from person`
	);
	await database.close();
	await database.close();

	expect(rows).toMatchObject([{ count: 0 }]);
	expect(existsSync(dataDir)).toBe(false);
});

test('a wrong password is refused without saying it', async () => {
	const { url } = await testDatabaseWithUrl();
	const wrong = changed(url, (copy) => (copy.password = 'a-secret'));

	expect(await refusal(wrong)).toMatch(
		/^The database that DATABASE_URL names \(test_\w+ at 127\.0\.0\.1:\d+\) cannot be used: the server refused the user "safehands" with this password\./
	);
});

test('a database that does not exist is named', async () => {
	const { url } = await testDatabaseWithUrl();
	const missing = changed(url, (copy) => (copy.pathname = '/nowhere'));

	expect(await refusal(missing, new URL(url).password)).toMatch(
		/^The database that DATABASE_URL names \(nowhere at .*the server has no database of that name\. Create it/
	);
});

test('a server that is not there is named', async () => {
	const server = createServer();
	const port = await listen(server);
	await new Promise((resolve) => server.close(resolve));

	expect(await refusal(`postgres://somebody:a-secret@127.0.0.1:${port}/safehands`)).toMatch(
		/^The database that DATABASE_URL names \(safehands at 127\.0\.0\.1:\d+\) cannot be used: nothing answers there\./
	);
});

test('a host name that nobody knows is named', async () => {
	expect(await refusal('postgres://somebody:a-secret@nowhere.invalid/safehands')).toMatch(
		/^The database that DATABASE_URL names \(safehands at nowhere\.invalid:5432\) cannot be used: no server of that name was found\./
	);
});

test('something that is not PostgreSQL is not waited for without end', async () => {
	const port = await listen(createServer((socket) => socket.end()));

	expect(await refusal(`postgres://somebody:a-secret@127.0.0.1:${port}/safehands`)).toMatch(
		/cannot be used: the server did not answer in time\. .* really is PostgreSQL/
	);
});

test.for([
	['mysql://somebody:a-secret@127.0.0.1/safehands', 'DATABASE_URL is not the address of'],
	['a-secret', 'DATABASE_URL is not the address of'],
	['postgres://somebody:a-secret@127.0.0.1:port/safehands', 'DATABASE_URL cannot be read.'],
	['postgres://somebody:a-secret%@127.0.0.1/safehands', 'DATABASE_URL cannot be read.']
] as const)('an address that cannot be read is explained: %s', async ([url, beginning]) => {
	const message = await refusal(url);

	expect(message.startsWith(beginning)).toBe(true);
	expect(message).toContain('postgres://user:password@host:5432/database');
});

test('a server older than PostgreSQL 15 is refused', async () => {
	const { url } = await testDatabaseWithUrl();
	const name = new URL(url).pathname.slice(1);
	const admin = postgres(url, { max: 1, onnotice: () => undefined });
	// The server answers as an old one would: this function is found before PostgreSQL's own.
	await admin.unsafe(`
		create schema old;
		create function old.current_setting(name text) returns text language sql
			as $$ select case name when 'server_version_num' then '140012' else '14.12' end $$;
		alter database ${name} set search_path = old, pg_catalog, public;`);
	await admin.end();

	expect(await refusal(url, new URL(url).password)).toMatch(
		/^The database server at 127\.0\.0\.1:\d+, which DATABASE_URL names, is PostgreSQL 14\.12\. Safehands needs PostgreSQL 15 or newer\.$/
	);
});

test('a user who may not create tables is told so', async () => {
	const { url } = await testDatabaseWithUrl();
	const admin = postgres(url, { max: 1, onnotice: () => undefined });
	await admin.unsafe('drop schema drizzle cascade; drop schema public cascade');
	await admin.end();

	expect(await refusal(url, new URL(url).password)).toMatch(
		/^The database was reached, but its tables could not be brought up to date \(.+\)\./
	);
});
