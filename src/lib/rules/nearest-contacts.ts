/**
 * Who sees which contact: for each kind of post those of the nearest team, going up from a person's
 * own teams, and else those of the whole organisation. All of them where several hold the post there.
 * The query in `server/people/contacts.ts` is the same rule for one reader.
 */

/** A contact with the team it is kept for; null: the whole organisation. */
export type Held = { id: string; kind: string; teamId: string | null };

/** People who are in just these teams; none: in no team. */
export type PeopleInTeams = { teamIds: readonly string[]; people: number };

/** Who sees what, counted. */
export type Reach = {
	/** Contact → how many people see it; what nobody sees is left out. */
	seenBy: Map<string, number>;
	/** Kind → how many people see nobody for it; left out where everybody sees somebody. */
	without: Map<string, number>;
};

type Parents = readonly { id: string; parentId: string | null }[];

/** The contacts of people who are in just these teams. */
export function nearestContacts<T extends Held>(
	teams: Parents,
	teamIds: readonly string[],
	held: readonly T[]
): T[] {
	const distances = distancesUp(teams, teamIds);
	const distanceOf = ({ teamId }: Held) =>
		teamId === null ? Number.MAX_SAFE_INTEGER : distances.get(teamId);
	const nearest = new Map<string, number>();
	for (const one of held) {
		const distance = distanceOf(one);
		if (distance === undefined) continue;
		nearest.set(one.kind, Math.min(distance, nearest.get(one.kind) ?? distance));
	}
	return held.filter((one) => {
		const distance = distanceOf(one);
		return distance !== undefined && distance === nearest.get(one.kind);
	});
}

/** How far above these teams each team lies; themselves: not at all. */
function distancesUp(teams: Parents, teamIds: readonly string[]): Map<string, number> {
	const parentOf = new Map(teams.map(({ id, parentId }) => [id, parentId]));
	const distances = new Map<string, number>();
	for (const start of teamIds) {
		let at: string | null = start;
		for (let distance = 0; at !== null; distance++) {
			// From here upwards a nearer way has been walked before.
			if ((distances.get(at) ?? Infinity) <= distance) break;
			distances.set(at, distance);
			at = parentOf.get(at) ?? null;
		}
	}
	return distances;
}

/** Counts who sees which contact, and who sees nobody. */
export function reachOf(
	teams: Parents,
	groups: readonly PeopleInTeams[],
	held: readonly Held[],
	kinds: readonly string[]
): Reach {
	const seenBy = new Map<string, number>();
	const without = new Map<string, number>();
	for (const { teamIds, people } of groups) {
		const seen = nearestContacts(teams, teamIds, held);
		for (const { id } of seen) seenBy.set(id, (seenBy.get(id) ?? 0) + people);
		for (const kind of kinds) {
			if (seen.some((one) => one.kind === kind)) continue;
			without.set(kind, (without.get(kind) ?? 0) + people);
		}
	}
	return { seenBy, without };
}
