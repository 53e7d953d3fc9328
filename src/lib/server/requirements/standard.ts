import type { Day } from '../../rules/day.ts';
import { standardRequirements } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { requirement } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';

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
	const rows = standardRequirements().map((standard) => ({
		role: standard.role,
		item: standard.item,
		dueDays: standard.due.days,
		dueFrom: standard.due.from,
		renewalMonths: standard.renewalMonths,
		windowDays: standard.windowDays,
		gate: standard.gate,
		basisKind: standard.basis.kind,
		basisText: standard.basis.text,
		fromDay,
		authorId
	}));
	await tx.insert(requirement).values(rows);
	await recordEvent(tx, {
		at: now,
		actorId: authorId,
		subjectId: null,
		kind: 'requirements.adopted',
		data: { count: rows.length, fromDay }
	});
}
