import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { person } from './people.ts';

/** How somebody works under supervision until everything is in place: who, within which limits, until when. */
export const supervisionPlan = pgTable(
	'supervision_plan',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		/** Who supervises, and answers for it. */
		ownerId: uuid()
			.notNull()
			.references(() => person.id),
		limits: text().notNull(),
		fromDay: date({ mode: 'string' }).notNull(),
		/** The last day on which it holds. */
		toDay: date({ mode: 'string' }).notNull(),
		madeBy: uuid()
			.notNull()
			.references(() => person.id),
		madeAt: timestamp({ withTimezone: true }).notNull(),
		/** When it was closed before its last day. */
		closedAt: timestamp({ withTimezone: true }),
		closedBy: uuid().references(() => person.id)
	},
	(t) => [
		index('supervision_plan_person').on(t.personId, t.toDay),
		check('supervision_plan_order', sql`${t.toDay} >= ${t.fromDay}`),
		check('supervision_plan_not_by_oneself', sql`${t.ownerId} <> ${t.personId}`),
		check('supervision_plan_closed', sql`(${t.closedAt} is null) = (${t.closedBy} is null)`)
	]
);

/**
 * That a check has a status on a day, and nothing of what the certificate says. The latest line of
 * a kind holds.
 */
export const checkStatus = pgTable(
	'check_status',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		kind: text().notNull(),
		status: text().notNull(),
		onDay: date({ mode: 'string' }).notNull(),
		/** When the organisation wants to look again; the law sets no such day. */
		recheckOn: date({ mode: 'string' }),
		recordedBy: uuid()
			.notNull()
			.references(() => person.id),
		recordedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		index('check_status_person').on(t.personId, t.kind, t.onDay),
		check('check_status_kind', sql`${t.kind} in ('dbs', 'pvg', 'access_ni')`),
		check('check_status_status', sql`${t.status} in ('requested', 'clear', 'not_clear')`),
		check('check_status_recheck', sql`${t.recheckOn} > ${t.onDay}`)
	]
);
