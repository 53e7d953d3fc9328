/** `npm run content:check [folder]`: lists every problem of the content, or says that it is fine. */
import path from 'node:path';
import { runnerImport } from 'vite';

/** @typedef {typeof import('../lib/server/catalogue/check.ts')} Check */

const folder = path.resolve(process.argv[2] ?? 'content');
const file = path.join(import.meta.dirname, '../lib/server/catalogue/check.ts');
const { module } = await runnerImport(file, { configFile: false, logLevel: 'error' });
const { inspectContent, formatProblems } = /** @type {Check} */ (module);

const { problems, counts } = await inspectContent(folder);
if (problems.length > 0) {
	console.error(formatProblems(folder, problems));
	console.error(`\n${problems.length} to mend.`);
	process.exitCode = 1;
} else {
	const { modules, lessons, questions, agreements } = counts;
	console.log(
		`The content is fine. Modules: ${modules}, lessons: ${lessons}, questions: ${questions}, agreements: ${agreements}.`
	);
}
