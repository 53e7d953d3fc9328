import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './people.ts';

/**
 * That somebody of the organisation looked at a fact of `content/law.yaml` again, and what they
 * found. The latest line of a fact holds, unless the content was checked since.
 */
export const lawCheck = pgTable(
	'law_check',
	{
		id: uuid().primaryKey().defaultRandom(),
		/** Key of `content/law.yaml`. */
		fact: text().notNull(),
		/** The day on which the content that was looked at had itself been checked. */
		contentCheckedOn: date({ mode: 'string' }).notNull(),
		onDay: date({ mode: 'string' }).notNull(),
		outcome: text().notNull(),
		/** About the law alone, never about a person; empty where there is nothing to say. */
		note: text().notNull(),
		recordedBy: uuid()
			.notNull()
			.references(() => person.id),
		recordedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		index('law_check_fact').on(t.fact, t.onDay),
		check('law_check_outcome', sql`${t.outcome} in ('still_right', 'changed')`),
		check('law_check_note', sql`char_length(${t.note}) <= 500`),
		check('law_check_changed', sql`${t.outcome} <> 'changed' or ${t.note} <> ''`),
		check('law_check_order', sql`${t.onDay} >= ${t.contentCheckedOn}`)
	]
);
