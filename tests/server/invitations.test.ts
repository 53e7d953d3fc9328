import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	event,
	fileImport,
	invitation,
	organisation,
	person,
	session
} from '../../src/lib/server/db/schema/index.ts';
import { CannotBeDone } from '../../src/lib/server/jobs/jobs.ts';
import { settleDelivery } from '../../src/lib/server/mail/delivery.ts';
import { openMailer, type Mailer } from '../../src/lib/server/mail/mailer.ts';
import { readMailSettings } from '../../src/lib/server/mail/settings.ts';
import { accountOf } from '../../src/lib/server/people/account.ts';
import { choosePassword, openLink } from '../../src/lib/server/people/choose-password.ts';
import { forgotPassword } from '../../src/lib/server/people/forgotten-password.ts';
import { sendInvitations } from '../../src/lib/server/people/invitation-job.ts';
import { invitationLetter } from '../../src/lib/server/people/invitation-letter.ts';
import {
	linkAddress,
	makeLinks,
	noLinkInWords,
	revokeLinks
} from '../../src/lib/server/people/invitations.ts';
import {
	inviteByMail,
	makeLinkFor,
	makeLinksFor,
	revokeLinksOf
} from '../../src/lib/server/people/invite.ts';
import { createSession, validateSession } from '../../src/lib/server/people/sessions.ts';
import { changePassword, signIn, signOutEverywhere } from '../../src/lib/server/people/sign-in.ts';
import { hashPassword } from '../../src/lib/server/people/passwords.ts';
import {
	countWithoutEmail,
	peopleWithoutAccount
} from '../../src/lib/server/people/without-account.ts';
import { testDatabase } from './database.ts';
import { mailServer, refusal } from './mail-server.ts';

const now = new Date('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const timeZone = 'Europe/London';
const at = { now, today };
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const ORIGIN = 'https://training.harbourlane.example';
const FROM = 'Training <training@harbourlane.example>';
const PASSWORD = 'kettle moss orbit';
const OLD_PASSWORD = 'lantern puddle velvet';
const oldHash = await hashPassword(OLD_PASSWORD);
const harbourLane = { name: 'Harbour Lane', timeZone };

let db: Database;
let priya: string;
let rhys: string;

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: harbourLane.name, timeZone, createdAt: now });
	priya = await add('Priya Nair', { access: 'administrator', passwordHash: oldHash });
	rhys = await add('Rhys Parry');
});

async function add(name: string, more: Partial<typeof person.$inferInsert> = {}): Promise<string> {
	const email = `${name.split(' ')[0]?.toLowerCase()}@harbourlane.example`;
	const [row] = await db
		.insert(person)
		.values({ name, email, startedOn: '2026-11-01', createdAt: now, ...more })
		.returning({ id: person.id });
	if (!row) throw new Error('Nobody was added');
	return row.id;
}

const by = (moment = now) => ({ actorId: priya, now: moment, today });

async function linkFor(personId: string, moment = now) {
	const result = await makeLinkFor(db, personId, by(moment));
	if (result.kind !== 'made') throw new Error(`No link: ${result.reason}`);
	return result.link;
}

function choose(
	link: string,
	more: {
		password?: string;
		now?: Date;
		today?: string;
		address?: string;
		broughtToken?: string;
	} = {}
) {
	return choosePassword(db, {
		link,
		password: PASSWORD,
		organisationName: harbourLane.name,
		address: '192.0.2.1',
		...at,
		...more
	});
}

const eventsOf = (kind: string) => db.select().from(event).where(eq(event.kind, kind));
const rowOf = async (id: string) =>
	(await db.select().from(invitation).where(eq(invitation.id, id)))[0];

