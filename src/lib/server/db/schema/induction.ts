import { sql } from 'drizzle-orm';
import { date, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './people.ts';

/** A person's way through an induction programme. */
export const induction = pgTable(
	'induction',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		programme: text().notNull(),
		startedOn: date({ mode: 'string' }).notNull()
	},
	(t) => [
		uniqueIndex('induction_person').on(t.personId, t.programme, t.startedOn),
		// Whoever comes back or leaves again does so on another day; all else is gone through once.
		uniqueIndex('induction_once')
			.on(t.personId, t.programme)
			.where(sql`${t.programme} not in ('returning', 'leaving')`)
	]
);

/** A step that a manager has confirmed; steps with an item tick themselves from its completion. */
export const inductionConfirmation = pgTable(
	'induction_confirmation',
	{
		id: uuid().primaryKey().defaultRandom(),
		inductionId: uuid()
			.notNull()
			.references(() => induction.id),
		step: text().notNull(),
		confirmedBy: uuid()
			.notNull()
			.references(() => person.id),
		confirmedOn: date({ mode: 'string' }).notNull(),
		confirmedAt: timestamp({ withTimezone: true }).notNull(),
		/** The structured note: one of the answers that the programme offers for the step. */
		answer: text().notNull(),
		note: text()
	},
	(t) => [uniqueIndex('induction_confirmation_step').on(t.inductionId, t.step)]
);
