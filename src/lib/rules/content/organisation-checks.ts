import type { InductionFile, InductionStep } from './induction.ts';
import type { Known } from './module-checks.ts';
import type { Problem } from './problem.ts';
import { checkKnown, checkUnique } from './unique.ts';

const NO_ITEM = 'there is no such folder in modules or agreements';
const NO_ROLE = 'add the role to roles.yaml or correct the key';

/** What is wrong with an induction programme. */
export function checkInduction(file: string, programme: InductionFile, known: Known): Problem[] {
	const steps = programme.stages.flatMap((stage, at) =>
		stage.steps.map((step, index) => ({ step, path: ['stages', at, 'steps', index] }))
	);
	const keys = steps.map(({ step }) => step.key);
	return [
		...checkUnique(
			file,
			['stages'],
			programme.stages.map(({ key }) => key)
		),
		...steps.flatMap(({ step, path }, index) => {
			if (keys.indexOf(step.key) === index) return [];
			const message = `"${step.key}" is used twice: give this step a key of its own`;
			return [{ file, path: [...path, 'key'], message }];
		}),
		...steps.flatMap(({ step, path }) => checkStep(file, step, path, known))
	];
}

function checkStep(
	file: string,
	step: InductionStep,
	path: (string | number)[],
	known: Known
): Problem[] {
	const problems = checkKnown(file, [...path, 'roles'], step.roles ?? [], known.roles, NO_ROLE);
	if (step.item !== null && !known.items.has(step.item)) {
		problems.push({ file, path: [...path, 'item'], message: `"${step.item}": ${NO_ITEM}` });
	}
	if ((step.item === null) === (step.confirm === null)) {
		const message = `"${step.key}" needs either "item" or "confirm", and not both`;
		problems.push({ file, path, message });
	}
	if ((step.item === null) !== (step.owner === 'manager')) {
		const message =
			'A step with an item is the starter\'s; one without is the manager\'s: correct "owner"';
		problems.push({ file, path: [...path, 'owner'], message });
	}
	return problems;
}
