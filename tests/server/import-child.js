/*
 * A copy of the app that does nothing but the jobs, as a process of its own that a test can kill:
 * `node import-child.js <address of the database>`. It says `working` when it has begun.
 */
import path from 'node:path';
import process from 'node:process';
import { runnerImport } from 'vite';

/** @typedef {typeof import('../../src/lib/server/db/connect.ts')} Connecting */
/** @typedef {typeof import('../../src/lib/server/jobs/worker.ts')} Working */

const server = path.join(import.meta.dirname, '../../src/lib/server');

/** @param {string} file */
async function load(file) {
	const options = /** @type {const} */ ({ configFile: false, logLevel: 'error' });
	const { module } = await runnerImport(path.join(server, file), options);
	return module;
}

const { connect } = /** @type {Connecting} */ (await load('db/connect.ts'));
const { startJobs } = /** @type {Working} */ (await load('jobs/worker.ts'));
const { db } = connect(process.argv[2] ?? '', { max: 4 });
await startJobs(db, { log: (line) => console.error(line), pollMs: 50 });
console.log('working');
