import { clausesOf, REFERENCES, type CoverageFile } from './coverage.ts';
import type { Problem } from './problem.ts';
import { checkUnique } from './unique.ts';

/**
 * What is wrong with the list of where each clause is met.
 *
 * @param known everything that can be named; pages are not looked at where it holds none of them
 */
export function checkCoverage(
	file: string,
	{ register, clauses }: CoverageFile,
	known: ReadonlySet<string>
): Problem[] {
	const ids = clauses.map(({ id }) => id);
	const problems: Problem[] = checkUnique(file, ['clauses'], ids, 'id');
	const registered = new Set<string>();
	for (const [policy, entries] of Object.entries(register)) {
		entries.forEach((entry, index) => {
			const path = ['register', policy, index];
			const all = clausesOf(policy, entry);
			if (all === null) {
				const message = `"${entry}" is no range: write its first and last, like S1..S7`;
				problems.push({ file, path, message });
			}
			for (const id of all ?? []) {
				registered.add(id);
				if (ids.includes(id)) continue;
				const message = `${id} is missing: say under "clauses" what covers it`;
				problems.push({ file, path, message });
			}
		});
	}
	clauses.forEach((clause, index) => {
		const path = ['clauses', index];
		if (!registered.has(clause.id)) {
			const message = `${clause.id} is not in the register: correct it or add it there`;
			problems.push({ file, path: [...path, 'id'], message });
		}
		if (clause.covered_by.length === 0 && clause.not_covered === undefined) {
			const message = `Nothing covers ${clause.id}: name what does, or say in "not_covered" why nothing can`;
			problems.push({ file, path, message });
		}
		clause.covered_by.forEach((reference, position) => {
			const message = referenceMessage(reference, known);
			if (message === null) return;
			problems.push({ file, path: [...path, 'covered_by', position], message });
		});
	});
	return problems;
}

function referenceMessage(reference: string, known: ReadonlySet<string>): string | null {
	if (known.has(reference)) return null;
	const kind = reference.slice(0, reference.indexOf(':'));
	if (kind === 'page' && ![...known].some((one) => one.startsWith('page:'))) return null;
	const example = Object.entries(REFERENCES).find(([key]) => key === kind);
	return `There is no ${reference}: correct it (it is written like ${String(example?.[1])})`;
}
