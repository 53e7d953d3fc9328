import { randomInt } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { dayOf } from '../../rules/day.ts';
import { passwordProblem } from '../../rules/password.ts';
import type { Database } from '../db/connect.ts';
import { organisation, person, setupCode, team, teamMembership } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { sha256 } from '../fingerprint.ts';
import { adoptStandardRequirements } from '../requirements/standard.ts';
import { readOrganisation } from './organisation.ts';
import { hashPassword } from './passwords.ts';
import { createSession } from './sessions.ts';
import { forgetFailures, takeTry } from './throttling.ts';

/** Without 0, O, 1, I and L, which look alike. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const GROUPS = 4;
const SIGNS_IN_GROUP = 4;
const TIME_ZONE = 'Europe/London';

/**
 * A one-time code to print where only whoever runs the server can read it, or null when there is
 * an organisation already. Only its hash is kept. Every copy of the app that starts has its own,
 * and each of them works until one has been used.
 */
export async function ensureSetupCode(db: Database, now: Date): Promise<string | null> {
	if (await readOrganisation(db)) return null;
	const groups = Array.from({ length: GROUPS }, () =>
		Array.from({ length: SIGNS_IN_GROUP }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
	);
	const code = groups.join('-');
	await db.insert(setupCode).values({ codeHash: hashOf(code), createdAt: now });
	return code;
}

export type NewOrganisation = {
	code: string;
	organisationName: string;
	nation: 'england' | 'wales' | 'scotland' | 'northern_ireland';
	/** The first administrator. */
	name: string;
	email: string;
	password: string;
};

export type SetUpResult =
	/** With the session of the administrator, who is signed in at once. */
	| { kind: 'set_up'; personId: string; token: string }
	| { kind: 'wrong_code' }
	| { kind: 'already_set_up' }
	/** The password will not do; the message says why. */
	| { kind: 'unsuitable_password'; message: string }
	| { kind: 'wait'; seconds: number };

/**
 * Creates the organisation with its first administrator, its root team and the requirements that
 * the content ships with, all or nothing.
 *
 * @param address the network address that the request came from
 */
export async function setUp(
	db: Database,
	request: NewOrganisation & { address: string; now: Date }
): Promise<SetUpResult> {
	const { organisationName, name, address, now } = request;
	const email = request.email.trim().toLowerCase();
	if (await readOrganisation(db)) return { kind: 'already_set_up' };
	const about = { email, name, organisation: organisationName };
	const message = passwordProblem(request.password, about);
	if (message !== null) return { kind: 'unsuitable_password', message };

	// Counted for each address by itself: the code cannot be guessed in a lifetime from many, and
	// nobody can keep the rightful owner waiting.
	const account = `setup code from ${address}`;
	const allowed = await takeTry(db, { account, address, now });
	if (allowed.kind === 'wait') return allowed;

	const passwordHash = await hashPassword(request.password);
	return db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('safehands setup', 0))`);
		if (await readOrganisation(tx)) return { kind: 'already_set_up' };
		if (!(await useCode(tx, request.code, now))) return { kind: 'wrong_code' };
		await forgetFailures(tx, account);
		const created = await create(tx, { ...request, email, passwordHash });
		return { kind: 'set_up', ...created };
	});
}

async function useCode(tx: Database, code: string, now: Date): Promise<boolean> {
	const used = await tx
		.update(setupCode)
		.set({ usedAt: now })
		.where(and(eq(setupCode.codeHash, hashOf(code)), isNull(setupCode.usedAt)))
		.returning({ codeHash: setupCode.codeHash });
	return used.length === 1;
}

async function create(
	tx: Database,
	given: NewOrganisation & { passwordHash: string; now: Date }
): Promise<{ personId: string; token: string }> {
	const { organisationName, nation, name, email, passwordHash, now } = given;
	const today = dayOf(now, TIME_ZONE);
	await tx
		.insert(organisation)
		.values({ name: organisationName, nation, timeZone: TIME_ZONE, createdAt: now });
	const [administrator] = await tx
		.insert(person)
		.values({
			name,
			email,
			passwordHash,
			access: 'administrator',
			startedOn: today,
			createdAt: now
		})
		.returning({ id: person.id });
	const [root] = await tx
		.insert(team)
		.values({ name: organisationName, createdAt: now })
		.returning({ id: team.id });
	if (!administrator || !root) throw new Error('A row that was inserted did not come back');
	const personId = administrator.id;
	await tx.insert(teamMembership).values({ personId, teamId: root.id, fromDay: today });

	const line = { at: now, actorId: personId };
	const data = { nation, teamId: root.id };
	await recordEvent(tx, { ...line, subjectId: null, kind: 'organisation.set_up', data });
	await recordEvent(tx, {
		...line,
		subjectId: personId,
		kind: 'person.added',
		data: { access: 'administrator', teamId: root.id, startedOn: today }
	});
	await adoptStandardRequirements(tx, today, now, personId);
	const token = await createSession(tx, { personId, now, today });
	await recordEvent(tx, { ...line, subjectId: personId, kind: 'person.signed_in' });
	return { personId, token };
}

function hashOf(code: string): string {
	const typed = code.toUpperCase().replace(/[\s-]/g, '');
	return sha256(`safehands setup code\n${typed}`);
}
