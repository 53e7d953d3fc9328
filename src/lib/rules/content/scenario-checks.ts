import type { Problem } from './problem.ts';
import { END, type Decision, type Scenario } from './scenario.ts';
import { checkKnown, checkUnique } from './unique.ts';

/** What is wrong with a scenario. `outcomes`: the keys its module has. */
export function checkScenario(
	file: string,
	scenario: Scenario,
	outcomes: ReadonlySet<string>
): Problem[] {
	const keys = scenario.decisions.map(({ key }) => key);
	return [
		...checkKnown(file, ['outcomes'], scenario.outcomes, outcomes, 'add it to module.yaml'),
		...checkUnique(file, ['decisions'], keys),
		...scenario.decisions.flatMap((decision, index) => checkDecision(file, decision, index)),
		...checkPath(file, scenario)
	];
}

function checkDecision(file: string, decision: Decision, index: number): Problem[] {
	const path = ['decisions', index];
	const problems = checkUnique(
		file,
		[...path, 'choices'],
		decision.choices.map(({ key }) => key)
	);
	if (decision.key === END) {
		const message = '"end" is the word that ends a scenario: give this decision another key';
		problems.push({ file, path: [...path, 'key'], message });
	}
	const best = decision.choices.filter((choice) => choice.best).length;
	if (best !== 1) {
		const message = `"${decision.key}" has ${best} best choices: mark exactly one with "best: true"`;
		problems.push({ file, path: [...path, 'choices'], message });
	}
	decision.choices.forEach((choice, position) => {
		const place = { file, path: [...path, 'choices', position] };
		if (choice.best && choice.next === null) {
			const message = 'The best choice needs "next": the key of the next decision, or end';
			problems.push({ ...place, message });
		}
		if (choice.best && choice.critical) {
			problems.push({ ...place, message: 'The best choice cannot be critical as well' });
		}
		if (!choice.best && choice.next !== null) {
			const message = 'A poor choice leads back to the same decision: take "next" out';
			problems.push({ ...place, path: [...place.path, 'next'], message });
		}
	});
	return problems;
}

/** Follows the best choices from the start: they must pass every decision once and reach the end. */
function checkPath(file: string, scenario: Scenario): Problem[] {
	const passed = new Set<string>();
	const problems: Problem[] = [];
	let place: (string | number)[] = ['start'];
	let next = scenario.start;
	while (next !== END) {
		const index = scenario.decisions.findIndex(({ key }) => key === next);
		const decision = scenario.decisions[index];
		if (!decision) {
			const message = `There is no decision "${next}": correct the key or add the decision`;
			problems.push({ file, path: place, message });
			break;
		}
		if (passed.has(next)) {
			const message = `The best choices go round in a circle back to "${next}": lead on to end`;
			problems.push({ file, path: place, message });
			break;
		}
		passed.add(next);
		const position = decision.choices.findIndex((choice) => choice.best && choice.next !== null);
		const onward = decision.choices[position]?.next;
		// A decision without a way on has been reported where its choices are checked.
		if (!onward) return problems;
		place = ['decisions', index, 'choices', position, 'next'];
		next = onward;
	}
	scenario.decisions.forEach(({ key }, index) => {
		if (passed.has(key)) return;
		const message = `Nobody reaches "${key}": let the "next" of a best choice lead to it`;
		problems.push({ file, path: ['decisions', index, 'key'], message });
	});
	return problems;
}
