import { joined, overlapOf, type Span } from './span.ts';

/** A condition of whoever holds a role, such as running remote sessions. */
export type ConditionOfRole = Span & { condition: string; role: string };

/**
 * The conditions that hold for a person, and on which days: their own, and those of every role for
 * as long as they hold it. A condition that holds for two reasons at once is answered once, so its
 * spans never touch. In the alphabet of the conditions, and by day.
 */
export function conditionsHeld(
	own: readonly (Span & { condition: string })[],
	ofRoles: readonly ConditionOfRole[],
	roles: readonly (Span & { role: string })[]
): (Span & { condition: string })[] {
	const reasons = new Map<string, Span[]>();
	const add = (condition: string, span: Span | null) => {
		if (span !== null) reasons.set(condition, [...(reasons.get(condition) ?? []), span]);
	};
	for (const held of own) add(held.condition, held);
	for (const bearing of ofRoles) {
		for (const held of roles) {
			if (held.role === bearing.role) add(bearing.condition, overlapOf(bearing, held));
		}
	}
	return [...reasons]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.flatMap(([condition, spans]) => joined(spans).map((span) => ({ condition, ...span })));
}
