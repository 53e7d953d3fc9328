import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uuid
} from 'drizzle-orm/pg-core';
import { person } from './people.ts';

/** Long work that goes on in the background: how far it is, and how it ended. */
export const job = pgTable(
	'job',
	{
		id: uuid().primaryKey().defaultRandom(),
		kind: text().notNull(),
		data: jsonb().$type<Record<string, unknown>>().notNull(),
		/** Null for the platform itself. */
		createdBy: uuid().references(() => person.id),
		createdAt: timestamp({ withTimezone: true }).notNull(),
		startedAt: timestamp({ withTimezone: true }),
		/** The last sign of life. */
		beatAt: timestamp({ withTimezone: true }),
		done: integer().notNull().default(0),
		total: integer(),
		finishedAt: timestamp({ withTimezone: true }),
		/** Why it did not succeed, in a sentence for whoever asked for it. */
		failure: text(),
		result: jsonb().$type<Record<string, unknown>>()
	},
	(t) => [
		index('job_kind').on(t.kind, t.createdAt),
		check('job_counts', sql`${t.done} >= 0`),
		check('job_failed_is_finished', sql`${t.failure} is null or ${t.finishedAt} is not null`)
	]
);

/** A file of people or of training history on its way in. */
export const fileImport = pgTable(
	'file_import',
	{
		id: uuid().primaryKey().defaultRandom(),
		kind: text().notNull(),
		fileName: text().notNull(),
		uploadedBy: uuid()
			.notNull()
			.references(() => person.id),
		uploadedAt: timestamp({ withTimezone: true }).notNull(),
		header: text().array().notNull(),
		/** The cells, line by line; null once they are no longer needed. */
		rows: jsonb().$type<string[][]>(),
		/** Which field each column holds; null until somebody has said so. */
		mapping: jsonb().$type<(string | null)[]>(),
		options: jsonb().$type<Record<string, unknown>>(),
		jobId: uuid().references(() => job.id),
		appliedAt: timestamp({ withTimezone: true }),
		discardedAt: timestamp({ withTimezone: true }),
		/** How many were added, changed and refused. */
		result: jsonb().$type<Record<string, unknown>>()
	},
	(t) => [
		index('file_import_uploaded').on(t.uploadedAt),
		check('file_import_kind', sql`${t.kind} in ('people', 'history')`),
		check('file_import_ends_once', sql`${t.appliedAt} is null or ${t.discardedAt} is null`)
	]
);

/** The field that a column of this heading held last time. */
export const importColumn = pgTable(
	'import_column',
	{
		kind: text().notNull(),
		/** Lower case, without stray spaces. */
		heading: text().notNull(),
		/** Null: the column is left out. */
		field: text()
	},
	(t) => [primaryKey({ columns: [t.kind, t.heading] })]
);
