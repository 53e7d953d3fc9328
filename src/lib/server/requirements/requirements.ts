import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { requirementsFor, type PersonFacts, type Requirement } from '../../rules/planning.ts';
import type { Renewal } from '../../rules/renewal.ts';
import type { requirement } from '../db/schema/index.ts';

const dueFrom = v.picklist(['start', 'role', 'fixed', 'contact']);
const basisKind = v.picklist(['statute', 'guidance', 'contract', 'organisation']);
export type BasisKind = v.InferOutput<typeof basisKind>;

/** A requirement with what a learner is told of it. */
export type StatedRequirement = Requirement & {
	id: string;
	/** Only in organisations of this kind, and in this nation; null: in all. */
	profile: string | null;
	nation: string | null;
	gate: boolean;
	basisKind: BasisKind;
	basisText: string;
	authorId: string | null;
};

/** A row of `requirement` as the rules know it. */
export function statedRequirement(row: typeof requirement.$inferSelect): StatedRequirement {
	const { renewalMonths, renewalDay, renewalMinimumMonths, ...rest } = row;
	return {
		...rest,
		dueFrom: v.parse(dueFrom, row.dueFrom),
		basisKind: v.parse(basisKind, row.basisKind),
		renewal: renewalOf({ renewalMonths, renewalDay, renewalMinimumMonths })
	};
}

function renewalOf({
	renewalMonths,
	renewalDay,
	renewalMinimumMonths
}: Pick<
	typeof requirement.$inferSelect,
	'renewalMonths' | 'renewalDay' | 'renewalMinimumMonths'
>): Renewal | null {
	if (renewalMonths !== null) return { kind: 'months', months: renewalMonths };
	if (renewalDay === null) return null;
	return { kind: 'yearly', day: renewalDay, minimumMonths: renewalMinimumMonths ?? 0 };
}

/** Why a person is asked to do an item: the basis of the requirement that bears on them. */
export type Basis = { kind: BasisKind; text: string };

/** The bases on which a person is asked to do an item, each once. */
export function basesOf(
	item: string,
	facts: PersonFacts,
	requirements: readonly StatedRequirement[],
	today: Day
): Basis[] {
	const bases = requirementsFor(facts, requirements, today)
		.filter((r) => r.item === item)
		.map((r) => ({ kind: r.basisKind, text: r.basisText }));
	return bases.filter((b, i) => bases.findIndex((other) => other.text === b.text) === i);
}
