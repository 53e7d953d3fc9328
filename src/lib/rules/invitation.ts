import * as v from 'valibot';
import type { Day } from './day.ts';
import { howMany } from './how-many.ts';
import type { StandingFamily } from './standing.ts';

/** What a one-time link is for: opening an account, or choosing a new password for it. */
export type LinkPurpose = 'account' | 'password';

const HOUR = 3_600_000;
/** A link that an administrator made waits for a holiday to end. */
const MADE_FOR_SOMEBODY = 14 * 24 * HOUR;
/** Whoever asks for one themselves is sitting there: OWASP Forgot Password Cheat Sheet asks for short. */
const ASKED_FOR = HOUR;

/** The moment from which a link that is made now no longer works. */
export function linkExpiry(madeAt: Date, by: 'administrator' | 'the person'): Date {
	return new Date(madeAt.getTime() + (by === 'administrator' ? MADE_FOR_SOMEBODY : ASKED_FOR));
}

/** What is recorded of a link. */
export type Link = {
	createdAt: Date;
	expiresAt: Date;
	usedAt: Date | null;
	revokedAt: Date | null;
	sentAt: Date | null;
	/** Why no mail could be sent with it. */
	sendFailure: string | null;
};

export type LinkState = 'open' | 'used' | 'revoked' | 'expired';

/** Whether a link still works at a moment, and else what became of it. */
export function linkState(
	link: Pick<Link, 'expiresAt' | 'usedAt' | 'revokedAt'>,
	now: Date
): LinkState {
	if (link.usedAt !== null) return 'used';
	if (link.revokedAt !== null) return 'revoked';
	return link.expiresAt > now ? 'open' : 'expired';
}

export const accountStates = [
	'has_account',
	'never_invited',
	'invited',
	'not_sent',
	'lapsed',
	'no_email',
	'left'
] as const;
export type AccountState = (typeof accountStates)[number];

/**
 * How far a person is with their account on a day. Nobody needs one to be recorded, so none of
 * these is a fault; only who has an e-mail address can be invited.
 */
export function accountState(
	about: {
		email: string | null;
		hasPassword: boolean;
		leftOn: Day | null;
		/** The last link to open an account that was made for them. */
		latest: Link | null;
	},
	now: Date,
	today: Day
): AccountState {
	const { email, hasPassword, leftOn, latest } = about;
	if (leftOn !== null && leftOn < today) return 'left';
	if (email === null) return 'no_email';
	if (hasPassword) return 'has_account';
	if (latest === null) return 'never_invited';
	if (linkState(latest, now) !== 'open') return 'lapsed';
	return latest.sendFailure !== null && latest.sentAt === null ? 'not_sent' : 'invited';
}

const chips: Record<AccountState, { word: string; family: StandingFamily }> = {
	has_account: { word: 'Has an account', family: 'good' },
	never_invited: { word: 'Not invited yet', family: 'calm' },
	invited: { word: 'Invited', family: 'calm' },
	not_sent: { word: 'Mail not sent', family: 'bad' },
	lapsed: { word: 'Link no longer works', family: 'warn' },
	no_email: { word: 'No email address', family: 'calm' },
	left: { word: 'Left', family: 'calm' }
};

/** The word for the state of an account, and the family that gives it its colour and icon. */
export function accountChip(state: AccountState): { word: string; family: StandingFamily } {
	return chips[state];
}

const sending = v.object({ sent: v.number(), notSent: v.number(), leftOut: v.number() });

/** What inviting many people has come to, from the result that was stored with the job. */
export function invitationsInWords(result: unknown): string {
	if (!v.is(sending, result)) return 'It came to its end.';
	const { sent, notSent, leftOut } = result;
	return [
		`${howMany(sent, 'invitation was', 'invitations were')} sent.`,
		notSent > 0 &&
			`${howMany(notSent, 'mail', 'mails')} could not be sent; the list of invitations says why.`,
		leftOut > 0 &&
			`${howMany(leftOut, 'person was', 'people were')} left out: they have left, have an account already, or have no email address.`
	]
		.filter(Boolean)
		.join(' ');
}
