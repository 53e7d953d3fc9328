/**
 * `npm run content:import-questions -- <file> [--to <module>] [--outcome lo1] [--content <folder>]`:
 * brings questions from a GIFT or Moodle XML file into a module's quiz, or prints them as YAML.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { load } from './load.js';

/** @typedef {typeof import('../lib/server/catalogue/import-questions.ts')} Importing */

const USAGE =
	'Write: npm run content:import-questions -- <file> [--to <module>] [--outcome <key>] [--content <folder>]';

/** @returns {{ file: string, to?: string, outcome?: string, content: string } | null} */
function orders() {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: {
				to: { type: 'string' },
				outcome: { type: 'string' },
				content: { type: 'string', default: 'content' }
			}
		});
		const [file, ...others] = positionals;
		return file !== undefined && others.length === 0 ? { file, ...values } : null;
	} catch {
		// An option that does not exist, or without its value.
		return null;
	}
}

/**
 * @param {string} file
 * @param {Extract<Awaited<ReturnType<Importing['importQuestions']>>, { kind: 'read' }>} result
 */
function tell(file, result) {
	const { carried, alreadyThere, unwritten, outcome, quiz, yaml, refusals, notes } = result;
	for (const { line, message } of notes) console.error(`${file}:${line}: look at ${message}`);
	for (const { line, message } of refusals) console.error(`${file}:${line}: left out ${message}`);
	if (quiz === null) process.stdout.write(yaml);
	const where = quiz === null ? '' : ` to ${path.relative('', quiz)}`;
	console.error(`\nQuestions carried${where} for outcome ${outcome}: ${carried}.`);
	if (refusals.length > 0) console.error(`Reasons to leave something out: ${refusals.length}.`);
	if (alreadyThere > 0) console.error(`There already, and left as they are: ${alreadyThere}.`);
	if (unwritten > 0) console.error(`Feedback to write where the file says TODO: ${unwritten}.`);
	if (quiz !== null && carried > 0) {
		console.error(
			'Next: check the outcome of each, mark those about safety with "critical: true", raise the version in module.yaml, and run npm run content:check.'
		);
	}
}

const given = orders();
if (given === null) {
	console.error(USAGE);
	process.exitCode = 1;
} else {
	const { importQuestions } = /** @type {Importing} */ (
		await load('lib/server/catalogue/import-questions.ts')
	);
	const { file, to, outcome, content } = given;
	const result = await importQuestions({
		file,
		folder: path.resolve(content),
		slug: to ?? null,
		outcome: outcome ?? null
	});
	if (result.kind === 'wrong') {
		console.error(result.message);
		process.exitCode = 1;
	} else {
		tell(file, result);
		if (result.carried + result.alreadyThere === 0) process.exitCode = 1;
	}
}
