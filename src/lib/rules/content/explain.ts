import type * as v from 'valibot';
import type { Path, Problem } from './problem.ts';

/**
 * What a schema found, in words for an author.
 *
 * @param file the file from the content folder
 */
export function explain(file: string, issue: v.BaseIssue<unknown>): Problem {
	const path = (issue.path ?? []).map((step) => step.key as string | number);
	const label = labelOf(path);
	if (issue.expected === 'never') {
		const message = `${label} is not a line this file knows: check its spelling or take it out`;
		return { file, path, message };
	}
	if (issue.received === 'undefined') {
		return { file, path: path.slice(0, -1), message: `${label} is missing: add it` };
	}
	// Our own messages finish a sentence that begins with the label; valibot's begin with "Invalid".
	const message = issue.message.startsWith('Invalid')
		? `must be ${KINDS[issue.type] ?? issue.expected}, not ${issue.received}`
		: issue.message;
	return { file, path, message: `${label} ${message}` };
}

const KINDS: Readonly<Record<string, string>> = {
	string: 'a text (put it in quotes)',
	number: 'a number without quotes',
	boolean: 'true or false',
	array: 'a list (lines that begin with a hyphen)',
	strict_object: 'a group of lines'
};

function labelOf(path: Path): string {
	const last = path.at(-1);
	if (last === undefined) return 'The file';
	if (typeof last === 'string') return `"${last}"`;
	return `Entry ${last + 1} of "${String(path.at(-2) ?? 'the list')}"`;
}