describe('a link', () => {
	it('is kept as a hash, with its event, and nowhere as itself', async () => {
		const link = await linkFor(rhys);
		expect(link.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
		expect(link).toMatchObject({
			name: 'Rhys Parry',
			email: 'rhys@harbourlane.example',
			purpose: 'account',
			expiresAt: new Date('2026-12-05T10:00:00Z')
		});
		expect(await rowOf(link.id)).toMatchObject({
			personId: rhys,
			purpose: 'account',
			createdBy: priya,
			createdAt: now,
			expiresAt: link.expiresAt,
			usedAt: null,
			revokedAt: null,
			sentAt: null,
			sendFailure: null
		});
		const events = await eventsOf('person.invited');
		expect(events).toMatchObject([
			{
				at: now,
				actorId: priya,
				subjectId: rhys,
				data: {
					invitationId: link.id,
					purpose: 'account',
					expiresAt: '2026-12-05T10:00:00.000Z'
				}
			}
		]);
		const kept = JSON.stringify([await db.select().from(invitation), events]);
		expect(kept).not.toContain(link.token);
		expect(linkAddress(ORIGIN, link.token)).toBe(`${ORIGIN}/invitation/${link.token}`);
	});

	it('is for a new password where there is one', async () => {
		const asha = await add('Asha Bello', { passwordHash: oldHash });
		expect(await linkFor(asha)).toMatchObject({ purpose: 'password' });
	});

	it('is never the same twice', async () => {
		const people = await Promise.all(Array.from({ length: 20 }, (_, n) => add(`Person${n} X`)));
		const { made } = await makeLinksFor(db, people, by());
		expect(new Set(made.map(({ token }) => token)).size).toBe(20);
	});

	it('revokes the older ones of the person and nobody else’s', async () => {
		const asha = await add('Asha Bello');
		const [first, other] = [await linkFor(rhys), await linkFor(asha)];
		const second = await linkFor(rhys, hours(1));
		expect(await openLink(db, first.token, at)).toBeNull();
		expect(await openLink(db, second.token, at)).toMatchObject({ personId: rhys });
		expect(await openLink(db, other.token, at)).toMatchObject({ personId: asha });
		expect(await rowOf(first.id)).toMatchObject({ revokedAt: hours(1) });
		expect(await eventsOf('invitation.revoked')).toMatchObject([
			{
				at: hours(1),
				actorId: priya,
				subjectId: rhys,
				data: { invitationId: first.id, purpose: 'account', because: 'replaced' }
			}
		]);
	});

	it('is not made for who has left, has no address, is unknown or asks for themselves', async () => {
		const gone = await add('Aaron Lister', { leftOn: '2026-11-20' });
		const without = await add('Joyce Whitbread', { email: null });
		const unknown = '00000000-0000-4000-8000-000000000000';
		for (const [id, reason] of [
			[gone, 'left'],
			[without, 'no_email'],
			[priya, 'themselves'],
			[unknown, 'unknown']
		] as const) {
			expect(await makeLinkFor(db, id, by())).toEqual({ kind: 'refused', reason });
			expect(noLinkInWords(reason)).toMatch(/^[A-Z].{10,}[^.]$/);
		}
		expect(await db.$count(invitation)).toBe(0);
		expect(await eventsOf('person.invited')).toEqual([]);
	});

	it('is still made on somebody’s last day', async () => {
		const last = await add('Aaron Lister', { leftOn: today });
		expect((await linkFor(last)).personId).toBe(last);
	});

	it('for many leaves those out who have an account, and names the reason', async () => {
		const asha = await add('Asha Bello', { passwordHash: oldHash });
		const without = await add('Joyce Whitbread', { email: null });
		const { made, refused } = await makeLinksFor(db, [rhys, asha, without, rhys], by());
		expect(made.map(({ personId }) => personId)).toEqual([rhys]);
		expect(refused).toHaveLength(2);
		expect(refused).toContainEqual({ personId: asha, reason: 'has_account' });
		expect(refused).toContainEqual({ personId: without, reason: 'no_email' });
		expect(await makeLinksFor(db, [], by())).toEqual({ made: [], refused: [] });
	});

	it('is one that works when two administrators make one at once', async () => {
		const links = await Promise.all([1, 2, 3, 4].map(() => linkFor(rhys)));
		const open = await Promise.all(links.map(({ token }) => openLink(db, token, at)));
		expect(open.filter((link) => link !== null)).toHaveLength(1);
	});

	it('can be made for many by two at once, in whatever order', async () => {
		const people = await Promise.all(Array.from({ length: 12 }, (_, n) => add(`Person${n} X`)));
		await Promise.all([
			makeLinksFor(db, people, by()),
			makeLinksFor(db, [...people].reverse(), by())
		]);
		expect(await db.$count(invitation)).toBe(24);
		expect(await eventsOf('invitation.revoked')).toHaveLength(12);
	});
});

describe('opening a link', () => {
	it('says whose it is and changes nothing, however often a mail server does so', async () => {
		const { id, token } = await linkFor(rhys);
		const before = await rowOf(id);
		const events = await db.$count(event);
		for (let n = 0; n < 3; n++) {
			expect(await openLink(db, token, at)).toEqual({
				id,
				personId: rhys,
				name: 'Rhys Parry',
				email: 'rhys@harbourlane.example',
				isFirst: true
			});
		}
		expect(await rowOf(id)).toEqual(before);
		expect(await db.$count(event)).toBe(events);
	});

	it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}=`, 'A'.repeat(500), "' or 1=1 --"])(
		'does not know %j',
		async (token) => {
			await linkFor(rhys);
			expect(await openLink(db, token, at)).toBeNull();
		}
	);

	it('does not know its hash', async () => {
		const { id } = await linkFor(rhys);
		expect(await openLink(db, (await rowOf(id))?.tokenHash ?? '', at)).toBeNull();
	});

	it('works for 14 days to the second', async () => {
		const { token } = await linkFor(rhys);
		const until = hours(14 * 24);
		const day = '2026-12-05';
		const justBefore = new Date(until.getTime() - 1);
		expect(await openLink(db, token, { now: justBefore, today: day })).not.toBeNull();
		expect(await openLink(db, token, { now: until, today: day })).toBeNull();
		expect(await choose(token, { now: until, today: day })).toEqual({ kind: 'unusable' });
	});

	it('no longer works when it was revoked, the person left, or lost their address', async () => {
		const asha = await add('Asha Bello');
		const aaron = await add('Aaron Lister');
		const [one, two, three] = [await linkFor(rhys), await linkFor(asha), await linkFor(aaron)];
		expect(await revokeLinksOf(db, rhys, by())).toBe(1);
		await db.update(person).set({ leftOn: '2026-11-20' }).where(eq(person.id, asha));
		await db.update(person).set({ email: null }).where(eq(person.id, aaron));
		for (const { token } of [one, two, three]) {
			expect(await openLink(db, token, at)).toBeNull();
			expect(await choose(token)).toEqual({ kind: 'unusable' });
		}
		expect(await eventsOf('invitation.revoked')).toMatchObject([
			{ actorId: priya, subjectId: rhys, data: { invitationId: one.id, because: 'revoked' } }
		]);
		expect(await revokeLinksOf(db, rhys, by())).toBe(0);
		expect(await eventsOf('invitation.revoked')).toHaveLength(1);
	});
});

describe('choosing a password', () => {
	it('opens the account, signs in and uses the link up', async () => {
		const { id, token } = await linkFor(rhys);
		const result = await choose(token);
		expect(result).toMatchObject({ kind: 'chosen', personId: rhys, access: 'staff' });
		if (result.kind !== 'chosen') return;
		expect(await validateSession(db, { token: result.token, ...at })).toMatchObject({ id: rhys });
		expect(await rowOf(id)).toMatchObject({ usedAt: now, revokedAt: null });
		const own = { at: now, actorId: rhys, subjectId: rhys };
		expect(await eventsOf('person.account_opened')).toMatchObject([
			{ ...own, data: { invitationId: id } }
		]);
		expect(await eventsOf('person.signed_in')).toMatchObject([own]);
		expect(await eventsOf('person.password_reset')).toEqual([]);
		const email = 'rhys@harbourlane.example';
		const signedIn = await signIn(db, { email, password: PASSWORD, address: '192.0.2.1', ...at });
		expect(signedIn.kind).toBe('signed_in');
		expect(await choose(token)).toEqual({ kind: 'unusable' });
	});

	it('again ends every session and lets the old password go', async () => {
		const asha = await add('Asha Bello', { passwordHash: oldHash });
		const old = await createSession(db, { personId: asha, ...at });
		const { id, token } = await linkFor(asha);
		const result = await choose(token);
		if (result.kind !== 'chosen') throw new Error(result.kind);
		expect(await validateSession(db, { token: old, ...at })).toBeNull();
		expect(await db.$count(session)).toBe(1);
		expect(await eventsOf('person.password_reset')).toMatchObject([
			{ at: now, actorId: asha, subjectId: asha, data: { invitationId: id } }
		]);
		expect(await eventsOf('person.account_opened')).toEqual([]);
		const email = 'asha@harbourlane.example';
		const address = '192.0.2.1';
		expect(await signIn(db, { email, password: OLD_PASSWORD, address, ...at })).toEqual({
			kind: 'refused'
		});
	});

	it('refuses one that will not do, and the link stays good', async () => {
		const { id, token } = await linkFor(rhys);
		for (const password of ['short', 'rhysparry1234', 'harbourlane123', 'passwordpassword']) {
			expect(await choose(token, { password })).toMatchObject({
				kind: 'unsuitable',
				message: expect.any(String)
			});
		}
		expect(await rowOf(id)).toMatchObject({ usedAt: null });
		expect((await choose(token)).kind).toBe('chosen');
	});

	it('in two tabs at once succeeds in exactly one', async () => {
		const { token } = await linkFor(rhys);
		const results = await Promise.all(
			['amber', 'basil', 'cedar', 'daisy'].map((word) =>
				choose(token, { password: `${word} kettle moss` })
			)
		);
		expect(results.map(({ kind }) => kind).sort()).toEqual([
			'chosen',
			'unusable',
			'unusable',
			'unusable'
		]);
		expect(await eventsOf('person.account_opened')).toHaveLength(1);
		expect(await db.$count(session)).toBe(1);
	});

	it('loses against a link that is being revoked at that moment', async () => {
		const { token } = await linkFor(rhys);
		let choosing: ReturnType<typeof choose> | undefined;
		await db.transaction(async (tx) => {
			await makeLinks(tx, [rhys], by());
			choosing = choose(token);
			await new Promise((resolve) => setTimeout(resolve, 500));
		});
		expect(await choosing).toEqual({ kind: 'unusable' });
		expect(await eventsOf('person.account_opened')).toEqual([]);
	});

	it('ends the session that the browser brought, even somebody else’s', async () => {
		const { token } = await linkFor(rhys);
		const brought = await createSession(db, { personId: priya, ...at });
		expect((await choose(token, { broughtToken: brought })).kind).toBe('chosen');
		expect(await validateSession(db, { token: brought, ...at })).toBeNull();
		expect(await eventsOf('person.signed_out')).toMatchObject([{ actorId: priya }]);
	});

	it('makes every other link of the person worthless', async () => {
		await add('Asha Bello', { passwordHash: oldHash });
		const { token } = await linkFor(rhys);
		const mailer = silent();
		const asked = await forget('rhys@harbourlane.example', { mailer });
		await asked.work();
		expect(mailer.sent).toHaveLength(1);
		expect((await choose(token)).kind).toBe('chosen');
		expect(await choose(tokenIn(mailer.sent[0]))).toEqual({ kind: 'unusable' });
		expect(await eventsOf('invitation.revoked')).toMatchObject([
			{ actorId: rhys, data: { because: 'used_another' } }
		]);
	});

	it('with links that do not work is slowed down like guessing a password', async () => {
		const guess = (n: number, address = '198.51.100.7') =>
			choose(String(n).padStart(43, 'A'), { address });
		for (let n = 0; n < 5; n++) expect(await guess(n)).toEqual({ kind: 'unusable' });
		expect(await guess(5)).toEqual({ kind: 'wait', seconds: 15 });
		const { token } = await linkFor(rhys);
		expect((await choose(token, { address: '198.51.100.7' })).kind).toBe('chosen');
		expect(await guess(6, '192.0.2.9')).toEqual({ kind: 'unusable' });
	});
});

describe('whoever changes their password themselves', () => {
	it('makes older links worthless', async () => {
		const asha = await add('Asha Bello', { passwordHash: oldHash });
		const { token } = await linkFor(asha);
		const change = {
			personId: asha,
			currentPassword: OLD_PASSWORD,
			newPassword: PASSWORD,
			organisationName: harbourLane.name,
			address: '192.0.2.1',
			...at
		};
		expect((await changePassword(db, change)).kind).toBe('changed');
		expect(await openLink(db, token, at)).toBeNull();
		expect(await eventsOf('invitation.revoked')).toMatchObject([
			{ actorId: asha, data: { because: 'password_changed' } }
		]);
	});
});

describe('ending all sessions of somebody else', () => {
	it('names who did it', async () => {
		await createSession(db, { personId: rhys, ...at });
		await createSession(db, { personId: priya, ...at });
		await signOutEverywhere(db, { personId: rhys, actorId: priya, now });
		expect(await db.select({ who: session.personId }).from(session)).toEqual([{ who: priya }]);
		expect(await eventsOf('person.signed_out')).toMatchObject([
			{ actorId: priya, subjectId: rhys, data: { everywhere: true } }
		]);
	});
});

describe('revoking, from whatever changes an address', () => {
	it('spares the one that is named', async () => {
		const { id } = await linkFor(rhys);
		const how = { actorId: priya, now, because: 'email_changed' as const };
		expect(await revokeLinks(db, rhys, { ...how, except: id })).toBe(0);
		expect(await revokeLinks(db, rhys, how)).toBe(1);
	});
});

/* Mail */

type Letter = Parameters<Mailer['send']>[0];

/** A mailer that keeps what it is given, for tests of whom is written to and not of how. */
function silent(): Mailer & { sent: Letter[] } {
	const sent: Letter[] = [];
	return {
		sent,
		send: async (mail) => {
			sent.push(mail);
			return { kind: 'taken' };
		},
		close: () => undefined
	};
}

function tokenIn(letter: { text: string } | undefined): string {
	return /\/invitation\/([\w-]{43})\b/.exec(letter?.text ?? '')?.[1] ?? '';
}

function mailerAt(url: string): Mailer {
	const settings = readMailSettings(url, FROM);
	if (!settings) throw new Error('There are settings');
	const mailer = openMailer(settings, { step: 400, mail: 1000 });
	onTestFinished(() => mailer.close());
	return mailer;
}

const UNREACHABLE = 'smtp://127.0.0.1:1';

describe('inviting by mail', () => {
	const invite = (personId: string, url: string) =>
		inviteByMail(db, personId, {
			...by(),
			mailer: mailerAt(url),
			origin: ORIGIN,
			organisation: harbourLane
		});

	it('sends a link that works, and notes that it was sent', async () => {
		const { url, received } = await mailServer();
		expect(await invite(rhys, url)).toEqual({ kind: 'sent' });
		const [mail] = received;
		expect(mail?.to).toEqual(['rhys@harbourlane.example']);
		expect(mail?.headers.get('subject')).toBe('Your safeguarding training at Harbour Lane');
		expect(mail?.headers.get('reply-to')).toBe('Priya Nair <priya@harbourlane.example>');
		expect(mail?.text).toContain('Hello Rhys Parry,');
		expect(mail?.text).toContain('Priya Nair has invited you');
		expect(mail?.text).toContain('until 5 December 2026, 10:00');
		expect(mail?.text).toContain(`\n${ORIGIN}/invitation/`);
		expect(tokenIn({ text: mail?.html ?? '' })).toBe(tokenIn(mail));
		expect(await db.select().from(invitation)).toMatchObject([
			{ sentAt: now, sendFailure: null, createdBy: priya }
		]);
		expect((await choose(tokenIn(mail))).kind).toBe('chosen');
	});

	it('keeps the link when the mail is refused, with the reason', async () => {
		const { url } = await mailServer({
			onRcptTo: (_address, _session, callback) => callback(refusal(550, 'No such user'))
		});
		const result = await invite(rhys, url);
		const reason = 'The mail server refused the address (550 No such user)';
		expect(result).toMatchObject({ kind: 'not_sent', reason, link: { personId: rhys } });
		expect(await db.select().from(invitation)).toMatchObject([
			{ sentAt: null, sendFailure: reason }
		]);
		if (result.kind !== 'not_sent') return;
		expect((await choose(result.link.token)).kind).toBe('chosen');
	});

	it('keeps the link when no server can be reached', async () => {
		expect(await invite(rhys, UNREACHABLE)).toMatchObject({ kind: 'not_sent' });
		expect(await accountOf(db, rhys, { ...at, timeZone })).toMatchObject({ state: 'not_sent' });
		const { url } = await mailServer();
		expect(await invite(rhys, url)).toEqual({ kind: 'sent' });
		expect(await accountOf(db, rhys, { ...at, timeZone })).toMatchObject({ state: 'invited' });
	});

	it('writes to nobody who cannot have a link', async () => {
		const { url, received } = await mailServer();
		const gone = await add('Aaron Lister', { leftOn: '2026-11-20' });
		expect(await invite(gone, url)).toEqual({ kind: 'refused', reason: 'left' });
		expect(received).toEqual([]);
	});
});

describe('the letter', () => {
	const about = { organisation: harbourLane, address: `${ORIGIN}/invitation/x` };
	const link = { name: 'Rhys Parry', expiresAt: new Date('2026-07-05T22:30:00Z') };
	const text = (purpose: 'account' | 'password', inviter: { name: string } | null) => {
		const { subject, before, after } = invitationLetter(
			{ ...link, purpose },
			{ ...about, inviter }
		);
		return [subject, ...before, ...after].join('\n');
	};

	it.each([
		['account', { name: 'Priya Nair' }],
		['account', null],
		['password', { name: 'Priya Nair' }],
		['password', null]
	] as const)(
		'for %s by %o names the organisation, the end in its time, and whom to ask',
		(purpose, inviter) => {
			const words = text(purpose, inviter);
			expect(words).toContain('Harbour Lane');
			expect(words).toContain('Hello Rhys Parry,');
			// Half past ten in UTC is half past eleven in London in July.
			expect(words).toContain('until 5 July 2026, 23:30');
			expect(words).toContain(inviter ? 'ask Priya Nair' : 'ask whoever looks after Safehands');
		}
	);

	it('tells whoever did not ask that nothing has happened', () => {
		expect(text('password', null)).toContain('your password stays as it is');
	});
});

/* Forgotten passwords */

async function forget(email: string, more: { mailer?: Mailer; now?: Date; address?: string } = {}) {
	const result = await forgotPassword(db, {
		email,
		address: '192.0.2.1',
		mailer: silent(),
		origin: ORIGIN,
		organisation: harbourLane,
		...at,
		...more
	});
	if (result.kind !== 'asked') throw new Error(`To wait ${result.seconds} seconds`);
	return result;
}

describe('a forgotten password', () => {
	it('gets a link for an hour to whoever has an account', async () => {
		const asha = await add('Asha Bello', { passwordHash: oldHash });
		const { url, received } = await mailServer();
		const { work } = await forget(' Asha@HarbourLane.example', { mailer: mailerAt(url) });
		expect(await db.$count(invitation)).toBe(0);
		await work();
		expect(received).toHaveLength(1);
		expect(received[0]?.to).toEqual(['asha@harbourlane.example']);
		expect(received[0]?.headers.has('reply-to')).toBe(false);
		expect(received[0]?.text).toContain('until 21 November 2026, 11:00');
		expect(await db.select().from(invitation)).toMatchObject([
			{ personId: asha, purpose: 'password', createdBy: null, expiresAt: hours(1), sentAt: now }
		]);
		// Anybody can ask, so it is no deed of the person or of an administrator.
		expect(await eventsOf('person.invited')).toEqual([]);
		expect(await eventsOf('invitation.asked_for')).toMatchObject([
			{ actorId: null, subjectId: asha }
		]);
		const token = tokenIn(received[0]);
		expect(await openLink(db, token, { now: hours(1), today })).toBeNull();
		expect(await choose(token)).toMatchObject({ kind: 'chosen', personId: asha });
	});

	it('answers the same to nobody, to who has left, and to who was never invited', async () => {
		await add('Aaron Lister', { leftOn: '2026-11-20', passwordHash: oldHash });
		const mailer = silent();
		for (const mailbox of ['nobody', 'aaron', 'rhys']) {
			const result = await forget(`${mailbox}@harbourlane.example`, { mailer });
			expect(result.kind).toBe('asked');
			await result.work();
		}
		expect(mailer.sent).toEqual([]);
		expect(await db.$count(invitation)).toBe(0);
		expect(await eventsOf('invitation.asked_for')).toEqual([]);
	});

	it('asks the database the same before it answers, whoever it is', async () => {
		const asha = await add('Asha Bello', { passwordHash: oldHash });
		const work = [
			await forget('asha@harbourlane.example'),
			await forget('nobody@harbourlane.example')
		];
		// Nothing that depends on the person has happened yet.
		expect(await db.$count(event, eq(event.subjectId, asha))).toBe(0);
		expect(work.map(({ kind }) => kind)).toEqual(['asked', 'asked']);
	});

	it('opens the account of who has been invited and has not used the link', async () => {
		const mailer = silent();
		const first = await linkFor(rhys);
		await (await forget('rhys@harbourlane.example', { mailer })).work();
		expect(mailer.sent).toHaveLength(1);
		// What stands in a letter that is on its way is not taken back by whoever knows the address.
		expect(await openLink(db, first.token, at)).not.toBeNull();
		expect(await choose(tokenIn(mailer.sent[0]))).toMatchObject({ kind: 'chosen' });
		expect(await eventsOf('person.account_opened')).toHaveLength(1);
	});

	it('has one link that works, however often somebody asks', async () => {
		await add('Asha Bello', { passwordHash: oldHash });
		const mailer = silent();
		for (let n = 0; n < 2; n++) await (await forget('asha@harbourlane.example', { mailer })).work();
		expect(await openLink(db, tokenIn(mailer.sent[0]), at)).toBeNull();
		expect(await openLink(db, tokenIn(mailer.sent[1]), at)).not.toBeNull();
	});

	it('fills nobody’s mailbox: three letters in an hour', async () => {
		await add('Asha Bello', { passwordHash: oldHash });
		const mailer = silent();
		const ask = async (moment: Date) =>
			(await forget('asha@harbourlane.example', { mailer, now: moment })).work();
		for (let n = 0; n < 5; n++) await ask(new Date(now.getTime() + n * 60_000));
		expect(mailer.sent).toHaveLength(3);
		await ask(hours(1.1));
		expect(mailer.sent).toHaveLength(4);
	});

	it('cannot be asked for again and again, by account and by address', async () => {
		const ask = (email: string, address: string) =>
			forgotPassword(db, {
				email,
				address,
				mailer: silent(),
				origin: ORIGIN,
				organisation: harbourLane,
				...at
			});
		const nobody = 'nobody@harbourlane.example';
		for (let n = 0; n < 5; n++) expect((await ask(nobody, `192.0.2.${n}`)).kind).toBe('asked');
		expect(await ask(nobody, '192.0.2.99')).toEqual({ kind: 'wait', seconds: 15 });
		for (let n = 0; n < 60; n++) await ask(`guess${n}@harbourlane.example`, '198.51.100.7');
		expect(await ask('asha@harbourlane.example', '198.51.100.7')).toMatchObject({ kind: 'wait' });
		// Signing in has a count of its own for the account.
		const signing = { email: nobody, password: 'wrong', address: '192.0.2.1', ...at };
		expect(await signIn(db, signing)).toEqual({ kind: 'refused' });
	});

	it('records on the row why the mail could not be sent', async () => {
		await add('Asha Bello', { passwordHash: oldHash });
		await (await forget('asha@harbourlane.example', { mailer: mailerAt(UNREACHABLE) })).work();
		expect(await db.select().from(invitation)).toMatchObject([
			{ sentAt: null, sendFailure: 'The mail server could not be reached' }
		]);
	});
});

/* Many at once */

describe('inviting many', () => {
	const JOB = '11111111-1111-4111-8111-111111111111';
	const clock = { now, today };

	async function run(url: string | null, data: Record<string, unknown>) {
		const mail = url === null ? null : readMailSettings(url, FROM);
		settleDelivery({ mail, origin: ORIGIN });
		onTestFinished(() => settleDelivery({ mail: null, origin: ORIGIN }));
		const steps: [number, number][] = [];
		const job = { id: JOB, data, createdBy: priya };
		const result = await sendInvitations(
			db,
			job,
			async (done, total) => void steps.push([done, total]),
			clock
		);
		return { result, steps };
	}

	it('sends each a link of their own, and says how far it is', async () => {
		const asha = await add('Asha Bello');
		const known = await add('Ben Okafor', { passwordHash: oldHash });
		const { url, received } = await mailServer();
		const { result, steps } = await run(url, { personIds: [rhys, known, asha] });
		expect(result).toEqual({ sent: 2, notSent: 0, leftOut: 1 });
		expect(steps).toEqual([
			[1, 3],
			[2, 3],
			[3, 3]
		]);
		expect(received.map(({ to }) => to[0])).toEqual([
			'rhys@harbourlane.example',
			'asha@harbourlane.example'
		]);
		expect(await openLink(db, tokenIn(received[1]), at)).toMatchObject({ personId: asha });
		expect(await eventsOf('person.invited')).toHaveLength(2);
	});

	it('goes on where it was stopped', async () => {
		const asha = await add('Asha Bello');
		const { url, received } = await mailServer();
		const place = { next: 1, sent: 1, notSent: 0, leftOut: 0 };
		const { result } = await run(url, { personIds: [rhys, asha], place });
		expect(result).toEqual({ sent: 2, notSent: 0, leftOut: 0 });
		expect(received.map(({ to }) => to[0])).toEqual(['asha@harbourlane.example']);
	});

	it('is not held up by an address that is refused', async () => {
		const asha = await add('Asha Bello');
		const { url, received } = await mailServer({
			onRcptTo: ({ address }, _session, callback) =>
				address.startsWith('rhys') ? callback(refusal(550, 'No such user')) : callback()
		});
		const { result } = await run(url, { personIds: [rhys, asha] });
		expect(result).toEqual({ sent: 1, notSent: 1, leftOut: 0 });
		expect(received).toHaveLength(1);
		const list = await peopleWithoutAccount(db, everybody, at);
		expect(list?.map(({ name, state }) => [name, state])).toEqual([
			['Asha Bello', 'invited'],
			['Rhys Parry', 'not_sent']
		]);
	});

	it('ends when the mail server cannot be reached, before it has touched everybody', async () => {
		const people = await Promise.all(Array.from({ length: 6 }, (_, n) => add(`Person${n} X`)));
		const kept = await linkFor(people[5] ?? '');
		const running = run(UNREACHABLE, { personIds: people });
		await expect(running).rejects.toThrow(CannotBeDone);
		await expect(running).rejects.toThrow(/could not be reached\. 0 of 6 mails/);
		expect(await openLink(db, kept.token, at)).not.toBeNull();
		expect(await db.$count(invitation)).toBe(4);
	});

	it('says that there is no mail server', async () => {
		await expect(run(null, { personIds: [rhys] })).rejects.toThrow(/No mail server is set/);
		expect(await db.$count(invitation)).toBe(0);
	});
});

/* What the pages read */

const everybody = { name: '', state: null, importId: null };

describe('the people without an account', () => {
	beforeEach(async () => {
		await add('Aaron Lister', { leftOn: '2026-11-20' });
		await add('Joyce Whitbread', { email: null });
		await add('Zoë Łucka');
		await add('Callum Reddy', { leftOn: today });
	});

	const names = async (narrowed: Partial<Parameters<typeof peopleWithoutAccount>[1]>) =>
		(await peopleWithoutAccount(db, { ...everybody, ...narrowed }, at))?.map(({ name }) => name);

	it('are those who could have one: here, with an address', async () => {
		expect(await names({})).toEqual(['Callum Reddy', 'Rhys Parry', 'Zoë Łucka']);
		expect(await countWithoutEmail(db, today)).toBe(1);
	});

	it('can be narrowed by name, by address, and by how far they are', async () => {
		await linkFor(rhys);
		expect(await names({ name: 'ŁUCK' })).toEqual(['Zoë Łucka']);
		expect(await names({ name: '  parry  RHYS ' })).toEqual(['Rhys Parry']);
		expect(await names({ name: 'zoe' })).toEqual(['Zoë Łucka']);
		expect(await names({ name: 'callum@' })).toEqual(['Callum Reddy']);
		expect(await names({ name: '%' })).toEqual([]);
		expect(await names({ state: 'invited' })).toEqual(['Rhys Parry']);
		expect(await names({ state: 'never_invited' })).toEqual(['Callum Reddy', 'Zoë Łucka']);
	});

	it('can be those whom an import added', async () => {
		const insert = (result: Record<string, unknown>, appliedAt: Date | null) =>
			db
				.insert(fileImport)
				.values({
					kind: 'people',
					fileName: 'people.csv',
					uploadedBy: priya,
					uploadedAt: now,
					header: [],
					appliedAt,
					result
				})
				.returning({ id: fileImport.id });
		const [done] = await insert({ added: 1, personIds: [rhys, priya] }, now);
		expect(await names({ importId: done?.id ?? '' })).toEqual(['Rhys Parry']);
		const [open] = await insert({ personIds: [rhys] }, null);
		const [strange] = await insert({ personIds: 'all' }, now);
		for (const id of [open?.id ?? '', strange?.id ?? '', 'x', priya]) {
			expect(await peopleWithoutAccount(db, { ...everybody, importId: id }, at)).toBeNull();
		}
	});

	it('carry no secret', async () => {
		const { id, token } = await linkFor(rhys);
		const told = JSON.stringify([
			await peopleWithoutAccount(db, everybody, at),
			await accountOf(db, rhys, { ...at, timeZone })
		]);
		expect(told).not.toContain(token);
		expect(told).not.toContain((await rowOf(id))?.tokenHash);
	});
});

describe('the account of a person', () => {
	const read = (id: string, moment = now) => accountOf(db, id, { now: moment, today, timeZone });

	it('goes from nothing to a link to an account', async () => {
		expect(await read(rhys)).toEqual({
			id: rhys,
			name: 'Rhys Parry',
			email: 'rhys@harbourlane.example',
			state: 'never_invited',
			leftOn: null,
			link: null,
			lastSignedInOn: null
		});
		const { token } = await linkFor(rhys);
		expect(await read(rhys)).toMatchObject({
			state: 'invited',
			link: { state: 'open', purpose: 'account', by: 'Priya Nair', createdAt: now }
		});
		expect(await read(rhys, hours(14 * 24))).toMatchObject({
			state: 'lapsed',
			link: { state: 'expired' }
		});
		await choose(token);
		expect(await read(rhys)).toMatchObject({
			state: 'has_account',
			lastSignedInOn: today,
			link: { state: 'used' }
		});
	});

	it('shows the administrator’s link while it works, not a shorter one that ran out', async () => {
		await linkFor(rhys);
		await (await forget('rhys@harbourlane.example', { now: hours(1) })).work();
		expect(await read(rhys, hours(3))).toMatchObject({
			state: 'invited',
			link: { by: 'Priya Nair', state: 'open' }
		});
	});

	it('is nobody’s when there is no such person', async () => {
		expect(await read('x')).toBeNull();
		expect(await read('00000000-0000-4000-8000-000000000000')).toBeNull();
	});
});
