import { bigint, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './people.ts';

/** The evidence log: one line for every change that matters, written with the change itself. */
export const event = pgTable(
	'event',
	{
		id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		at: timestamp({ withTimezone: true }).notNull(),
		/** Who did it; null for the platform itself. */
		actorId: uuid().references(() => person.id),
		/** Whom it is about; null for the organisation. */
		subjectId: uuid().references(() => person.id),
		kind: text().notNull(),
		data: jsonb().$type<Record<string, unknown>>().notNull()
	},
	(t) => [index('event_subject').on(t.subjectId, t.at), index('event_kind').on(t.kind, t.at)]
);
