import { sql } from 'drizzle-orm';
import {
	bigint,
	check,
	date,
	index,
	pgTable,
	text,
	timestamp,
	uniqueIndex,
	uuid,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';

export const person = pgTable(
	'person',
	{
		id: uuid().primaryKey().defaultRandom(),
		name: text().notNull(),
		/** Lower case; null for a person who has no account. */
		email: text(),
		/** Argon2id; null until the person has chosen a password. */
		passwordHash: text(),
		access: text().notNull().default('staff'),
		startedOn: date({ mode: 'string' }).notNull(),
		leftOn: date({ mode: 'string' }),
		/** The organisation's own number for the person, such as that of the payroll. */
		reference: text(),
		lineManagerId: uuid().references((): AnyPgColumn => person.id),
		/** The first day of unsupervised contact, once it is known. */
		contactFrom: date({ mode: 'string' }),
		/** Whether what they do is regulated activity: somebody decides it, so at first nobody knows. */
		regulatedActivity: text().notNull().default('unknown'),
		createdAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		uniqueIndex('person_email').on(t.email),
		uniqueIndex('person_reference').on(t.reference),
		index('person_line_manager').on(t.lineManagerId),
		check('person_not_their_own_manager', sql`${t.lineManagerId} <> ${t.id}`),
		check('person_regulated_activity', sql`${t.regulatedActivity} in ('yes', 'no', 'unknown')`),
		index('person_name').on(t.name),
		check('person_email_lower', sql`${t.email} = lower(${t.email})`),
		check('person_left_after_start', sql`${t.leftOn} >= ${t.startedOn}`),
		check(
			'person_access',
			sql`${t.access} in ('staff', 'manager', 'lead', 'administrator', 'auditor')`
		)
	]
);

/** The id is the SHA-256 of the token in the cookie: who reads this table cannot sign in with it. */
export const session = pgTable(
	'session',
	{
		id: text().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		createdAt: timestamp({ withTimezone: true }).notNull(),
		expiresAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [index('session_person').on(t.personId), index('session_expires').on(t.expiresAt)]
);

/** Sign-ins that failed, under keyed hashes of the account and the address, for throttling. */
export const signInFailure = pgTable(
	'sign_in_failure',
	{
		id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
		accountKey: text().notNull(),
		addressKey: text().notNull(),
		at: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		index('sign_in_failure_account').on(t.accountKey, t.at),
		index('sign_in_failure_address').on(t.addressKey, t.at)
	]
);

export const team = pgTable(
	'team',
	{
		id: uuid().primaryKey().defaultRandom(),
		name: text().notNull(),
		parentId: uuid().references((): AnyPgColumn => team.id),
		/** The day from which it is no longer used; its history stays. */
		closedOn: date({ mode: 'string' }),
		createdAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		uniqueIndex('team_name_in_parent')
			.on(t.parentId, t.name)
			.where(sql`${t.closedOn} is null`),
		check('team_not_its_own_parent', sql`${t.parentId} <> ${t.id}`)
	]
);

const fromTo = {
	fromDay: date({ mode: 'string' }).notNull(),
	/** The last day on which it holds; null while it goes on. */
	toDay: date({ mode: 'string' })
};

export const teamMembership = pgTable(
	'team_membership',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		teamId: uuid()
			.notNull()
			.references(() => team.id),
		...fromTo
	},
	(t) => [
		uniqueIndex('team_membership_open')
			.on(t.personId, t.teamId)
			.where(sql`${t.toDay} is null`),
		index('team_membership_person').on(t.personId),
		index('team_membership_team').on(t.teamId),
		check('team_membership_order', sql`${t.toDay} >= ${t.fromDay}`)
	]
);

export const teamManager = pgTable(
	'team_manager',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		teamId: uuid()
			.notNull()
			.references(() => team.id),
		...fromTo
	},
	(t) => [
		uniqueIndex('team_manager_open')
			.on(t.personId, t.teamId)
			.where(sql`${t.toDay} is null`),
		index('team_manager_person').on(t.personId),
		index('team_manager_team').on(t.teamId),
		check('team_manager_order', sql`${t.toDay} >= ${t.fromDay}`)
	]
);

