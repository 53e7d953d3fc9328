import type { Path, Problem } from './problem.ts';

/**
 * Says where a key stands a second time in one list.
 *
 * @param list the path of the list in its file
 * @param field the key's name in each entry
 */
export function checkUnique(
	file: string,
	list: Path,
	keys: readonly string[],
	field = 'key'
): Problem[] {
	return keys.flatMap((key, index) =>
		keys.indexOf(key) === index
			? []
			: [
					{
						file,
						path: [...list, index, field],
						message: `"${key}" is used twice: give this one a name of its own`
					}
				]
	);
}

/**
 * Says which names of a list do not exist.
 *
 * @param where what to do about it: "add it to roles.yaml or correct the name"
 */
export function checkKnown(
	file: string,
	list: Path,
	names: readonly string[],
	known: ReadonlySet<string>,
	where: string
): Problem[] {
	return names.flatMap((name, index) =>
		known.has(name)
			? []
			: [{ file, path: [...list, index], message: `"${name}" is not known: ${where}` }]
	);
}
