import { and, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { refused, type Making, type Refused } from './making.ts';
import type { PersonRow } from './person-row.ts';
import { endAllSessions } from './sessions.ts';

/**
 * Refuses what would leave nobody who can sign in as an administrator: null when there is another
 * one who stays, or the person is none. Call it under `lockStructure`.
 * @param field the field of the form at which it is said
 */
export async function lastAdministratorProblem(
	tx: Database,
	{ id, access, passwordHash }: Pick<PersonRow, 'id' | 'access' | 'passwordHash'>,
	field: string
): Promise<Refused | null> {
	if (access !== 'administrator' || passwordHash === null) return null;
	const others = await tx.$count(
		person,
		and(
			ne(person.id, id),
			eq(person.access, 'administrator'),
			isNotNull(person.email),
			isNotNull(person.passwordHash),
			isNull(person.leftOn)
		)
	);
	if (others > 0) return null;
	return refused(
		field,
		'This is the only administrator who can sign in. Make somebody else an administrator first'
	);
}

/** Gives a person another access. They are signed out everywhere, so that nothing of before lingers. */
export async function writeAccess(
	tx: Database,
	personId: string,
	{ from, to }: { from: string; to: Access },
	{ actorId, now }: Making
): Promise<void> {
	await tx.update(person).set({ access: to }).where(eq(person.id, personId));
	await endAllSessions(tx, personId);
	await recordEvent(tx, {
		at: now,
		actorId,
		subjectId: personId,
		kind: 'person.access_changed',
		data: { from, to }
	});
}
