import type { LawFile } from './law-facts.ts';
import type { Problem } from './problem.ts';
import { checkKnown, checkUnique } from './unique.ts';

/** On how many facts a module rests at least. */
const FACTS_A_MODULE = 2;

/**
 * What is wrong with `law.yaml`.
 *
 * @param modules the folders of all modules
 */
export function checkLaw(
	file: string,
	{ facts, superseded }: LawFile,
	modules: readonly string[]
): Problem[] {
	const known = new Set(modules);
	const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key);
	return [
		...checkUnique(file, ['facts'], keys(facts)),
		...checkUnique(file, ['superseded'], keys(superseded)),
		...facts.flatMap(({ modules: named, checked, checkBy }, index) => {
			const path = ['facts', index];
			const mend = 'there is no such folder in modules';
			const problems = checkKnown(file, [...path, 'modules'], named, known, mend);
			named.forEach((slug, at) => {
				if (named.indexOf(slug) === at) return;
				const message = `"${slug}" stands here twice: take one out`;
				problems.push({ file, path: [...path, 'modules', at], message });
			});
			if (checkBy <= checked) {
				const message = '"check_by" must be later than "checked"';
				problems.push({ file, path: [...path, 'check_by'], message });
			}
			return problems;
		}),
		...modules.flatMap((slug) => {
			const count = facts.filter((fact) => fact.modules.includes(slug)).length;
			if (count >= FACTS_A_MODULE) return [];
			const message = `${count === 0 ? 'No fact' : 'Only one fact'} of law.yaml names "${slug}": add it to "modules" of at least ${FACTS_A_MODULE} facts that it rests on`;
			const module = `modules/${slug}/module.yaml`;
			return [{ file: module, path: [], message, unfinished: true as const }];
		})
	];
}
