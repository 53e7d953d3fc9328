import path from 'node:path';
import type { CoverageFile } from '../../rules/content/coverage.ts';
import type { CurrentVersion, Lock } from '../../rules/content/versions.ts';
import type { Draft } from './drafts.ts';

/** Something to mend, with its place in the folder. */
export interface ContentProblem {
	/** From the content folder: `modules/prevent-duty/quiz.yaml`. */
	file: string;
	line: number;
	message: string;
}

/** What a look through the content folder found. */
export interface ContentReport {
	/** All of them, by file and line. */
	problems: ContentProblem[];
	/** Modules and agreements that are not ready yet, with what is left to do. */
	drafts: Draft[];
	/** Of what is offered, without the drafts. */
	counts: { modules: number; lessons: number; questions: number; agreements: number };
	/** Every module and agreement version there is now, for the lock; drafts have none. */
	versions: CurrentVersion[];
	lock: Lock;
	/** Where each clause of the policies we started from is met; null where nobody keeps such a list. */
	coverage: CoverageFile | null;
}

/** One line for each problem: `content/quiz.yaml:12: message`. */
export function formatProblems(folder: string, problems: readonly ContentProblem[]): string {
	const shown = path.relative(process.cwd(), folder) || folder;
	return problems
		.map(({ file, line, message }) => `${path.posix.join(shown, file)}:${line}: ${message}`)
		.join('\n');
}

/** That the content is fine, and how much there is of it. */
export function formatFine({ counts }: Pick<ContentReport, 'counts'>): string {
	const { modules, lessons, questions, agreements } = counts;
	return `The content is fine. Modules: ${modules}, lessons: ${lessons}, questions: ${questions}, agreements: ${agreements}.`;
}

/** The same to do in another place of the same file. */
function isSame(one: ContentProblem, other: ContentProblem): boolean {
	return one.file === other.file && one.message === other.message;
}

/** What is left to do in each draft; nothing where there are none. */
export function formatDrafts(folder: string, drafts: readonly Draft[]): string {
	return drafts
		.map(({ folder: own, left }) => {
			if (left.length === 0) {
				return `${own} is a draft, and nothing is left to do: take the line "draft: true" out to offer it.`;
			}
			const lines = left.flatMap((first, index) => {
				const same = left.filter((one) => isSame(one, first));
				if (left.findIndex((one) => isSame(one, first)) < index) return [];
				const more = same.length > 1 ? ` (and ${same.length - 1} times more in this file)` : '';
				return [`${formatProblems(folder, [first])}${more}`];
			});
			return [`${own} is a draft. Left to do before it can be offered:`, ...lines].join('\n');
		})
		.join('\n\n');
}

/** Where each clause is met, a line for each thing that meets it, and how many there are. */
export function formatCoverage({ clauses }: CoverageFile): string {
	const widest = (column: 'id' | 'what') =>
		Math.max(...clauses.map((clause) => clause[column].length));
	const [idWidth, whatWidth] = [widest('id'), widest('what')];
	const rows = clauses.map(({ id, what, covered_by, not_covered }) => {
		const cells = [
			...covered_by,
			...(not_covered === undefined ? [] : [`left out: ${not_covered}`])
		];
		const indent = ' '.repeat(idWidth + whatWidth + 4);
		return `${id.padEnd(idWidth)}  ${what.padEnd(whatWidth)}  ${cells.join(`\n${indent}`)}`;
	});
	const open = clauses.filter(({ not_covered }) => not_covered !== undefined);
	const outside = open.filter(({ covered_by }) => covered_by.length === 0);
	const covered = clauses.length - outside.length;
	const counts = `${covered} covered (${open.length - outside.length} of them in part), ${outside.length} outside what a training platform does`;
	return `${rows.join('\n')}\n\n${clauses.length} clauses: ${counts}.`;
}
