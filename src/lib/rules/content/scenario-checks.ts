import type { Path, Problem } from './problem.ts';
import { END, type Choice, type Decision, type Scenario } from './scenario.ts';
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
		...checkWays(file, scenario)
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
		const place = [...path, 'choices', position];
		const report = (message: string, at: Path = place) =>
			problems.push({ file, path: at, message });
		if (choice.best && choice.next === null) {
			report('The best choice needs "next": the key of the next decision, or end');
		}
		if (choice.best && choice.critical) report('The best choice cannot be critical as well');
		const onward = decision.choices.find(({ best }) => best)?.next;
		if (choice.best || choice.next === null) return;
		if (choice.next === END) {
			report(
				'A poor choice cannot end the scenario: lead to a decision that mends it, or take "next" out',
				[...place, 'next']
			);
		} else if (choice.next === onward) {
			report(
				'This poor choice leads on as the best one does: give it a decision of its own, or take "next" out',
				[...place, 'next']
			);
		}
	});
	return problems;
}

/** A way on from a decision: the choice that takes it, and where it is written. */
interface Way {
	next: string;
	path: Path;
}

/**
 * Follows every choice from the start. Each decision must be reached and none twice on one way:
 * with one best choice in each that leads on, every way then comes to the end.
 */
function checkWays(file: string, scenario: Scenario): Problem[] {
	const problems: Problem[] = [];
	const done = new Set<string>();
	const follow = ({ next, path }: Way, behind: readonly string[]): void => {
		if (next === END) return;
		const index = scenario.decisions.findIndex(({ key }) => key === next);
		const decision = scenario.decisions[index];
		if (!decision) {
			const message = `There is no decision "${next}": correct the key or add the decision`;
			problems.push({ file, path, message });
			return;
		}
		if (behind.includes(next)) {
			const message = `The choices go round in a circle back to "${next}": lead on, or take "next" out to try again`;
			problems.push({ file, path, message });
			return;
		}
		if (done.has(next)) return;
		for (const way of waysFrom(decision.choices, index)) follow(way, [...behind, next]);
		done.add(next);
	};
	follow({ next: scenario.start, path: ['start'] }, []);
	scenario.decisions.forEach(({ key }, index) => {
		if (done.has(key)) return;
		const message = `Nobody reaches "${key}": let the "next" of a choice lead to it`;
		problems.push({ file, path: ['decisions', index, 'key'], message });
	});
	return problems;
}

function waysFrom(choices: readonly Choice[], index: number): Way[] {
	return choices.flatMap(({ next }, position) =>
		next === null ? [] : [{ next, path: ['decisions', index, 'choices', position, 'next'] }]
	);
}
