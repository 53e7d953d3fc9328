import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { connect } from '../../src/lib/server/db/connect.ts';
import { startEmbedded } from '../../src/lib/server/db/embedded.ts';
import { migrate } from '../../src/lib/server/db/migrate.ts';
import { prepareQueue } from '../../src/lib/server/jobs/queue.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Address of the migrated template, which nobody may stay connected to. */
		databaseUrl: string;
	}
}

/** One PostgreSQL server for all server tests, with a migrated database to clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const dataDir = await mkdtemp(join(tmpdir(), 'safehands-tests-'));
	// Root's server runs as another user, who must be able to pass through.
	await chmod(dataDir, 0o711);
	const embedded = await startEmbedded({ dataDir, log: console.log, durable: false });
	const end = async () => {
		await embedded.stop();
		await rm(dataDir, { recursive: true });
	};
	try {
		const template = new URL(embedded.url);
		template.pathname = '/template';
		const sql = postgres(embedded.url, { max: 1, onnotice: () => undefined });
		await sql.unsafe('create database template');
		await sql.end();
		await migrate(template.href);
		const connection = connect(template.href, { max: 1 });
		await prepareQueue(connection.db).finally(connection.close);
		project.provide('databaseUrl', template.href);
	} catch (error) {
		await end();
		throw error;
	}
	return end;
}
