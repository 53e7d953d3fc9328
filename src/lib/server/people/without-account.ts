import { and, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm';
import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { accountState, type AccountState, type Link } from '../../rules/invitation.ts';
import { searchWords } from '../../rules/people-list.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { fileImport, invitation, person } from '../db/schema/index.ts';
import { bestFirst, withoutSecrets } from './account.ts';
import { nameOrder } from './name-order.ts';

/** Somebody who could have an account and has none. */
export type WithoutAccount = {
	id: string;
	name: string;
	email: string;
	state: AccountState;
	link: Link | null;
};

/** Which of them to list. */
export type Narrowed = {
	/** Part of a name or of an address; empty for everybody. */
	name: string;
	state: AccountState | null;
	/** Only those whom this import added. */
	importId: string | null;
};

/**
 * Everybody who could have an account and has none, by name: they are here, and have an e-mail
 * address. Null when there is no import of this id.
 */
export async function peopleWithoutAccount(
	db: Database,
	{ name, state, importId }: Narrowed,
	{ now, today }: { now: Date; today: Day }
): Promise<WithoutAccount[] | null> {
	const added = importId === null ? null : await addedByImport(db, importId);
	if (importId !== null && added === null) return null;
	const wanted = and(isNull(person.passwordHash), isNotNull(person.email), isHere(today));
	const byName = await nameOrder(db);
	const [people, links] = await Promise.all([
		db
			.select({ id: person.id, name: person.name, email: person.email, leftOn: person.leftOn })
			.from(person)
			.where(wanted)
			.orderBy(byName(person.name), person.id),
		db
			.selectDistinctOn([invitation.personId])
			.from(invitation)
			.innerJoin(person, eq(person.id, invitation.personId))
			.where(wanted)
			.orderBy(invitation.personId, ...bestFirst(now))
	]);
	const linkOf = new Map(links.map(({ invitation: one }) => [one.personId, withoutSecrets(one)]));
	const sought = searchWords(name);
	const fits = (one: WithoutAccount) => {
		const text = searchWords(`${one.name} ${one.email}`).join(' ');
		return sought.every((word) => text.includes(word));
	};
	return people
		.filter(({ id }) => added === null || added.has(id))
		.map(({ id, name: called, email, leftOn }) => {
			const link = linkOf.get(id) ?? null;
			const about = { email, leftOn, hasPassword: false, latest: link };
			return { id, name: called, email: email ?? '', state: accountState(about, now, today), link };
		})
		.filter((one) => state === null || one.state === state)
		.filter(fits);
}

/** How many people are here who have no e-mail address, and so are recorded without an account. */
export async function countWithoutEmail(db: Database, today: Day): Promise<number> {
	return db.$count(person, and(isNull(person.email), isHere(today)));
}

function isHere(today: Day): SQL {
	return sql`(${person.leftOn} is null or ${person.leftOn} >= ${today}::date)`;
}

const Result = v.object({ personIds: v.array(v.pipe(v.string(), v.uuid())) });

/** The people whom an import added, or null when there is none of this id that was applied. */
async function addedByImport(db: Database, importId: string): Promise<Set<string> | null> {
	if (!isUuid(importId)) return null;
	const [row] = await db
		.select({ result: fileImport.result })
		.from(fileImport)
		.where(and(eq(fileImport.id, importId), isNotNull(fileImport.appliedAt)));
	const parsed = v.safeParse(Result, row?.result);
	return parsed.success ? new Set(parsed.output.personIds) : null;
}
