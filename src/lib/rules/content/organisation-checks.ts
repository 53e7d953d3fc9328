import type { InductionFile, InductionStep } from './induction.ts';
import type { Known } from './module-checks.ts';
import type { Problem } from './problem.ts';
import type { StandardRequirement } from './requirements.ts';
import { checkKnown, checkUnique } from './unique.ts';

const NO_ITEM = 'there is no such folder in modules or agreements';
const NO_ROLE = 'add the role to roles.yaml or correct the key';

/** What is wrong with the list of what each role must do. */
export function checkRequirements(
	file: string,
	requirements: readonly StandardRequirement[],
	known: Known
): Problem[] {
	const rows = requirements.map(({ role, item }) => `${role} ${item}`);
	return requirements.flatMap(({ role, item }, index) => {
		const path = ['requirements', index];
		const problems: Problem[] = [];
		if (!known.roles.has(role)) {
			problems.push({ file, path: [...path, 'role'], message: `"${role}": ${NO_ROLE}` });
		}
		if (!known.items.has(item)) {
			problems.push({ file, path: [...path, 'item'], message: `"${item}": ${NO_ITEM}` });
		}
		if (rows.indexOf(`${role} ${item}`) !== index) {
			const message = `${role} already has ${item} above: keep one of the two`;
			problems.push({ file, path, message });
		}
		return problems;
	});
}

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
