import type { Day } from '../../rules/day.ts';
import { isAskedIn, type Circumstances } from '../../rules/requirement-lines.ts';
import type { RequirementTerms } from '../../rules/requirement-terms.ts';
import { standardRequirements, type StandardRequirement } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { requirement } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { circumstancesOf } from '../people/organisation.ts';
import { columnsOf } from './lines.ts';

/** What the content asks in an organisation of this kind and nation. */
export function standardFor(circumstances: Circumstances): StandardRequirement[] {
	return standardRequirements().filter((row) => isAskedIn(row, circumstances));
}

/** When, how often and why the content asks for it. */
export function standardTerms({
	due,
	renewal,
	windowDays,
	gate,
	basis
}: StandardRequirement): RequirementTerms {
	return {
		dueDays: due.days,
		dueFrom: due.from,
		dueOn: due.on,
		renewal,
		windowDays,
		gate,
		basisKind: basis.kind,
		basisText: basis.text
	};
}

/**
 * Gives a new organisation the requirements that the content ships with, in force from a day.
 * They are the organisation's own from then on.
 */
export async function adoptStandardRequirements(
	tx: Database,
	fromDay: Day,
	now: Date,
	authorId: string | null = null
): Promise<void> {
	const rows = standardFor(await circumstancesOf(tx)).map((standard) =>
		columnsOf(standard, standardTerms(standard), { fromDay, authorId })
	);
	await tx.insert(requirement).values(rows);
	await recordEvent(tx, {
		at: now,
		actorId: authorId,
		subjectId: null,
		kind: 'requirements.adopted',
		data: { count: rows.length, fromDay }
	});
}
