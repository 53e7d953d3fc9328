/**
 * `node src/bin/password-link.js <email address>`: prints a link with which the person chooses a new
 * password, for the day on which no administrator can sign in. The settings are those of the app.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { runnerImport } from 'vite';

/** @typedef {typeof import('../lib/server/console-link.ts')} ConsoleLinks */

if (existsSync('.env')) process.loadEnvFile('.env');

const email = process.argv[2];
if (email === undefined) {
	console.error('Say for whom: node src/bin/password-link.js name@example.org');
	process.exit(1);
}

const file = path.join(import.meta.dirname, '../lib/server/console-link.ts');
const { module } = await runnerImport(file, { configFile: false, logLevel: 'error' });
const { consoleLink } = /** @type {ConsoleLinks} */ (module);

try {
	const result = await consoleLink(process.env, email, new Date());
	if (result.kind === 'made') console.log(result.lines.join('\n'));
	else console.error(result.message);
	process.exitCode = result.kind === 'made' ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
