import { sql } from 'drizzle-orm';
import { causes } from '../../../rules/planning.ts';
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
		/** Only for those of whom this holds, and only in such organisations and nations; null: always. */
		condition: text(),
		profile: text(),
		nation: text(),
		dueDays: integer().notNull(),
		/**
		 * The day from which due days count: the person's first day, or the day of the role. Or else
		 * it is due on a fixed day, or before the first day of unsupervised contact.
		 */
		dueFrom: text().notNull(),
		/** The fixed day. */
		dueOn: date({ mode: 'string' }),
		/** Months until it runs out; null when it does not, or on a fixed day each year. */
		renewalMonths: integer(),
		/** The fixed day each year, as `MM-DD`. */
		renewalDay: text(),
		/** Months for which a completion is valid at the least, where it runs out on a fixed day. */
		renewalMinimumMonths: integer(),
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
			.on(
				t.role,
				t.item,
				sql`coalesce(${t.condition}, '')`,
				sql`coalesce(${t.profile}, '')`,
				sql`coalesce(${t.nation}, '')`
			)
			.where(sql`${t.toDay} is null`),
		check('requirement_due_from', sql`${t.dueFrom} in ('start', 'role', 'fixed', 'contact')`),
		check('requirement_due_on', sql`(${t.dueFrom} = 'fixed') = (${t.dueOn} is not null)`),
		check(
			'requirement_nation',
			sql`${t.nation} in ('england', 'wales', 'scotland', 'northern_ireland')`
		),
		check('requirement_one_renewal', sql`${t.renewalMonths} is null or ${t.renewalDay} is null`),
		check(
			'requirement_renewal_day',
			sql`${t.renewalDay} ~ '^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$'`
		),
		check(
			'requirement_renewal_minimum',
			sql`(${t.renewalDay} is null) = (${t.renewalMinimumMonths} is null) and ${t.renewalMinimumMonths} between 0 and 12`
		),
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
		/** The last day on which the item is asked at all, when an end is known. */
		endsOn: date({ mode: 'string' }),
		/** What its dates follow from: see `Cause` in `rules/planning.ts`. */
		cause: text({ enum: causes }).notNull().default('requirement'),
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
		check('period_cause', sql`${t.cause} in ('requirement', 'version', 'return', 'lapsed')`),
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

/** A waiver that was taken back: the item is asked again from that day. */
export const waiverWithdrawal = pgTable('waiver_withdrawal', {
	waiverId: uuid()
		.primaryKey()
		.references(() => waiver.id),
	fromDay: date({ mode: 'string' }).notNull(),
	withdrawnBy: uuid()
		.notNull()
		.references(() => person.id),
	withdrawnAt: timestamp({ withTimezone: true }).notNull()
});

/**
 * What the organisation decided about a new version of an item. A material one has a day by which
 * everybody who must do the item has done this version or a later one; a minor one changes nothing.
 */
export const versionDecision = pgTable(
	'version_decision',
	{
		id: uuid().primaryKey().defaultRandom(),
		item: text().notNull(),
		version: text().notNull(),
		change: text().notNull(),
		/** The day from which people are asked. */
		announcedOn: date({ mode: 'string' }).notNull(),
		mandatoryFrom: date({ mode: 'string' }),
		decidedBy: uuid()
			.notNull()
			.references(() => person.id),
		decidedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		uniqueIndex('version_decision_once').on(t.item, t.version),
		check('version_decision_change', sql`${t.change} in ('minor', 'material')`),
		check(
			'version_decision_mandatory',
			sql`(${t.change} = 'material') = (${t.mandatoryFrom} is not null)`
		),
		check('version_decision_order', sql`${t.mandatoryFrom} >= ${t.announcedOn}`)
	]
);
