import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject, onTestFinished } from 'vitest';
import { connect, type Database } from '../../src/lib/server/db/connect.ts';

/** A database of one test: the pool, and the address for what opens its own connections. */
export interface TestDatabase {
	db: Database;
	url: string;
}

/**
 * A fresh, migrated, empty database for this test alone; it is dropped when the test ends. Call it
 * in the test or in a `beforeEach`.
 */
export async function testDatabase(): Promise<Database> {
	return (await testDatabaseWithUrl()).db;
}

/** The same with its address, for tests of what connects by itself. */
export async function testDatabaseWithUrl(): Promise<TestDatabase> {
	const template = new URL(inject('databaseUrl'));
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const url = new URL(template);
	url.pathname = `/${name}`;
	await command(template, `create database ${name} template ${template.pathname.slice(1)}`);

	const connection = connect(url.href, { max: 4 });
	onTestFinished(async () => {
		await connection.close();
		await command(template, `drop database ${name} with (force)`);
	});
	return { db: connection.db, url: url.href };
}

/** Runs one command on the server, away from the template, which must have no visitors. */
async function command(template: URL, statement: string): Promise<void> {
	const url = new URL(template);
	url.pathname = '/safehands';
	const sql = postgres(url.href, { max: 1, fetch_types: false, onnotice: () => undefined });
	try {
		await sql.unsafe(statement);
	} finally {
		await sql.end();
	}
}
