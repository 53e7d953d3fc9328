/**
 * Those who would manage themselves through others.
 * @param managerOf each person's line manager; nobody has more than one
 */
export function inCircles(managerOf: ReadonlyMap<string, string>): Set<string> {
	const circles = new Set<string>();
	/** On which walk upwards somebody was met. */
	const metOn = new Map<string, string>();
	for (const start of managerOf.keys()) {
		let at: string | undefined = start;
		while (at !== undefined && !metOn.has(at)) {
			metOn.set(at, start);
			at = managerOf.get(at);
		}
		// Met on this very walk: whoever follows from here comes back to here.
		while (at !== undefined && metOn.get(at) === start && !circles.has(at)) {
			circles.add(at);
			at = managerOf.get(at);
		}
	}
	return circles;
}
