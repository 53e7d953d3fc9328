import { bearingsOf, type PersonFacts, type Requirement } from './bearings.ts';
import { addDays, type Day } from './day.ts';
import type { Cause } from './planning.ts';
import { validUntil, type Done, type RenewalRule } from './renewal.ts';
import { inForce, joined, type Span } from './span.ts';

/** What must be in place before unsupervised contact: items whose requirement is a gate. */

/** What is recorded of one person and one item. */
export type ItemRecord = {
	/** The open period, when it has a due day. */
	asked: { cycle: number; dueOn: Day; cause: Cause } | null;
	/** The latest completion. */
	last: Done | null;
	/** The days on which the item is waived; withdrawn days are left out. */
	waivers: readonly (Span & { toDay: Day })[];
};

/** An item with the days on which it is a gate for the person. */
export type Gate = ItemRecord & {
	item: string;
	bearings: readonly { span: Span; rule: RenewalRule | null }[];
};

/** Why a gate is not met. */
export type GateReason =
	| { kind: 'not_done'; item: string; dueOn: Day | null }
	/** `on` is its last valid day. */
	| { kind: 'ran_out'; item: string; on: Day; cause: Exclude<Cause, 'lapsed'> };

/** A gate that counts as met because it is waived. */
export type Waived = { kind: 'waived'; item: string; until: Day };

/**
 * The gates of a person, past and to come, in the order of their items.
 * @param requirements those that are gates, and no others
 */
export function gatesOf(
	person: PersonFacts,
	requirements: readonly Requirement[],
	recordOf: (item: string) => ItemRecord
): Gate[] {
	const gates = new Map<string, Gate & { bearings: { span: Span; rule: RenewalRule | null }[] }>();
	for (const { requirement, span } of bearingsOf(person, requirements)) {
		const { item, renewal, windowDays } = requirement;
		const gate = gates.get(item) ?? { item, bearings: [], ...recordOf(item) };
		gate.bearings.push({ span, rule: renewal === null ? null : { renewal, windowDays } });
		gates.set(item, gate);
	}
	return [...gates.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
}

/** Whether an item must be in place on a day. */
export function isAsked(gate: Gate, day: Day): boolean {
	return gate.bearings.some(({ span }) => inForce(span, day));
}

/**
 * How a gate that is asked stands on a day. A first cycle that is not done is unmet even before its
 * due day; a renewal is met until its due day. What ran out earlier is met again only when it is
 * done, even if its period leaves time for that; but who comes back from a long absence has the
 * weeks that their period gives them (the blueprint: roles, rule 4).
 */
export function gateOn(gate: Gate, day: Day): { reasons: GateReason[]; remarks: Waived[] } {
	const { item, asked, last } = gate;
	const waiver = joined(gate.waivers).find((span) => inForce(span, day));
	if (waiver !== undefined && waiver.toDay !== null) {
		return { reasons: [], remarks: [{ kind: 'waived', item, until: waiver.toDay }] };
	}
	return { reasons: reasons(), remarks: [] };

	function reasons(): GateReason[] {
		if (last === null || asked?.cycle === 0) {
			return [{ kind: 'not_done', item, dueOn: asked?.dueOn ?? null }];
		}
		// The due day of what had lapsed is no day on which anything ran out.
		if (asked !== null && asked.cause !== 'lapsed' && day > asked.dueOn) {
			return [{ kind: 'ran_out', item, on: asked.dueOn, cause: asked.cause }];
		}
		const rules = gate.bearings.flatMap(({ span, rule }) =>
			rule !== null && inForce(span, day) ? [rule] : []
		);
		const until = validUntil(last, rules);
		if (until === null || day <= until || asked?.cause === 'return') return [];
		return [{ kind: 'ran_out', item, on: until, cause: 'requirement' }];
	}
}

/** The days on which the answer of a gate may turn. */
export function gateDays({ bearings, asked, last, waivers }: Gate): Day[] {
	const lastDays = bearings.flatMap(({ rule }) =>
		last === null ? [] : (validUntil(last, rule === null ? [] : [rule]) ?? [])
	);
	return [
		...[...bearings.map(({ span }) => span), ...waivers].flatMap(({ fromDay, toDay }) =>
			toDay === null ? [fromDay] : [fromDay, addDays(toDay, 1)]
		),
		...(asked === null ? [] : [addDays(asked.dueOn, 1)]),
		...lastDays.map((day) => addDays(day, 1))
	];
}
