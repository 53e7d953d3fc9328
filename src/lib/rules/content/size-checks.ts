import type { ModuleFolder } from './module-checks.ts';
import type { Path, Problem } from './problem.ts';

/** How much a module holds: less teaches little, more is too much for one sitting. */
const SIZES = {
	outcomes: { least: 4, most: 7 },
	lessons: { least: 5, most: 12 },
	scenarios: { least: 2, most: 4 },
	questions: { least: 10, most: 20 }
} as const;

/** What is wrong with the number of parts of a module; a draft may still grow. */
export function checkSize({ folder, file, quiz }: ModuleFolder): Problem[] {
	const yaml = `${folder}/module.yaml`;
	const lessons = file.steps.filter(({ kind }) => kind === 'lesson').length;
	return [
		...checkNumber(yaml, ['outcomes'], 'outcomes', file.outcomes.length),
		...checkNumber(yaml, ['steps'], 'lessons', lessons),
		...checkNumber(yaml, ['steps'], 'scenarios', file.steps.length - lessons),
		...(quiz
			? checkNumber(`${folder}/quiz.yaml`, ['questions'], 'questions', quiz.questions.length)
			: [])
	];
}

function checkNumber(
	file: string,
	path: Path,
	what: keyof typeof SIZES,
	number: number
): Problem[] {
	const { least, most } = SIZES[what];
	if (number >= least && number <= most) return [];
	const mend = number < least ? 'add some' : 'put some together or leave some out';
	const message = `A module has ${least} to ${most} ${what}, this one has ${number}: ${mend}`;
	return [{ file, path, message, unfinished: true }];
}
