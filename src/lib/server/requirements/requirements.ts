import { and, gte, isNull, lte, or } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { requirementsFor, type PersonFacts, type Requirement } from '../../rules/planning.ts';
import type { Database } from '../db/connect.ts';
import { requirement } from '../db/schema/index.ts';

const dueFrom = v.picklist(['start', 'role']);
const basisKind = v.picklist(['statute', 'guidance', 'contract', 'organisation']);
export type BasisKind = v.InferOutput<typeof basisKind>;

/** A requirement with what a learner is told of it. */
export type StatedRequirement = Requirement & {
	gate: boolean;
	basisKind: BasisKind;
	basisText: string;
};

/** All requirements in force on a day. */
export async function requirementsOn(db: Database, today: Day): Promise<StatedRequirement[]> {
	const rows = await db
		.select()
		.from(requirement)
		.where(
			and(
				lte(requirement.fromDay, today),
				or(isNull(requirement.toDay), gte(requirement.toDay, today))
			)
		);
	return rows.map((row) => ({
		role: row.role,
		item: row.item,
		dueDays: row.dueDays,
		dueFrom: v.parse(dueFrom, row.dueFrom),
		renewalMonths: row.renewalMonths,
		windowDays: row.windowDays,
		gate: row.gate,
		basisKind: v.parse(basisKind, row.basisKind),
		basisText: row.basisText,
		fromDay: row.fromDay,
		toDay: row.toDay
	}));
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
