import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	event,
	organisation,
	period,
	person,
	session,
	team
} from '../../src/lib/server/db/schema/index.ts';
import { addPerson, type NewPerson } from '../../src/lib/server/people/add-person.ts';
import type { Making } from '../../src/lib/server/people/making.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { testDatabase } from './database.ts';

/** A small organisation in which the tests of people and teams make their changes. */

export const today = '2026-11-21';
export const now = new Date('2026-11-21T09:00:00Z');

export type Organisation = {
	db: Database;
	/** The first administrator, who makes the changes. */
	administratorId: string;
	making: Making;
	/** The root, and two teams below it. */
	teams: { root: string; east: string; west: string };
};

export function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('There should be one');
	return value;
}

export async function foundOrganisation(): Promise<Organisation> {
	const db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	const [administrator] = await db
		.insert(person)
		.values({
			name: 'Priya Nair',
			email: 'priya@example.org',
			passwordHash: 'not a hash',
			access: 'administrator',
			startedOn: '2026-01-05',
			createdAt: now
		})
		.returning();
	const add = async (name: string, parentId: string | null) => {
		const [row] = await db.insert(team).values({ name, parentId, createdAt: now }).returning();
		return found(row).id;
	};
	const root = await add('Harbour Lane', null);
	const administratorId = found(administrator).id;
	return {
		db,
		administratorId,
		making: { actorId: administratorId, now, today },
		teams: { root, east: await add('East', root), west: await add('West', root) }
	};
}

/** What a form gives for somebody of whom little is known. */
export function newcomer(given: Partial<NewPerson> = {}): NewPerson {
	return {
		name: 'Asha Bello',
		email: null,
		reference: null,
		startedOn: today,
		teamIds: [],
		roles: ['tutor'],
		lineManagerId: null,
		access: 'staff',
		regulatedActivity: 'unknown',
		contactFrom: null,
		induction: true,
		...given
	};
}

/** Adds somebody who must be accepted, and answers their id. */
export async function added(
	{ db, making }: Organisation,
	given: Partial<NewPerson> = {},
	when: Partial<Making> = {}
): Promise<string> {
	const outcome = await db.transaction((tx) =>
		addPerson(tx, newcomer(given), { ...making, ...when })
	);
	if (outcome.kind !== 'saved') throw new Error(outcome.message);
	return outcome.personId;
}

/** The events of a kind, the oldest first. */
export async function events(db: Database, kind: string) {
	return db.select().from(event).where(eq(event.kind, kind)).orderBy(event.id);
}

/** What is open of somebody: the due day by item. */
export async function dueDays(db: Database, personId: string): Promise<Map<string, string | null>> {
	const rows = await db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), isNull(period.closedAt)));
	return new Map(rows.map(({ item, dueOn }) => [item, dueOn]));
}

/** Lets somebody be signed in. */
export async function signedIn(db: Database, personId: string): Promise<void> {
	const expiresAt = new Date(now.getTime() + 3_600_000);
	await db
		.insert(session)
		.values({ id: `session of ${personId}`, personId, createdAt: now, expiresAt });
}

export async function sessionsOf(db: Database, personId: string): Promise<number> {
	return db.$count(session, eq(session.personId, personId));
}
