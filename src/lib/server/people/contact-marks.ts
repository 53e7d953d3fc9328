import { and, eq, ne } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { hasLeft } from './person-row.ts';

/** Somebody else has the e-mail address or the reference already: who, so that they can return. */
export type Taken = {
	kind: 'refused';
	field: 'email' | 'reference';
	message: string;
	/** Who has it, and whether they have left. */
	by: { id: string; name: string; left: boolean };
};

/**
 * Whether somebody else has the e-mail address or the reference that a person is to have; those who
 * left keep theirs. Null: nobody.
 * @param personId null for a person who is being added
 */
export async function takenBy(
	tx: Database,
	personId: string | null,
	wanted: { email?: string | null | undefined; reference?: string | null | undefined },
	today: Day
): Promise<Taken | null> {
	for (const field of ['email', 'reference'] as const) {
		const value = wanted[field] ?? null;
		if (value === null) continue;
		const [other] = await tx
			.select({ id: person.id, name: person.name, leftOn: person.leftOn })
			.from(person)
			.where(
				and(eq(person[field], value), personId === null ? undefined : ne(person.id, personId))
			);
		if (other !== undefined) return taken(field, other, today);
	}
	return null;
}

function taken(
	field: Taken['field'],
	{ id, name, leftOn }: { id: string; name: string; leftOn: Day | null },
	today: Day
): Taken {
	const left = hasLeft({ leftOn }, today);
	const by = { id, name, left };
	const mark = { email: 'email address', reference: 'reference' }[field];
	const message =
		left && leftOn !== null
			? `${name}, who left on ${shortDay(leftOn)}, has this ${mark}. If it is the same person, let them return instead`
			: `${name} has this ${mark} already. Enter another one, or leave it empty`;
	return { kind: 'refused', field, message, by };
}

/** Which of the two a failed write says is taken, when two people got it at the same moment. */
export function takenInTheMeantime(error: unknown): Taken['field'] | null {
	for (
		let at: unknown = error, depth = 0;
		at instanceof Error && depth < 5;
		depth++, at = at.cause
	) {
		if (!('constraint_name' in at)) continue;
		if (at.constraint_name === 'person_email') return 'email';
		if (at.constraint_name === 'person_reference') return 'reference';
	}
	return null;
}
