import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { person } from './people.ts';

/** role → item, with due rule, renewal, gate, and the basis it rests on. */
export const requirement = pgTable(
	'requirement',
	{
		id: uuid().primaryKey().defaultRandom(),
		role: text().notNull(),
		/** `module:<slug>` or `agreement:<slug>`. */
		item: text().notNull(),
		dueDays: integer().notNull(),
		/** The day from which due days count: the person's first day, or the day of the role. */
		dueFrom: text().notNull(),
		/** Months until it runs out; null when done once for good. */
		renewalMonths: integer(),
		/** Days before it runs out from which renewing keeps the anniversary. */
		windowDays: integer().notNull(),
		gate: boolean().notNull(),
		basisKind: text().notNull(),
		basisText: text().notNull(),
		fromDay: date({ mode: 'string' }).notNull(),
		toDay: date({ mode: 'string' }),
		authorId: uuid().references(() => person.id)
	},
	(t) => [
		uniqueIndex('requirement_open')
			.on(t.role, t.item)
			.where(sql`${t.toDay} is null`),
		check('requirement_due_from', sql`${t.dueFrom} in ('start', 'role')`),
		check('requirement_due_days', sql`${t.dueDays} >= 0`),
		check('requirement_renewal', sql`${t.renewalMonths} > 0`),
		check('requirement_window', sql`${t.windowDays} >= 0`),
		check('requirement_order', sql`${t.toDay} >= ${t.fromDay}`),
		check(
			'requirement_basis_kind',
			sql`${t.basisKind} in ('statute', 'guidance', 'contract', 'organisation')`
		)
	]
);

/**
 * One person's one cycle of one item; the cycle is how often the item had been completed. While it is open its dates are the standing: see
 * `rules/standing.ts`. Without a due day the item is not required: the person chose to take it.
 */
export const period = pgTable(
	'period',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		item: text().notNull(),
		cycle: integer().notNull(),
		opensOn: date({ mode: 'string' }).notNull(),
		dueOn: date({ mode: 'string' }),
		startedAt: timestamp({ withTimezone: true }),
		closedAt: timestamp({ withTimezone: true }),
		closedHow: text()
	},
	(t) => [
		// A withdrawn cycle may come again, for instance when a role is resumed.
		uniqueIndex('period_cycle')
			.on(t.personId, t.item, t.cycle)
			.where(sql`${t.closedHow} is distinct from 'withdrawn'`),
		uniqueIndex('period_open')
			.on(t.personId, t.item)
			.where(sql`${t.closedAt} is null`),
		index('period_due')
			.on(t.dueOn)
			.where(sql`${t.closedAt} is null`),
		index('period_item').on(t.item),
		check('period_cycle_counts', sql`${t.cycle} >= 0`),
		check('period_order', sql`${t.opensOn} <= ${t.dueOn}`),
		check('period_closed', sql`(${t.closedAt} is null) = (${t.closedHow} is null)`),
		check('period_closed_how', sql`${t.closedHow} in ('completed', 'withdrawn')`)
	]
);

export const waiver = pgTable(
	'waiver',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		item: text().notNull(),
		reason: text().notNull(),
		grantedBy: uuid()
			.notNull()
			.references(() => person.id),
		grantedAt: timestamp({ withTimezone: true }).notNull(),
		fromDay: date({ mode: 'string' }).notNull(),
		/** The last day on which the item is waived. */
		untilDay: date({ mode: 'string' }).notNull()
	},
	(t) => [
		index('waiver_person').on(t.personId, t.item),
		check('waiver_order', sql`${t.untilDay} >= ${t.fromDay}`)
	]
);