export const roleHeld = pgTable(
	'role_held',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		role: text().notNull(),
		...fromTo
	},
	(t) => [
		uniqueIndex('role_held_open')
			.on(t.personId, t.role)
			.where(sql`${t.toDay} is null`),
		index('role_held_person').on(t.personId),
		check('role_held_order', sql`${t.toDay} >= ${t.fromDay}`)
	]
);

/**
 * A condition under which some requirements bear, such as running remote sessions: of a person, or
 * of everybody who holds a role.
 */
export const conditionHeld = pgTable(
	'condition_held',
	{
		id: uuid().primaryKey().defaultRandom(),
		condition: text().notNull(),
		personId: uuid().references(() => person.id),
		role: text(),
		...fromTo
	},
	(t) => [
		uniqueIndex('condition_held_open_person')
			.on(t.personId, t.condition)
			.where(sql`${t.toDay} is null`),
		uniqueIndex('condition_held_open_role')
			.on(t.role, t.condition)
			.where(sql`${t.toDay} is null`),
		check('condition_held_of_one', sql`num_nonnulls(${t.personId}, ${t.role}) = 1`),
		check('condition_held_order', sql`${t.toDay} >= ${t.fromDay}`)
	]
);

/** A long time away, during which nothing falls due; the last day is null until it is known. */
export const absence = pgTable(
	'absence',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		kind: text().notNull(),
		...fromTo,
		recordedBy: uuid()
			.notNull()
			.references(() => person.id),
		recordedAt: timestamp({ withTimezone: true }).notNull()
	},
	(t) => [
		uniqueIndex('absence_open')
			.on(t.personId)
			.where(sql`${t.toDay} is null`),
		index('absence_person').on(t.personId),
		check('absence_kind', sql`${t.kind} in ('parental_leave', 'long_sickness', 'other')`),
		check('absence_order', sql`${t.toDay} >= ${t.fromDay}`)
	]
);

/** A one-time link to choose a password; only the hash of its token is kept. */
export const invitation = pgTable(
	'invitation',
	{
		id: uuid().primaryKey().defaultRandom(),
		personId: uuid()
			.notNull()
			.references(() => person.id),
		purpose: text().notNull(),
		tokenHash: text().notNull(),
		/** Null when the person asked for it themselves. */
		createdBy: uuid().references(() => person.id),
		createdAt: timestamp({ withTimezone: true }).notNull(),
		expiresAt: timestamp({ withTimezone: true }).notNull(),
		usedAt: timestamp({ withTimezone: true }),
		revokedAt: timestamp({ withTimezone: true }),
		/** When a mail server took it; null when it was not sent. */
		sentAt: timestamp({ withTimezone: true }),
		/** Why it could not be sent, for whoever invites again. */
		sendFailure: text()
	},
	(t) => [
		uniqueIndex('invitation_token').on(t.tokenHash),
		index('invitation_person').on(t.personId, t.createdAt),
		check('invitation_purpose', sql`${t.purpose} in ('account', 'password')`),
		check('invitation_ends_once', sql`${t.usedAt} is null or ${t.revokedAt} is null`)
	]
);

/**
 * A named safeguarding contact for a team and everything below it; no team: for everybody. A line is
 * never rewritten: a change ends it and adds another one that replaces it, so that anybody can see
 * who was named on a past day. Only its last check moves on; every check is in the evidence log.
 */
export const post = pgTable(
	'post',
	{
		id: uuid().primaryKey().defaultRandom(),
		kind: text().notNull(),
		teamId: uuid().references(() => team.id),
		name: text().notNull(),
		phone: text(),
		email: text(),
		url: text(),
		note: text(),
		checkedOn: date({ mode: 'string' }).notNull(),
		/** Null where it was entered before that was kept, and in the demonstration. */
		checkedBy: uuid().references(() => person.id),
		enteredAt: timestamp({ withTimezone: true }).notNull(),
		enteredBy: uuid().references(() => person.id),
		/** The line in whose place this one came. */
		replaces: uuid().references((): AnyPgColumn => post.id),
		/** From when it holds no more; null while it does. */
		endedAt: timestamp({ withTimezone: true }),
		endedBy: uuid().references(() => person.id)
	},
	(t) => [
		index('post_kind')
			.on(t.kind, t.teamId)
			.where(sql`${t.endedAt} is null`),
		uniqueIndex('post_replaces').on(t.replaces),
		check('post_order', sql`${t.endedAt} >= ${t.enteredAt}`)
	]
);
