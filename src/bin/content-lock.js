/**
 * `npm run content:lock [-- --release]`: records the texts of every module and agreement version in
 * content/versions.json; with `--release` also marks them as out, after which they never change.
 */
import path from 'node:path';
import { load } from './load.js';

/** @typedef {typeof import('../lib/server/catalogue/lock.ts')} Locking */

const options = process.argv.slice(2);
const release = options.includes('--release');
const folder = path.resolve(options.find((option) => !option.startsWith('--')) ?? 'content');
const { lockContent } = /** @type {Locking} */ (await load('lib/server/catalogue/lock.ts'));

const refused = await lockContent(folder, release);
if (refused.length > 0) {
	for (const { file, message } of refused) console.error(`${file}: ${message}`);
	process.exitCode = 1;
} else {
	console.log(release ? 'Recorded, and marked as released.' : 'Recorded.');
}
