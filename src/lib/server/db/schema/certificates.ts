import { sql } from 'drizzle-orm';
import {
	check,
	date,
	index,
	pgSequence,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { completion } from './learning.ts';
import { person } from './people.ts';

/** Counts the certificates; the number a person reads is built from it and the year. */
export const certificateCount = pgSequence('certificate_count');

/** Frozen when issued: it says what was true then, whatever is renamed afterwards. */
export const certificate = pgTable(
	'certificate',
	{
		id: uuid().primaryKey().defaultRandom(),
		number: text().notNull(),
		/** Unguessable; printed on the certificate and in its QR code, so not a secret of ours. */
		code: text().notNull(),
		completionId: uuid()
			.notNull()
			.references(() => completion.id),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		personName: text().notNull(),
		organisationName: text().notNull(),
		item: text().notNull(),
		title: text().notNull(),
		version: text().notNull(),
		issuedAt: timestamp({ withTimezone: true }).notNull(),
		issuedOn: date({ mode: 'string' }).notNull(),
		validUntil: date({ mode: 'string' })
	},
	(t) => [
		uniqueIndex('certificate_number').on(t.number),
		uniqueIndex('certificate_code').on(t.code),
		uniqueIndex('certificate_completion').on(t.completionId),
		index('certificate_person').on(t.personId),
		check('certificate_code_length', sql`length(${t.code}) >= 20`)
	]
);

export const certificateWithdrawal = pgTable('certificate_withdrawal', {
	certificateId: uuid()
		.primaryKey()
		.references(() => certificate.id),
	withdrawnAt: timestamp({ withTimezone: true }).notNull(),
	withdrawnBy: uuid()
		.notNull()
		.references(() => person.id),
	reason: text().notNull()
});
