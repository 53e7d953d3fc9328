import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { recordVersions } from '../../rules/content/versions.ts';
import { inspectContent, type ContentProblem } from './check.ts';

/**
 * Records the texts of every module and agreement version in `versions.json`.
 *
 * @param release also marks every version as released, after which its texts never change
 * @returns what stands in the way: texts of released versions that have changed
 */
export async function lockContent(folder: string, release: boolean): Promise<ContentProblem[]> {
	const report = await inspectContent(folder);
	const { lock, refused } = recordVersions(report.lock, report.versions, release);
	if (refused.length > 0) {
		return refused.map(({ file, message }) => ({ file, line: 1, message }));
	}
	await writeFile(path.join(folder, 'versions.json'), `${JSON.stringify(lock, null, 2)}\n`);
	return [];
}
