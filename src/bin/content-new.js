/**
 * `npm run content:new <slug>` begins a module, `npm run content:new agreement <slug>` an agreement:
 * a draft with everything in it that such a folder needs.
 */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { load } from './load.js';

/** @typedef {typeof import('../lib/rules/content/skeleton.ts')} Skeletons */

/** The longest name of a folder: it stands in addresses that people read. */
const LONGEST = 50;

const { values, positionals } = parseArgs({
	options: { folder: { type: 'string', default: 'content' } },
	allowPositionals: true
});
const isAgreement = positionals[0] === 'agreement';
const [slug = '', ...more] = isAgreement ? positionals.slice(1) : positionals;
const place = path.join(values.folder, isAgreement ? 'agreements' : 'modules', slug);
const refused = refusal();
if (refused !== null) {
	console.error(refused);
	process.exitCode = 1;
} else {
	await write();
}

/** Why nothing is written; null where nothing stands in the way. */
function refusal() {
	if (slug === '' || more.length > 0) {
		return 'Say its name: npm run content:new my-subject, or npm run content:new agreement my-rules';
	}
	if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(slug) || slug.length > LONGEST) {
		return `"${slug}" is no name for a folder: use small letters and digits joined by single hyphens, like my-subject, at most ${LONGEST} of them`;
	}
	return existsSync(place) ? `${place} is there already: take another name` : null;
}

async function write() {
	const { moduleSkeleton, agreementSkeleton } = /** @type {Skeletons} */ (
		await load('lib/rules/content/skeleton.ts')
	);
	// The day on the author's own clock, which is the one on the wall.
	const now = new Date();
	const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
	const today = parts.map((part) => String(part).padStart(2, '0')).join('-');
	const files = isAgreement ? agreementSkeleton(today) : moduleSkeleton(today);
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(place, name);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, text, { flag: 'wx' });
		console.log(file);
	}
	console.log(`
It is a draft: checked and previewed, but not offered to anybody. Every TODO is something to write.
  npm run content:check -- --watch   says what is left to do
  npm run content:preview ${isAgreement ? '           ' : slug.padEnd(11)} shows it in a browser
docs/authoring.md says more.`);
}
