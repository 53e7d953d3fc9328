/**
 * `npm run content:coverage [folder]`: shows where each clause of the policies we started from is met,
 * and fails when one is missing or something named for it is gone.
 */
import path from 'node:path';
import process from 'node:process';
import { load } from './load.js';

/** @typedef {typeof import('../lib/server/catalogue/check.ts')} Check */

const folder = path.resolve(process.argv[2] ?? 'content');
const { inspectContent, formatProblems, formatCoverage } = /** @type {Check} */ (
	await load('lib/server/catalogue/check.ts')
);

const { coverage, problems } = await inspectContent(folder);
const wrong = problems.filter(({ file }) => file === 'coverage.yaml');
if (coverage) console.log(formatCoverage(coverage));
else console.error('There is no coverage.yaml that can be read.');
if (wrong.length > 0) console.error(`\n${formatProblems(folder, wrong)}`);
process.exitCode = coverage && wrong.length === 0 ? 0 : 1;
