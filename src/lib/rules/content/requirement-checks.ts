import { longestWindow } from '../renewal-window.ts';
import type { Problem } from './problem.ts';
import type { Profile } from './profiles.ts';
import { itemsNamed, rowsOf, type RequirementLine, type RequirementsFile } from './requirements.ts';
import { checkKnown } from './unique.ts';

/** What a requirement may name. */
export interface KnownToRequirements {
	roles: ReadonlySet<string>;
	items: ReadonlySet<string>;
	conditions: ReadonlySet<string>;
	profiles: readonly Profile[];
}

const NO_ITEM =
	'there is no such module, agreement or certificate: write it, or list it under "planned"';
const NO_ROLE = 'add the role to roles.yaml or correct the key';
const NO_CONDITION = 'add the condition to conditions.yaml or correct the key';
const NO_PROFILE = 'add the profile to profiles.yaml or correct the key';

/** What is wrong with the list of what each role must do. */
export function checkRequirements(
	file: string,
	content: RequirementsFile,
	known: KnownToRequirements
): Problem[] {
	const items = new Set([...known.items, ...content.planned]);
	const list = ['return_to_work', 'items'];
	return [
		...content.requirements.flatMap((line, index) =>
			checkLine(file, line, ['requirements', index], { ...known, items })
		),
		...checkTwice(file, content.requirements),
		...checkKnown(file, list, content.return_to_work.items, items, NO_ITEM),
		...checkPlanned(file, content, known.items)
	];
}

function checkLine(
	file: string,
	line: RequirementLine,
	path: (string | number)[],
	known: KnownToRequirements
): Problem[] {
	const problem = (key: string, message: string) => ({ file, path: [...path, key], message });
	const unknown = (key: string, name: string, where: string) =>
		problem(key, `"${name}" is not known: ${where}`);
	const problems = line.roles
		.filter((role) => !known.roles.has(role))
		.map((role) => unknown('roles', role, NO_ROLE));
	if (!known.items.has(line.item)) problems.push(unknown('item', line.item, NO_ITEM));
	if (line.condition !== null && !known.conditions.has(line.condition)) {
		problems.push(unknown('condition', line.condition, NO_CONDITION));
	}
	for (const key of line.profiles) {
		const profile = known.profiles.find((one) => one.key === key);
		if (key !== null && !profile) problems.push(unknown('profiles', key, NO_PROFILE));
		for (const nation of line.nations) {
			if (!profile || nation === null || profile.nations.includes(nation)) continue;
			problems.push(problem('nations', `The profile "${profile.key}" does not exist in ${nation}`));
		}
	}
	if (line.renewal && line.windowDays > longestWindow(line.renewal)) {
		const message = `"window_days" is at most ${longestWindow(line.renewal)} here: shorter than the time until it renews`;
		problems.push(problem('window_days', message));
	}
	return problems;
}

/** The same thing asked of one role twice under the same circumstances. */
function checkTwice(file: string, lines: readonly RequirementLine[]): Problem[] {
	const seen = new Set<string>();
	return lines.flatMap((line, index) =>
		rowsOf(line).flatMap(({ role, item, condition, profile, nation }) => {
			const row = [role, item, condition, profile, nation].join(' ');
			if (!seen.has(row)) {
				seen.add(row);
				return [];
			}
			const message = `${role} already has ${item} above: keep one of the two`;
			return [{ file, path: ['requirements', index], message }];
		})
	);
}

/** Plans that have come true, and plans that nothing asks for. */
function checkPlanned(
	file: string,
	content: RequirementsFile,
	items: ReadonlySet<string>
): Problem[] {
	const named = new Set<string>(itemsNamed(content));
	return content.planned.flatMap((item, index) => {
		const path = ['planned', index];
		if (items.has(item)) {
			return [{ file, path, message: `"${item}" is there now: take it off this list` }];
		}
		if (content.planned.indexOf(item) !== index || !named.has(item)) {
			const message = `"${item}" is listed twice, or nothing asks for it: take this line out`;
			return [{ file, path, message }];
		}
		return [];
	});
}
