export type TeamNode = { id: string; name: string; parentId: string | null };

/** A team with how many teams lie above it among those given. */
export type TeamInTree = { id: string; name: string; depth: number };

/**
 * Teams as a tree written line by line: each under the one above it, in the alphabet among
 * its neighbours. A team whose parent is not given stands at the top.
 */
export function teamTree(teams: readonly TeamNode[]): TeamInTree[] {
	const known = new Set(teams.map((team) => team.id));
	const below = new Map<string | null, TeamNode[]>();
	for (const team of teams) {
		const parent = team.parentId !== null && known.has(team.parentId) ? team.parentId : null;
		below.set(parent, [...(below.get(parent) ?? []), team]);
	}
	const lines = (parent: string | null, depth: number): TeamInTree[] =>
		(below.get(parent) ?? [])
			.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
			.flatMap(({ id, name }) => [{ id, name, depth }, ...lines(id, depth + 1)]);
	return lines(null, 0);
}

/** The ids of a team and of all teams below it; empty when it is not among those given. */
export function teamAndBelow(teams: readonly TeamNode[], id: string): string[] {
	const tree = teamTree(teams);
	const at = tree.findIndex((team) => team.id === id);
	const top = tree[at];
	if (top === undefined) return [];
	const rest = tree.slice(at + 1);
	const end = rest.findIndex((team) => team.depth <= top.depth);
	return [id, ...rest.slice(0, end === -1 ? rest.length : end).map((team) => team.id)];
}

/** Teams as the options of a list to choose from, each moved in by how deep it lies. */
export function teamOptions(tree: readonly TeamInTree[]): { value: string; text: string }[] {
	return tree.map(({ id, name, depth }) => ({
		value: id,
		text: `${'\u00a0\u00a0'.repeat(depth)}${name}`
	}));
}
