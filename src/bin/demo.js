/*
 * Shows Safehands with an invented organisation: `npm run demo`. It never touches a real database:
 * DATABASE_URL is not looked at, and everything lies in the folder `demo` of the data folder.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = [
	'src',
	'content',
	'static',
	'tests/fixtures',
	'svelte.config.js',
	'vite.config.ts',
	'package-lock.json'
];

if (existsSync('.env')) process.loadEnvFile('.env');
process.env.SAFEHANDS_DEMO = '1';
process.env.DATA_DIR = resolve(process.env.DATA_DIR || 'data', 'demo');
// Set to nothing rather than removed, so that `.env` cannot bring it back.
process.env.DATABASE_URL = '';

if (!isFresh()) build();
await import('./start.js');

/** Whether there is a build that is newer than everything it was made from. */
function isFresh() {
	const built = join(root, 'build', 'index.js');
	if (!existsSync(built)) return false;
	const moment = statSync(built).mtimeMs;
	return SOURCES.every((source) => newest(join(root, source)) <= moment);
}

/**
 * When a file, or anything below a folder, was last changed; in milliseconds since 1970.
 *
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
	if (!existsSync(path)) return 0;
	const { mtimeMs } = statSync(path);
	if (!statSync(path).isDirectory()) return mtimeMs;
	// The time of the folder itself tells when something in it was removed.
	return readdirSync(path).reduce(
		(latest, name) => Math.max(latest, newest(join(path, name))),
		mtimeMs
	);
}

function build() {
	console.log('Building… (once, about half a minute)');
	const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
	const { status, signal, stdout, stderr } = spawnSync(process.execPath, [vite, 'build'], {
		cwd: root,
		encoding: 'utf8',
		maxBuffer: 64 * 1024 * 1024
	});
	if (status === 0) return;
	console.error(`${stdout}\n${stderr}\nSafehands could not be built; the reason is above.`);
	process.exit(signal ? 130 : 1);
}
