import { compareVersions } from '../versions.ts';
import type { ModuleFile } from './module.ts';
import type { Path, Problem } from './problem.ts';
import { checkReading, reading, WORDS_A_MINUTE } from './reading.ts';
import { WHAT_CHANGED_MINUTES } from '../refresher.ts';

/** What is wrong with a module's list of changes, from which its refresher is made. */
export function checkChanges(file: string, module: ModuleFile): Problem[] {
	const { changes, version, nextReview } = module;
	const problems: Problem[] = [];
	const report = (path: Path, message: string) => problems.push({ file, path, message });
	changes.forEach((entry, index) => {
		const path = ['changes', index];
		const newer = changes[index - 1];
		if (newer === undefined && entry.version !== version) {
			report(
				[...path, 'version'],
				`The newest change belongs to version ${entry.version}, the module is ${version}: say what is new in ${version}`
			);
		}
		if (newer === undefined && entry.date >= nextReview) {
			report([...path, 'date'], 'A version is finished before its next review: correct the day');
		}
		if (newer !== undefined && compareVersions(newer.version, entry.version) <= 0) {
			report([...path, 'version'], 'Changes stand from the newest version to the oldest: move it');
		}
		if (newer !== undefined && newer.date < entry.date) {
			report([...path, 'date'], 'This version is newer than the one above it: correct the day');
		}
		const words = [entry.summary, ...entry.points.map((point) => `- ${point}`)].join('\n\n');
		const most = WHAT_CHANGED_MINUTES * WORDS_A_MINUTE;
		if (reading(words).words > most) {
			const message = `A refresher is short: say it in ${most} words at most, here are ${reading(words).words}`;
			report([...path, 'points'], message);
		}
		problems.push(...checkReading(file, words, [...path, 'points']));
	});
	return problems;
}
