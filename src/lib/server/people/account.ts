import { and, desc, eq, max, sql, type SQL } from 'drizzle-orm';
import { dayOf, type Day } from '../../rules/day.ts';
import {
	accountState,
	linkState,
	type AccountState,
	type Link,
	type LinkPurpose,
	type LinkState
} from '../../rules/invitation.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { event, invitation, person } from '../db/schema/index.ts';
import { linksOpen } from './invitations.ts';
import { namesOf } from './names.ts';

/** The account of a person as its page shows it. */
export type Account = {
	id: string;
	name: string;
	email: string | null;
	state: AccountState;
	leftOn: Day | null;
	/** The link that works, or else the last one that did. */
	link:
		| (Link & {
				state: LinkState;
				purpose: LinkPurpose;
				/** Null: themselves. */ by: string | null;
		  })
		| null;
	/** The day and no more: when exactly is nobody else's business. */
	lastSignedInOn: Day | null;
};

/** The account of a person, or null when there is no such person. */
export async function accountOf(
	db: Database,
	personId: string,
	{ now, today, timeZone }: { now: Date; today: Day; timeZone: string }
): Promise<Account | null> {
	if (!isUuid(personId)) return null;
	const [[found], [latest], [signedIn]] = await Promise.all([
		db.select().from(person).where(eq(person.id, personId)),
		db
			.select()
			.from(invitation)
			.where(eq(invitation.personId, personId))
			.orderBy(...bestFirst(now))
			.limit(1),
		db
			.select({ at: max(event.at) })
			.from(event)
			.where(and(eq(event.subjectId, personId), eq(event.kind, 'person.signed_in')))
	]);
	if (!found) return null;
	const { id, name, email, leftOn } = found;
	const about = { email, leftOn, hasPassword: found.passwordHash !== null, latest: latest ?? null };
	const makers = await namesOf(db, latest?.createdBy ? [latest.createdBy] : []);
	return {
		id,
		name,
		email,
		leftOn,
		state: accountState(about, now, today),
		link: latest
			? {
					...withoutSecrets(latest),
					state: linkState(latest, now),
					purpose: latest.purpose === 'account' ? 'account' : 'password',
					by: makers.get(latest.createdBy ?? '') ?? null
				}
			: null,
		lastSignedInOn: signedIn?.at ? dayOf(signedIn.at, timeZone) : null
	};
}

/** The order in which the link that tells how far somebody is comes first: the one that works. */
export function bestFirst(now: Date): SQL[] {
	return [desc(sql`(${linksOpen(now)})`), desc(invitation.expiresAt), desc(invitation.createdAt)];
}

/** What may be told of a link. */
export function withoutSecrets(row: typeof invitation.$inferSelect): Link {
	const { createdAt, expiresAt, usedAt, revokedAt, sentAt, sendFailure } = row;
	return { createdAt, expiresAt, usedAt, revokedAt, sentAt, sendFailure };
}
