import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
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

export const completion = pgTable(
	'completion',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		item: text().notNull(),
		periodId: uuid()
			.notNull()
			.references(() => period.id),
		version: text().notNull(),
		/** SHA-256 of what was shown: all the module's files, or the agreement's text. */
		contentSha256: text().notNull(),
		completedAt: timestamp({ withTimezone: true }).notNull(),
		completedOn: date({ mode: 'string' }).notNull(),
		/** The day it runs out; null when it does not. */
		validUntil: date({ mode: 'string' }),
		attemptId: uuid().references(() => attempt.id),
		signatureId: uuid().references(() => signature.id)
	},
	(t) => [
		uniqueIndex('completion_period').on(t.periodId),
		uniqueIndex('completion_attempt').on(t.attemptId),
		uniqueIndex('completion_signature').on(t.signatureId),
		index('completion_person').on(t.personId, t.item),
		index('completion_day').on(t.completedOn),
		check('completion_order', sql`${t.validUntil} > ${t.completedOn}`),
		check(
			'completion_has_evidence',
			sql`(${t.attemptId} is not null) <> (${t.signatureId} is not null)`
		)
	]
);
