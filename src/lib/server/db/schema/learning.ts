import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	customType,
	date,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	timestamp,
	uniqueIndex,
	uuid
} from 'drizzle-orm/pg-core';
import { signature } from './agreements.ts';
import { person } from './people.ts';
import { period } from './requirements.ts';

/** A step of a module that the person has done in a period; reopened when a quiz shows a gap. */
export const stepDone = pgTable(
	'step_done',
	{
		id: uuid().primaryKey().defaultRandom(),
		periodId: uuid()
			.notNull()
			.references(() => period.id),
		step: text().notNull(),
		doneAt: timestamp({ withTimezone: true }).notNull(),
		reopenedAt: timestamp({ withTimezone: true })
	},
	(t) => [
		index('step_done_period').on(t.periodId),
		uniqueIndex('step_done_once')
			.on(t.periodId, t.step)
			.where(sql`${t.reopenedAt} is null`)
	]
);

/** The path a person took through a scenario: every choice, in the order it was made. */
export const scenarioChoice = pgTable(
	'scenario_choice',
	{
		id: uuid().primaryKey().defaultRandom(),
		periodId: uuid()
			.notNull()
			.references(() => period.id),
		scenario: text().notNull(),
		decision: text().notNull(),
		choice: text().notNull(),
		best: boolean().notNull(),
		chosenAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [index('scenario_choice_period').on(t.periodId, t.scenario, t.chosenAt)]
);

/** The order in which an attempt shows its questions and their options, fixed at its start. */
export type AttemptOrder = { question: string; options: string[] }[];
export type AttemptResult = { question: string; right: boolean };
/** A question made for one attempt, with its answers: see `rules/local-question.ts`. */
export type AttemptLocalQuestion = {
	key: string;
	outcome: string;
	text: string;
	options: { key: string; text: string; correct: boolean; feedback: string }[];
};

export const attempt = pgTable(
	'attempt',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		periodId: uuid()
			.notNull()
			.references(() => period.id),
		module: text().notNull(),
		version: text().notNull(),
		contentSha256: text().notNull(),
		order: jsonb().$type<AttemptOrder>().notNull(),
		/** Kept as it was asked, because contacts change; null where none could be asked. */
		localQuestion: jsonb().$type<AttemptLocalQuestion>(),
		startedAt: timestamp({ withTimezone: true }).notNull(),
		submittedAt: timestamp({ withTimezone: true }),
		scorePercent: integer(),
		passed: boolean(),
		results: jsonb().$type<AttemptResult[]>(),
		outcomesMissed: text().array()
	},
	(t) => [
		uniqueIndex('attempt_open')
			.on(t.periodId)
			.where(sql`${t.submittedAt} is null`),
		index('attempt_period').on(t.periodId),
		index('attempt_person').on(t.personId, t.module),
		check('attempt_score', sql`${t.scorePercent} between 0 and 100`),
		check(
			'attempt_submitted_whole',
			sql`(${t.submittedAt} is null) = (${t.passed} is null) and (${t.submittedAt} is null) = (${t.results} is null)`
		)
	]
);

/** Saved as given, so that a closed laptop loses nothing; frozen when the attempt is submitted. */
export const attemptAnswer = pgTable(
	'attempt_answer',
	{
		attemptId: uuid()
			.notNull()
			.references(() => attempt.id),
		question: text().notNull(),
		options: text().array().notNull(),
		savedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [primaryKey({ columns: [t.attemptId, t.question] })]
);

/** Bytes, as PostgreSQL keeps them. */
const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
	dataType: () => 'bytea'
});

/**
 * Evidence that somebody entered by hand: a certificate from elsewhere, a completion at another
 * organisation, a signature on paper, or history from an earlier system.
 */
