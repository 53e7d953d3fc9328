import { sql } from 'drizzle-orm';
import { boolean, check, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';

/** One organisation, one database: the table holds one row, and a check keeps it so. */
export const organisation = pgTable(
	'organisation',
	{
		id: smallint().primaryKey().default(1),
		name: text().notNull(),
		nation: text().notNull().default('england'),
		timeZone: text().notNull().default('Europe/London'),
		/** What the organisation is, for requirements that only such organisations have. */
		profiles: text().array().notNull().default([]),
		isDemonstration: boolean().notNull().default(false),
		createdAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		check('organisation_only_one', sql`${t.id} = 1`),
		check(
			'organisation_nation',
			sql`${t.nation} in ('england', 'wales', 'scotland', 'northern_ireland')`
		)
	]
);

/** The one-time codes that the server printed before there was an organisation; hashed. */
export const setupCode = pgTable('setup_code', {
	codeHash: text().primaryKey(),
	createdAt: timestamp({ withTimezone: true }).notNull(),
	usedAt: timestamp({ withTimezone: true })
});
