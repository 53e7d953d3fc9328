/**
 * `npm run content:check [folder] [-- --watch]`: lists every problem of the content, or says that it
 * is fine; with `--watch` again after each change.
 */
import { watch } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { load } from './load.js';

/** @typedef {typeof import('../lib/server/catalogue/check.ts')} Check */

/** Editors write a file in several strokes; a look waits until they have been quiet so long, in ms. */
const QUIET = 100;

const { values, positionals } = parseArgs({
	options: { watch: { type: 'boolean', default: false } },
	allowPositionals: true
});
const folder = path.resolve(positionals[0] ?? 'content');
const { inspectContent, formatProblems, formatFine, formatDrafts } = /** @type {Check} */ (
	await load('lib/server/catalogue/check.ts')
);

if (values.watch) {
	watchFolder();
} else {
	const report = await inspectContent(folder);
	if (report.problems.length > 0) {
		console.error(formatProblems(folder, report.problems));
		console.error(`\n${report.problems.length} to mend.`);
		process.exitCode = 1;
	} else {
		console.log(formatFine(report));
	}
	sayDrafts(report);
}

/** @param {import('../lib/server/catalogue/check.ts').ContentReport} report */
function sayDrafts({ drafts }) {
	if (drafts.length > 0) console.log(`\n${formatDrafts(folder, drafts)}`);
}

/** Looks now and after each change, until it is stopped. */
function watchFolder() {
	/** @type {NodeJS.Timeout | undefined} */
	let soon;
	let looking = Promise.resolve();
	const look = () => {
		looking = looking.then(sayHowItIs);
	};
	watch(folder, { recursive: true }, () => {
		clearTimeout(soon);
		soon = setTimeout(look, QUIET);
	});
	console.log(`Watching ${path.relative(process.cwd(), folder) || folder}. Stop with Ctrl+C.`);
	look();
}

async function sayHowItIs() {
	const time = new Date().toLocaleTimeString('en-GB');
	try {
		const report = await inspectContent(folder);
		const { problems } = report;
		if (problems.length > 0) console.log(formatProblems(folder, problems));
		console.log(`${time} ${problems.length > 0 ? `${problems.length} to mend.` : 'fine'}`);
		sayDrafts(report);
	} catch (error) {
		// A file may be gone in the moment in which it is read; the next change looks again.
		console.log(`${time} ${error instanceof Error ? error.message : error}`);
	}
}
