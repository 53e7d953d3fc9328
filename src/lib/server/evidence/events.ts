import type { Database } from '../db/connect.ts';
import { event } from '../db/schema/index.ts';

export type NewEvent = {
	at: Date;
	/** Who did it; null for the platform itself. */
	actorId: string | null;
	/** Whom it is about; null for the organisation. */
	subjectId: string | null;
	/** Noun and past participle, e.g. `item.completed`. */
	kind: string;
	/** Ids, versions and days; never free text about a child or an adult at risk. */
	data?: Record<string, unknown>;
};

/**
 * Appends a line to the evidence log. Call it in the transaction of the change that it records,
 * so that a change whose event cannot be written does not happen.
 */
export async function recordEvent(tx: Database, { data = {}, ...line }: NewEvent): Promise<void> {
	await tx.insert(event).values({ ...line, data });
}

/** The same for many lines at once. */
export async function recordEvents(tx: Database, lines: readonly NewEvent[]): Promise<void> {
	// A statement takes some tens of thousands of values.
	for (let i = 0; i < lines.length; i += 5000) {
		await tx
			.insert(event)
			.values(lines.slice(i, i + 5000).map(({ data = {}, ...line }) => ({ ...line, data })));
	}
}
