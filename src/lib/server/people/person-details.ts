import { and, eq, exists } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import * as v from 'valibot';
import { regulatedActivities, type RegulatedActivity } from '../../rules/checks.ts';
import type { Day } from '../../rules/day.ts';
import { accesses, type Access } from '../../rules/permissions.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { induction, person } from '../db/schema/index.ts';
import { STANDARD_PROGRAMME } from '../induction/start.ts';
import { asWritten } from './find-person.ts';

/** What the administrator's pages say of a person. */
export type PersonDetails = {
	id: string;
	name: string;
	email: string | null;
	reference: string | null;
	startedOn: Day;
	leftOn: Day | null;
	access: Access;
	regulatedActivity: RegulatedActivity;
	contactFrom: Day | null;
	/** Whether a password has been chosen. */
	hasAccount: boolean;
	/** Whether the induction of those who start has been begun. */
	hasInduction: boolean;
	/** As a field suggests them; null: nobody. */
	lineManager: { id: string; name: string; written: string } | null;
};

/** What is recorded of a person by itself; null when the id is none of ours. */
export async function personDetails(db: Database, id: string): Promise<PersonDetails | null> {
	if (!isUuid(id)) return null;
	const manager = alias(person, 'manager');
	const [row] = await db
		.select({
			person,
			hasInduction: exists(
				db
					.select({ id: induction.id })
					.from(induction)
					.where(and(eq(induction.personId, id), eq(induction.programme, STANDARD_PROGRAMME)))
			).mapWith(Boolean),
			manager: {
				id: manager.id,
				name: manager.name,
				email: manager.email,
				reference: manager.reference
			}
		})
		.from(person)
		.leftJoin(manager, eq(manager.id, person.lineManagerId))
		.where(eq(person.id, id));
	if (row === undefined) return null;
	const { name, email, reference, startedOn, leftOn, contactFrom, passwordHash } = row.person;
	return {
		...{ id, name, email, reference, startedOn, leftOn, contactFrom },
		access: v.parse(v.picklist(accesses), row.person.access),
		regulatedActivity: v.parse(v.picklist(regulatedActivities), row.person.regulatedActivity),
		hasAccount: passwordHash !== null,
		hasInduction: row.hasInduction,
		lineManager: row.manager && {
			id: row.manager.id,
			name: row.manager.name,
			written: asWritten(row.manager)
		}
	};
}
