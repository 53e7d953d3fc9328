import type { ModuleFolder } from './module-checks.ts';
import type { Problem } from './problem.ts';
import { checkReading, reading } from './reading.ts';

/** The fewest words in which somebody says why a lesson cannot be simpler. */
const LEAST_REASON = 5;

/**
 * Says which lessons are too hard to read. `reading_exceptions` of module.yaml names those that may
 * be, each with the reason, for as long as it is needed.
 */
export function checkLessonReading({ folder, file, lessons }: ModuleFolder): Problem[] {
	const yaml = `${folder}/module.yaml`;
	const excused = new Map(Object.entries(file.readingExceptions));
	const hard = Object.entries(lessons).flatMap(([name, markdown]) =>
		excused.has(name) ? [] : checkReading(`${folder}/lessons/${name}.md`, markdown)
	);
	const wrong = [...excused].flatMap(([name, reason]) => {
		const message = exceptionMessage(name, lessons[name], reason);
		return message === null ? [] : [{ file: yaml, path: ['reading_exceptions', name], message }];
	});
	return [...hard, ...wrong];
}

function exceptionMessage(
	name: string,
	markdown: string | undefined,
	reason: string
): string | null {
	if (markdown === undefined) {
		return `There is no lesson ${name}: correct the name or take the exception out`;
	}
	if (checkReading(name, markdown).length === 0) {
		return `The reading grade of ${name} is fine (${reading(markdown).grade}): take the exception out`;
	}
	if (reading(reason).words < LEAST_REASON) {
		return `Say in at least ${LEAST_REASON} words why ${name} cannot be simpler`;
	}
	return null;
}
