import { index, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './people.ts';
import { period } from './requirements.ts';

/** The exact text that was shown for signing, kept once under its SHA-256. */
export const agreementText = pgTable('agreement_text', {
	sha256: text().primaryKey(),
	agreement: text().notNull(),
	version: text().notNull(),
	title: text().notNull(),
	text: text().notNull(),
	recordedAt: timestamp({ withTimezone: true }).notNull()
});

export const signature = pgTable(
	'signature',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		periodId: uuid()
			.notNull()
			.references(() => period.id),
		agreement: text().notNull(),
		version: text().notNull(),
		textSha256: text()
			.notNull()
			.references(() => agreementText.sha256),
		nameTyped: text().notNull(),
		signedAt: timestamp({ withTimezone: true }).notNull(),
		/** How the person was signed in: 'password'. */
		method: text().notNull(),
		signedInAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		uniqueIndex('signature_period').on(t.periodId),
		index('signature_person').on(t.personId, t.agreement)
	]
);

export const decline = pgTable(
	'decline',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		periodId: uuid()
			.notNull()
			.references(() => period.id),
		agreement: text().notNull(),
		version: text().notNull(),
		textSha256: text()
			.notNull()
			.references(() => agreementText.sha256),
		declinedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [index('decline_person').on(t.personId, t.agreement)]
);