export const enteredRecord = pgTable(
	'entered_record',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		item: text().notNull(),
		kind: text().notNull(),
		/** The course or document, as it names itself. */
		title: text().notNull(),
		/** Who gave it. */
		provider: text(),
		completedOn: date({ mode: 'string' }).notNull(),
		/** The last day of which it says itself that it is valid. */
		statedUntil: date({ mode: 'string' }),
		note: text(),
		/** Who has looked at the evidence. */
		checkedBy: uuid()
			.notNull()
			.references(() => person.id),
		checkedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		index('entered_record_person').on(t.personId, t.item),
		check(
			'entered_record_kind',
			sql`${t.kind} in ('external_certificate', 'other_organisation', 'paper', 'history')`
		),
		check('entered_record_order', sql`${t.statedUntil} > ${t.completedOn}`)
	]
);

/** The scan or file of a record, kept apart so that lists never load it. */
export const recordFile = pgTable('record_file', {
	recordId: uuid()
		.primaryKey()
		.references(() => enteredRecord.id),
	name: text().notNull(),
	mediaType: text().notNull(),
	bytes: bytea().notNull(),
	sha256: text().notNull()
});

/** A record that was entered by mistake: since then what it says does not count. */
export const recordWithdrawal = pgTable(
	'record_withdrawal',
	{
		recordId: uuid()
			.primaryKey()
			.references(() => enteredRecord.id),
		reason: text().notNull(),
		withdrawnBy: uuid()
			.notNull()
			.references(() => person.id),
		withdrawnAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [check('record_withdrawal_reason', sql`char_length(${t.reason}) between 1 and 500`)]
);

/** The organisation's choice for a module: whether it is renewed by a short refresher. */
export const moduleSetting = pgTable('module_setting', {
	module: text().primaryKey(),
	refresher: boolean().notNull(),
	changedBy: uuid()
		.notNull()
		.references(() => person.id),
	changedAt: timestamp({ withTimezone: true }).notNull()
});

export const completion = pgTable(
	'completion',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		item: text().notNull(),
		/** Null for a completion of the past that was entered later and closed no period. */
		periodId: uuid().references(() => period.id),
		/** Null where it was done elsewhere. */
		version: text(),
		/** SHA-256 of what was shown: all the module's files, or the agreement's text. */
		contentSha256: text(),
		completedAt: timestamp({ withTimezone: true }).notNull(),
		completedOn: date({ mode: 'string' }).notNull(),
		/**
		 * The day from which its validity counts, and the months of it that earlier renewals have
		 * used: so an anniversary on the 31st or on 29 February never drifts. See `rules/renewal.ts`.
		 */
		countsFrom: date({ mode: 'string' }).notNull(),
		monthsBefore: integer().notNull().default(0),
		/** The day it ran out as things stood when it was made; null when it did not. */
		validUntil: date({ mode: 'string' }),
		attemptId: uuid().references(() => attempt.id),
		signatureId: uuid().references(() => signature.id),
		recordId: uuid().references(() => enteredRecord.id)
	},
	(t) => [
		// A period that a withdrawn record had closed is open again, and closes a second time.
		uniqueIndex('completion_period')
			.on(t.periodId)
			.where(sql`${t.recordId} is null`),
		index('completion_closed').on(t.periodId),
		uniqueIndex('completion_attempt').on(t.attemptId),
		uniqueIndex('completion_signature').on(t.signatureId),
		index('completion_person').on(t.personId, t.item),
		index('completion_day').on(t.completedOn),
		uniqueIndex('completion_record').on(t.recordId),
		check('completion_order', sql`${t.validUntil} > ${t.completedOn}`),
		check('completion_months_before', sql`${t.monthsBefore} >= 0`),
		check(
			'completion_has_evidence',
			sql`num_nonnulls(${t.attemptId}, ${t.signatureId}, ${t.recordId}) = 1`
		),
		check(
			'completion_made_here',
			sql`${t.recordId} is not null or num_nulls(${t.periodId}, ${t.version}, ${t.contentSha256}) = 0`
		)
	]
);
