import {
	isReference,
	stepsWritten,
	type AdditionsFile,
	type InductionFile,
	type SharedStepsFile
} from './induction.ts';
import type { Path, Problem } from './problem.ts';
import { checkKnown, checkUnique } from './unique.ts';

const NO_ITEM = 'there is no such folder in modules or agreements';
const NO_ROLE = 'add the role to roles.yaml or correct the key';
const NO_CONDITION = 'add the condition to conditions.yaml or correct the key';
const NO_PROFILE = 'add the profile to profiles.yaml or correct the key';

/** What an induction may name. */
export interface KnownToInduction {
	roles: ReadonlySet<string>;
	items: ReadonlySet<string>;
	conditions: ReadonlySet<string>;
	profiles: ReadonlySet<string>;
}

/** Where the additions of a role are. */
export function additionsOf(role: string): string {
	return `induction/additions/${role}.yaml`;
}

/** Where the steps are that several roles share. */
export const SHARED_STEPS = 'induction/shared/steps.yaml';

/** What is wrong with an induction programme by itself. */
export function checkInduction(
	file: string,
	programme: InductionFile,
	known: KnownToInduction
): Problem[] {
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
		...(programme.role === undefined || known.roles.has(programme.role)
			? []
			: [{ file, path: ['role'], message: `"${programme.role}" is not known: ${NO_ROLE}` }]),
		...steps.flatMap(({ step, path }, index) => {
			if (keys.indexOf(step.key) === index) return [];
			const message = `"${step.key}" is used twice: give this step a key of its own`;
			return [{ file, path: [...path, 'key'], message }];
		}),
		...steps.flatMap(({ step, path }) => [
			...checkWords(file, step, path, known),
			...checkAsking(file, step, path, known)
		])
	];
}

type Words = Pick<SharedStepsFile['steps'][number], 'key' | 'item' | 'confirm' | 'owner'>;

function checkWords(file: string, step: Words, path: Path, known: KnownToInduction): Problem[] {
	const problems: Problem[] = [];
	if (step.item !== undefined && !known.items.has(step.item)) {
		problems.push({ file, path: [...path, 'item'], message: `"${step.item}": ${NO_ITEM}` });
	}
	if ((step.item === undefined) === (step.confirm === undefined)) {
		const message = `"${step.key}" needs either "item" or "confirm", and not both`;
		problems.push({ file, path, message });
	}
	if ((step.item === undefined) !== (step.owner === 'manager')) {
		const message =
			'A step with an item is the starter\'s; one without is the manager\'s: correct "owner"';
		problems.push({ file, path: [...path, 'owner'], message });
	}
	return problems;
}

type Asking = Pick<AdditionsFile['steps'][number], 'condition' | 'profiles' | 'gate_in'>;

function checkAsking(
	file: string,
	{ condition, profiles = [], gate_in = [] }: Asking,
	path: Path,
	known: KnownToInduction
): Problem[] {
	const unknown = condition !== undefined && !known.conditions.has(condition);
	return [
		...checkKnown(file, [...path, 'profiles'], profiles, known.profiles, NO_PROFILE),
		...checkKnown(file, [...path, 'gate_in'], gate_in, known.profiles, NO_PROFILE),
		...(unknown
			? [
					{
						file,
						path: [...path, 'condition'],
						message: `"${condition}" is not known: ${NO_CONDITION}`
					}
				]
			: [])
	];
}

/** What is wrong with what the roles add to a programme, seen together. */
export function checkAdditions(
	base: InductionFile,
	additions: Readonly<Record<string, AdditionsFile>>,
	shared: SharedStepsFile,
	known: KnownToInduction
): Problem[] {
	const written = stepsWritten(base, additions, shared);
	const stages = new Set(base.stages.map(({ key }) => key));
	return [
		...shared.steps.flatMap((step, index) =>
			checkWords(SHARED_STEPS, step, ['steps', index], known)
		),
		...checkWrittenOnce(base, additions, shared),
		...checkSharedNamed(additions, shared),
		...Object.entries(additions).flatMap(([role, { steps }]) => {
			const file = additionsOf(role);
			const stranger = !known.roles.has(role) || role === base.role;
			const message = `"${role}" is no role that adds steps: call the file after a role of roles.yaml, but not the one whose steps the base is`;
			return [
				...(stranger ? [{ file, path: [], message }] : []),
				...checkTwice(file, steps),
				...steps.flatMap((line, index) => {
					const path = ['steps', index];
					return [
						...checkKnown(file, path, [line.stage], stages, 'name a stage of the base').map(
							(problem) => ({ ...problem, path: [...path, 'stage'] })
						),
						...checkAsking(file, line, path, known),
						...(isReference(line)
							? checkReference(file, line.same_as, path, written)
							: checkWords(file, line, path, known))
					];
				})
			];
		})
	];
}

function checkReference(
	file: string,
	key: string,
	path: Path,
	written: ReadonlyMap<string, unknown>
): Problem[] {
	if (written.has(key)) return [];
	const message = `No step "${key}" is written out: write it here, or in induction/shared/steps.yaml`;
	return [{ file, path: [...path, 'same_as'], message }];
}

/** One role asking for a step twice under the same circumstances. */
function checkTwice(file: string, lines: AdditionsFile['steps']): Problem[] {
	const seen = new Set<string>();
	return lines.flatMap((line, index) => {
		const key = isReference(line) ? line.same_as : line.key;
		const asking = JSON.stringify([key, line.condition, line.profiles, line.nations]);
		if (!seen.has(asking)) {
			seen.add(asking);
			return [];
		}
		const message = `"${key}" is asked twice here: keep one of the two`;
		return [{ file, path: ['steps', index], message }];
	});
}

/** Steps written out in two places, whose words could differ. */
function checkWrittenOnce(
	base: InductionFile,
	additions: Readonly<Record<string, AdditionsFile>>,
	shared: SharedStepsFile
): Problem[] {
	const seen = new Set(base.stages.flatMap(({ steps }) => steps.map(({ key }) => key)));
	const places = [
		...shared.steps.map(({ key }, index) => ({ key, index, file: SHARED_STEPS })),
		...Object.entries(additions).flatMap(([role, { steps }]) =>
			steps.flatMap((line, index) =>
				isReference(line) ? [] : [{ key: line.key, index, file: additionsOf(role) }]
			)
		)
	];
	return places.flatMap(({ key, index, file }) => {
		if (!seen.has(key)) {
			seen.add(key);
			return [];
		}
		const message = `"${key}" is written out elsewhere already: name it with same_as, or give this step a key of its own`;
		return [{ file, path: ['steps', index, 'key'], message }];
	});
}

/** Shared steps for which no role asks. */
function checkSharedNamed(
	additions: Readonly<Record<string, AdditionsFile>>,
	shared: SharedStepsFile
): Problem[] {
	const named = new Set(
		Object.values(additions).flatMap(({ steps }) =>
			steps.flatMap((line) => (isReference(line) ? [line.same_as] : []))
		)
	);
	return shared.steps.flatMap(({ key }, index) => {
		if (named.has(key)) return [];
		const message = `No role asks for "${key}": name it with same_as, or take it out`;
		return [{ file: SHARED_STEPS, path: ['steps', index, 'key'], message }];
	});
}
