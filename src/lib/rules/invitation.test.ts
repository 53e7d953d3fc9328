import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	accountChip,
	accountState,
	accountStates,
	invitationsInWords,
	linkExpiry,
	linkState,
	type Link
} from './invitation.ts';

const now = new Date('2026-11-21T10:00:00Z');
const today = '2026-11-21';
const after = (ms: number) => new Date(now.getTime() + ms);

describe('how long a link holds', () => {
	it('is 14 days when an administrator makes it', () => {
		expect(linkExpiry(now, 'administrator')).toEqual(new Date('2026-12-05T10:00:00Z'));
	});

	it('is 14 times 24 hours also when the clocks change', () => {
		const october = new Date('2026-10-20T10:00:00Z');
		expect(linkExpiry(october, 'administrator')).toEqual(new Date('2026-11-03T10:00:00Z'));
	});

	it('is an hour when the person asks for it', () => {
		expect(linkExpiry(now, 'the person')).toEqual(new Date('2026-11-21T11:00:00Z'));
	});
});

const fresh: Link = {
	createdAt: now,
	expiresAt: after(1000),
	usedAt: null,
	revokedAt: null,
	sentAt: null,
	sendFailure: null
};

describe('a link', () => {
	it.each([
		['open', 'until the last moment', {}, 999],
		['expired', 'from then on', {}, 1000],
		['expired', 'and ever after', {}, 1_000_000],
		['used', 'once it has been used, before its end', { usedAt: now }, 0],
		['used', 'and after it', { usedAt: now }, 2000],
		['revoked', 'once it was taken back, before its end', { revokedAt: now }, 0],
		['revoked', 'and after it', { revokedAt: now }, 2000]
	] as const)('is %s %s', (state, _when, changed, ms) => {
		expect(linkState({ ...fresh, ...changed }, after(ms))).toBe(state);
	});

	it('never works again once it does not', () => {
		const moment = fc.date({ noInvalidDate: true });
		const maybe = fc.option(moment);
		fc.assert(
			fc.property(moment, maybe, maybe, moment, moment, (expiresAt, usedAt, revokedAt, a, b) => {
				const [first, second] = a < b ? [a, b] : [b, a];
				const link = { expiresAt, usedAt, revokedAt };
				const states = [linkState(link, first), linkState(link, second)];
				if (states[0] !== 'open') expect(states[1]).not.toBe('open');
				else expect(linkState(link, first)).toBe('open');
			})
		);
	});
});

describe('the state of an account', () => {
	const nobody = { email: 'rhys@harbourlane.example', hasPassword: false, leftOn: null };

	it.each([
		['never_invited', { latest: null }],
		['invited', { latest: fresh }],
		['invited', { latest: { ...fresh, sentAt: now } }],
		['invited', { latest: { ...fresh, sentAt: now, sendFailure: 'No reply' } }],
		['not_sent', { latest: { ...fresh, sendFailure: 'No reply' } }],
		['lapsed', { latest: { ...fresh, expiresAt: now } }],
		['lapsed', { latest: { ...fresh, revokedAt: now } }],
		['lapsed', { latest: { ...fresh, expiresAt: now, sendFailure: 'No reply' } }],
		['has_account', { latest: { ...fresh, usedAt: now }, hasPassword: true }],
		['has_account', { latest: fresh, hasPassword: true }],
		['no_email', { latest: null, email: null }],
		['no_email', { latest: fresh, email: null, hasPassword: true }],
		['left', { latest: null, leftOn: '2026-11-20', hasPassword: true }],
		['left', { latest: null, leftOn: '2026-11-20', email: null }],
		['has_account', { latest: null, leftOn: today, hasPassword: true }]
	] as const)('is %s with %o', (state, about) => {
		expect(accountState({ ...nobody, ...about }, now, today)).toBe(state);
	});

	it.each([
		['has_account', 'Has an account', 'good'],
		['never_invited', 'Not invited yet', 'calm'],
		['invited', 'Invited', 'calm'],
		['not_sent', 'Mail not sent', 'bad'],
		['lapsed', 'Link no longer works', 'warn'],
		['no_email', 'No email address', 'calm'],
		['left', 'Left', 'calm']
	] as const)('%s is called "%s"', (state, word, family) => {
		expect(accountStates).toContain(state);
		expect(accountChip(state)).toEqual({ word, family });
	});
});

describe('what inviting many has come to', () => {
	it.each([
		[{ sent: 1, notSent: 0, leftOut: 0 }, '1 invitation was sent.'],
		[
			{ sent: 1200, notSent: 2, leftOut: 1 },
			'1,200 invitations were sent. 2 mails could not be sent; the list of invitations says why. ' +
				'1 person was left out: they have left, have an account already, or have no email address.'
		],
		[
			{ sent: 0, notSent: 1, leftOut: 2 },
			'0 invitations were sent. 1 mail could not be sent; the list of invitations says why. ' +
				'2 people were left out: they have left, have an account already, or have no email address.'
		],
		[null, 'It came to its end.'],
		[{ people: 1 }, 'It came to its end.']
	])('is %o in words', (result, words) => {
		expect(invitationsInWords(result)).toBe(words);
	});
});
